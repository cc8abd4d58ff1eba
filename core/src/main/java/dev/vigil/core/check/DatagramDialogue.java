package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A datagram is answered, or at least not refused. */
public final class DatagramDialogue implements Dialogue {
    private static final int USUAL_LENGTH = 32;

    /** A byte of which the bits in {@code mask} matter. */
    public record MaskedByte(int value, int mask) {
        boolean matches(byte other) {
            return ((other ^ value) & mask) == 0;
        }
    }

    /**
     * What a reply must be.
     *
     * @param beginning with what it begins
     */
    public record Reply(List<MaskedByte> beginning, int lengthMin, int lengthMax) {
        public Reply {
            beginning = List.copyOf(beginning);
        }
    }

    private final List<Integer> payload;
    private final Optional<Reply> expected;

    /**
     * @param payload the bytes that are sent; empty for the usual text
     * @param expected empty if none is needed
     */
    public DatagramDialogue(List<Integer> payload, Optional<Reply> expected) {
        this.payload = payload;
        this.expected = expected;
    }

    @Override
    public Turn onOpen() {
        if (payload.isEmpty()) {
            return Turn.say(Filler.bytes(USUAL_LENGTH));
        }
        ByteBuffer bytes = ByteBuffer.allocate(payload.size());
        payload.forEach(each -> bytes.put(each.byteValue()));
        return Turn.say(bytes.array());
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        return expected.isEmpty() ? Turn.PASSED : judge(bytes, expected.get());
    }

    private static Turn judge(ByteBuffer bytes, Reply reply) {
        int length = bytes.remaining();
        if (length < reply.lengthMin || length > reply.lengthMax) {
            return Turn.failed("a reply of " + length + " bytes");
        }
        List<MaskedByte> beginning = reply.beginning;
        if (length < beginning.size()) {
            return Turn.failed("a reply of " + length + " bytes is too short");
        }
        for (int index = 0; index < beginning.size(); index++) {
            if (!beginning.get(index).matches(bytes.get(index))) {
                return Turn.failed("the reply differs at byte " + index);
            }
        }
        return Turn.PASSED;
    }

    @Override
    public Turn onSilence() {
        return expected.isEmpty() ? Turn.PASSED : Dialogue.super.onSilence();
    }
}
