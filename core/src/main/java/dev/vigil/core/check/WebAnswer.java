package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of a web server while it arrives. A body is hashed as it comes, and only kept to be searched. */
final class WebAnswer {
    static final int HEAD_MAX = 16 * 1024;

    /** A body of which nothing is kept ends there as well: no check needs more. */
    static final long BODY_MAX = 64L * 1024 * 1024;

    /** How much of a body is searched. */
    static final int SEARCHED_MAX = 256 * 1024;

    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int FIRST_SIZE = 2048;

    private final WebDemand demand;
    private final @Nullable BodyHash hash;

    /** The head until it is complete, then what of the body is searched. */
    private byte[] kept = new byte[FIRST_SIZE];

    private int keptLength;
    private boolean inBody;
    private WebHead head = new WebHead(-1, Long.MAX_VALUE);

    private long received;

    WebAnswer(WebDemand demand) {
        this.demand = demand;
        hash = demand.digest().isPresent() ? new BodyHash() : null;
    }

    /** Takes a piece; a complaint if the rest is not worth waiting for. */
    Optional<String> take(ByteBuffer piece) {
        if (!inBody) {
            Optional<String> complaint = takeHead(piece);
            if (complaint.isPresent() || !inBody) {
                return complaint;
            }
        }
        return takeBody(piece);
    }

    private Optional<String> takeHead(ByteBuffer piece) {
        int before = keptLength;
        int room = Math.min(piece.remaining(), HEAD_MAX - keptLength);
        keep(piece.slice(piece.position(), room));
        int end = find(Math.max(0, before - BLANK_LINE.length + 1));
        if (end < 0) {
            return keptLength >= HEAD_MAX
                    ? Optional.of("the header has no end within " + HEAD_MAX + " bytes")
                    : Optional.empty();
        }
        piece.position(piece.position() + end + BLANK_LINE.length - before);
        head = WebHead.of(new String(kept, 0, end, StandardCharsets.ISO_8859_1));
        inBody = true;
        keptLength = 0;
        return head.status() < 0 ? Optional.of("the answer does not begin with a status of HTTP") : Optional.empty();
    }

    private int find(int from) {
        for (int index = from; index + BLANK_LINE.length <= keptLength; index++) {
            if (Arrays.equals(kept, index, index + BLANK_LINE.length, BLANK_LINE, 0, BLANK_LINE.length)) {
                return index;
            }
        }
        return -1;
    }

    private Optional<String> takeBody(ByteBuffer piece) {
        int count = piece.remaining();
        if (hash != null) {
            hash.take(piece.slice(), head.length());
        }
        if (demand.pattern().isPresent()) {
            keep(piece.slice(piece.position(), Math.min(count, SEARCHED_MAX - keptLength)));
        }
        received += count;
        return received > BODY_MAX ? Optional.of("the body is longer than " + BODY_MAX + " bytes") : Optional.empty();
    }

    private void keep(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (keptLength + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(keptLength + count, 2 * kept.length));
        }
        bytes.get(kept, keptLength, count);
        keptLength += count;
    }

    /** What is wrong with the answer now that it has ended; empty if nothing is. */
    Optional<String> complaint() {
        if (!inBody) {
            return Optional.of("the server closed the connection before the end of the header");
        }
        if (!demand.accepts(head.status())) {
            return Optional.of("status " + head.status());
        }
        if (hash != null) {
            String digest = HexFormat.of().formatHex(hash.end());
            if (!digest.equals(demand.digest().orElseThrow().toLowerCase(Locale.ROOT))) {
                return Optional.of("the MD5 of the body is " + digest);
            }
        }
        return demand.pattern().flatMap(pattern -> pattern.complaint(kept, keptLength));
    }
}
