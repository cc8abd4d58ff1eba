package dev.vigil.cli;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import dev.vigil.config.lint.Finding;
import dev.vigil.config.lint.Finding.Spot;
import dev.vigil.config.lint.LintCode;
import dev.vigil.config.lint.LintReport;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.file.Path;
import java.util.List;

/** The findings of a report in SARIF 2.1.0: one run, one rule for each code, related places for other nodes. */
final class LintSarif {
    private final JsonWriter json;

    private LintSarif(JsonWriter json) {
        this.json = json;
    }

    static String of(LintReport report) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        new LintSarif(writer).write(report);
        return writer.result();
    }

    private void write(LintReport report) {
        json.beginObject();
        text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        text("version", "2.1.0");
        json.name("runs");
        json.beginArray();
        json.beginObject();
        tool();
        json.name("results");
        json.beginArray();
        report.findings().forEach(this::result);
        json.endArray();
        json.endObject();
        json.endArray();
        json.endObject();
    }

    private void tool() {
        json.name("tool");
        json.beginObject();
        json.name("driver");
        json.beginObject();
        text("name", "vigil");
        text("version", dev.vigil.daemon.Version.TEXT);
        json.name("rules");
        json.beginArray();
        for (ProblemCode code : ProblemCode.values()) {
            rule(code.code(), code.summary(), code.severity());
        }
        for (LintCode code : LintCode.values()) {
            rule(code.code(), code.summary(), code.severity());
        }
        json.endArray();
        json.endObject();
        json.endObject();
    }

    private void rule(String code, String summary, Severity severity) {
        json.beginObject();
        text("id", code);
        message("shortDescription", summary);
        json.name("defaultConfiguration");
        json.beginObject();
        text("level", level(severity));
        json.endObject();
        json.endObject();
    }

    private void result(Finding finding) {
        json.beginObject();
        text("ruleId", finding.code());
        text("level", level(finding.severity()));
        message(
                "message",
                finding.message() + finding.hint().map(hint -> "\n" + hint).orElse(""));
        List<Spot> spots = finding.spots();
        json.name("locations");
        json.beginArray();
        location(spots.getFirst());
        json.endArray();
        if (spots.size() > 1) {
            json.name("relatedLocations");
            json.beginArray();
            spots.subList(1, spots.size()).forEach(this::location);
            json.endArray();
        }
        json.endObject();
    }

    private void location(Spot spot) {
        json.beginObject();
        json.name("physicalLocation");
        json.beginObject();
        json.name("artifactLocation");
        json.beginObject();
        text("uri", uri(spot.place().file()));
        json.endObject();
        json.name("region");
        json.beginObject();
        number("startLine", Math.max(1, spot.place().line()));
        number("startColumn", Math.max(1, spot.place().column()));
        json.endObject();
        json.endObject();
        if (!spot.note().isEmpty()) {
            message("message", spot.note());
        }
        json.endObject();
    }

    /** Relative paths stay relative: code hosting sites resolve them in the repository. */
    private static String uri(String file) {
        Path path = Path.of(file);
        String uri = Path.of("/").resolve(path).toUri().getRawPath();
        return path.isAbsolute() ? "file://" + uri : uri.substring(1);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case INFO -> "note";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }

    private void message(String name, String value) {
        json.name(name);
        json.beginObject();
        text("text", value);
        json.endObject();
    }

    private void text(String name, String value) {
        json.name(name);
        json.value(value);
    }

    private void number(String name, long value) {
        json.name(name);
        json.value(value);
    }
}
