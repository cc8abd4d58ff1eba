package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InotifyTest {
    @TempDir
    private Path directory;

    private final List<String> seen = new ArrayList<>();

    private final Inotify.Sink sink = new Inotify.Sink() {
        @Override
        public void changed(int watch, String name, boolean created) {
            seen.add(name + (created ? " created" : ""));
        }

        @Override
        public void lost() {
            seen.add("lost");
        }
    };

    @Test
    void aFileThatIsWrittenReplacedAndRemovedIsSeenEachTimeByItsName() throws IOException {
        try (Inotify inotify = Inotify.open()) {
            assertThat(inotify.watch(directory.toString(), true)).isPresent();
            Files.writeString(directory.resolve("weight"), "5");
            Files.writeString(directory.resolve("next"), "6");
            Files.move(
                    directory.resolve("next"),
                    directory.resolve("weight"),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            Files.delete(directory.resolve("weight"));

            assertThat(inotify.read(sink)).isTrue();

            assertThat(seen)
                    .containsExactly("weight created", "weight", "next created", "next", "next", "weight", "weight");
            assertThat(inotify.read(sink)).isFalse();
        }
    }

    @Test
    void aDirectoryWhoseEntriesDoNotMatterShowsOnlyItsOwnEnd() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        try (Inotify inotify = Inotify.open()) {
            assertThat(inotify.watch(inner.toString(), false)).isPresent();
            Path file = Files.writeString(inner.resolve("file"), "5");
            Files.delete(file);
            assertThat(inotify.read(sink)).isFalse();

            Files.delete(inner);

            assertThat(inotify.read(sink)).isTrue();
            assertThat(seen).isNotEmpty().allMatch(String::isEmpty);
        }
    }

    @Test
    void whatIsForgottenShowsNothingMore() throws IOException {
        try (Inotify inotify = Inotify.open()) {
            int watch = inotify.watch(directory.toString(), true).orElseThrow();
            inotify.forget(watch);
            inotify.read(sink);
            seen.clear();

            Files.writeString(directory.resolve("file"), "5");

            assertThat(inotify.read(sink)).isFalse();
        }
    }

    @Test
    void thereIsNoWatchOfWhatIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "5");
        try (Inotify inotify = Inotify.open()) {
            assertThat(inotify.watch(file.toString(), true)).isEmpty();
            assertThat(inotify.watch(directory.resolve("none").toString(), true))
                    .isEmpty();
        }
    }
}
