package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request to a web server whose answer is hashed, as genhash does it: the status does not matter, and neither does the
 * length of the body. A head that is longer than what genhash reads at once is none.
 */
public final class HashDialogue implements Dialogue {
    /** How many bytes genhash reads at once. */
    public static final int READ_MAX = 4095;

    private static final String BLANK_LINE = "\r\n\r\n";

    private final Route route;
    private final WebRequest request;
    private final Witness witness;
    private final BodyHash hash = new BodyHash();
    private final byte[] head = new byte[READ_MAX];
    private int headLength;
    private boolean isCut;
    private Optional<WebHead> found = Optional.empty();

    /** Sees the answer as it comes, in the pieces in which genhash reads it. The arrays are its own. */
    public interface Witness {
        /** Something was read, and the head has not been complete before. */
        void beforeHead();

        /** The head is complete, up to and with the blank line. */
        void head(byte[] bytes);

        /** @param first whether it was read together with the end of the head */
        void body(byte[] bytes, boolean first);
    }

    public HashDialogue(Route route, WebRequest request, Witness witness) {
        this.route = route;
        this.request = request;
        this.witness = witness;
    }

    @Override
    public Turn onOpen() {
        return Turn.say(request.bytes(route));
    }

    @Override
    public Turn onReceived(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (found.isPresent()) {
                body(bytes, READ_MAX, false);
            } else if (headLength == READ_MAX) {
                return Turn.PASSED;
            } else {
                takeHead(bytes);
            }
        }
        return Turn.LISTEN;
    }

    private void takeHead(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), READ_MAX - headLength);
        bytes.get(head, headLength, count);
        headLength += count;
        witness.beforeHead();
        String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(BLANK_LINE);
        if (end < 0) {
            return;
        }
        found = Optional.of(WebHead.of(text.substring(0, end)));
        int behind = end + BLANK_LINE.length();
        witness.head(Arrays.copyOf(head, behind));
        body(ByteBuffer.wrap(head, behind, headLength - behind), READ_MAX, true);
    }

    private void body(ByteBuffer bytes, int countMax, boolean first) {
        byte[] piece = new byte[Math.min(bytes.remaining(), countMax)];
        bytes.get(piece);
        if (piece.length > 0) {
            hash.take(ByteBuffer.wrap(piece), found.map(WebHead::length).orElse(0L));
            witness.body(piece, first);
        }
    }

    @Override
    public Turn onEnd(boolean announced) {
        isCut = !announced;
        return Turn.PASSED;
    }

    /** Whether TLS ended without saying so. */
    public boolean isCut() {
        return isCut;
    }

    /** Whether there was a head, without which there is no body. */
    public boolean hasHead() {
        return found.isPresent();
    }

    /** The MD5 of the body; once, at the end. */
    public byte[] hash() {
        return hash.end();
    }
}
