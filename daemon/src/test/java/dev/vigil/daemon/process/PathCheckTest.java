package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathCheckTest {
    private static final Credentials SOMEBODY = new Credentials(65533, 65533, List.of(65532));

    @TempDir
    Path directory;

    private String obstacle(Path file) {
        return PathCheck.obstacle(file, SOMEBODY, "somebody").orElse("none");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void whatEverybodyMayExecuteHasNoObstacle() throws IOException {
        mode(directory, "rwxr-xr-x");
        Path script = Scripts.write(directory, "check");

        assertThat(obstacle(script)).isEqualTo("none");
    }

    @Test
    void aSymbolicLinkIsFollowedToWhatIsMissing() throws IOException {
        mode(directory, "rwxr-xr-x");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("target/deeper"));

        assertThat(obstacle(directory.resolve("link/check")))
                .isEqualTo(directory.resolve("target") + " does not exist");
    }

    @Test
    void aLoopOfSymbolicLinksEnds() throws IOException {
        mode(directory, "rwxr-xr-x");
        Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));

        assertThat(obstacle(directory.resolve("a"))).endsWith("leads through too many symbolic links");
    }

    @Test
    void aParentDirectoryInALinkIsUnderstood() throws IOException {
        mode(directory, "rwxr-xr-x");
        Scripts.write(directory, "check");
        Files.createDirectory(directory.resolve("sub"));
        mode(directory.resolve("sub"), "rwxr-xr-x");
        Files.createSymbolicLink(directory.resolve("sub/link"), Path.of("../check"));

        assertThat(obstacle(directory.resolve("sub/link"))).isEqualTo("none");
    }

    @Test
    void aDirectoryIsNoProgramAndAFileIsNoDirectory() throws IOException {
        mode(directory, "rwxr-xr-x");
        Path script = Scripts.write(directory, "check");

        assertThat(obstacle(directory)).isEqualTo(directory + " is a directory");
        assertThat(obstacle(script.resolve("deeper"))).isEqualTo(script + " is no directory");
    }

    @Test
    void aFileThatOnlyItsOwnerMayExecuteNamesTheUserAndTheMode() throws IOException {
        mode(directory, "rwxr-xr-x");
        Path script = Scripts.write(directory, "check");
        mode(script, "rwx------");

        assertThat(obstacle(script)).isEqualTo(script + " cannot be executed by user somebody, mode 0700");
    }

    @Test
    void whatBelongsToRootAllTheWayIsSecure() {
        assertThat(PathCheck.insecurity(Path.of("/bin/sh"))).isEmpty();
    }

    @Test
    void aDirectoryThatEverybodyMayWriteIsNamed() throws IOException {
        mode(directory, "rwxrwxrwx");
        Path script = Scripts.write(directory, "check");

        assertThat(PathCheck.insecurity(script)).isPresent();
    }
}
