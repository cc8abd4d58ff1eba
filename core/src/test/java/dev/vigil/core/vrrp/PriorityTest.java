package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;

/** What a changed priority does, and how it explains what follows. */
class PriorityTest {
    @Test
    void aMasterAdvertisesItsNewPriorityAtTheNextAdvertisement() {
        Rig rig = new Given()
                .priority(200)
                .burst(0, 0)
                .script("chk_haproxy", -120)
                .master();
        rig.pass(300);
        rig.script("chk_haproxy", Condition.DOWN, "exited with status 1");
        assertThat(rig.done())
                .containsExactly("priority 200 to 80 in MASTER, script chk_haproxy is down: exited with status 1");
        rig.pass(700);
        assertThat(rig.done()).containsExactly("advertise 80");
    }

    @Test
    void aPriorityThatFellExplainsWhyAMasterYields() {
        Rig rig = new Given().priority(200).script("chk_haproxy", -120).master();
        rig.script("chk_haproxy", Condition.DOWN, "exited with status 1");
        rig.pass(1000);
        rig.hear(100, Rig.LOWER);
        rig.expect(State.BACKUP);
        assertThat(rig.why())
                .containsExactly(
                        "10.77.0.1 advertises priority 100, higher than ours of 80",
                        "our priority changed from 200 to 80",
                        "script chk_haproxy is down: exited with status 1");
    }

    @Test
    void aPriorityThatFellExplainsWhyTheHigherAddressWins() {
        Rig rig = new Given().priority(100).script("chk", -10).master();
        rig.script("chk", Condition.DOWN, "");
        rig.hear(90, Rig.HIGHER);
        assertThat(rig.why())
                .containsExactly(
                        "10.77.0.3 advertises our priority 90 and its address is higher than ours of 10.77.0.2",
                        "our priority changed from 100 to 90",
                        "script chk is down");
    }

    @Test
    void aPriorityThatRoseExplainsWhyABackupTakesOver() {
        Rig rig = new Given()
                .priority(200)
                .script("chk_haproxy", -120, Condition.DOWN)
                .backup();
        rig.hear(100, Rig.LOWER);
        rig.script("chk_haproxy", Condition.UP, "exited with status 0");
        for (int heard = 0; heard < 5; heard++) {
            rig.hear(100, Rig.LOWER);
            rig.pass(1000);
        }
        rig.expect(State.MASTER);
        assertThat(rig.why())
                .containsExactly(
                        "10.77.0.1 advertises priority 100, lower than ours of 200",
                        "our priority changed from 80 to 200",
                        "script chk_haproxy is up: exited with status 0");
    }

    @Test
    void aPriorityThatRecoveredDoesNotExplainWhyAMasterYields() {
        Rig rig = new Given().priority(200).script("chk", -120).master();
        rig.script("chk", Condition.DOWN, "");
        rig.script("chk", Condition.UP, "");
        rig.hear(210, Rig.LOWER);
        assertThat(rig.why()).containsExactly("10.77.0.1 advertises priority 210, higher than ours of 200");
    }

    @Test
    void aChangeInAnEarlierStateExplainsNothing() {
        Rig rig = new Given().priority(200).script("chk", -50).backup();
        rig.script("chk", Condition.DOWN, "");
        rig.fireTimer();
        rig.expect(State.MASTER);
        rig.hear(160, Rig.LOWER);
        assertThat(rig.why()).containsExactly("10.77.0.1 advertises priority 160, higher than ours of 150");
    }

    // A failing check takes 5 from 100, and the other node has 90: the address stays where the service is dead.
    @Test
    void aWeightThatIsTooSmallNeverMovesTheAddress() {
        Rig master = new Given().priority(100).script("chk_http_port", -5).master();
        master.script("chk_http_port", Condition.DOWN, "exited with status 1");
        Rig backup = new Given().priority(90).backup();
        for (int second = 0; second < 60; second++) {
            backup.pass(1000);
            backup.hear(master.router().effectivePriority(), Rig.LOWER);
        }
        backup.expect(State.BACKUP);
    }

    @Test
    void theRunningMasterDownTimerMovesByTheDifferenceOfTheSkewTimes() {
        Rig rig = new Given().script("chk", 100).backup();
        rig.pass(1000);
        long dueNs = rig.router().deadlineNs();
        rig.script("chk", Condition.UP, "");
        long differenceNs = Timing.skewNs(3, 100, 1000 * Rig.MS) - Timing.skewNs(3, 200, 1000 * Rig.MS);
        assertThat(rig.router().deadlineNs()).isEqualTo(dueNs - differenceNs);
        rig.script("chk", Condition.DOWN, "");
        assertThat(rig.router().deadlineNs()).isEqualTo(dueNs);
    }

    @Test
    void theSkewTimesThatMoveATimerAreThoseOfTheMastersInterval() {
        Rig rig = new Given().script("chk", 100).backup();
        rig.hear(250, 100, Rig.LOWER);
        rig.script("chk", Condition.UP, "");
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 200, 100 * Rig.MS, 3));
    }

    @Test
    void aMasterThatIsNotLowerAnyMoreIsSucceededBecauseItIsSilent() {
        for (int weight : new int[] {-10, -20}) {
            Rig rig = new Given().priority(100).script("chk", weight).backup();
            rig.hear(90, Rig.LOWER);
            rig.script("chk", Condition.DOWN, "");
            rig.pass(4000);
            assertThat(rig.why())
                    .singleElement()
                    .asString()
                    .startsWith("no advertisement from 10.77.0.1 (priority 90)");
        }
    }

    @Test
    void thePriorityOfAnOwnerNeverChanges() {
        Rig rig = new Given().priority(255).script("chk", -100).master();
        rig.script("chk", Condition.DOWN, "");
        assertThat(rig.done()).isEmpty();
        assertThat(rig.router().effectivePriority()).isEqualTo(255);
    }

    @Test
    void thePriorityIsFollowedInFaultToo() {
        Rig rig = new Given().script("chk", -30).link("eth0", Condition.DOWN).started();
        rig.done();
        rig.script("chk", Condition.DOWN, "");
        assertThat(rig.done()).containsExactly("priority 100 to 70 in FAULT, script chk is down");
        rig.link("eth0", Condition.UP);
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 70, 1000 * Rig.MS, 3));
    }

    @Test
    void beforeTheStartThePriorityIsFollowedInSilence() {
        Rig rig = new Given().script("chk", -30).idle();
        rig.script("chk", Condition.DOWN, "");
        assertThat(rig.router().effectivePriority()).isEqualTo(70);
        assertThat(rig.done()).isEmpty();
        rig.start();
        assertThat(rig.done()).containsExactly("INIT to BACKUP");
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 70, 1000 * Rig.MS, 3));
    }

    @Test
    void aRepeatedResultChangesNothing() {
        Rig rig = new Given().script("chk", -30).backup();
        rig.script("chk", Condition.DOWN, "exited with status 1");
        rig.done();
        rig.script("chk", Condition.DOWN, "exited with status 2");
        rig.script("other", Condition.DOWN, "");
        assertThat(rig.done()).isEmpty();
    }
}
