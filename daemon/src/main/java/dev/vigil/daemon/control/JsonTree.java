package dev.vigil.daemon.control;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read, with typed access to its members. A member that is missing or of another type is a
 * {@link JsonException} that names it; members that nobody asks for are ignored, so that an older reader understands a
 * newer writer.
 */
record JsonTree(Map<?, ?> members) {
    /** How deep objects and arrays may lie in each other: the parser uses the stack. */
    static final int DEPTH_MAX = 16;

    /** @throws JsonException if the text is no JSON object */
    static JsonTree parse(String text) {
        if (isDeep(text)) {
            throw new JsonException("objects and arrays lie more than " + DEPTH_MAX + " deep");
        }
        try {
            return new JsonTree(JsonMapper.builder().build().fromJsonObject(text));
        } catch (IllegalStateException
                | IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            // What the parser throws for broken text beside its own exceptions.
            throw new JsonException("not a JSON object: " + e.getMessage(), e);
        }
    }

    private static boolean isDeep(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int index = 0; index < text.length() && depth <= DEPTH_MAX; index++) {
            switch (text.charAt(index)) {
                case '"' -> quoted = !quoted;
                case '\\' -> index++;
                case '{', '[' -> depth += quoted ? 0 : 1;
                case '}', ']' -> depth -= quoted ? 0 : 1;
                default -> {
                    // Part of a value.
                }
            }
        }
        return depth > DEPTH_MAX;
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

    JsonTree object(String name) {
        return new JsonTree(member(name, Map.class));
    }

    /** An object that may be absent. */
    <T> Optional<T> optional(String name, Function<JsonTree, T> reader) {
        return has(name) ? Optional.of(reader.apply(object(name))) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<JsonTree, T> reader) {
        List<?> elements = member(name, List.class);
        return elements.stream()
                .map(element -> reader.apply(new JsonTree(cast(name, element, Map.class))))
                .toList();
    }

    List<String> texts(String name) {
        List<?> elements = member(name, List.class);
        return elements.stream()
                .map(element -> cast(name, element, String.class))
                .toList();
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
