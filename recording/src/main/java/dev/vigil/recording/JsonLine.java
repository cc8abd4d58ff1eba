package dev.vigil.recording;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a recording. A member that is missing or of another type is a {@link JsonException} that names it. */
record JsonLine(Map<?, ?> members) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static JsonLine parse(String text) {
        try {
            return new JsonLine(MAPPER.fromJsonObject(text));
        } catch (IllegalStateException | ClassCastException e) {
            throw new JsonException("not a JSON object: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    String text(String name) {
        return member(name, String.class);
    }

    long number(String name) {
        return member(name, Number.class).longValue();
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    boolean truth(String name) {
        return member(name, Boolean.class);
    }

    JsonLine object(String name) {
        return new JsonLine(member(name, Map.class));
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
