package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.balance.BalanceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of docs/use/events.md is made by some code of the daemon, not by its tests alone. */
class EmittedEventsTest {
    /** The daemon, and what of the core tells events that the log takes as they are. */
    private static final List<Path> MAIN =
            List.of(Path.of("src/main/java"), Path.of("../core/src/main/java/dev/vigil/core/balance"));

    static Stream<Class<?>> events() {
        return Stream.of(Event.class.getPermittedSubclasses())
                .map(area -> area.equals(ServerEvent.class) ? BalanceEvent.class : area)
                .flatMap(area -> Stream.of(area.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsMadeSomewhere(Class<?> event) {
        assertThat(makers(event.getEnclosingClass().getSimpleName(), event.getSimpleName()))
                .as("the files that make %s", event.getSimpleName())
                .isNotEmpty();
    }

    @Test
    void anEventThatNobodyMakesWouldBeFound() {
        assertThat(makers("DaemonEvent", "NeverHeardOf")).isEmpty();
        assertThat(events()).hasSizeGreaterThan(40);
    }

    private static List<Path> makers(String area, String event) {
        Pattern call = Pattern.compile(
                "(?:\\bnew\\s+(?:" + area + "\\.)?" + event + "\\s*\\()|\\b" + area + "\\." + event + "::new");
        List<Path> found = new ArrayList<>();
        for (Path root : MAIN) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith(area + ".java"))
                        .filter(file -> call.matcher(text(file)).find())
                        .forEach(found::add);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
