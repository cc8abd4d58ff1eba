package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.VrrpScript;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.log.EventText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under the real loop, and what it says about them. */
@Timeout(60)
abstract class LoopFixture {
    @TempDir
    Path directory;

    final List<String> results = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final ProcessLoop loop = ProcessLoop.start(
            (script, up, detail) -> results.add(script + (up ? " up: " : " down: ") + detail), events::add);

    @AfterEach
    void stop() {
        loop.close();
        assertThat(texts()).noneMatch(text -> text.contains("defect"));
    }

    final void track(VrrpScript... scripts) {
        loop.track(List.of(scripts), ScriptSettings.DEFAULT);
    }

    final void awaitResults(int count) {
        Eventually.holds(count + " results", () -> results.size() >= count, () -> results);
    }

    final List<String> texts() {
        return events.stream().map(EventText::of).toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static boolean runs(String pid) {
        return Files.exists(Path.of("/proc", pid));
    }
}
