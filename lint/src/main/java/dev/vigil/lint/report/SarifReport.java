package dev.vigil.lint.report;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Finding;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.LintReport;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A report in SARIF 2.1.0, for code hosting sites and editors: one run, one rule for each code, related locations for
 * the places after the first. Files below the working directory are named relative to it, as sites resolve them in
 * their copy of the repository. Columns count UTF-16 code units from 1.
 */
public final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final JsonWriter json;
    private final Path directory;
    private final Excerpts excerpts;

    private SarifReport(JsonWriter json, Path directory, Excerpts excerpts) {
        this.json = json;
        this.directory = directory;
        this.excerpts = excerpts;
    }

    /**
     * @param version the version of the tool that is named in the report
     * @param directory the working directory
     */
    public static String of(LintReport report, String version, Path directory) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        new SarifReport(writer, directory.toAbsolutePath().normalize(), new Excerpts(report)).write(report, version);
        return writer.result();
    }

    private void write(LintReport report, String version) {
        List<FindingCode> rules = FindingCodes.all();
        List<String> ids = rules.stream().map(FindingCode::code).toList();
        json.beginObject();
        text("$schema", SCHEMA);
        text("version", "2.1.0");
        json.name("runs");
        json.beginArray();
        json.beginObject();
        tool(version, rules);
        text("columnKind", "utf16CodeUnits");
        json.name("results");
        json.beginArray();
        report.findings().forEach(finding -> result(finding, ids.indexOf(finding.code())));
        json.endArray();
        json.endObject();
        json.endArray();
        json.endObject();
    }

    private void tool(String version, List<FindingCode> rules) {
        begin("tool");
        begin("driver");
        text("name", "vigil");
        text("version", version);
        json.name("rules");
        json.beginArray();
        rules.forEach(this::rule);
        json.endArray();
        json.endObject();
        json.endObject();
    }

    private void rule(FindingCode code) {
        json.beginObject();
        text("id", code.code());
        text("name", code.name());
        message("shortDescription", code.summary());
        code.section().ifPresent(section -> message("help", section));
        begin("defaultConfiguration");
        text("level", code.severity().title());
        json.endObject();
        json.endObject();
    }

    private void result(Finding finding, int rule) {
        json.beginObject();
        text("ruleId", finding.code());
        number("ruleIndex", rule);
        text("level", finding.severity().title());
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
        SourcePlace place = spot.place();
        json.beginObject();
        begin("physicalLocation");
        begin("artifactLocation");
        text("uri", uri(place.file()));
        json.endObject();
        begin("region");
        number("startLine", Math.max(1, place.line()));
        number("startColumn", Math.max(1, place.column()));
        Optional<String> line = excerpts.line(place);
        if (line.isPresent()
                && place.column() >= 1
                && place.column() <= line.get().length()) {
            number("endColumn", place.column() + (long) Excerpts.wordLength(line.get(), place.column() - 1));
        }
        json.endObject();
        json.endObject();
        if (!spot.note().isEmpty()) {
            message("message", spot.note());
        }
        json.endObject();
    }

    /** Relative to the working directory if the file is below it. */
    private String uri(String file) {
        Path path = directory.resolve(file).normalize();
        if (!path.startsWith(directory)) {
            return "file://" + path.toUri().getRawPath();
        }
        String uri = Path.of("/").resolve(directory.relativize(path)).toUri().getRawPath();
        return uri.substring(1);
    }

    private void begin(String name) {
        json.name(name);
        json.beginObject();
    }

    private void message(String name, String value) {
        begin(name);
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
