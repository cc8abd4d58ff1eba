package dev.vigil.cli;

import dev.vigil.lint.report.TextStyle;
import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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

    /**
     * What text is written in. A locale that asks for UTF-8 and is not installed, as zh_CN.UTF-8 on many servers, leaves the
     * JVM with ASCII; the terminal understands UTF-8 all the same.
     */
    static Charset charset(Charset ofTheJvm, Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        String code = locale.toLowerCase(Locale.ROOT).replace("-", "");
        return code.endsWith(".utf8") ? StandardCharsets.UTF_8 : ofTheJvm;
    }

    private static int width(String columns) {
        boolean known = columns.matches("[1-9]\\d{0,3}");
        return known ? Math.max(WIDTH_MIN, Integer.parseInt(columns)) : WIDTH_DEFAULT;
    }
}
