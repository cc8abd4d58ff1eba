package dev.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no configurations are told from those that are, and cost nothing. */
class ConfigFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static List<Problem> problems(Path file) {
        return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).problems();
    }

    private static Problem only(List<Problem> problems, ProblemCode code) {
        assertThat(problems).singleElement().extracting(Problem::code).isEqualTo(code.code());
        return problems.getFirst();
    }

    @Test
    void aFileThatIsMissingIsUnreadable() {
        Problem problem = only(problems(directory.resolve("nobody.conf")), ProblemCode.FILE_UNREADABLE);
        assertThat(problem.message()).endsWith("nobody.conf does not exist");
    }

    @Test
    void aDirectoryIsNoConfiguration() {
        Problem problem = only(problems(directory), ProblemCode.FILE_UNREADABLE);
        assertThat(problem.message()).endsWith("is a directory");
        assertThat(problem.hint().orElseThrow()).contains("vigil lint takes a directory");
    }

    @Test
    void aDeviceIsNotRead() {
        Problem problem = only(problems(Path.of("/dev/zero")), ProblemCode.FILE_UNREADABLE);
        assertThat(problem.message()).isEqualTo("/dev/zero is not a regular file");
        assertThat(problem.hint().orElseThrow()).contains("vigil check -");
    }

    @Test
    void aPatternThatNothingMatchesIsUnreadable() {
        Problem problem = only(problems(directory.resolve("nobody*.conf")), ProblemCode.FILE_UNREADABLE);
        assertThat(problem.message()).startsWith("no file matches ");
    }

    @Test
    void aPatternMayNameTheFile() throws IOException {
        Files.writeString(directory.resolve("a.conf"), "vrrp_version 9\n");
        assertThat(problems(directory.resolve("*.conf")))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.place().file()).endsWith("a.conf"));
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path huge = directory.resolve("huge.conf");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(ConfigLoader.FILE_BYTES_MAX + 1L); // a hole, which takes no room on the disk
        }
        Problem problem = only(problems(huge), ProblemCode.FILE_TOO_LARGE);
        assertThat(problem.message()).contains("larger than 32 MiB");
    }

    @Test
    void whatIsNoTextIsOneFindingAtItsPlace() throws IOException {
        Path file =
                Files.write(directory.resolve("program"), "# Gerät\nab\0cd\0ef {\n\0".getBytes(StandardCharsets.UTF_8));
        Problem problem = only(problems(file), ProblemCode.NUL_CHARACTER);
        assertThat(problem.place()).hasToString(file + ":2:3");
    }

    @Test
    void standardInputIsBoundedToo() {
        ByteBuffer input = ByteBuffer.allocate(ConfigLoader.FILE_BYTES_MAX + 1);
        var options = ConfigLoader.Options.NONE.reading(input);
        Problem problem =
                only(ConfigLoader.standard().load(ConfigLoader.INPUT, options).problems(), ProblemCode.FILE_TOO_LARGE);
        assertThat(problem.place().file()).isEqualTo(ConfigLoader.INPUT_NAME);
    }
}
