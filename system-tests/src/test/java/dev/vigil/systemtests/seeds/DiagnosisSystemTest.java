package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes of the articles' configurations are found before a daemon starts on them. */
class DiagnosisSystemTest {
    private static final Path SEEDS = Program.root().resolve("system-tests/src/test/resources/seeds");

    /** A finding names its file and line and says what is wrong; the worst of a file decides the exit code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            000-a.conf     | 1 | 37 | begins a comment
            000-a.conf     | 1 | 19 | one member
            001-a.conf     | 1 | 21 | strict.*MASTER
            001-a.conf     | 1 | 26 | strict.*authentication
            002.conf       | 2 | 23 | MASTER.BACKUP
            002.conf       | 2 | 22 | never closed
            002.conf       | 2 | 17 | no vrrp_instance VI1
            003-a.conf     | 2 | 10 | vrrp_instanceVI_1
            004-two-a.conf | 1 | 10 | chk_haproxy.*track
            004-two-a.conf | 1 | 21 | nopreempt.*MASTER
            """)
    void theMistakeIsNamedWithItsPlace(String file, int exitCode, int line, String words) {
        Path path = SEEDS.resolve("faulty").resolve(file);
        Shell.Outcome check = vigil("check", "--brief", path.toString());

        assertThat(check.exitCode()).isEqualTo(exitCode);
        assertThat(check.output()).containsPattern(file + ":" + line + ":\\d+: (?s:(?!\\n/).)*?" + words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            001     | 2 | priority goes from 100 to 95
            001     | 2 | nopreempt on 001-b forbids it
            004-one | 1 | VGL3112
            004-two | 2 | 172.20.22.230 belongs to VRID 55 .* and to VRID 56
            """)
    void theMistakeBetweenTwoNodesIsNamed(String files, int exitCode, String words) {
        Shell.Outcome lint = vigil("lint", faulty(files + "-a.conf"), faulty(files + "-b.conf"));

        assertThat(lint.exitCode()).isEqualTo(exitCode);
        assertThat(lint.output().replaceAll("\\s+", " ")).containsPattern(words);
    }

    @Test
    void aCheckThatAlwaysSucceedsIsFoundInTheScript(@TempDir Path node) throws Exception {
        Path directory = Files.createDirectories(node.resolve("etc/keepalived"));
        Files.copy(SEEDS.resolve("004-two-active/a.conf"), directory.resolve("keepalived.conf"));
        Files.copy(SEEDS.resolve("faulty/004-chk_haproxy.sh"), directory.resolve("chk_haproxy.sh"));

        Shell.Outcome lint = vigil("lint", node.toString());

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.output()).contains("chk_haproxy.sh").containsPattern("\\$count > 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"001-nginx-pair", "003-cloud-unicast", "004-two-active"})
    void theMendedDeploymentHasNotesAlone(String folder) {
        Shell.Outcome lint = vigil("lint", seed(folder, "a.conf"), seed(folder, "b.conf"));

        assertThat(lint.exitCode()).as(lint.output()).isZero();
        assertThat(lint.output()).containsPattern(": 0 errors, 0 warnings, [23] notes");
    }

    private static Shell.Outcome vigil(String command, String... arguments) {
        Stream<String> program = Stream.of(Program.vigilCommand("vigil"), command);
        return Shell.run(Stream.concat(program, Stream.of(arguments)).toList());
    }

    private static String faulty(String file) {
        return seed("faulty", file);
    }

    private static String seed(String folder, String file) {
        return SEEDS.resolve(folder).resolve(file).toString();
    }
}
