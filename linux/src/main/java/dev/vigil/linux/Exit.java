package dev.vigil.linux;

/** How a child process ended. */
public sealed interface Exit {
    /** It ended by itself. */
    record Exited(int code) implements Exit {}

    /** A signal ended it. */
    record Killed(int signal) implements Exit {}

    default boolean isSuccess() {
        return switch (this) {
            case Exited(int code) -> code == 0;
            case Killed(int signal) -> false;
        };
    }
}
