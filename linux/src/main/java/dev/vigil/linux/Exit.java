package dev.vigil.linux;

/** How a child process ended. */
public sealed interface Exit {
    /** It ended by itself. */
    record Exited(int code) implements Exit {}

    /** A signal ended it. */
    record Killed(int signal) implements Exit {}
}
