package dev.vigil.daemon.control;

import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far instances have come with what an operator asked for: the answer to {@code drain}, {@code resume}, {@code promote}
 * and {@code steering}.
 */
public record SteeringAnswer(List<Standing> instances) {
    public SteeringAnswer {
        instances = List.copyOf(instances);
    }

    /**
     * One instance.
     *
     * @param waitMs after so long at the latest it has done what it was asked for, or has given that up
     * @param ended why it has given that up; empty if it has not
     */
    public record Standing(String name, State state, SteeringStage stage, long waitMs, Optional<String> ended) {
        public Standing ended(Optional<String> why) {
            return new Standing(name, state, stage, waitMs, why);
        }
    }

    public void write(JsonWriter json) {
        json.beginObject();
        json.name("instances");
        json.beginArray();
        for (Standing each : instances) {
            json.beginObject();
            put("iname", each.name, json);
            put("state", each.state.name(), json);
            put("stage", each.stage.name().toLowerCase(Locale.ROOT), json);
            json.name("wait_ms");
            json.value(each.waitMs);
            each.ended.ifPresent(why -> put("ended", why, json));
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void put(String name, String value, JsonWriter json) {
        json.name(name);
        json.value(value);
    }

    /** @throws JsonException if the text is no such answer */
    public static SteeringAnswer read(String text) {
        return new SteeringAnswer(JsonTree.parse(text).objects("instances", SteeringAnswer::readStanding));
    }

    private static Standing readStanding(JsonTree tree) {
        try {
            return new Standing(
                    tree.text("iname"),
                    State.valueOf(tree.text("state")),
                    SteeringStage.valueOf(tree.text("stage").toUpperCase(Locale.ROOT)),
                    tree.number("wait_ms"),
                    tree.has("ended") ? Optional.of(tree.text("ended")) : Optional.empty());
        } catch (IllegalArgumentException unknown) {
            throw new JsonException("no such state: " + unknown.getMessage(), unknown);
        }
    }
}
