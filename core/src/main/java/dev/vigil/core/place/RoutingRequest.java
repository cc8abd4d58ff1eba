package dev.vigil.core.place;

/** What the kernel is asked to do with one route or rule. */
public record RoutingRequest(Kind kind, PlacedEntry entry) {
    public enum Kind {
        ADD,
        REMOVE
    }

    static RoutingRequest add(PlacedEntry entry) {
        return new RoutingRequest(Kind.ADD, entry);
    }

    static RoutingRequest remove(PlacedEntry entry) {
        return new RoutingRequest(Kind.REMOVE, entry);
    }
}
