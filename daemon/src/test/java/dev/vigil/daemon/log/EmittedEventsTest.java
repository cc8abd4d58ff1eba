package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of docs/use/events.md is made by some code of the daemon, not by its tests alone. */
class EmittedEventsTest {
    private static final Path MAIN = Path.of("src/main/java");

    static Stream<Class<?>> events() {
        return Stream.of(Event.class.getPermittedSubclasses())
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
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(area + ".java"))
                    .filter(file -> call.matcher(text(file)).find())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
