package dev.vigil.config.report;

import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;

/** Findings in SARIF 2.1.0: one run, one rule for each code. */
public final class SarifReport {
    private final JsonWriter json;

    private SarifReport(JsonWriter json) {
        this.json = json;
    }

    /**
     * @param version the version of the tool that is named in the report
     */
    public static String of(List<Problem> problems, String version) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        new SarifReport(writer).write(problems, version);
        return writer.result();
    }

    private void write(List<Problem> problems, String version) {
        json.beginObject();
        text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        text("version", "2.1.0");
        json.name("runs");
        json.beginArray();
        json.beginObject();
        tool(version);
        json.name("results");
        json.beginArray();
        problems.forEach(this::result);
        json.endArray();
        json.endObject();
        json.endArray();
        json.endObject();
    }

    private void tool(String version) {
        begin("tool");
        begin("driver");
        text("name", "vigil");
        text("version", version);
        json.name("rules");
        json.beginArray();
        for (ProblemCode code : ProblemCode.values()) {
            rule(code);
        }
        json.endArray();
        json.endObject();
        json.endObject();
    }

    private void rule(ProblemCode code) {
        json.beginObject();
        text("id", code.code());
        message("shortDescription", code.summary());
        begin("defaultConfiguration");
        text("level", level(code.severity()));
        json.endObject();
        json.endObject();
    }

    private void result(Problem problem) {
        json.beginObject();
        text("ruleId", problem.code());
        text("level", level(problem.severity()));
        String hint = problem.hint().map(text -> ". " + text).orElse("");
        message("message", problem.message() + hint);
        json.name("locations");
        json.beginArray();
        location(problem);
        json.endArray();
        json.endObject();
    }

    private void location(Problem problem) {
        json.beginObject();
        begin("physicalLocation");
        begin("artifactLocation");
        text("uri", problem.place().file());
        json.endObject();
        begin("region");
        json.name("startLine");
        json.value(Math.max(1, problem.place().line()));
        json.name("startColumn");
        json.value(Math.max(1, problem.place().column()));
        json.endObject();
        json.endObject();
        json.endObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case INFO -> "note";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }

    private void begin(String name) {
        json.name(name);
        json.beginObject();
    }

    private void message(String name, String text) {
        begin(name);
        text("text", text);
        json.endObject();
    }

    private void text(String name, String value) {
        json.name(name);
        json.value(value);
    }
}
