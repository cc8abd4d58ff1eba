package dev.vigil.systemtests.lab;

import java.util.HexFormat;

/** A frame that is neither an advertisement nor ARP. */
@SuppressWarnings("ArrayRecordComponent")
public record OtherFrame(long timeNs, byte[] bytes) implements Frame {
    @Override
    public String toString() {
        return sourceMac() + " > " + destinationMac() + " " + HexFormat.of().formatHex(bytes);
    }
}
