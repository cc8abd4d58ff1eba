package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.TrackFile;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private static final long WITHIN_S = 10;

    @TempDir
    private Path directory;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private FileWatch watch;

    private final TrackListener listener = new TrackListener() {
        @Override
        public void onFile(String file, int value, String detail) {
            told.add(file + " " + value + (detail.isEmpty() ? "" : " but"));
        }

        @Override
        public void onProcess(String process, boolean enough, String detail) {}

        @Override
        public void onTracked(Track.Kind kind) {
            told.add("tracked");
        }
    };

    @BeforeEach
    void start() {
        watch = new FileWatch(listener, event -> {});
        watch.start();
    }

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void aFileIsReadAtFirstAndWheneverItIsWrittenReplacedOrRemoved() throws Exception {
        Path file = Files.writeString(directory.resolve("weight"), "5");
        watch.track(List.of(file("w", file)));
        expect("tracked", "w 5");

        Files.writeString(file, "6");
        expect("w 6");
        Files.writeString(directory.resolve("next"), "7");
        Files.move(directory.resolve("next"), file, StandardCopyOption.ATOMIC_MOVE);
        expect("w 7");
        Files.delete(file);
        expect("w 0 but");
        Files.writeString(file, "8");
        expect("w 8");
    }

    @Test
    void aDirectoryThatComesIsWatchedWithWhatIsInIt() throws Exception {
        Path inner = directory.resolve("a/b");
        watch.track(List.of(file("w", inner.resolve("weight"))));
        expect("tracked", "w 0 but");

        Files.createDirectories(inner);
        Files.writeString(inner.resolve("weight"), "5");
        expect("w 5");
        Files.move(directory.resolve("a"), directory.resolve("old"));
        expect("w 0 but");
        Files.createDirectories(inner);
        Files.writeString(inner.resolve("weight"), "6");
        expect("w 6");
    }

    @Test
    void aLinkIsFollowedToWhereItLeadsNow() throws Exception {
        Path one = Files.writeString(directory.resolve("one"), "1");
        Path two = Files.writeString(directory.resolve("two"), "2");
        Path link = Files.createSymbolicLink(directory.resolve("link"), one);
        watch.track(List.of(file("w", link)));
        expect("tracked", "w 1");

        Path fresh = Files.createSymbolicLink(directory.resolve("fresh"), two);
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        expect("w 2");
        Files.writeString(two, "3");
        expect("w 3");
    }

    @Test
    void anotherConfigurationHasItsFilesToldAgain() throws Exception {
        Path one = Files.writeString(directory.resolve("one"), "1");
        Path two = Files.writeString(directory.resolve("two"), "2");
        watch.track(List.of(file("a", one), file("b", one)));
        expect("tracked", "a 1", "b 1");

        watch.track(List.of(file("b", two), file("a", one)));
        expect("tracked", "a 1", "b 2");
    }

    private void expect(String... lines) throws InterruptedException {
        for (String line : lines) {
            assertThat(told.poll(WITHIN_S, TimeUnit.SECONDS)).isEqualTo(line);
        }
    }

    private static TrackFile file(String name, Path path) {
        return new TrackFile(name, path.toString(), new Weight(1, false), Optional.empty(), SourcePlace.NOWHERE);
    }
}
