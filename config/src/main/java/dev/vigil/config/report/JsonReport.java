package dev.vigil.config.report;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.Locale;

/**
 * Findings for programs.
 *
 * <pre>{@code
 * {"errors":1,"warnings":0,
 *  "findings":[{"code":"VGL2020","severity":"error","file":"ha.conf","line":7,"column":5,
 *               "message":"...","hint":"...","excerpt":"    priorty 200"}]}
 * }</pre>
 *
 * {@code hint} and {@code excerpt} may be absent.
 */
public final class JsonReport {
    private final JsonWriter json;
    private final Excerpts excerpts = new Excerpts();

    private JsonReport(JsonWriter json) {
        this.json = json;
    }

    public static String of(List<Problem> problems) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        new JsonReport(writer).write(problems);
        return writer.result();
    }

    private void write(List<Problem> problems) {
        json.beginObject();
        count("errors", problems, Severity.ERROR);
        count("warnings", problems, Severity.WARNING);
        json.name("findings");
        json.beginArray();
        problems.forEach(this::problem);
        json.endArray();
        json.endObject();
    }

    private void count(String name, List<Problem> problems, Severity severity) {
        json.name(name);
        json.value(problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count());
    }

    private void problem(Problem problem) {
        json.beginObject();
        text("code", problem.code());
        text("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        text("file", problem.place().file());
        json.name("line");
        json.value(problem.place().line());
        json.name("column");
        json.value(problem.place().column());
        text("message", problem.message());
        problem.hint().ifPresent(hint -> text("hint", hint));
        excerpts.line(problem.place()).ifPresent(line -> text("excerpt", line));
        json.endObject();
    }

    private void text(String name, String value) {
        json.name(name);
        json.value(value);
    }
}
