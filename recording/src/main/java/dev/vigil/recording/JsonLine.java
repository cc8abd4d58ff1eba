package dev.vigil.recording;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a recording. A member that is missing, out of range or of another type is a {@link JsonException} that names
 * it. Whatever the text is, reading it takes bounded room, and numbers are exact: a time in nanoseconds needs all its bits.
 */
record JsonLine(Map<?, ?> members) {
    /** The longest line, in characters. */
    static final int LENGTH_MAX = 1 << 18;

    /** How deep objects and arrays may lie in each other. */
    static final int DEPTH_MAX = 8;

    private static final JsonStream JSON = JsonStream.builder().build();

    static JsonLine parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new JsonException("a line of more than " + LENGTH_MAX + " characters");
        }
        try (JsonReader reader = JSON.reader(text)) {
            return new JsonLine(object(reader, 1));
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // What the parser throws for broken text beside its own exceptions.
            throw new JsonException("not a JSON object: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> object(JsonReader reader, int depth) {
        Map<String, Object> members = new HashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            Object value = value(reader, depth);
            if (value != null && members.put(name, value) != null) {
                throw new JsonException("the member " + name + " stands twice");
            }
        }
        reader.endObject();
        return members;
    }

    private static List<Object> array(JsonReader reader, int depth) {
        List<Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            Object value = value(reader, depth);
            if (value != null) {
                elements.add(value);
            }
        }
        reader.endArray();
        return elements;
    }

    private static @Nullable Object value(JsonReader reader, int depth) {
        if (depth == DEPTH_MAX) {
            throw new JsonException("objects and arrays lie more than " + DEPTH_MAX + " deep");
        }
        return switch (reader.currentToken()) {
            case BEGIN_OBJECT -> object(reader, depth + 1);
            case BEGIN_ARRAY -> array(reader, depth + 1);
            case STRING -> reader.readString();
            case NUMBER -> reader.readDecimal();
            case BOOLEAN -> reader.readBoolean();
            case NULL -> reader.isNullValue() ? null : reader.readString();
            default -> throw new JsonException("not a JSON object");
        };
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    String text(String name) {
        return member(name, String.class);
    }

    List<String> texts(String name) {
        List<?> elements = member(name, List.class);
        return elements.stream()
                .map(element -> cast(name, element, String.class))
                .toList();
    }

    long number(String name, long min, long max) {
        BigDecimal number = member(name, BigDecimal.class);
        try {
            long value = number.longValueExact();
            if (value >= min && value <= max) {
                return value;
            }
        } catch (ArithmeticException e) {
            throw new JsonException("the member " + name + " is no whole number of 64 bits", e);
        }
        throw new JsonException("the member " + name + " is not within " + min + " to " + max);
    }

    int integer(String name, int min, int max) {
        return Math.toIntExact(number(name, min, max));
    }

    boolean truth(String name) {
        return member(name, Boolean.class);
    }

    JsonLine object(String name) {
        return new JsonLine(member(name, Map.class));
    }

    /** An object that may be absent. */
    <T> Optional<T> optional(String name, Function<JsonLine, T> reader) {
        return has(name) ? Optional.of(reader.apply(object(name))) : Optional.empty();
    }

    List<JsonLine> objects(String name) {
        List<?> elements = member(name, List.class);
        return elements.stream()
                .map(element -> new JsonLine(cast(name, element, Map.class)))
                .toList();
    }

    /** The constant of an enumeration that a member names. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        try {
            return Enum.valueOf(type, text(name));
        } catch (IllegalArgumentException e) {
            throw new JsonException("the member " + name + " is not what it should be: " + text(name), e);
        }
    }

    private <T> T member(String name, Class<T> type) {
        return cast(name, members.get(name), type);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new JsonException("the member " + name + " is not what it should be: " + value);
        }
        return type.cast(value);
    }
}
