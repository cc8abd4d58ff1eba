package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.vrrp.State;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Defects of this program: one of a virtual router is that one's, one of a turn is reported, and the loop goes on. */
class LoopDefectTest {
    private static final String A = instance("A", 1);
    private static final String B = instance("B", 2);
    private final IllegalStateException broken = new IllegalStateException("broken");

    @Test
    void aDefectInADeadlineIsAFaultOfThatOneAndTheOthersServe() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.defects.put("A send 100", broken);
        rig.pass(SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
        assertThat(rig.machine.done).contains("A send 0", "B send 100");
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
        assertThat(rig.told.defects()).containsExactly("A defect: broken");
        assertThat(rig.archive.kept).containsExactly("DEFECT A: " + broken);
    }

    @Test
    void aDefectInAnArrivalIsAFaultOfThatOne() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.defects.put("A remove 192.0.2.1", new AssertionError("wrong"));
        assertThat(rig.hear(rig.config.instances().getFirst(), 200)).isTrue();
        rig.machine.defects.clear();
        assertThat(rig.told.defects()).isNotEmpty().allMatch(line -> line.equals("A defect: wrong"));
        rig.pass(SECOND_NS);
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }

    @Test
    void aDefectAtTheStartLeavesTheOthersToBegin() {
        LoopRig rig = new LoopRig(A + B);
        rig.loop.open(rig.nowNs);
        rig.machine.defects.put("A place", broken);
        rig.loop.begin(rig.nowNs);
        assertThat(rig.state("B")).isEqualTo(State.BACKUP);
        assertThat(rig.told.defects()).contains("A defect: broken");
    }

    @Test
    void whatGoesWrongInGivingBackAFailedOpeningIsReportedToo() {
        LoopRig rig = new LoopRig(A + B);
        rig.machine.defects.put("B attach", broken);
        rig.machine.defects.put("A detach", new IllegalStateException("stuck"));
        assertThatThrownBy(() -> rig.loop.open(rig.nowNs)).hasRootCauseMessage("broken");
        assertThat(rig.told.defects()).containsExactly(" defect: stuck");
    }

    @Test
    void aDefectThatMeetsTheContainmentTooKeepsNobodyElseFromStopping() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.defects.put("A send 0", broken);
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        rig.loop.end();
        assertThat(rig.machine.has("192.0.2.2")).isFalse();
        assertThat(rig.machine.done).contains("B send 0");
        assertThat(rig.machine.closed).isTrue();
        assertThat(rig.told.defects()).hasSize(2);
    }

    @Test
    void aDefectThatRepeatsIsNoBusyLoop() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.defects.put("A send 100", broken);
        rig.machine.defects.put("A send 0", broken);
        rig.pass(2 * SECOND_NS);
        assertThat(rig.told.defects().size()).isBetween(4, 50);
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }

    @Test
    void aRetryThatEndsByADefectIsNoBusyLoop() {
        LoopRig rig = new LoopRig(A);
        rig.machine.refusals.put("A attach", "no socket");
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.machine.defects.put("A attach", broken);
        rig.pass(11 * SECOND_NS);
        assertThat(rig.told.defects().size()).isBetween(1, 30);
        rig.machine.defects.clear();
        rig.machine.refusals.clear();
        rig.pass(11 * SECOND_NS);
        assertThat(rig.state("A")).isIn(State.BACKUP, State.MASTER);
    }

    @Test
    void aTurnThatFailsIsReportedAndTheRestOfItIsDone() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.defects.put("read", broken);
        rig.machine.signal();
        CompletableFuture<String> answer = rig.loop.ask(view -> "answer");
        rig.nowNs = rig.loop.nearestNs();
        rig.turn();
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
        assertThat(answer).isCompletedWithValue("answer");
        assertThat(rig.machine.done).contains("A send 100");
        assertThat(rig.archive.kept).containsExactly("DEFECT " + broken);
        assertThat(rig.loop.isRunning()).isTrue();
    }

    @Test
    void soManyTurnsInARowThatFailEndTheLoopWithEveryMasterResigned() {
        LoopRig rig = LoopRig.master(A + B);
        rig.machine.defects.put("read", broken);
        for (int turn = 1; turn < VrrpLoop.FAILED_TURNS_MAX; turn++) {
            rig.machine.signal();
            rig.turn();
        }
        assertThat(rig.loop.isRunning()).isTrue();
        rig.machine.signal();
        rig.turn();
        assertThat(rig.loop.isRunning()).isFalse();
        assertThat(rig.loop.isDefective()).isTrue();
        assertThat(rig.machine.done).contains("A send 0", "B send 0");
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
        assertThat(rig.machine.has("192.0.2.2")).isFalse();
    }

    @Test
    void failedTurnsWithASoundOneBetweenThemEndNothing() {
        LoopRig rig = LoopRig.master(A);
        for (int turn = 0; turn < 3 * VrrpLoop.FAILED_TURNS_MAX; turn++) {
            rig.machine.defects.clear();
            if (turn % 3 != 0) {
                rig.machine.defects.put("read", broken);
            }
            rig.machine.signal();
            rig.turn();
        }
        assertThat(rig.loop.isRunning()).isTrue();
        assertThat(rig.told.defects()).hasSize(2 * VrrpLoop.FAILED_TURNS_MAX);
    }

    @Test
    void aLoopThatFailsAndIsAskedToStopEndsInOrder() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.defects.put("read", broken);
        rig.machine.signal();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        assertThat(rig.loop.isDefective()).isFalse();
        assertThat(rig.machine.has("192.0.2.1")).isFalse();
    }

    @Test
    void aFailureOfWhatIsDueOfTheMachineKeepsNothingElseFromBeingDone() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.deadlineNs = rig.loop.nearestNs();
        rig.machine.defects.put("announcements", broken);
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).contains("A send 100");
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
    }

    @Test
    void anArchiveThatFailsCostsNoVirtualRouterAnything() {
        LoopRig rig = LoopRig.serving(A);
        rig.archive.broken = true;
        rig.archive.keepsTransitions = true;
        rig.pass(LoopRig.TAKEOVER_NS);
        rig.archive.broken = false;
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.told.has("the archive is broken")).isTrue();
    }

    @Test
    void aMachineThatCannotBeClosedEndsTheLoopAllTheSame() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.defects.put("close", broken);
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        rig.loop.end();
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
    }

    // The archive

    @Test
    void transitionsAreKeptOnceInATurnIfTheyAreAReason() {
        LoopRig rig = LoopRig.serving(A + B);
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.archive.kept).isEmpty();
        LoopRig keeping = new LoopRig(A + B);
        keeping.archive.keepsTransitions = true;
        keeping.loop.open(keeping.nowNs);
        keeping.loop.begin(keeping.nowNs);
        keeping.turn();
        assertThat(keeping.archive.kept).containsExactly("TRANSITION ");
        keeping.turn();
        assertThat(keeping.archive.kept).as("nothing is new").hasSize(1);
        keeping.archive.ready = false;
        keeping.pass(LoopRig.TAKEOVER_NS);
        assertThat(keeping.archive.kept).hasSize(1);
        keeping.archive.ready = true;
        keeping.turn();
        assertThat(keeping.archive.kept).hasSize(2);
    }

    @Test
    void theTransitionsOfTheStopAreKept() {
        LoopRig rig = LoopRig.master(A);
        rig.archive.keepsTransitions = true;
        rig.turn();
        int before = rig.archive.kept.size();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        assertThat(rig.archive.kept).hasSize(before + 1);
    }
}
