package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;

/**
 * The answer to {@code reload}, once it is done or refused.
 *
 * @param summary what changed, or why nothing did
 * @param errors those of a refused configuration, a line each
 */
public record ReloadAnswer(boolean accepted, String summary, List<String> errors) {
    /** How many errors are told; the log holds all. */
    public static final int ERRORS_MAX = 20;

    public ReloadAnswer {
        errors = errors.stream().limit(ERRORS_MAX).toList();
    }

    public void write(JsonWriter json) {
        json.beginObject();
        json.name("accepted");
        json.value(accepted);
        json.name("summary");
        json.value(summary);
        json.name("errors");
        json.beginArray();
        errors.forEach(json::value);
        json.endArray();
        json.endObject();
    }

    /** @throws JsonException if the text is no such answer */
    public static ReloadAnswer read(String text) {
        JsonTree tree = JsonTree.parse(text);
        return new ReloadAnswer(tree.truth("accepted"), tree.text("summary"), tree.texts("errors"));
    }
}
