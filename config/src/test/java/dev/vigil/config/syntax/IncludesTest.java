package dev.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(directory.resolve("conf.d"));
        Files.writeString(directory.resolve("conf.d/a.conf"), "a\ninclude sub.inc\n");
        Files.writeString(directory.resolve("conf.d/b.conf"), "b\n");
        Files.writeString(directory.resolve("conf.d/.hidden.conf"), "hidden\n");
        Files.writeString(directory.resolve("conf.d/sub.inc"), "sub\n");
    }

    private List<String> lines(String text, boolean allChecked) throws IOException {
        Path file = directory.resolve("main.conf");
        Files.writeString(file, text);
        BuiltIns builtIns = new BuiltIns(() -> "node1", name -> "", () -> new Random(1));
        Preprocessor preprocessor = new Preprocessor(file, builtIns, allChecked, problems);
        List<String> lines = new ArrayList<>();
        for (Optional<Line> line = preprocessor.next(); line.isPresent(); line = preprocessor.next()) {
            lines.add(line.get().text());
        }
        return lines;
    }

    private List<String> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    @Test
    void filesAreReadInPlaceRelativeToTheFileThatIncludesThem() throws IOException {
        assertThat(lines("first\n  include conf.d/*.conf\nlast\n", false))
                .containsExactly("first", "a", "sub", "b", "last");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void bracesStandForAlternatives() throws IOException {
        assertThat(lines("include conf.d/{b,a}.conf\n", false)).containsExactly("b", "a", "sub");
    }

    @Test
    void linesThatWaitComeAfterTheIncludedFile() throws IOException {
        assertThat(lines("$X= \\\ninclude conf.d/b.conf \\\nafter\n$X\n", false))
                .containsExactly("b", "after");
    }

    @Test
    void aMissingFileIsAWarningUnlessItIsChecked() throws IOException {
        lines("include none.conf\n", false);
        assertThat(codes()).containsExactly(ProblemCode.INCLUDE_MISSING.code());
    }

    @Test
    void theFormsOfIncludeDecideWhatIsAnError() throws IOException {
        lines("includem none.conf\n", false);
        lines("includew none.conf\n", false);
        lines("includew none*.conf\n", false);
        lines("includeb conf.d/{a,none}.conf\n", false);
        lines("includea nothing.conf\n", false);
        assertThat(problems.list())
                .filteredOn(problem -> problem.code().equals(ProblemCode.INCLUDE_FAILED.code()))
                .hasSize(4);
        assertThat(codes()).contains(ProblemCode.INCLUDE_MISSING.code());
    }

    @Test
    void theOptionAndTheKeywordCheckAllIncludes() throws IOException {
        lines("include none.conf\n", true);
        assertThat(codes()).containsExactly(ProblemCode.INCLUDE_FAILED.code());
        lines("include_check\ninclude none2.conf\n", false);
        lines("include_check\ninclude_check -match\ninclude none3.conf\n", false);
        assertThat(codes())
                .containsExactly(
                        ProblemCode.INCLUDE_FAILED.code(),
                        ProblemCode.INCLUDE_FAILED.code(),
                        ProblemCode.INCLUDE_MISSING.code());
    }

    @Test
    void directoriesAndExecutableFilesAreSkipped() throws IOException {
        Path script = directory.resolve("script.conf");
        Files.writeString(script, "script\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(lines("include conf.d\ninclude script.conf\n", false)).isEmpty();
        assertThat(codes()).containsExactly(ProblemCode.INCLUDE_SKIPPED.code(), ProblemCode.INCLUDE_SKIPPED.code());
    }

    @Test
    void aFileThatIncludesItselfIsReported() throws IOException {
        assertThat(lines("x\ninclude main.conf\n", false)).contains("x");
        assertThat(codes()).containsExactly(ProblemCode.INCLUDE_FAILED.code());
    }

    /** Each of its reads would lead to two more. */
    @Test
    void aFileThatIncludesItselfTwiceIsReadOnce() throws IOException {
        assertThat(lines("x\ninclude main.conf\ninclude ./main.conf\n", false)).containsExactly("x");
        assertThat(codes()).containsExactly(ProblemCode.INCLUDE_FAILED.code(), ProblemCode.INCLUDE_FAILED.code());
    }

    @Test
    void aWordThatOnlyBeginsWithIncludeIsAKeyword() throws IOException {
        assertThat(lines("includes x\nincludex y\ninclude\n", false))
                .containsExactly("includes x", "includex y", "include");
    }

    @Test
    void patternsMatchAsTheShellsDo() {
        assertThat(Glob.matches("a*c?[x-z]", 0, "abbccz", 0)).isTrue();
        assertThat(Glob.matches("a*c?[!x-z]", 0, "abbccz", 0)).isFalse();
        assertThat(Glob.matches("*", 0, ".hidden", 0)).isFalse();
        assertThat(Glob.matches(".*", 0, ".hidden", 0)).isTrue();
        assertThat(Glob.alternatives("x{a,{b,c}d}y")).containsExactly("xay", "xbdy", "xcdy");
        assertThat(Glob.alternatives("x{a")).containsExactly("x{a");
    }

    @Test
    void includedFilesAreNamedAsTheFirstOneIs() throws IOException {
        Path main = directory.resolve("main.conf");
        Files.writeString(main, "include conf.d/b.conf\n");
        assertThat(firstPlace(main))
                .isEqualTo(directory.resolve("conf.d/b.conf").toString());

        Path here = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "includes");
        Files.writeString(here.resolve("main.conf"), "include sub.conf\n");
        Files.writeString(here.resolve("sub.conf"), "b\n");
        Path relative = Path.of("").toAbsolutePath().relativize(here);
        assertThat(firstPlace(relative.resolve("main.conf")))
                .isEqualTo(relative.resolve("sub.conf").toString());
    }

    private String firstPlace(Path file) {
        BuiltIns builtIns = new BuiltIns(() -> "node1", name -> "", () -> new Random(1));
        return new Preprocessor(file, builtIns, false, problems)
                .next()
                .orElseThrow()
                .place(0)
                .file();
    }
}
