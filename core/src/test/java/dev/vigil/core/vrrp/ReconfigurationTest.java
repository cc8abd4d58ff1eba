package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;

/** A reload never changes a state unless the new configuration demands it. */
class ReconfigurationTest {
    @Test
    void aMasterStaysMasterAndKeepsItsPace() {
        Rig rig = new Given().burst(5, 0).master();
        rig.pass(400);
        rig.reconfigure(new Given().burst(5, 0));
        assertThat(rig.done()).isEmpty();
        assertThat(rig.dueInNs()).isEqualTo(600 * Rig.MS);
    }

    @Test
    void aBackupStaysBackupAndKeepsItsTimer() {
        Rig rig = new Given().backup();
        rig.hear(200, 500, Rig.LOWER);
        rig.pass(400);
        long dueNs = rig.router().deadlineNs();
        rig.reconfigure(new Given());
        assertThat(rig.router().deadlineNs()).isEqualTo(dueNs);
        assertThat(rig.router().masterIntervalNs()).as("as adopted").isEqualTo(500 * Rig.MS);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aChangedPriorityIsTold() {
        Rig rig = new Given().master();
        rig.reconfigure(new Given().priority(120));
        assertThat(rig.done()).containsExactly("priority 100 to 120 in MASTER, the configuration was reloaded");
        rig.hear(110, Rig.HIGHER);
        rig.expect(State.MASTER);
    }

    @Test
    void aChangedPriorityMovesTheTimerOfABackup() {
        Rig rig = new Given().backup();
        rig.reconfigure(new Given().priority(200));
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 200, 1000 * Rig.MS, 3));
    }

    @Test
    void aBackupThatBecomesOwnerTakesOverWhenItsTimerFires() {
        Rig rig = new Given().backup();
        rig.reconfigure(new Given().priority(255));
        rig.expect(State.BACKUP);
        rig.hear(254, Rig.HIGHER);
        rig.pass(3004);
        rig.expect(State.MASTER);
    }

    @Test
    void aShorterIntervalHoldsAtOnceForAMaster() {
        Rig rig = new Given().master();
        rig.reconfigure(new Given().intervalMs(100));
        assertThat(rig.dueInNs()).isEqualTo(100 * Rig.MS);
    }

    @Test
    void aLongerIntervalHoldsFromTheNextAdvertisement() {
        Rig rig = new Given().master();
        rig.reconfigure(new Given().intervalMs(5000));
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
        rig.pass(1000);
        assertThat(rig.router().timerNs() - rig.nowNs()).isEqualTo(5000 * Rig.MS);
    }

    @Test
    void anotherIntervalRestartsTheTimerOfABackup() {
        Rig rig = new Given().backup();
        rig.pass(1000);
        rig.reconfigure(new Given().intervalMs(200));
        assertThat(rig.router().masterIntervalNs()).isEqualTo(200 * Rig.MS);
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 100, 200 * Rig.MS, 3));
        rig.reconfigure(new Given().intervalMs(2000));
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 100, 2000 * Rig.MS, 3));
    }

    @Test
    void fewerSilentIntervalsHoldAtOnce() {
        Rig rig = new Given().downTimerAdverts(10).backup();
        rig.reconfigure(new Given().downTimerAdverts(2));
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 100, 1000 * Rig.MS, 2));
        rig.pass(100);
        rig.reconfigure(new Given().downTimerAdverts(10));
        assertThat(rig.dueInNs())
                .as("more of them from the next advertisement")
                .isEqualTo(Timing.masterDownNs(3, 100, 1000 * Rig.MS, 2) - 100 * Rig.MS);
    }

    @Test
    void version2ForgetsAnAdoptedInterval() {
        Rig rig = new Given().backup();
        rig.hear(200, 500, Rig.LOWER);
        rig.reconfigure(new Given().version(2));
        assertThat(rig.router().masterIntervalNs()).isEqualTo(1000 * Rig.MS);
    }

    @Test
    void refreshesBeginChangeAndEnd() {
        Rig rig = new Given().intervalMs(40_000).burst(1, 0).master();
        rig.reconfigure(new Given().intervalMs(40_000).burst(1, 0).refresh(10_000, 2));
        assertThat(rig.dueInNs()).isEqualTo(10_000 * Rig.MS);
        rig.reconfigure(new Given().intervalMs(40_000).burst(1, 0).refresh(20_000, 2));
        assertThat(rig.dueInNs()).as("not later than planned").isEqualTo(10_000 * Rig.MS);
        rig.reconfigure(new Given().intervalMs(40_000).burst(1, 0).refresh(5_000, 2));
        assertThat(rig.dueInNs()).isEqualTo(5_000 * Rig.MS);
        rig.reconfigure(new Given().intervalMs(40_000).burst(1, 0));
        assertThat(rig.dueInNs()).isEqualTo(40_000 * Rig.MS);
    }

    @Test
    void aPreemptDelayThatIsGoneIsNotWaitedFor() {
        Rig rig = new Given().preemptDelayMs(60_000).backup();
        rig.hear(50, Rig.LOWER);
        rig.reconfigure(new Given());
        rig.pass(1000);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(2_609_375_000L);
        rig.reconfigure(new Given().preemptDelayMs(2000));
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).as("a new delay").isEqualTo(3_609_375_000L);
    }

    @Test
    void aRunningPreemptDelayGoesOn() {
        Rig rig = new Given().preemptDelayMs(2000).backup();
        rig.hear(50, Rig.LOWER);
        rig.pass(1000);
        rig.reconfigure(new Given().preemptDelayMs(2000));
        rig.pass(1000);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(1_609_375_000L);
    }

    @Test
    void aTrackedObjectThatIsGoneEndsItsFault() {
        Rig rig = new Given().script("chk", 0, Condition.DOWN).started();
        rig.done();
        rig.reconfigure(new Given());
        assertThat(rig.done()).containsExactly("FAULT to BACKUP");
        assertThat(rig.why()).containsExactly("the configuration was reloaded");
    }

    @Test
    void aTrackedObjectThatNobodyAwaitsAnyMoreEndsInit() {
        Rig rig = new Given().script("chk", 0).started();
        rig.reconfigure(new Given());
        rig.expect(State.BACKUP);
        assertThat(rig.why())
                .containsExactly("everything that is tracked was looked at", "the configuration was reloaded");
    }

    @Test
    void aWeightThatBecomesZeroMakesAKnownFailureAFault() {
        Rig rig = new Given().script("chk", -10, Condition.DOWN).master();
        rig.reconfigure(new Given().script("chk", 0));
        assertThat(rig.done())
                .containsExactly(
                        "priority 90 to 100 in MASTER, the configuration was reloaded",
                        "advertise 0",
                        "remove addresses",
                        "MASTER to FAULT");
        assertThat(rig.why()).containsExactly("script chk is down");
    }

    @Test
    void anObjectThatIsNewlyTrackedDoesNotDisturbAMaster() {
        Rig rig = new Given().master();
        rig.reconfigure(new Given().script("new", 0));
        rig.expect(State.MASTER);
        rig.script("new", Condition.UP, "");
        rig.expect(State.MASTER);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.router().tracks().all()).hasSize(1);
    }

    @Test
    void aHoldOutlastsAReload() {
        Rig rig = new Given().master();
        rig.refuse("adding an address");
        rig.reconfigure(new Given().priority(110));
        rig.expect(State.FAULT);
        rig.pass(10_000);
        rig.expect(State.BACKUP);
    }
}
