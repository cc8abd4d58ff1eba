package dev.vigil.daemon.options;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The words for which {@code --signum} prints a signal number. The numbers are those of Linux with glibc. */
final class SignalWord {
    private SignalWord() {}

    static OptionalInt number(@Nullable String word) {
        return switch (word) {
            case "STOP" -> OptionalInt.of(15);
            case "RELOAD" -> OptionalInt.of(1);
            case "DATA" -> OptionalInt.of(10);
            case "STATS" -> OptionalInt.of(12);
            case "STATS_CLEAR" -> OptionalInt.of(63);
            case "JSON" -> OptionalInt.of(36);
            case null, default -> OptionalInt.empty();
        };
    }
}
