package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * The answer to {@code reload}, once it is done or refused.
 *
 * @param dryRun whether nothing was to be changed
 * @param summary what changed, or why nothing did
 * @param errors those of a refused configuration, a line each
 * @param findings everything that was found in the files
 * @param changes what changed, or would
 * @param unchanged how many instances stay as they are
 */
public record ReloadAnswer(
        boolean accepted,
        boolean dryRun,
        String summary,
        List<String> errors,
        List<Finding> findings,
        List<Change> changes,
        long unchanged) {
    /** How many errors and findings are told; the log holds all. */
    public static final int ERRORS_MAX = 20;

    public ReloadAnswer {
        errors = errors.stream().limit(ERRORS_MAX).toList();
        findings = findings.stream().limit(ERRORS_MAX).toList();
        changes = List.copyOf(changes);
    }

    /** A finding about the configuration at its place, as {@code vigil check} has it. */
    public record Finding(
            String code, String severity, String message, Optional<String> hint, String file, int line, int column) {}

    /**
     * What changes at one place.
     *
     * @param instance its name; empty for what belongs to no instance
     * @param action {@code change}, {@code replace}, {@code add}, {@code remove}, or {@code later}: not before the next start
     * @param cost {@code none}, {@code peers}, {@code away}, {@code gone} or {@code coming}
     * @param awayNs how long the addresses are away or waited for
     * @param text all of it, for people
     */
    public record Change(String instance, String action, List<Value> values, String cost, long awayNs, String text) {}

    /** A value that changes; a text that is empty is not there, or a secret. */
    public record Value(String keyword, Optional<String> old, Optional<String> next) {}

    public void write(JsonWriter json) {
        json.beginObject();
        json.name("accepted");
        json.value(accepted);
        json.name("dry_run");
        json.value(dryRun);
        put("summary", summary, json);
        json.name("errors");
        json.beginArray();
        errors.forEach(json::value);
        json.endArray();
        json.name("findings");
        json.beginArray();
        findings.forEach(finding -> write(finding, json));
        json.endArray();
        json.name("changes");
        json.beginArray();
        changes.forEach(change -> write(change, json));
        json.endArray();
        json.name("unchanged");
        json.value(unchanged);
        json.endObject();
    }

    private static void write(Finding finding, JsonWriter json) {
        json.beginObject();
        put("code", finding.code, json);
        put("severity", finding.severity, json);
        put("message", finding.message, json);
        finding.hint.ifPresent(hint -> put("hint", hint, json));
        put("file", finding.file, json);
        json.name("line");
        json.value(finding.line);
        json.name("column");
        json.value(finding.column);
        json.endObject();
    }

    private static void write(Change change, JsonWriter json) {
        json.beginObject();
        put("instance", change.instance, json);
        put("action", change.action, json);
        json.name("values");
        json.beginArray();
        for (Value value : change.values) {
            json.beginObject();
            put("keyword", value.keyword, json);
            value.old.ifPresent(old -> put("old", old, json));
            value.next.ifPresent(next -> put("new", next, json));
            json.endObject();
        }
        json.endArray();
        put("cost", change.cost, json);
        json.name("away_ns");
        json.value(change.awayNs);
        put("text", change.text, json);
        json.endObject();
    }

    private static void put(String name, String value, JsonWriter json) {
        json.name(name);
        json.value(value);
    }

    /** @throws JsonException if the text is no such answer */
    public static ReloadAnswer read(String text) {
        JsonTree tree = JsonTree.parse(text);
        return new ReloadAnswer(
                tree.truth("accepted"),
                tree.has("dry_run") && tree.truth("dry_run"),
                tree.text("summary"),
                tree.texts("errors"),
                tree.has("findings") ? tree.objects("findings", ReloadAnswer::finding) : List.of(),
                tree.has("changes") ? tree.objects("changes", ReloadAnswer::change) : List.of(),
                tree.has("unchanged") ? tree.number("unchanged") : 0);
    }

    private static Finding finding(JsonTree tree) {
        return new Finding(
                tree.text("code"),
                tree.text("severity"),
                tree.text("message"),
                optional("hint", tree),
                tree.text("file"),
                tree.integer("line"),
                tree.integer("column"));
    }

    private static Change change(JsonTree tree) {
        return new Change(
                tree.text("instance"),
                tree.text("action"),
                tree.objects(
                        "values",
                        value -> new Value(value.text("keyword"), optional("old", value), optional("new", value))),
                tree.text("cost"),
                tree.number("away_ns"),
                tree.text("text"));
    }

    private static Optional<String> optional(String name, JsonTree tree) {
        return tree.has(name) ? Optional.of(tree.text(name)) : Optional.empty();
    }
}
