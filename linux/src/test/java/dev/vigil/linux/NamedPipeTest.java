package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class NamedPipeTest {
    private static final byte[] LINE = "INSTANCE \"A\" MASTER 100\n".getBytes(StandardCharsets.UTF_8);
    private static final int PIPE_BYTES = 65_536;

    @TempDir
    private Path directory;

    @Test
    void onePipeIsMadeWithItsModeWhateverTheUmaskAndRemovedAtTheEnd() throws Exception {
        Path path = directory.resolve("pipe");
        int before = ThisProcess.setUmask(0177);
        try (NamedPipe _ = NamedPipe.open(path, owner(0640))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-r-----");
        } finally {
            assertThat(ThisProcess.setUmask(before)).isEqualTo(0177);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aReaderThatComesLaterGetsWhatWasWritten() throws Exception {
        Path path = directory.resolve("pipe");
        try (NamedPipe pipe = NamedPipe.open(path, owner(0600))) {
            assertThat(pipe.write(LINE)).isTrue();
            try (InputStream reader = Files.newInputStream(path)) {
                assertThat(reader.readNBytes(LINE.length)).isEqualTo(LINE);
            }
        }
    }

    @Test
    void aFullPipeTakesNothingAndDoesNotWait() throws Exception {
        try (NamedPipe pipe = NamedPipe.open(directory.resolve("pipe"), owner(0600))) {
            byte[] block = new byte[NamedPipe.TEXT_BYTES_MAX];
            for (int bytes = 0; bytes < PIPE_BYTES; bytes += block.length) {
                assertThat(pipe.write(block)).isTrue();
            }
            assertThat(pipe.write(LINE)).isFalse();
            assertThat(pipe.write(new byte[NamedPipe.TEXT_BYTES_MAX + 1]))
                    .as("a text too long")
                    .isFalse();
        }
    }

    @Test
    void onePipeThatIsThereIsUsedAsItIsAndStays() throws Exception {
        Path path = pipeOfSomebody("pipe");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (NamedPipe pipe = NamedPipe.open(path, owner(0600))) {
            assertThat(pipe.write(LINE)).isTrue();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void whatIsNoPipeIsNotTouched() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "theirs\n");
        assertThatThrownBy(() -> NamedPipe.open(file, owner(0600)))
                .isInstanceOf(IOException.class)
                .hasMessage("it is no FIFO");
        assertThat(file).hasContent("theirs\n");
        Path link = Files.createSymbolicLink(directory.resolve("link"), pipeOfSomebody("pipe"));
        assertThatThrownBy(() -> NamedPipe.open(link, owner(0600))).hasMessage("it is a symbolic link");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing"));
        assertThatThrownBy(() -> NamedPipe.open(dangling, owner(0600))).hasMessage("it is a symbolic link");
        assertThat(directory.resolve("nothing")).doesNotExist();
    }

    @Test
    void onePipeThatAnotherHasPutInItsPlaceIsNotRemoved() throws Exception {
        Path path = directory.resolve("pipe");
        try (NamedPipe _ = NamedPipe.open(path, owner(0600))) {
            Files.delete(path);
            Files.writeString(path, "theirs\n");
        }
        assertThat(path).hasContent("theirs\n");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamedAsTheReason() {
        assertThatThrownBy(() -> NamedPipe.open(directory.resolve("none/pipe"), owner(0600)))
                .isInstanceOf(IOException.class)
                .hasMessage("it cannot be made: No such file or directory");
    }

    private Path pipeOfSomebody(String name) throws Exception {
        Path path = directory.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        return path;
    }

    private static NamedPipe.Owner owner(int mode) throws IOException {
        return new NamedPipe.Owner(
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid"),
                mode);
    }
}
