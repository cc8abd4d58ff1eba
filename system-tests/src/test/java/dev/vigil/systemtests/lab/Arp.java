package dev.vigil.systemtests.lab;

/**
 * An ARP packet over Ethernet, RFC 826.
 *
 * <pre>
 * 14 hardware type  16 protocol type  18 lengths 6, 4  20 operation
 * 22 sender's hardware address  28 sender's IP address
 * 32 target's hardware address  38 target's IP address
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent")
public record Arp(long timeNs, byte[] bytes) implements Frame {
    public int operation() {
        return Frame.u16(bytes, 20);
    }

    public String senderMac() {
        return Frame.mac(bytes, 22);
    }

    public String senderIp() {
        return Frame.ip(bytes, 28);
    }

    public String targetMac() {
        return Frame.mac(bytes, 32);
    }

    public String targetIp() {
        return Frame.ip(bytes, 38);
    }

    /** True if it announces its sender's address to everybody. */
    public boolean gratuitous() {
        return senderIp().equals(targetIp()) && destinationMac().equals("ff:ff:ff:ff:ff:ff");
    }

    @Override
    public String toString() {
        return sourceMac() + " > " + destinationMac() + " ARP " + operation() + " sender " + senderMac() + " "
                + senderIp() + " target " + targetMac() + " " + targetIp();
    }
}
