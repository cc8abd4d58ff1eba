package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.daemon.vrrp.Archive;
import dev.vigil.recording.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingArchiveTest {
    private static final OwnSettings.Recording EACH_TRANSITION =
            new OwnSettings.Recording(Optional.empty(), true, 8, 1_000_000_000L, 100);

    @TempDir
    Path directory;

    private final List<Event> events = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long nowNs;

    private RecordingArchive archive(Path in) {
        return new RecordingArchive(in, EACH_TRANSITION, () -> "node-a", waiting::add, events::add);
    }

    private void keep(RecordingArchive archive, Archive.Reason reason) {
        nowNs += EACH_TRANSITION.intervalNs();
        archive.keep(reason, "VI_1", new Recorder(100).excerpt(nowNs), nowNs);
        waiting.removeFirst().run();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void onlyItsOwnerCanReadARecordingAndEnterItsDirectory() throws IOException {
        Path place = directory.resolve("recordings");
        keep(archive(place), Archive.Reason.DEFECT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        Path file = files(place).getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"note\":\"defect: VI_1\"", "\"lines_before\":1");
        assertThat(events).containsExactly(new DaemonEvent.RecordingKept(file.toString(), "defect", "VI_1"));
    }

    @Test
    void otherSettingsHoldFromTheNextRecordingOn() throws IOException {
        Path usual = directory.resolve("usual");
        Path named = directory.resolve("named");
        RecordingArchive archive = archive(usual);
        keep(archive, Archive.Reason.DEFECT);
        archive.use(new OwnSettings.Recording(Optional.of(named.toString()), false, 1, 60_000_000_000L, 100));

        for (int number = 0; number < 3; number++) {
            Path old = Files.createDirectories(named).resolve("defect-100000000000" + number + ".jsonl");
            Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(old);
        }
        keep(archive, Archive.Reason.DEFECT);

        assertThat(files(usual)).hasSize(1);
        assertThat(files(named)).hasSize(1);
        assertThat(archive.keepsTransitions()).isFalse();
        assertThat(archive.isReady(nowNs + 59_000_000_000L)).isFalse();
        assertThat(archive.isReady(nowNs + 60_000_000_000L)).isTrue();
    }

    @Test
    void aDirectoryThatOthersCanWriteToIsRefused() throws IOException {
        Path place = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
        keep(archive(place), Archive.Reason.TRANSITION);
        assertThat(files(place)).isEmpty();
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        DaemonEvent.OperationFailed.class,
                        failed -> assertThat(failed.reason()).contains("writable for others"));
    }

    @Test
    void theOldestGoAndTransitionsDoNotPushOutDefects() throws IOException {
        Path place = Files.createDirectory(
                directory.resolve("full"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(place.resolve("defect-1000000000000.jsonl"));
        Files.createFile(place.resolve("notes.jsonl"));
        for (int number = 0; number < 20; number++) {
            Files.createFile(place.resolve("transition-10000000000" + (10 + number) + ".jsonl"));
        }
        keep(archive(place), Archive.Reason.TRANSITION);
        List<String> names =
                files(place).stream().map(file -> file.getFileName().toString()).toList();
        assertThat(names).contains("defect-1000000000000.jsonl", "notes.jsonl").hasSize(EACH_TRANSITION.keep() + 2);
        assertThat(names).doesNotContain("transition-1000000000021.jsonl").contains("transition-1000000000029.jsonl");
    }

    @Test
    void recordingsThatFailAreThinnedOutToo() throws IOException {
        Path place = Files.createDirectory(
                directory.resolve("failing"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int number = 0; number < 20; number++) {
            Files.createFile(place.resolve("defect-10000000000" + (10 + number) + ".jsonl"));
        }
        RecordingArchive nameless = new RecordingArchive(
                place,
                EACH_TRANSITION,
                () -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                },
                waiting::add,
                events::add);

        keep(nameless, Archive.Reason.DEFECT);

        assertThat(events).singleElement().isInstanceOf(DaemonEvent.OperationFailed.class);
        assertThat(files(place)).hasSize(EACH_TRANSITION.keep());
        assertThat(nameless.isReady(nowNs + EACH_TRANSITION.intervalNs())).isTrue();
    }

    @Test
    void aDefectInWritingIsLoggedAndTheNextRecordingIsTaken() {
        RecordingArchive odd = new RecordingArchive(
                directory.resolve("odd"),
                EACH_TRANSITION,
                () -> {
                    throw new IllegalStateException("odd");
                },
                waiting::add,
                events::add);

        keep(odd, Archive.Reason.DEFECT);

        assertThat(events).singleElement().isInstanceOf(DaemonEvent.Defect.class);
        assertThat(odd.isReady(nowNs + EACH_TRANSITION.intervalNs())).isTrue();
    }

    @Test
    void withoutAThreadToWriteOnTheLoopGoesOn() {
        RecordingArchive threadless = new RecordingArchive(
                directory.resolve("none"),
                EACH_TRANSITION,
                () -> "node-a",
                work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                events::add);

        threadless.keep(Archive.Reason.DEFECT, "", new Recorder(100).excerpt(0), 0);

        assertThat(events).singleElement().isInstanceOf(DaemonEvent.OperationFailed.class);
        assertThat(threadless.isReady(EACH_TRANSITION.intervalNs())).isTrue();
    }

    @Test
    void whileOneIsWrittenAndForAGapAfterwardsNoneIsTaken() {
        RecordingArchive archive = archive(directory.resolve("recordings"));
        assertThat(archive.isReady(0)).isTrue();
        archive.keep(Archive.Reason.TRANSITION, "", new Recorder(100).excerpt(0), 0);
        assertThat(archive.isReady(EACH_TRANSITION.intervalNs())).isFalse();
        waiting.removeFirst().run();
        assertThat(archive.isReady(EACH_TRANSITION.intervalNs() - 1)).isFalse();
        assertThat(archive.isReady(EACH_TRANSITION.intervalNs())).isTrue();
    }
}
