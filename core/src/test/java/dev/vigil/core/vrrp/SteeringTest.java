package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;

/** What an operator asks of a virtual router: to be out, to be MASTER, and to go on as configured. */
class SteeringTest {
    private static final long BOUND_MS = 5_000;

    // Drained as MASTER

    @Test
    void aMasterThatIsDrainedResignsAndKeepsItsAddressesUntilItsSuccessorIsHeard() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "kernel update");
        assertThat(rig.done())
                .containsExactly("advertise 0", "steering NONE to LEAVING, drained by user root: kernel update");
        rig.pass(600);
        assertThat(rig.done()).isEmpty();
        rig.hear(90, Rig.LOWER);
        assertThat(rig.done()).isEmpty();
        rig.expect(State.MASTER);
        rig.passNs(Steering.OVERLAP_NS);
        assertThat(rig.done())
                .containsExactly(
                        "steering SUCCEEDED to OUT, drained by user root: kernel update",
                        "remove addresses",
                        "MASTER to FAULT");
        assertThat(rig.why()).containsExactly("drained by user root: kernel update");
    }

    @Test
    void aMasterWithoutASuccessorServesOnAndNeverHadItsAddressesRemoved() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.done();
        long boundNs = rig.router().takeoverMaxNs();
        rig.passNs(boundNs - 1);
        assertThat(rig.done()).isEmpty();
        rig.passNs(1);
        assertThat(rig.done())
                .containsExactly(
                        "steering LEAVING to NONE, no other master was heard within 4.996 s, so it is not drained",
                        "advertise 100");
        rig.expect(State.MASTER);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.NONE);
        rig.pass(1000);
        assertThat(rig.done()).containsExactly("advertise 100");
    }

    @Test
    void aSuccessorThatResignsAtOnceLeavesTheAddressesWhereTheyAre() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.hear(90, Rig.LOWER);
        rig.done();
        rig.pass(20);
        rig.hear(0, Rig.LOWER);
        assertThat(rig.done())
                .containsExactly(
                        "steering SUCCEEDED to NONE, its successor resigned, so it is not drained", "advertise 100");
        rig.expect(State.MASTER);
    }

    @Test
    void aMasterThatLeavesNeitherAnswersNorAnnounces() {
        Rig rig = new Given().refresh(200, 3).master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.done();
        rig.hear(0, Rig.LOWER);
        rig.pass(1000);
        rig.hear(90, Rig.LOWER);
        rig.hear(90, Rig.LOWER);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void theTimeInWhichBothHaveTheAddressesIsNotExtendedByWhatIsHeard() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        for (int times = 0; times < 4; times++) {
            rig.hear(90, Rig.LOWER);
            rig.pass(10);
        }
        rig.expect(State.MASTER);
        rig.pass(10);
        rig.expect(State.FAULT);
    }

    @Test
    void aNodeThatSleptWhileItLeftHearsItsSuccessorBeforeItSpeaks() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.sleep(60_000);
        rig.done();
        rig.hear(90, Rig.LOWER);
        rig.wake();
        rig.passNs(Steering.OVERLAP_NS);
        assertThat(rig.done()).doesNotContain("advertise 100");
        rig.expect(State.FAULT);
    }

    @Test
    void aLossOfTheLinkWhileItLeavesIsAFaultAndTheDrainWaits() {
        Rig rig = new Given().link("eth0", Condition.UP).master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.link("eth0", Condition.DOWN);
        rig.expect(State.FAULT);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.ASKED);
        rig.link("eth0", Condition.UP);
        rig.expect(State.BACKUP);
        rig.hear(90, Rig.LOWER);
        rig.expect(State.FAULT);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.OUT);
    }

    @Test
    void aReloadDoesNotCutTheWaitForASuccessorShort() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.done();
        rig.reconfigure(new Given().priority(120));
        rig.pass(1500);
        rig.expect(State.MASTER);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.LEAVING);
        assertThat(rig.done()).containsExactly("priority 100 to 120 in MASTER, the configuration was reloaded");
    }

    // Drained elsewhere

    @Test
    void aBackupThatFollowsAMasterIsOutAtOnce() {
        Rig rig = new Given().backup();
        rig.hear(150, Rig.HIGHER);
        rig.steer(SteeringOrder.DRAIN, "");
        rig.expect(State.FAULT);
        rig.pass(60_000);
        assertThat(rig.done())
                .containsExactly(
                        "steering NONE to ASKED, drained by user root",
                        "steering ASKED to OUT, drained by user root",
                        "BACKUP to FAULT");
    }

    @Test
    void aBackupThatKnowsNoMasterTakesOverRatherThanLeaveTheAddressesToNobody() {
        Rig rig = new Given().backup();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.expect(State.BACKUP);
        rig.fireTimer();
        rig.expect(State.MASTER);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.NONE);
    }

    @Test
    void aDrainThatWasAskedForBeforeTheStartIsDoneWhenAMasterIsHeard() {
        Rig rig = new Given().idle();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.start();
        rig.expect(State.BACKUP);
        rig.hear(50, Rig.LOWER);
        rig.expect(State.FAULT);
    }

    @Test
    void whoIsKnownToBeDrainedIsOutFromTheStart() {
        Rig rig = new Given().idle();
        rig.steer(SteeringOrder.STAY_OUT, "since yesterday");
        rig.start();
        assertThat(rig.done())
                .containsExactly("steering NONE to OUT, drained by user root: since yesterday", "INIT to FAULT");
        rig.pass(600_000);
        rig.expect(State.FAULT);
    }

    @Test
    void whoIsInFaultIsOutAtOnceAndStaysOutWhenTheFaultIsOver() {
        Rig rig = new Given().link("eth0", Condition.DOWN).started();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.link("eth0", Condition.UP);
        rig.expect(State.FAULT);
        rig.steer(SteeringOrder.RESUME, "");
        rig.expect(State.BACKUP);
    }

    @Test
    void whoResumesListensBeforeItTakesOver() {
        Rig rig = new Given().backup();
        rig.hear(50, Rig.LOWER);
        rig.steer(SteeringOrder.DRAIN, "");
        rig.steer(SteeringOrder.RESUME, "done");
        rig.expect(State.BACKUP);
        assertThat(rig.why()).containsExactly("resumed by user root: done");
        rig.pass(3_000);
        rig.expect(State.BACKUP);
        rig.pass(1_000);
        rig.expect(State.MASTER);
    }

    @Test
    void whoResumesWhileItLeavesSpeaksAtOnce() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "");
        rig.done();
        rig.steer(SteeringOrder.RESUME, "");
        assertThat(rig.done()).containsExactly("steering LEAVING to NONE, resumed by user root", "advertise 100");
    }

    // Promoted

    @Test
    void aBackupThatIsPromotedIsMasterAtOnceWithTheHighestPriority() {
        Rig rig = new Given().nopreempt().backup();
        rig.hear(150, Rig.HIGHER);
        rig.steer(SteeringOrder.PROMOTE, "test");
        assertThat(rig.done())
                .containsExactly(
                        "priority 100 to 254 in BACKUP, promoted by user root: test",
                        "steering NONE to PROMOTED, promoted by user root: test",
                        "advertise 254",
                        "add addresses",
                        "announce 5",
                        "BACKUP to MASTER");
        rig.hear(150, Rig.HIGHER);
        rig.expect(State.MASTER);
    }

    @Test
    void aPromotionIsOverWithTheRole() {
        Rig rig = new Given().backup();
        rig.steer(SteeringOrder.PROMOTE, "");
        rig.done();
        rig.hear(255, Rig.HIGHER);
        rig.expect(State.BACKUP);
        assertThat(rig.router().effectivePriority()).isEqualTo(100);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.NONE);
    }

    @Test
    void aMasterThatWouldNotYieldIsLeftAlone() {
        Rig rig = new Given().backup();
        rig.hear(254, Rig.LOWER);
        rig.steer(SteeringOrder.PROMOTE, "");
        rig.expect(State.BACKUP);
    }

    @Test
    void aPromotedMasterThatResumesHasItsUsualPriority() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.PROMOTE, "");
        assertThat(rig.router().effectivePriority()).isEqualTo(254);
        rig.steer(SteeringOrder.RESUME, "");
        assertThat(rig.router().effectivePriority()).isEqualTo(100);
        rig.expect(State.MASTER);
    }

    @Test
    void aPromotionBeforeTheStartPreemptsAWeakerMasterThatIsHeard() {
        Rig rig = new Given().nopreempt().idle();
        rig.steer(SteeringOrder.PROMOTE, "");
        rig.start();
        for (int second = 0; second < 4; second++) {
            rig.hear(150, Rig.HIGHER);
            rig.pass(1000);
        }
        rig.expect(State.MASTER);
    }

    @Test
    void aDrainReplacesAPromotionAndAPromotionADrain() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.PROMOTE, "");
        rig.steer(SteeringOrder.DRAIN, "");
        assertThat(rig.router().effectivePriority()).isEqualTo(100);
        assertThat(rig.router().stage()).isEqualTo(SteeringStage.LEAVING);
        rig.done();
        rig.steer(SteeringOrder.PROMOTE, "");
        assertThat(rig.done())
                .containsExactly(
                        "priority 100 to 254 in MASTER, promoted by user root",
                        "steering LEAVING to PROMOTED, promoted by user root",
                        "advertise 254");
    }

    // For people and for recordings

    @Test
    void theExplanationNamesWhoAskedAndWhatEndsIt() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "disk");
        assertThat(explained(rig))
                .isEqualTo("drained by user root: disk; it has resigned and keeps the addresses until its successor is"
                        + " heard | serves on if none is heard within another 5.0 s");
        rig.hear(90, Rig.LOWER);
        assertThat(explained(rig))
                .isEqualTo("drained by user root: disk; its successor was heard | is out in a moment");
        rig.passNs(Steering.OVERLAP_NS);
        assertThat(explained(rig)).isEqualTo("drained by user root: disk | takes part again after `vigil resume`");
    }

    @Test
    void aRouterThatIsRestoredFromASnapshotLeavesAsTheOtherOneDoes() {
        Rig rig = new Given().master();
        rig.steer(SteeringOrder.DRAIN, "disk");
        RouterSnapshot snapshot = RouterSnapshot.of(rig.router());
        VirtualRouter restored = snapshot.restore();
        assertThat(RouterSnapshot.of(restored)).isEqualTo(snapshot);
        RecordingEffects effects = new RecordingEffects();
        restored.onDeadline(rig.nowNs() + BOUND_MS * Rig.MS, effects);
        assertThat(effects.take()).last().isEqualTo("advertise 100");
    }

    private static String explained(Rig rig) {
        Explanation explanation = Explanation.of(rig.router(), rig.nowNs());
        return explanation.now() + " | " + explanation.otherwise();
    }
}
