package dev.vigil.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RoutingTrace;
import dev.vigil.daemon.journal.Journal.Entry;
import dev.vigil.daemon.journal.Journal.Owner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Journal JOURNAL = new Journal(
            "net:[4026531840]",
            Optional.of(new Owner(4711, 209_384)),
            List.of(Path.of("/run/a pid"), Path.of("/run/b.pid")),
            List.of(
                    new Entry("eth0", IpAddress.of("192.0.2.10"), 24),
                    new Entry("eth0.7", IpAddress.of("2001:db8::1"), 128)),
            List.of(
                    RoutingTrace.parse("route 198.51.100.0/24 254 0 0 1 18 eth1")
                            .orElseThrow(),
                    RoutingTrace.parse("route ::/0 4294967295 1024 0 1 18 -").orElseThrow(),
                    RoutingTrace.parse("rule 1000 1 100 18 192.0.2.0/24 0.0.0.0/0 5 eth0 -")
                            .orElseThrow()));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        JournalFile file = JournalFile.beside(directory.resolve("run/control.sock"));
        assertThat(file.read()).isEmpty();
        file.write(JOURNAL);
        assertThat(file.path()).isEqualTo(directory.resolve("run/control.journal"));
        assertThat(file.read()).contains(JOURNAL);
        file.write(new Journal("", Optional.empty(), List.of(), List.of()));
        assertThat(file.read().orElseThrow().entries()).isEmpty();
        file.delete();
        assertThat(file.read()).isEmpty();
        assertThat(directory.resolve("run")).isEmptyDirectory();
    }

    @Test
    void theJournalOfAVersionThatNamesNoOwnerIsRead() throws IOException {
        JournalFile file = JournalFile.beside(directory.resolve("control.sock"));
        Files.writeString(file.path(), "vigil-journal 1\nnamespace net:[1]\naddress eth0 192.0.2.10/24\n");
        Journal journal = file.read().orElseThrow();
        assertThat(journal.owner()).isEmpty();
        assertThat(journal.entries()).hasSize(1);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoFileInItsPlaceIsRefusedAndKeepsNobodyWaiting() throws Exception {
        JournalFile file = JournalFile.beside(directory.resolve("control.sock"));
        assertThat(new ProcessBuilder("mkfifo", file.path().toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("no regular file");
        file.write(JOURNAL);
        assertThat(file.read()).as("after the write").contains(JOURNAL);
        file.delete();
        Files.createDirectory(file.path());
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("no regular file");
        assertThatThrownBy(() -> file.write(JOURNAL)).isInstanceOf(IOException.class);
        assertThat(file.path().resolveSibling("control.journal.new"))
                .as("the draft")
                .doesNotExist();
    }

    @Test
    void theLockIsForOneAtATimeAndGoesOnWithoutOneThatCannotBeMade() throws IOException {
        JournalFile file = JournalFile.beside(directory.resolve("control.sock"));
        Path beside = directory.resolve("control.journal.lock");
        try (JournalLock _ = file.lock();
                FileChannel another = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            assertThatThrownBy(another::tryLock).isInstanceOf(OverlappingFileLockException.class);
        }
        try (FileChannel next = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            assertThat(next.tryLock()).as("nobody holds it any more").isNotNull();
        }
        Files.delete(beside);
        Files.createDirectory(beside);
        assertThatCode(() -> file.lock().close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vigil-journal 2\n",
                "vigil-journal 1\naddress eth0 192.0.2.10\n",
                "vigil-journal 1\naddress eth0 192.0.2.300/24\n",
                "vigil-journal 1\naddress eth0 192.0.2.3/a\n",
                "vigil-journal 1\naddress\n",
                "vigil-journal 1\nelse x\n",
                "vigil-journal 1\nowner 12\n",
                "vigil-journal 1\n\n"
            })
    void nothingIsBelievedOfAFileThatIsNoJournal(String text) throws IOException {
        JournalFile file = JournalFile.beside(directory.resolve("control.sock"));
        Files.writeString(file.path(), text);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("control.journal");
    }
}
