package dev.vigil.daemon.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFileIsMadeWithWhatTheUmaskLeaves() throws Exception {
        Path file = directory.resolve("keepalived.data");
        DumpFile.replace(file, "one\n", 0177);
        assertThat(file).hasContent("one\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        DumpFile.replace(file, "two\n", 0022);
        assertThat(file).hasContent("two\n");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(names()).containsExactly("keepalived.data");
    }

    @Test
    void whoReadsTheOldFileGoesOnReadingIt() throws Exception {
        Path file = directory.resolve("keepalived.data");
        DumpFile.replace(file, "one\n", 0177);
        try (var reader = Files.newBufferedReader(file)) {
            DumpFile.replace(file, "two\n", 0177);
            assertThat(reader.readLine()).isEqualTo("one");
        }
    }

    @Test
    void oneLinkIsNotFollowedAndStays() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "theirs\n");
        Path link = Files.createSymbolicLink(directory.resolve("keepalived.data"), precious);
        assertThatThrownBy(() -> DumpFile.replace(link, "ours\n", 0177))
                .isInstanceOf(IOException.class)
                .hasMessage("it is a symbolic link and is left alone");
        assertThat(precious).hasContent("theirs\n");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("keepalived.data", "precious");
    }

    @Test
    void aSecondNameOfAFileStays() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "theirs\n");
        Path second = Files.createLink(directory.resolve("keepalived.data"), precious);
        assertThatThrownBy(() -> DumpFile.replace(second, "ours\n", 0177))
                .hasMessage("it has a second name (hard link) and is left alone");
    }

    @Test
    void aDirectoryAndAPipeStay() throws Exception {
        Path taken = Files.createDirectory(directory.resolve("keepalived.data"));
        assertThatThrownBy(() -> DumpFile.replace(taken, "ours\n", 0177))
                .hasMessage("it is no regular file and is left alone");
        Path pipe = directory.resolve("keepalived.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> DumpFile.replace(pipe, "ours\n", 0177))
                .hasMessage("it is no regular file and is left alone");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
