package dev.vigil.config.report;

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
 * What a configuration means, as JSON: every value after defaults and inheritance, under the names of the model, with
 * their units. Two configurations with the same facts mean the same; places in files are no facts, and secrets are hidden.
 * What is absent is left out. Where a value is one of several kinds, {@code kind} says which.
 *
 * <p>The model's records are walked by their components, so that no field can be forgotten. Only {@code vigil check} does
 * this, and the daemon when it is asked to by {@code -d}.
 */
public final class Facts {
    private final JsonWriter json;

    private Facts(JsonWriter json) {
        this.json = json;
    }

    public static String of(Config config) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        writer.pretty(true);
        new Facts(writer).record(config, false);
        return writer.result();
    }

    private void record(Record record, boolean oneOfSeveral) {
        json.beginObject();
        if (oneOfSeveral) {
            json.name("kind");
            json.value(record.getClass().getSimpleName());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = component(record, component);
            if (isPresent(value)) {
                json.name(component.getName());
                value(value);
            }
        }
        json.endObject();
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static boolean isPresent(Object value) {
        return switch (value) {
            case SourcePlace _ -> false;
            case Optional<?> optional -> optional.isPresent();
            case OptionalInt optional -> optional.isPresent();
            case OptionalLong optional -> optional.isPresent();
            default -> true;
        };
    }

    private void value(Object value) {
        switch (value) {
            case Optional<?> optional -> value(optional.orElseThrow());
            case OptionalInt optional -> json.value(optional.getAsInt());
            case OptionalLong optional -> json.value(optional.getAsLong());
            case Boolean bool -> json.value(bool);
            case Integer number -> json.value(number);
            case Long number -> json.value(number);
            case IpAddress address -> json.value(address.toString());
            case Secret secret -> json.value(secret.toString());
            case Enum<?> constant -> json.value(constant.name().toLowerCase(Locale.ROOT));
            case Collection<?> collection -> array(collection);
            case Record record -> record(record, isOneOfSeveral(record));
            default -> json.value(value.toString());
        }
    }

    private void array(Collection<?> collection) {
        json.beginArray();
        collection.forEach(this::value);
        json.endArray();
    }

    /** Whether the record is a case of a sealed type. */
    private static boolean isOneOfSeveral(Record record) {
        for (Class<?> type : record.getClass().getInterfaces()) {
            if (type.isSealed()) {
                return true;
            }
        }
        return false;
    }
}
