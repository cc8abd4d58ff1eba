package dev.vigil.lint.script;

import dev.vigil.config.model.SourcePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a shell script, line by line. */
public final class ShellScript {
    private final String file;
    private final String text;
    private final List<Line> lines = new ArrayList<>();

    /**
     * A line of a script.
     *
     * @param number from 1
     * @param code the line without its comment
     */
    public record Line(String file, int number, String code) {
        /** The place of a character of the line. */
        public SourcePlace place(int index) {
            return new SourcePlace(file, number, index + 1);
        }

        /** The place of what a pattern matched. */
        public SourcePlace place(Matcher matcher) {
            return place(matcher.start());
        }

        public Matcher matcher(Pattern pattern) {
            return pattern.matcher(code);
        }
    }

    public ShellScript(String file, String text) {
        this.file = file;
        this.text = text;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            String code = withoutComment(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            lines.add(new Line(file, ++number, code));
        }
    }

    public String file() {
        return file;
    }

    public List<Line> lines() {
        return lines;
    }

    /** Whether the first line names an interpreter. */
    public boolean hasInterpreter() {
        return text.startsWith("#!");
    }

    /** Whether a shell runs it, as far as can be told. */
    public boolean isShell() {
        String first = text.lines().findFirst().orElse("");
        if (!hasInterpreter()) {
            return !text.isBlank();
        }
        return first.matches("#!.*[/ ](?:sh|bash|dash|ash|ksh|zsh)\\b.*");
    }

    /** Whether lines end as on Windows. */
    public boolean hasCarriageReturns() {
        return text.contains("\r\n");
    }

    /** The beginning of the script. */
    public SourcePlace start() {
        return new SourcePlace(file, 1, 1);
    }

    /** The last line with code; the first line if there is none. */
    public Line lastCode() {
        for (Line line : lines.reversed()) {
            if (!line.code().isBlank()) {
                return line;
            }
        }
        return lines.getFirst();
    }

    /** A {@code #} begins a comment where a word could begin, outside of quotes. */
    private static String withoutComment(String line) {
        char quote = 0;
        for (int index = 0; index < line.length(); index++) {
            char c = line.charAt(index);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\\') {
                index++;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '#' && (index == 0 || " \t;(".indexOf(line.charAt(index - 1)) >= 0)) {
                return line.substring(0, index);
            }
        }
        return line;
    }
}
