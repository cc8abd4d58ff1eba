package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who has the say over a proposal. */
class ProposalTest {
    private final Config old = read(instance("A", 1));
    private final Config next = read(instance("A", 2));
    private final Proposal proposal = new Proposal(old, next, ReloadMode.USUAL);

    @Test
    void itIsTakenOnce() {
        assertThat(proposal.config()).isSameAs(next);
        assertThat(proposal.isCommitted()).isFalse();
        assertThat(proposal.take()).isTrue();
        assertThat(proposal.isCommitted()).isTrue();
        assertThat(proposal.take()).isFalse();
        assertThat(proposal.withdraw()).as("the loop has it").isFalse();
    }

    @Test
    void whatIsWithdrawnIsNeverTaken() {
        assertThat(proposal.withdraw()).isTrue();
        assertThat(proposal.take()).isFalse();
        assertThat(proposal.isCommitted()).isFalse();
    }

    @Test
    void whatIsRefusedOrATrialIsNotInForce() {
        assertThat(proposal.take()).isTrue();
        proposal.refuse("no");
        assertThat(proposal.isCommitted()).isFalse();
        Proposal trial = new Proposal(old, next, new ReloadMode(true, false));
        assertThat(trial.take()).isTrue();
        assertThat(trial.isCommitted()).isFalse();
    }

    @Test
    void whoeverWaitsTooLongWithdrawsIt() throws InterruptedException {
        assertThat(proposal.await(1))
                .isInstanceOfSatisfying(
                        Proposal.Answer.Refused.class,
                        refused -> assertThat(refused.reason()).contains("will not be applied later"));
        assertThat(proposal.take()).isFalse();
    }

    @Test
    void onceTheLoopHasItTheAnswerIsWaitedForHoweverLateItComes() throws Exception {
        assertThat(proposal.take()).isTrue();
        CompletableFuture<Proposal.Answer> seen = CompletableFuture.supplyAsync(() -> {
            try {
                return proposal.await(0);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        ReloadPlan plan = proposal.plan(old);
        proposal.answer(plan);
        assertThat(seen.get()).isEqualTo(new Proposal.Answer.Planned(plan));
    }

    @Test
    void itIsPlannedFromWhatTheLoopHasAndNotFromWhatWasBelieved() {
        assertThat(proposal.plan(old)).isSameAs(proposal.plan(old));
        Config other = read(instance("A", 2));
        assertThat(proposal.plan(other).names(Step.Keep.class)).containsExactly("A");
        assertThat(proposal.plan(other).inForce()).isSameAs(other);
    }
}
