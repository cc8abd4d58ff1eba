package dev.vigil.core.check;

/**
 * The head of a web server's answer.
 *
 * @param status the code; -1 if it does not begin with one of HTTP
 * @param length how many bytes the body has, as the server says; {@link Long#MAX_VALUE} if it does not
 */
record WebHead(int status, long length) {
    private static final int STATUS_LENGTH = 3;
    private static final String LENGTH_HEADER = "content-length:";

    /** @param text up to the blank line */
    static WebHead of(String text) {
        String[] lines = text.split("\r\n", -1);
        long length = Long.MAX_VALUE;
        for (String line : lines) {
            if (line.regionMatches(true, 0, LENGTH_HEADER, 0, LENGTH_HEADER.length())) {
                length = length(line.substring(LENGTH_HEADER.length()).strip());
            }
        }
        return new WebHead(status(lines[0]), length);
    }

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
}
