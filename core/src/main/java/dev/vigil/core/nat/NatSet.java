package dev.vigil.core.nat;

import java.util.List;

/**
 * A set, or a map if it has values, without its elements.
 *
 * @param timeoutS how long an element stays that packets put into it; 0 for a set that packets do not change
 */
public record NatSet(String name, List<Field> key, List<Field> value, int timeoutS) {
    public NatSet {
        key = List.copyOf(key);
        value = List.copyOf(value);
    }

    static NatSet set(String name, Field... key) {
        return new NatSet(name, List.of(key), List.of(), 0);
    }

    static NatSet map(String name, List<Field> key, List<Field> value) {
        return new NatSet(name, key, value, 0);
    }

    /** Whether packets put elements into it. */
    public boolean isDynamic() {
        return timeoutS > 0;
    }

    public int keyBytes() {
        return bytes(key);
    }

    public int valueBytes() {
        return bytes(value);
    }

    /** A single field is as long as it is, one of several takes whole words. */
    private static int bytes(List<Field> fields) {
        return fields.size() == 1
                ? fields.getFirst().bytes
                : fields.stream().mapToInt(Field::paddedBytes).sum();
    }
}
