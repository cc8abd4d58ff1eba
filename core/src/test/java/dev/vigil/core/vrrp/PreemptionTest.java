package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;

/** When a live master of lower priority is taken over from: {@code nopreempt} and {@code preempt_delay}. */
class PreemptionTest {
    @Test
    void nopreemptNeverTakesOverFromALiveMaster() {
        Rig rig = new Given().priority(200).nopreempt().backup();
        for (int heard = 0; heard < 20; heard++) {
            rig.pass(1000);
            rig.hear(heard % 2 == 0 ? 1 : 200, Rig.LOWER);
        }
        rig.expect(State.BACKUP);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void nopreemptFollowsALowerMasterWithItsInterval() {
        Rig rig = new Given().priority(200).nopreempt().backup();
        rig.hear(50, 400, Rig.LOWER);
        assertThat(rig.router().masterIntervalNs()).isEqualTo(400 * Rig.MS);
    }

    @Test
    void nopreemptStillSucceedsASilentMaster() {
        Rig rig = new Given().priority(200).nopreempt().downTimerAdverts(1).backup();
        rig.hear(50, Rig.LOWER);
        rig.pass(1300);
        rig.expect(State.MASTER);
        assertThat(rig.why()).containsExactly("no advertisement from 10.77.0.1 (priority 50) for 1.218 s");
    }

    @Test
    void nopreemptStillSucceedsAMasterThatResigns() {
        Rig rig = new Given().priority(200).nopreempt().backup();
        rig.hear(50, Rig.LOWER);
        rig.hear(0, Rig.LOWER);
        rig.pass(219);
        rig.expect(State.MASTER);
    }

    @Test
    void aMasterWithNopreemptStillYieldsToAHigherOne() {
        Rig rig = new Given().nopreempt().master();
        rig.hear(101, Rig.LOWER);
        rig.expect(State.BACKUP);
    }

    // Seen with keepalived 2.2.7: priority 200, every 0.5 s, preempt_delay 2, a master of 100 heard from 0.325 s on.
    @Test
    void thePreemptDelayStartsWithTheFirstLowerAdvertisement() {
        Rig rig = new Given().priority(200).intervalMs(500).preemptDelayMs(2000).backup();
        rig.pass(325);
        for (int heard = 0; heard < 7; heard++) {
            rig.expect(State.BACKUP);
            rig.hear(100, 500, Rig.LOWER);
            rig.pass(500);
        }
        rig.expect(State.MASTER);
        // The last advertisement within the delay came after 1.825 s; from there the master down time ran.
        assertThat(rig.router().stateSinceNs() - 1_000_000 * Rig.MS)
                .isEqualTo(1825 * Rig.MS + Timing.masterDownNs(3, 200, 500 * Rig.MS, 3));
        assertThat(rig.why()).containsExactly("10.77.0.1 advertises priority 100, lower than ours of 200");
    }

    @Test
    void anEqualOrHigherMasterEndsThePreemptDelay() {
        Rig rig = new Given().preemptDelayMs(2000).backup();
        rig.hear(50, Rig.LOWER);
        rig.pass(1500);
        rig.hear(100, Rig.LOWER);
        rig.pass(400);
        rig.hear(50, Rig.LOWER);
        rig.pass(1900);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).as("within a new delay").isEqualTo(3_609_375_000L);
        rig.pass(100);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).as("after it").isEqualTo(3_509_375_000L);
    }

    @Test
    void aResignationIsNotDelayed() {
        Rig rig = new Given().preemptDelayMs(300_000).backup();
        rig.hear(50, Rig.LOWER);
        rig.hear(0, Rig.LOWER);
        rig.pass(610);
        rig.expect(State.MASTER);
    }

    @Test
    void aSilentMasterIsSucceededWithinThePreemptDelay() {
        Rig rig = new Given().preemptDelayMs(300_000).backup();
        rig.hear(50, Rig.LOWER);
        rig.pass(3610);
        rig.expect(State.MASTER);
        assertThat(rig.why()).containsExactly("no advertisement from 10.77.0.1 (priority 50) for 3.609 s");
    }

    @Test
    void eachTimeAsBackupHasItsOwnPreemptDelay() {
        Rig rig = new Given().preemptDelayMs(1000).backup();
        rig.hear(50, Rig.LOWER);
        rig.pass(5000);
        rig.expect(State.MASTER);
        rig.hear(200, Rig.HIGHER);
        rig.expect(State.BACKUP);
        rig.pass(3000);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(3_609_375_000L);
    }

    @Test
    void aFaultForgetsThePreemptDelay() {
        Rig rig =
                new Given().preemptDelayMs(1000).script("chk", 0, Condition.UP).backup();
        rig.hear(50, Rig.LOWER);
        rig.script("chk", Condition.DOWN, "");
        rig.pass(5000);
        rig.script("chk", Condition.UP, "");
        rig.hear(50, Rig.LOWER);
        rig.pass(500);
        rig.hear(50, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(3_609_375_000L);
    }
}
