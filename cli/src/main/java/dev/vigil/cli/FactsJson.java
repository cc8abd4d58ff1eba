package dev.vigil.cli;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.core.address.IpAddress;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a configuration means, as one line of JSON. Every component of the model is there, under its own name in snake
 * case and in the order of the records; times are in nanoseconds, secrets are hidden, places in files are left out. A
 * value that is one of several kinds names its kind. It is made by reflection on the records, so that no component can be
 * forgotten.
 */
final class FactsJson {
    private final JsonWriter json;

    private FactsJson(JsonWriter json) {
        this.json = json;
    }

    static String of(Config config) {
        var writer = JsonStream.builder()
                .serializeNulls(true)
                .serializeEmpty(true)
                .build()
                .bufferedWriter();
        new FactsJson(writer).value(config);
        return writer.result();
    }

    private void value(Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresentOrElse(this::value, json::nullValue);
            case OptionalInt optional -> optional.ifPresentOrElse(json::value, json::nullValue);
            case OptionalLong optional -> optional.ifPresentOrElse(json::value, json::nullValue);
            case Collection<?> values -> list(values);
            case Secret secret -> json.value(secret.toString());
            case IpAddress address -> json.value(address.toString());
            case Enum<?> constant -> json.value(constant.name().toLowerCase(Locale.ROOT));
            case Command command -> command(command);
            case Record entry -> object(entry);
            case Boolean truth -> json.value(truth.booleanValue());
            case Number number -> json.value(number.longValue());
            default -> json.value(value.toString());
        }
    }

    private void list(Collection<?> values) {
        json.beginArray();
        values.forEach(this::value);
        json.endArray();
    }

    private void command(Command command) {
        json.beginObject();
        json.name("arguments");
        list(command.arguments());
        json.name("user");
        value(command.user());
        json.endObject();
    }

    private void object(Record entry) {
        json.beginObject();
        for (Class<?> kind : entry.getClass().getInterfaces()) {
            if (kind.isSealed()) {
                json.name("kind");
                json.value(snakeCase(entry.getClass().getSimpleName()));
            }
        }
        for (RecordComponent component : entry.getClass().getRecordComponents()) {
            if (component.getType() != SourcePlace.class) {
                json.name(snakeCase(component.getName()));
                value(read(entry, component));
            }
        }
        json.endObject();
    }

    private static Object read(Record entry, RecordComponent component) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the model is public: " + component, e);
        }
    }

    /** {@code advertIntervalNs} becomes {@code advert_interval_ns}. */
    static String snakeCase(String name) {
        StringBuilder words = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char c = name.charAt(index);
            if (Character.isUpperCase(c) && index > 0) {
                words.append('_');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }
}
