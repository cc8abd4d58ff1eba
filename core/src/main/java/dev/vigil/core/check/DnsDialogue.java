package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name server answers one query, whatever the answer says. */
public final class DnsDialogue implements Dialogue {
    private static final int HEADER_SIZE = 12;
    private static final int LABEL_MAX = 63;
    private static final int CLASS_IN = 1;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int RESPONSE_CODE = 0x000f;

    private final int id;
    private final byte[] query;

    /**
     * @param id 16 bits, by chance
     * @param type the number of the type of record
     */
    public DnsDialogue(int id, int type, String name) {
        this.id = id & 0xffff;
        this.query = query(this.id, type, name);
    }

    private static byte[] query(int id, int type, String name) {
        byte[] labels = labels(name);
        return ByteBuffer.allocate(HEADER_SIZE + labels.length + 2 * Short.BYTES)
                .putShort((short) id)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .put(labels)
                .putShort((short) type)
                .putShort((short) CLASS_IN)
                .array();
    }

    private static byte[] labels(String name) {
        // Each label has its length before it, where the name has a dot or nothing, and an empty one ends them.
        ByteBuffer out = ByteBuffer.allocate(name.getBytes(StandardCharsets.UTF_8).length + 2);
        for (String label : name.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                int length = Math.min(bytes.length, LABEL_MAX);
                out.put((byte) length).put(bytes, 0, length);
            }
        }
        out.put((byte) 0);
        return Arrays.copyOf(out.array(), out.position());
    }

    @Override
    public Turn onOpen() {
        return Turn.say(query);
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER_SIZE || (bytes.getShort(0) & 0xffff) != id) {
            return Turn.LISTEN;
        }
        int flags = bytes.getShort(Short.BYTES);
        if ((flags & RESPONSE) == 0) {
            return Turn.LISTEN;
        }
        int code = flags & RESPONSE_CODE;
        return code == 0 ? Turn.PASSED : Turn.failed("rcode = " + code);
    }
}
