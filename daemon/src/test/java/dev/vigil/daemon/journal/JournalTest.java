package dev.vigil.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.IpAddress;
import dev.vigil.daemon.journal.Journal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Journal JOURNAL = new Journal(
            "net:[4026531840]",
            List.of(Path.of("/run/a pid"), Path.of("/run/b.pid")),
            List.of(
                    new Entry("eth0", IpAddress.of("192.0.2.10"), 24),
                    new Entry("eth0.7", IpAddress.of("2001:db8::1"), 128)));

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
        file.write(new Journal("", List.of(), List.of()));
        assertThat(file.read().orElseThrow().entries()).isEmpty();
        file.delete();
        assertThat(file.read()).isEmpty();
        assertThat(directory.resolve("run")).isEmptyDirectory();
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
                "vigil-journal 1\n\n"
            })
    void nothingIsBelievedOfAFileThatIsNoJournal(String text) throws IOException {
        JournalFile file = JournalFile.beside(directory.resolve("control.sock"));
        Files.writeString(file.path(), text);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("control.journal");
    }
}
