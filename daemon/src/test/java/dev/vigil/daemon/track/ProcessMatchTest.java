package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.TrackProcess.ArgumentMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by keepalived 2.2.7 among these four processes. */
class ProcessMatchTest {
    private static final List<ProcFiles.Seen> PROCESSES = List.of(
            new ProcFiles.Seen("myproc", List.of("/x/myproc", "1000")),
            new ProcFiles.Seen("myproc", List.of("/x/myproc", "1000", "1")),
            new ProcFiles.Seen("myproc", List.of("myproc", "1000")),
            new ProcFiles.Seen("myproc", List.of("/x/myproc", "1000", "1", "2")));

    private static long count(TrackProcess definition) {
        return PROCESSES.stream()
                .filter(seen -> ProcessMatch.matches(definition, seen))
                .count();
    }

    @Test
    void aNameAloneIsThatOfTheProcess() {
        assertThat(count(Definitions.named("myproc"))).isEqualTo(4);
        assertThat(count(Definitions.named("/x/myproc"))).isZero();
    }

    @Test
    void fullCommandComparesTheCommandAndNoArguments() {
        assertThat(count(Definitions.started(ArgumentMatch.NONE, "/x/myproc"))).isEqualTo(3);
        assertThat(count(Definitions.started(ArgumentMatch.NONE, "myproc"))).isEqualTo(1);
    }

    @Test
    void argumentsAreAllOfThemUnlessAMatchIsConfigured() {
        assertThat(count(Definitions.started(ArgumentMatch.EXACT, "/x/myproc", "1000")))
                .isEqualTo(1);
        assertThat(count(Definitions.started(ArgumentMatch.EXACT, "/x/myproc"))).isZero();
        assertThat(count(Definitions.started(ArgumentMatch.EXACT, "/x/myproc 1000")))
                .isZero();
    }

    @Test
    void partialArgumentsAreTheFirstOnes() {
        assertThat(count(Definitions.started(ArgumentMatch.PARTIAL, "/x/myproc", "1000")))
                .isEqualTo(3);
        assertThat(count(Definitions.started(ArgumentMatch.PARTIAL, "/x/myproc", "1000", "1")))
                .isEqualTo(2);
        assertThat(count(Definitions.started(ArgumentMatch.PARTIAL, "/x/myproc", "10")))
                .isZero();
        assertThat(count(Definitions.started(ArgumentMatch.PARTIAL, "myproc"))).isEqualTo(1);
    }

    @Test
    void ofInitialArgumentsTheLastOneMayBeLonger() {
        assertThat(count(Definitions.started(ArgumentMatch.INITIAL, "/x/myproc", "10")))
                .isEqualTo(3);
        assertThat(count(Definitions.started(ArgumentMatch.INITIAL, "/x/myproc", "100", "1")))
                .isZero();
        assertThat(count(Definitions.started(ArgumentMatch.INITIAL, "/x/myproc", "1000", "1")))
                .isEqualTo(2);
        assertThat(count(Definitions.started(ArgumentMatch.INITIAL, "/x/my"))).isZero();
        assertThat(count(Definitions.started(ArgumentMatch.INITIAL, "myproc"))).isEqualTo(1);
    }

    @Test
    void aKernelThreadHasANameAndNoCommand() {
        ProcFiles.Seen thread = new ProcFiles.Seen("kthreadd", List.of());
        assertThat(ProcessMatch.matches(Definitions.named("kthreadd"), thread)).isTrue();
        assertThat(ProcessMatch.matches(Definitions.started(ArgumentMatch.NONE, "kthreadd"), thread))
                .isFalse();
    }
}
