package dev.vigil.core.check;

import java.nio.ByteBuffer;

/** An echo request is answered. The kernel writes the number and the checksum, and knows whose answer is whose. */
public final class EchoDialogue implements Dialogue {
    private static final int HEADER_SIZE = 8;
    private static final int PAYLOAD_SIZE = 128;
    private static final int SEQUENCE_POSITION = 6;
    private static final int SEQUENCE = 1;
    private static final byte REQUEST = 8;
    private static final byte REPLY = 0;
    private static final byte REQUEST_6 = (byte) 128;
    private static final byte REPLY_6 = (byte) 129;

    private final boolean ipv6;

    public EchoDialogue(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    @Override
    public Turn onOpen() {
        return Turn.say(ByteBuffer.allocate(HEADER_SIZE + PAYLOAD_SIZE)
                .put(0, ipv6 ? REQUEST_6 : REQUEST)
                .putShort(SEQUENCE_POSITION, (short) SEQUENCE)
                .put(HEADER_SIZE, Filler.bytes(PAYLOAD_SIZE))
                .array());
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        boolean answers = bytes.remaining() >= HEADER_SIZE
                && bytes.get(0) == (ipv6 ? REPLY_6 : REPLY)
                && bytes.getShort(SEQUENCE_POSITION) == SEQUENCE;
        return answers ? Turn.PASSED : Turn.LISTEN;
    }
}
