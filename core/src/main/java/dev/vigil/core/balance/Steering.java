package dev.vigil.core.balance;

/** What an operator wants of a real server, whatever its configuration and its checks say. */
public sealed interface Steering {
    /** The weight that it has while it is up. */
    record Weight(long weight) implements Steering {}

    /** It gets no new connections, and keeps those that it has. */
    record Drain() implements Steering {}

    /** It is out as if a check of it had failed. */
    record Out() implements Steering {}
}
