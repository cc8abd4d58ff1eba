package dev.vigil.lint.report;

import java.util.ArrayList;
import java.util.List;

/** What the document on findings says about one kind, for people at a terminal. */
public final class FindingText {
    private static final String INDENT = " ".repeat(4);
    private static final String EXAMPLE_INDENT = " ".repeat(8);
    private static final String FENCE = "```";

    private final TextStyle style;
    private final StringBuilder text = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();

    private FindingText(TextStyle style) {
        this.style = style;
    }

    /** The text, which ends with a line end. */
    public static String of(FindingCode code, TextStyle style) {
        FindingText writer = new FindingText(style);
        writer.text.append(style.bold(code.code() + " " + code.name())).append('\n');
        writer.text
                .append(INDENT)
                .append(style.severity(code.severity(), code.severity().title()))
                .append(" of vigil check or vigil lint\n");
        writer.section(code.section().orElse(code.summary()));
        return writer.text.toString();
    }

    private void section(String markdown) {
        boolean example = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                endParagraph();
                text.append(example ? "" : "\n");
                example = !example;
            } else if (example) {
                text.append((EXAMPLE_INDENT + line).stripTrailing()).append('\n');
            } else if (line.isBlank()) {
                endParagraph();
            } else {
                paragraph.add(line.strip());
            }
        }
        endParagraph();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            text.append('\n')
                    .append(style.wrapped(INDENT, String.join(" ", paragraph), INDENT))
                    .append('\n');
            paragraph.clear();
        }
    }
}
