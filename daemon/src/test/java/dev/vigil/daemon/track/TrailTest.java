package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {
    @TempDir
    private Path temporary;

    private Path base;

    @BeforeEach
    void resolve() throws IOException {
        base = temporary.toRealPath();
    }

    @Test
    void aFileIsFollowedByItsNameInItsDirectoryAndByTheDirectoriesAbove() throws IOException {
        Path inner = Files.createDirectory(base.resolve("inner"));
        List<Trail.Step> steps = Trail.to(inner.resolve("file"));
        assertThat(steps).contains(new Trail.Step(base, ""));
        assertThat(steps.subList(steps.size() - 2, steps.size()))
                .containsExactly(new Trail.Step(inner, ""), new Trail.Step(inner, "file"));
    }

    @Test
    void aDirectoryThatIsMissingIsWaitedForInTheOneAbove() {
        assertThat(Trail.to(base.resolve("a/b/file"))).last().isEqualTo(new Trail.Step(base, "a"));
    }

    @Test
    void aLinkIsFollowedBesideWhatItLeadsTo() throws IOException {
        Path there = Files.createDirectory(base.resolve("there"));
        Files.createSymbolicLink(base.resolve("link"), Path.of("there/file"));
        assertThat(Trail.to(base.resolve("link")))
                .containsSubsequence(new Trail.Step(base, "link"), new Trail.Step(there, "file"));
    }

    @Test
    void linksThatLeadToEachOtherEndTheWay() throws IOException {
        Files.createSymbolicLink(base.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(base.resolve("b"), Path.of("a"));
        assertThat(Trail.to(base.resolve("a"))).contains(new Trail.Step(base, "a"), new Trail.Step(base, "b"));
    }

    @Test
    void dotsOfALinkLeadUpwards() throws IOException {
        Path inner = Files.createDirectory(base.resolve("inner"));
        Files.createSymbolicLink(inner.resolve("link"), Path.of("../file"));
        assertThat(Trail.to(inner.resolve("link"))).last().isEqualTo(new Trail.Step(base, "file"));
    }
}
