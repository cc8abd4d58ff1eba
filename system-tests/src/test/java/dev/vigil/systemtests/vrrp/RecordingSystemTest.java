package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon remembers of a real take-over, and its replay. Version 2 has a password that must not be in it. */
@LabTest
@VigilPlays
class RecordingSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Row ROW = new Row(Program.VIGIL, Program.VIGIL, 2, Row.Cast.MULTICAST);

    @TempDir
    Path directory;

    @Test
    void theSurvivorsRecordingOfATakeOverIsReplayedWithTheSameTransitions(Lab lab) throws IOException {
        Pair pair = new Pair(lab, ROW);
        Pair.Started started = pair.start();
        // One that b has heard, since it listens now.
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 1);
        started.a().kill();
        Await.until("b is master", LIMIT, () -> vigil(pair.b, "status").exitCode() == 0);

        Path file = directory.resolve("b.jsonl");
        Shell.Outcome recorded = vigil(pair.b, "record", "--out", file.toString());

        assertThat(recorded.exitCode()).as(recorded.output()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String text = Files.readString(file);
        assertThat(text).contains("\"to\":\"MASTER\"").doesNotContain(Pair.PASSWORD);
        Shell.Outcome replayed = vigil(pair.b, "replay", file.toString());
        assertThat(replayed.exitCode()).as(replayed.output()).isZero();
        assertThat(replayed.output())
                .contains("heard priority 150 from " + pair.a.address())
                .contains("BACKUP to MASTER: no advertisement from " + pair.a.address())
                .contains("all transitions as recorded");

        Path changed = directory.resolve("changed.jsonl");
        Files.writeString(changed, text.replace("\"to\":\"MASTER\"", "\"to\":\"FAULT\""));
        Shell.Outcome different = vigil(pair.b, "replay", changed.toString());
        assertThat(different.exitCode()).as(different.output()).isEqualTo(1);
        assertThat(different.output()).contains("different at").contains("the recording goes from BACKUP to FAULT");

        assertThat(vigil(pair.b, "record", "--out", file.toString()).exitCode())
                .as("a file that is there is not written over")
                .isEqualTo(1);
        String[] lines = vigil(pair.b, "record").output().split("\n", -1);
        assertThat(lines[0]).contains("vigil_recording").contains("asked for by");
    }

    @Test
    void aDaemonThatIsToldToKeepsARecordingOfTransitions(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        Path kept = directory.resolve("kept");
        pair.a.start(ROW.master(), pair.textA(), "--record-transitions", kept.toString());

        Path last = Await.value(
                "a recording of becoming MASTER",
                LIMIT,
                () -> recordings(kept).stream()
                        .filter(file -> read(file).contains("\"to\":\"MASTER\"")
                                && read(file).contains("lines_before"))
                        .findFirst());

        Shell.Outcome replayed = vigil(pair.a, "replay", last.toString());
        assertThat(replayed.exitCode()).as(replayed.output()).isZero();
        assertThat(read(last)).contains("\"note\":\"transition\"").doesNotContain(Pair.PASSWORD);
    }

    private static List<Path> recordings(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shell.Outcome vigil(Node node, String... arguments) {
        return node.exec(Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(arguments))
                .toArray(String[]::new));
    }
}
