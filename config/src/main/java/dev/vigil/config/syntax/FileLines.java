package dev.vigil.config.syntax;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.SourcePlace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The physical lines of one file. What keepalived would misread is reported and left out. */
final class FileLines implements LineSource {
    /** The longest line that keepalived reads, in bytes; it takes the rest of a longer one for another line. */
    static final int BYTES_MAX = 1023;

    private final String file;
    private final String text;
    private final Problems problems;
    private int position;
    private int number;

    FileLines(String file, byte[] bytes, Problems problems) {
        this.file = file;
        this.problems = problems;
        FileText decoded = isText(bytes) ? decode(bytes) : new FileText("", true);
        this.text = decoded.text();
        if (decoded.isMarked()) {
            position = 1;
            problems.add(
                    ProblemCode.BYTE_ORDER_MARK,
                    new SourcePlace(file, 1, 1),
                    "the file begins with a byte order mark, which keepalived takes for a part of the first keyword",
                    "Save the file as UTF-8 without a byte order mark.");
        }
    }

    private boolean isText(byte[] bytes) {
        if (bytes.length > ConfigLoader.FILE_BYTES_MAX) {
            problems.add(
                    ProblemCode.FILE_TOO_LARGE,
                    new SourcePlace(file, 1, 1),
                    "the file is larger than " + ConfigLoader.FILE_BYTES_MAX / (1024 * 1024)
                            + " MiB; nothing in it is read",
                    "Is this the right file? Repetitions (~SEQ, ~LST) write many similar blocks in one line.");
            return false;
        }
        int line = 1;
        int column = 1;
        for (byte each : bytes) {
            if (each == 0) {
                problems.add(
                        ProblemCode.NUL_CHARACTER,
                        new SourcePlace(file, line, column),
                        "the file holds a NUL character, so it is no text; nothing in it is read",
                        "Is this the right file? If it is, it is damaged: write it anew.");
                return false;
            }
            boolean continues = (each & 0xc0) == 0x80; // a further byte of a character in UTF-8
            line += each == '\n' ? 1 : 0;
            column = each == '\n' ? 1 : column + (continues ? 0 : 1);
        }
        return true;
    }

    private FileText decode(byte[] bytes) {
        FileText decoded = FileText.of(bytes);
        if (!decoded.utf8()) {
            problems.add(
                    ProblemCode.NOT_UTF_8,
                    new SourcePlace(file, 1, 1),
                    "the file is not UTF-8; it is read as ISO 8859-1",
                    "Save it as UTF-8. A password with such characters differs from the one that keepalived sends.");
        }
        return decoded;
    }

    @Override
    public Optional<Line> next() {
        while (position < text.length()) {
            int end = text.indexOf('\n', position);
            int stop = end < 0 ? text.length() : end;
            int firstColumn = number == 0 && position == 1 ? 2 : 1;
            Line line = new Line(file, ++number, text.substring(position, stop), firstColumn);
            position = stop + 1;
            if (isReadable(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private boolean isReadable(Line line) {
        if (isLongerThanMax(line.text())) {
            problems.add(
                    ProblemCode.LINE_TOO_LONG,
                    line.place(0),
                    "the line is longer than " + BYTES_MAX + " bytes and is left out",
                    "Shorten it; a multi-line definition can hold long blocks.");
            return false;
        }
        return true;
    }

    static boolean isLongerThanMax(String text) {
        return text.length() > BYTES_MAX / 3
                && text.stripTrailing().getBytes(StandardCharsets.UTF_8).length > BYTES_MAX;
    }
}
