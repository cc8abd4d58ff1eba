package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.TrackProcess.ArgumentMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    private Path folder;

    private FakeProc proc;
    private ProcessTable table;

    @BeforeEach
    void prepare() {
        proc = new FakeProc(folder);
        table = new ProcessTable(
                proc.files(),
                List.of(Definitions.named("proxy"), Definitions.started(ArgumentMatch.NONE, "/usr/sbin/proxy")));
    }

    private List<Integer> counts() {
        return List.of(table.count(0), table.count(1));
    }

    @Test
    void everyDefinitionHasItsCount() throws IOException {
        proc.run(10, "proxy", "/usr/sbin/proxy");
        proc.run(11, "proxy", "proxy", "-x");
        proc.run(12, "other", "/usr/sbin/other");
        proc.zombie(13, "proxy");
        table.lookAtAll();
        assertThat(counts()).containsExactly(2, 1);
    }

    @Test
    void aChildIsWhatItsParentIsUntilItRunsAnotherProgram() throws IOException {
        proc.run(10, "proxy", "/usr/sbin/proxy");
        table.lookAtAll();

        table.forked(10, 20);
        assertThat(counts()).containsExactly(2, 2);
        proc.run(20, "sh", "sh");
        table.changed(20);
        table.lookAtPending(10);
        assertThat(counts()).containsExactly(1, 1);
    }

    @Test
    void whatEndsBeforeItIsLookedAtIsNotLookedAt() throws IOException {
        proc.run(20, "proxy", "/usr/sbin/proxy");
        table.changed(20);
        table.forked(20, 21);
        table.exited(20);
        table.exited(21);
        assertThat(table.isPending()).isFalse();
        table.lookAtPending(10);
        assertThat(counts()).containsExactly(0, 0);
    }

    @Test
    void aTurnLooksAtSoManyAndTheOthersWait() throws IOException {
        for (int process = 1; process <= 5; process++) {
            proc.run(process, "proxy");
            table.changed(process);
        }
        table.lookAtPending(3);
        assertThat(table.count(0)).isEqualTo(3);
        assertThat(table.isPending()).isTrue();
        table.lookAtPending(3);
        assertThat(table.count(0)).isEqualTo(5);
    }

    @Test
    void aLookAtEverythingFindsWhatEventsDidNotShow() throws IOException {
        proc.run(10, "proxy");
        table.lookAtAll();
        proc.end(10);
        proc.run(11, "proxy");
        proc.run(12, "proxy (two) words");
        table.lookAtAll();
        assertThat(table.count(0)).isEqualTo(1);
    }

    @Test
    void pollingFindsNewOnesAtOnceAndThoseThatBecameAnotherOneInTurn() throws IOException {
        ProcessPolling polling = new ProcessPolling(proc.files());
        proc.run(10, "proxy");
        proc.run(11, "other");
        polling.round(table);
        assertThat(table.count(0)).isEqualTo(1);

        proc.run(10, "gone");
        polling.round(table);
        assertThat(table.count(0))
                .as("those that are tracked are looked at each time")
                .isZero();

        polling.round(table);
        proc.run(11, "proxy");
        for (int round = 0; round < 16; round++) {
            polling.round(table);
        }
        assertThat(table.count(0)).isEqualTo(1);
        proc.end(11);
        polling.round(table);
        assertThat(table.count(0)).isZero();
    }
}
