package dev.vigil.daemon.log;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.Locale;

/**
 * The JSON form of an event, one object:
 *
 * <pre>{@code
 * {"time_ms":1795256317278,"code":"VGL1201","event":"state_entered","level":"notice","area":"vrrp",
 *  "text":"(VI_1) Entering MASTER STATE: ...","instance":"VI_1","from_state":"BACKUP",...}
 * }</pre>
 *
 * The first six names are there for every event; those after {@code text} are listed in {@link EventFields}.
 */
public final class EventJson {
    private EventJson() {}

    /** The object as one line of text. */
    public static String of(JsonStream json, LogLine line) {
        var writer = json.bufferedWriter();
        write(line, writer);
        return writer.result();
    }

    public static void write(LogLine line, JsonWriter json) {
        EventKind kind = line.event().kind();
        json.beginObject();
        json.name("time_ms");
        json.value(line.epochMs());
        json.name("code");
        json.value(kind.code());
        json.name("event");
        json.value(kind.name().toLowerCase(Locale.ROOT));
        json.name("level");
        json.value(kind.level().word());
        json.name("area");
        json.value(kind.area().name().toLowerCase(Locale.ROOT));
        json.name("text");
        json.value(line.text());
        EventFields.of(line.event(), new JsonFields(json));
        json.endObject();
    }

    private record JsonFields(JsonWriter json) implements Fields {
        @Override
        public Fields put(String name, String value) {
            json.name(name);
            json.value(value);
            return this;
        }

        @Override
        public Fields put(String name, long value) {
            json.name(name);
            json.value(value);
            return this;
        }

        @Override
        public Fields put(String name, boolean value) {
            json.name(name);
            json.value(value);
            return this;
        }

        @Override
        public Fields put(String name, List<String> values) {
            json.name(name);
            json.beginArray();
            values.forEach(json::value);
            json.endArray();
            return this;
        }
    }
}
