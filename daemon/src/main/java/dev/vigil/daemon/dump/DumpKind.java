package dev.vigil.daemon.dump;

import dev.vigil.linux.Signals;
import io.avaje.json.stream.JsonStream;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file that is written when a signal asks for it. */
public enum DumpKind {
    /** Everything, as text. */
    DATA(Signals.USR1),
    /** Counters, as text. */
    STATISTICS(Signals.USR2),
    /** Counters, which begin at 0 again afterwards. */
    STATISTICS_CLEAR(63),
    JSON(36);

    private static final int OBJECT_VERSION = 2;

    /** The signal that asks for it: those of keepalived, which {@code --signum} names. */
    public final int signal;

    DumpKind(int signal) {
        this.signal = signal;
    }

    /** The dump that a signal asks for. */
    public static Optional<DumpKind> of(int signal) {
        for (DumpKind kind : values()) {
            if (kind.signal == signal) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** What is written. */
    String text(Snapshot snapshot) {
        return switch (this) {
            case DATA -> DataText.of(snapshot);
            case STATISTICS, STATISTICS_CLEAR ->
                snapshot.instances().stream()
                        .map(instance -> instance.statistics().text(instance.name()))
                        .collect(Collectors.joining());
            case JSON -> json(snapshot);
        };
    }

    /** A list of instances, or with {@code json_version 2} an object that has it beside the tracked processes. */
    private static String json(Snapshot snapshot) {
        boolean object = snapshot.config().global().dumps().jsonVersion() == OBJECT_VERSION;
        try (var json = JsonStream.builder().build().bufferedWriter()) {
            if (object) {
                json.beginObject();
                json.name("vrrp");
            }
            json.beginArray();
            for (InstanceDump instance : snapshot.instances()) {
                new InstanceJson(instance, snapshot, json).write();
            }
            json.endArray();
            if (object) {
                json.name("track_process");
                json.beginArray();
                snapshot.config().processes().forEach(process -> ProcessJson.write(process, snapshot, json));
                json.endArray();
                json.endObject();
            }
            return json.result() + "\n";
        }
    }
}
