package dev.vigil.core.nat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An element of a set or map.
 *
 * @param value empty in a set
 * @param comment what the kernel keeps with it for readers; empty for none
 */
public record NatElement(List<Cell> key, List<Cell> value, String comment) {
    public NatElement {
        key = List.copyOf(key);
        value = List.copyOf(value);
    }

    static NatElement of(Cell key) {
        return new NatElement(List.of(key), List.of(), "");
    }

    static NatElement of(Cell key, Cell value) {
        return new NatElement(List.of(key), List.of(value), "");
    }

    /** As nft writes it. */
    @Override
    public String toString() {
        return text(key) + (value.isEmpty() ? "" : " : " + text(value));
    }

    private static String text(List<Cell> cells) {
        return cells.stream().map(Cell::toString).collect(Collectors.joining(" . "));
    }
}
