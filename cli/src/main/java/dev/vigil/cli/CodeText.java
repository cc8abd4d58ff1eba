package dev.vigil.cli;

import dev.vigil.lint.report.FindingCode;
import dev.vigil.lint.report.FindingCodes;
import dev.vigil.lint.report.FindingText;
import dev.vigil.lint.report.TextStyle;
import io.avaje.json.stream.JsonStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** Permanent codes explained: those of findings about configurations, and those of the daemon's log. */
final class CodeText {
    /** Paragraphs are no wider, on wide terminals and in pipes neither. */
    private static final int WIDTH_MAX = 100;

    private static final Pattern CODE = Pattern.compile("(?i)VGL\\d*");

    private CodeText() {}

    /** Whether a word is meant to be a code. */
    static boolean isCode(String word) {
        return CODE.matcher(word).matches();
    }

    /** The explanation, which ends with a line end; empty if there is no such code. */
    static Optional<String> text(String code, TextStyle style) {
        return FindingCodes.find(code)
                .map(finding ->
                        FindingText.of(finding, new TextStyle(style.colours(), Math.min(WIDTH_MAX, style.width()))))
                .or(() -> LogCodes.find(code).map(CodeText::text));
    }

    private static String text(LogCodes.LogCode event) {
        String flow = switch (event.flow()) {
            case "limited" -> "a flood of such lines is cut short, and what was held back is counted";
            case "changes" -> "the first 20 of an instance in a minute are written, the rest become VGL1220";
            default -> "every one is written";
        };
        return event.code() + " " + event.name() + "\n    a line of the daemon's log, level " + event.level() + "; "
                + flow + "\n\n        " + event.example() + "\n";
    }

    /** The same for programs; names are stable. */
    static Optional<String> json(String code) {
        return FindingCodes.find(code)
                .map(CodeText::json)
                .or(() -> LogCodes.find(code).map(CodeText::json));
    }

    private static String json(FindingCode finding) {
        return object(
                "code", finding.code(),
                "name", finding.name(),
                "kind", "finding",
                "severity", finding.severity().title(),
                "summary", finding.summary(),
                "explanation", finding.section().orElse(finding.summary()));
    }

    private static String json(LogCodes.LogCode event) {
        return object(
                "code", event.code(),
                "name", event.name(),
                "kind", "event",
                "level", event.level(),
                "flow", event.flow(),
                "example", event.example());
    }

    private static String object(String... namesAndValues) {
        var json = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        json.beginObject();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            json.name(namesAndValues[index]);
            json.value(namesAndValues[index + 1]);
        }
        json.endObject();
        return json.result();
    }
}
