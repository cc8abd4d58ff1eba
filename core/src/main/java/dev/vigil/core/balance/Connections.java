package dev.vigil.core.balance;

/**
 * The connections that go to a server now.
 *
 * @param active those over which something may still be sent
 * @param inactive those that have ended and are only remembered
 */
public record Connections(long active, long inactive) {
    public static final Connections NONE = new Connections(0, 0);

    public Connections plus(Connections others) {
        return new Connections(active + others.active, inactive + others.inactive);
    }
}
