package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import org.junit.jupiter.api.Test;

/** What is said of why a state holds now, for every state and every cause that can hold it. */
class ExplanationTest {
    private static Explanation of(Rig rig) {
        return Explanation.of(rig.router(), rig.nowNs());
    }

    private static void expect(Rig rig, String now, String otherwise) {
        assertThat(of(rig).now()).isEqualTo(now);
        assertThat(of(rig).otherwise()).isEqualTo(otherwise);
    }

    // INIT

    @Test
    void whatHasNotBegunSaysSo() {
        expect(
                new Given().idle(),
                "it has not begun to take part",
                "takes part when the start is complete (vrrp_startup_delay)");
    }

    @Test
    void whatWaitsForAFirstLookNamesIt() {
        expect(
                new Given().script("chk", 0).link("eth1", Condition.UNKNOWN).started(),
                "not yet looked at: script chk, interface eth1",
                "takes part as soon as each of them was looked at");
    }

    @Test
    void whatWasStoppedSaysSo() {
        Rig rig = new Given().master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        expect(rig, "it was stopped", "");
    }

    // BACKUP

    @Test
    void aBackupNamesItsMasterAndBothPriorities() {
        Rig rig = new Given().backup();
        rig.hear(150, Rig.LOWER);
        rig.sleep(300);
        expect(
                rig,
                "10.77.0.1 advertises 150, ours is 100, heard 0.3 s ago",
                "would be master if 10.77.0.1 resigned or were silent for 3.6 s, or if our priority were above 150");
    }

    @Test
    void aBackupThatMayNotPreemptWouldNotBeMasterByPriority() {
        Rig rig = new Given().nopreempt().backup();
        rig.hear(150, Rig.LOWER);
        expect(
                rig,
                "10.77.0.1 advertises 150, ours is 100, heard 0.0 s ago",
                "would be master if 10.77.0.1 resigned or were silent for 3.6 s");
    }

    @Test
    void noPriorityIsAboveThatOfTheOwner() {
        Rig rig = new Given().backup();
        rig.hear(255, Rig.LOWER);
        assertThat(of(rig).otherwise()).isEqualTo("would be master if 10.77.0.1 resigned or were silent for 3.6 s");
    }

    @Test
    void aBackupSaysThatNopreemptLeavesAWeakerMasterAlone() {
        Rig rig = new Given().nopreempt().backup();
        rig.hear(50, Rig.LOWER);
        expect(
                rig,
                "10.77.0.1 advertises 50, ours is 100, heard 0.0 s ago; nopreempt leaves a weaker master alone",
                "would be master if 10.77.0.1 resigned or were silent for 3.6 s");
    }

    @Test
    void aBackupSaysForHowLongTheDelayLeavesAWeakerMasterAlone() {
        Rig rig = new Given().preemptDelayMs(60_000).backup();
        rig.hear(50, Rig.LOWER);
        rig.sleep(500);
        rig.hear(50, Rig.LOWER);
        expect(
                rig,
                "10.77.0.1 advertises 50, ours is 100, heard 0.0 s ago; preempt_delay leaves it alone for another 59.5 s",
                "will be master after that, or before if 10.77.0.1 resigns or is silent for 3.6 s");
    }

    @Test
    void aBackupSaysWhenItTakesOverFromAWeakerMaster() {
        Rig rig = new Given().backup();
        rig.hear(50, Rig.LOWER);
        rig.sleep(600);
        expect(
                rig,
                "10.77.0.1 advertises 50, ours is 100, heard 0.6 s ago; it is weaker and does not count",
                "will be master in 3.0 s if no stronger one is heard");
    }

    @Test
    void aBackupAfterAResignationSaysWhoResigned() {
        Rig rig = new Given().backup();
        rig.hear(150, Rig.LOWER);
        rig.hear(0, Rig.LOWER);
        rig.sleep(200);
        expect(rig, "10.77.0.1 resigned 0.2 s ago", "will be master in 0.4 s if none is heard");
    }

    @Test
    void aBackupThatHearsNobodySaysForHowLong() {
        Rig rig = new Given().backup();
        rig.sleep(1200);
        expect(rig, "no master was heard for 1.2 s", "will be master in 2.4 s if none is heard");
    }

    // MASTER

    @Test
    void aMasterSaysThatNobodyIsStronger() {
        expect(
                new Given().master(),
                "nobody with a higher priority than ours of 100 is heard",
                "would be backup if a node with a priority above 100, or with 100 and an address above 10.77.0.2,"
                        + " advertised");
    }

    @Test
    void anAddressOwnerSaysThatItIsOne() {
        expect(
                new Given().priority(255).master(),
                "it is the address owner, with priority 255, and no other one is heard that it yields to",
                "would be backup if another owner with an address above 10.77.0.2 advertised");
    }

    // FAULT

    @Test
    void aFaultNamesEverythingThatKeepsItNow() {
        Rig rig = new Given()
                .script("chk", 0, Condition.UP)
                .link("eth1", Condition.UP)
                .master();
        rig.script("chk", Condition.DOWN, "exited with status 1");
        rig.link("eth1", Condition.DOWN);
        expect(
                rig,
                "script chk is down: exited with status 1; interface eth1 is down",
                "takes part again when that has ended");
        rig.script("chk", Condition.UP, "");
        assertThat(of(rig).now()).as("what brought it here has ended").isEqualTo("interface eth1 is down");
    }

    @Test
    void aHoldSaysForHowLong() {
        Rig rig = new Given().master();
        rig.refuse("add 10.0.0.1: EPERM");
        rig.sleep(3000);
        expect(rig, "add 10.0.0.1: EPERM, so it stays out for another 7.0 s", "takes part again after that time");
    }

    @Test
    void aHoldBesideAFaultWaitsForTheFault() {
        Rig rig = new Given().link("eth1", Condition.UP).master();
        rig.defect("odd");
        rig.track(Track.Kind.INTERFACE, "eth1", Condition.DOWN, "no carrier");
        expect(
                rig,
                "interface eth1 is down: no carrier; a defect of this program: odd, so it stays out for another 10.0 s",
                "takes part again when that has ended");
    }

    // How it came about

    @Test
    void allLinksOfTheChainAreSaid() {
        Rig rig = new Given().script("chk", -50, Condition.UP).master();
        rig.script("chk", Condition.DOWN, "exited with status 1");
        rig.hear(80, Rig.LOWER);
        assertThat(of(rig).cameAbout())
                .containsExactly(
                        "10.77.0.1 advertises priority 80, higher than ours of 50",
                        "our priority changed from 100 to 50",
                        "script chk is down: exited with status 1");
    }
}
