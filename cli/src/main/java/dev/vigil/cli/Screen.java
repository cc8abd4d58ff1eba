package dev.vigil.cli;

import dev.vigil.config.report.TextStyle;
import java.io.Console;
import java.util.Map;

/** What standard output leads to. */
final class Screen {
    private static final int WIDTH_DEFAULT = 100;
    private static final int WIDTH_MIN = 40;

    private Screen() {}

    /** How text looks there: with colours and lines of its width on a terminal, plain elsewhere. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal JDK 25 has no console
    static TextStyle style() {
        Console console = System.console();
        return style(console != null && console.isTerminal(), System.getenv());
    }

    /** https://no-color.org: any text in NO_COLOR forbids colours. */
    static TextStyle style(boolean terminal, Map<String, String> environment) {
        if (!terminal) {
            return TextStyle.PLAIN;
        }
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new TextStyle(colours, width(environment.getOrDefault("COLUMNS", "")));
    }

    private static int width(String columns) {
        boolean known = columns.matches("[1-9]\\d{0,3}");
        return known ? Math.max(WIDTH_MIN, Integer.parseInt(columns)) : WIDTH_DEFAULT;
    }
}
