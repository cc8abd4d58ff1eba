package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who waits for a reload, and what it means that they go. */
class ReloadRunTest {
    private final ReloadRun run = new ReloadRun(ReloadMode.USUAL);
    private final Proposal proposal = new Proposal(read(instance("A", 1)), read(instance("A", 2)), ReloadMode.USUAL);

    @Test
    void theLastWhoLeavesTakesTheProposalBack() {
        run.join("one");
        run.join("another");
        assertThat(run.offer(proposal)).isTrue();
        assertThat(run.leave()).as("somebody still waits").isFalse();
        assertThat(run.isWanted()).isTrue();
        assertThat(run.leave()).isTrue();
        assertThat(run.isWanted()).isFalse();
        assertThat(proposal.take()).isFalse();
    }

    @Test
    void whatTheLoopHasIsNotTakenBack() {
        run.join("one");
        assertThat(run.offer(proposal)).isTrue();
        assertThat(proposal.take()).isTrue();
        assertThat(run.leave()).isFalse();
    }

    @Test
    void whatNobodyWaitsForIsNotOffered() {
        run.join("one");
        assertThat(run.leave()).as("nothing is proposed yet").isTrue();
        assertThat(run.offer(proposal)).isFalse();
    }

    @Test
    void soManyAreNamedAndAllAreCounted() {
        for (int number = 1; number <= ReloadRun.NAMED_MAX + 1; number++) {
            run.join("R" + number);
        }
        assertThat(run.reason()).isEqualTo("R1, R2, R3, R4, R5; 6 requests");
    }
}
