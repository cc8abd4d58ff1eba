package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * A change of state of an instance, as it is kept.
 *
 * @param to the new state; MAINTENANCE for an instance that was drained, STOPPED and REMOVED for one that ended
 * @param why the nearest cause first
 * @param unheldNs how long nobody was known to have the addresses until this node took over; empty where that says nothing
 */
public record HistoryEntry(
        long atEpochMs,
        String instance,
        String from,
        String to,
        int priority,
        List<String> why,
        OptionalLong unheldNs) {
    public HistoryEntry {
        why = List.copyOf(why);
    }

    /** As one line of JSON, without its end. */
    public String line() {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        write(writer);
        return writer.result();
    }

    private void write(JsonWriter json) {
        json.beginObject();
        json.name("at_epoch_ms");
        json.value(atEpochMs);
        text("iname", instance, json);
        text("from", from, json);
        text("to", to, json);
        json.name("priority");
        json.value(priority);
        json.name("why");
        json.beginArray();
        why.forEach(json::value);
        json.endArray();
        unheldNs.ifPresent(ns -> {
            json.name("unheld_ns");
            json.value(ns);
        });
        json.endObject();
    }

    private static void text(String name, String value, JsonWriter json) {
        json.name(name);
        json.value(value);
    }

    /** @throws JsonException if the line is no entry */
    public static HistoryEntry read(String line) {
        JsonTree tree = JsonTree.parse(line);
        return new HistoryEntry(
                tree.number("at_epoch_ms"),
                tree.text("iname"),
                tree.text("from"),
                tree.text("to"),
                tree.integer("priority"),
                tree.texts("why"),
                tree.has("unheld_ns") ? OptionalLong.of(tree.number("unheld_ns")) : OptionalLong.empty());
    }
}
