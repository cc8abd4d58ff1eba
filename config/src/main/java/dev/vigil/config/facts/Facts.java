package dev.vigil.config.facts;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.core.address.IpAddress;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a configuration means, as JSON: every value after defaults and inheritance, under the names of the model, with
 * their units. Two configurations with the same facts mean the same; places in files are no facts, and secrets are hidden.
 * What is absent is left out, and so is everything of Vigil's own where no vigil.conf is in use. Where a value is one of several kinds, {@code kind} says which.
 *
 * <p>The model's records are walked by their components, so that no field can be forgotten. Only {@code vigil check} does
 * this, and the daemon when it is asked to by {@code -d}.
 */
public final class Facts {
    /** Asking a class for its components is slow, and there are as many records as statements. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    /** Whether a record's class is a case of a sealed type. */
    private static final ClassValue<Boolean> ONE_OF_SEVERAL = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
        }
    };

    private final JsonWriter json;

    private Facts(JsonWriter json) {
        this.json = json;
    }

    public static String of(Config config) {
        StringWriter text = new StringWriter();
        write(config, text);
        return text.toString();
    }

    /** Writes the facts as they are found, so that a large configuration needs no second place in memory. */
    public static void write(Config config, Writer out) {
        JsonWriter json = JsonStream.builder().serializeEmpty(true).build().writer(out);
        json.pretty(true);
        new Facts(json).record(config, false);
        json.flush();
    }

    private void record(Record record, boolean oneOfSeveral) {
        json.beginObject();
        if (oneOfSeveral) {
            json.name("kind");
            json.value(record.getClass().getSimpleName());
        }
        for (RecordComponent component : COMPONENTS.get(record.getClass())) {
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
            case OwnSettings own -> own.file().isPresent();
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
            case Record record -> record(record, ONE_OF_SEVERAL.get(record.getClass()));
            default -> json.value(value.toString());
        }
    }

    private void array(Collection<?> collection) {
        json.beginArray();
        collection.forEach(this::value);
        json.endArray();
    }
}
