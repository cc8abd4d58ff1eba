package dev.vigil.daemon.dump;

import dev.vigil.config.model.TrackProcess;
import dev.vigil.daemon.track.Observed;
import io.avaje.json.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** One tracked process of the JSON dump, with keepalived's names in their order. */
final class ProcessJson {
    private ProcessJson() {}

    static void write(TrackProcess process, Snapshot snapshot, JsonWriter json) {
        Observed.Count count = snapshot.observed().processes(process.name());
        List<String> command = process.command();
        json.beginObject();
        text(json, "process", command.getFirst());
        if (command.size() > 1) {
            text(json, "parameters", String.join(" ", command.subList(1, command.size())));
        }
        text(json, "param_match", process.match().name().toLowerCase(Locale.ROOT));
        number(json, "min_processes", process.quorumMin());
        if (process.quorumMax() != Integer.MAX_VALUE) {
            number(json, "max_processes", process.quorumMax());
        }
        number(json, "current_processes", count.running());
        truth(json, "have_quorum", count.enough());
        number(json, "weight", process.weight().value());
        seconds(json, "terminate_delay", process.terminateDelayNs());
        seconds(json, "fork_delay", process.forkDelayNs());
        truth(json, "fork_delay_timer_running", count.gaining());
        truth(json, "terminate_delay_timer_running", count.losing());
        truth(json, "full_command", process.fullCommand());
        json.endObject();
    }

    private static void text(JsonWriter json, String name, String value) {
        json.name(name);
        json.value(value);
    }

    private static void number(JsonWriter json, String name, int value) {
        json.name(name);
        json.value(value);
    }

    private static void truth(JsonWriter json, String name, boolean value) {
        json.name(name);
        json.value(value);
    }

    private static void seconds(JsonWriter json, String name, long timeNs) {
        json.name(name);
        json.value(new BigDecimal(Lines.seconds(timeNs)));
    }
}
