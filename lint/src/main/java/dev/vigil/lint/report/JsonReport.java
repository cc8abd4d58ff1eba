package dev.vigil.lint.report;

import dev.vigil.config.Severity;
import dev.vigil.lint.Finding;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.Verdict;
import dev.vigil.lint.failover.Contest;
import dev.vigil.lint.failover.FailoverTable;
import dev.vigil.lint.failover.Outcome;
import dev.vigil.lint.failover.Standing;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.Locale;

/**
 * A report for programs.
 *
 * <pre>{@code
 * {"nodes":[{"name":"alpha","file":"alpha.conf","would_start":false,"obstacles":["1 error in its file"]}],
 *  "errors":1,"warnings":0,"notes":0,
 *  "findings":[{"code":"VGL3007","severity":"error","message":"...","hint":"...",
 *               "places":[{"file":"alpha.conf","line":6,"column":16,"note":"alpha: 1 s",
 *                          "excerpt":"    advert_int 1"}]}],
 *  "failovers":[{"vrid":51,"family":"ipv4","complete":true,
 *                "rows":[{"master":"alpha","failures":[{"node":"alpha","failed":["check"],"lost":false,"priority":90}],
 *                         "verdict":"moves","master_after":"beta"}]}]}
 * }</pre>
 *
 * {@code hint}, {@code note} and {@code excerpt} may be absent; {@code line} and {@code column} count from 1;
 * {@code priority} is 0 for a node that cannot be master; {@code master_after} is null if no node can.
 */
public final class JsonReport {
    private final JsonWriter json;
    private final Excerpts excerpts;

    private JsonReport(JsonWriter json, Excerpts excerpts) {
        this.json = json;
        this.excerpts = excerpts;
    }

    public static String of(LintReport report) {
        var writer = JsonStream.builder()
                .serializeNulls(true)
                .serializeEmpty(true)
                .build()
                .bufferedWriter();
        new JsonReport(writer, new Excerpts(report)).write(report);
        return writer.result();
    }

    private void write(LintReport report) {
        json.beginObject();
        json.name("nodes");
        json.beginArray();
        report.verdicts().forEach(this::node);
        json.endArray();
        number("errors", report.count(Severity.ERROR));
        number("warnings", report.count(Severity.WARNING));
        number("notes", report.count(Severity.INFO));
        json.name("findings");
        json.beginArray();
        report.findings().forEach(this::finding);
        json.endArray();
        json.name("failovers");
        json.beginArray();
        report.failovers().forEach(this::failover);
        json.endArray();
        json.endObject();
    }

    private void node(Verdict verdict) {
        json.beginObject();
        text("name", verdict.node().name());
        text("file", verdict.node().shownFile());
        json.name("would_start");
        json.value(verdict.starts());
        json.name("obstacles");
        json.beginArray();
        verdict.obstacles().forEach(json::value);
        json.endArray();
        json.endObject();
    }

    private void finding(Finding finding) {
        json.beginObject();
        text("code", finding.code());
        text("severity", finding.severity().title());
        text("message", finding.message());
        finding.hint().ifPresent(hint -> text("hint", hint));
        json.name("places");
        json.beginArray();
        finding.spots().forEach(this::spot);
        json.endArray();
        json.endObject();
    }

    private void spot(Spot spot) {
        json.beginObject();
        text("file", spot.place().file());
        number("line", spot.place().line());
        number("column", spot.place().column());
        if (!spot.note().isEmpty()) {
            text("note", spot.note());
        }
        excerpts.line(spot.place()).ifPresent(line -> text("excerpt", line));
        json.endObject();
    }

    private void failover(FailoverTable table) {
        json.beginObject();
        number("vrid", table.router().vrid());
        text("family", lower(table.router().family()));
        json.name("complete");
        json.value(table.complete());
        json.name("rows");
        json.beginArray();
        table.rows().forEach(this::row);
        json.endArray();
        json.endObject();
    }

    private void row(Outcome outcome) {
        Contest contest = outcome.contest();
        json.beginObject();
        text("master", contest.standing(outcome.holder()).name());
        json.name("failures");
        json.beginArray();
        for (int member = 0; member < contest.size(); member++) {
            failures(contest.standing(member), outcome.failures().get(member));
        }
        json.endArray();
        text("verdict", lower(outcome.verdict()));
        json.name("master_after");
        if (outcome.master() == Contest.NOBODY) {
            json.nullValue();
        } else {
            json.value(contest.standing(outcome.master()).name());
        }
        json.endObject();
    }

    private void failures(Standing standing, long failed) {
        json.beginObject();
        text("node", standing.name());
        json.name("failed");
        json.beginArray();
        standing.failures(failed).forEach(json::value);
        json.endArray();
        json.name("lost");
        json.value(failed == Standing.LOST);
        number("priority", standing.priority(failed));
        json.endObject();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
