package dev.vigil.config.lint.report;

import dev.vigil.config.lint.Finding;
import dev.vigil.config.lint.Finding.Spot;
import dev.vigil.config.model.SourcePlace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A finding for people: what is wrong, the lines concerned with a mark under the word, and what to do.
 *
 * <pre>
 * error[VGL3007]: VRID 51: advert_int differs (1 s on alpha, 2 s on beta): ...
 *   --> alpha.conf:6:16
 *    6 |     advert_int 1
 *      |                ^ alpha: 1 s
 *   help: Write the same advert_int on every node.
 * </pre>
 */
public final class FindingText {
    private static final int WIDTH = 100;
    /** More lines than these are not shown, only their places. */
    private static final int LINES_MAX = 4;

    private static final int SPOTS_MAX = 10;

    private final SourceLines sources;

    FindingText(SourceLines sources) {
        this.sources = sources;
    }

    /** The text, which ends with a line end. */
    public String of(Finding finding) {
        StringBuilder text = new StringBuilder();
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        text.append(wrapped(severity + "[" + finding.code() + "]: " + finding.message(), "    "));
        List<Spot> spots = finding.spots();
        int digits = spots.stream()
                .mapToInt(spot -> String.valueOf(spot.place().line()).length())
                .max()
                .orElse(1);
        for (int index = 0; index < Math.min(SPOTS_MAX, spots.size()); index++) {
            spot(text, spots.get(index), index < LINES_MAX ? digits : 0);
        }
        if (spots.size() > SPOTS_MAX) {
            text.append("  --> and ").append(spots.size() - SPOTS_MAX).append(" more places\n");
        }
        finding.hint().ifPresent(hint -> text.append(wrapped("  help: " + hint, "        ")));
        return text.toString();
    }

    /** A place and its line, which takes {@code digits} for its number; without the line if that is 0. */
    private void spot(StringBuilder text, Spot spot, int digits) {
        SourcePlace place = spot.place();
        if (place.equals(SourcePlace.NOWHERE)) {
            return;
        }
        text.append("  --> ").append(place).append('\n');
        Optional<String> line = sources.line(place.file(), place.line());
        if (digits == 0 || line.isEmpty() || line.get().isBlank()) {
            return;
        }
        String source = line.get().stripTrailing();
        String margin = " ".repeat(digits + 3);
        text.append("  ")
                .append(" ".repeat(digits - String.valueOf(place.line()).length()));
        text.append(' ').append(place.line()).append(" | ").append(source).append('\n');
        int column = Math.clamp(place.column() - 1, 0, source.length());
        text.append(margin).append(" | ").append(indent(source, column));
        text.append("^".repeat(wordLength(source, column)));
        text.append(spot.note().isEmpty() ? "" : " " + spot.note()).append('\n');
    }

    /** White space as wide as the beginning of the line, tabs and all. */
    private static String indent(String source, int column) {
        StringBuilder indent = new StringBuilder(column);
        for (int index = 0; index < column; index++) {
            indent.append(source.charAt(index) == '\t' ? '\t' : ' ');
        }
        return indent.toString();
    }

    private static int wordLength(String source, int column) {
        int end = column;
        boolean quoted = column < source.length() && source.charAt(column) == '"';
        if (quoted) {
            int closing = source.indexOf('"', column + 1);
            return closing < 0 ? source.length() - column : closing - column + 1;
        }
        while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        return Math.max(1, end - column);
    }

    /** A paragraph in lines of bounded width, those after the first indented. */
    static String wrapped(String paragraph, String indent) {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        String[] words = paragraph.stripTrailing().split(" ", -1);
        for (int index = 0; index < words.length; index++) {
            boolean full = text.length() - lineStart + 1 + words[index].length() > WIDTH;
            if (index > 0 && full) {
                text.append('\n');
                lineStart = text.length();
                text.append(indent);
            } else if (index > 0) {
                text.append(' ');
            }
            text.append(words[index]);
        }
        return text.append('\n').toString();
    }
}
