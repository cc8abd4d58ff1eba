package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private static final int STATUS_LENGTH = 3;
    private static final int FIRST_SIZE = 2048;
    private static final String LENGTH_HEADER = "content-length:";

    private final WebDemand demand;
    private final @Nullable MessageDigest hash;

    /** The head until it is complete, then what of the body is searched. */
    private byte[] kept = new byte[FIRST_SIZE];

    private int keptLength;
    private boolean inBody;
    private int status;

    /** How many bytes the body has, as the server says; no end if it does not. */
    private long announced = Long.MAX_VALUE;

    private long received;

    WebAnswer(WebDemand demand) {
        this.demand = demand;
        hash = demand.digest().isPresent() ? md5() : null;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every Java platform has MD5", every);
        }
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
        String head = new String(kept, 0, end, StandardCharsets.ISO_8859_1);
        inBody = true;
        keptLength = 0;
        return readHead(head);
    }

    private int find(int from) {
        for (int index = from; index + BLANK_LINE.length <= keptLength; index++) {
            if (Arrays.equals(kept, index, index + BLANK_LINE.length, BLANK_LINE, 0, BLANK_LINE.length)) {
                return index;
            }
        }
        return -1;
    }

    private Optional<String> readHead(String head) {
        String[] lines = head.split("\r\n", -1);
        status = status(lines[0]);
        if (status < 0) {
            return Optional.of("the answer does not begin with a status of HTTP");
        }
        for (String line : lines) {
            if (line.regionMatches(true, 0, LENGTH_HEADER, 0, LENGTH_HEADER.length())) {
                announced = length(line.substring(LENGTH_HEADER.length()).strip());
            }
        }
        return Optional.empty();
    }

    /** The code of a status line; -1 if it is none. */
    private static int status(String line) {
        int blank = line.indexOf(' ');
        if (!line.startsWith("HTTP/") || blank < 0 || line.length() < blank + 1 + STATUS_LENGTH) {
            return -1;
        }
        String code = line.substring(blank + 1, blank + 1 + STATUS_LENGTH);
        return code.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(code) : -1;
    }

    /** No end for what is no number. */
    private static long length(String text) {
        try {
            long length = Long.parseLong(text);
            return length < 0 ? Long.MAX_VALUE : length;
        } catch (NumberFormatException wrong) {
            return Long.MAX_VALUE;
        }
    }

    private Optional<String> takeBody(ByteBuffer piece) {
        int count = piece.remaining();
        if (hash != null && received < announced) {
            hash.update(piece.slice(piece.position(), (int) Math.min(count, announced - received)));
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
        if (!demand.accepts(status)) {
            return Optional.of("status " + status);
        }
        if (hash != null) {
            String digest = HexFormat.of().formatHex(hash.digest());
            if (!digest.equals(demand.digest().orElseThrow().toLowerCase(Locale.ROOT))) {
                return Optional.of("the MD5 of the body is " + digest);
            }
        }
        return demand.pattern().flatMap(pattern -> pattern.complaint(kept, keptLength));
    }
}
