package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import org.junit.jupiter.api.Test;

/** FAULT: what leads to it, what it does, what ends it. */
class FaultTest {
    @Test
    void aMasterInFaultResignsFirstAndThenDropsItsAddresses() {
        Rig rig = new Given().link("eth0", Condition.UP).master();
        rig.link("eth0", Condition.DOWN);
        assertThat(rig.done()).containsExactly("advertise 0", "remove addresses", "MASTER to FAULT");
        assertThat(rig.why()).containsExactly("interface eth0 is down");
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
        assertThat(rig.router().isListening()).isFalse();
    }

    @Test
    void aBackupInFaultSendsNothing() {
        Rig rig = new Given().script("chk", 0, Condition.UP).backup();
        rig.script("chk", Condition.DOWN, "exited with status 3");
        assertThat(rig.done()).containsExactly("BACKUP to FAULT");
        assertThat(rig.why()).containsExactly("script chk is down: exited with status 3");
    }

    @Test
    void theReasonOfAFaultFollowsWhatIsSeenOfItsObject() {
        Rig rig = new Given().link("eth0", Condition.UP).backup();
        rig.track(Track.Kind.INTERFACE, "eth0", Condition.DOWN, "set down");
        rig.done();
        rig.track(Track.Kind.INTERFACE, "eth0", Condition.DOWN, "it does not exist");
        assertThat(rig.why()).containsExactly("interface eth0 is down: it does not exist");
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aMasterThatWasHeardBeforeAFaultIsNoneAfterwards() {
        Rig rig = new Given().link("eth0", Condition.UP).backup();
        rig.hear(200, Rig.LOWER);
        rig.link("eth0", Condition.DOWN);
        assertThat(rig.router().master()).as("in FAULT").isEmpty();
        rig.pass(1);
        rig.link("eth0", Condition.UP);
        assertThat(rig.router().master()).as("before it is heard again").isEmpty();
        rig.hear(200, Rig.LOWER);
        assertThat(rig.router().master()).contains(Rig.LOWER);
    }

    @Test
    void nothingIsHeardInFault() {
        Rig rig = new Given().link("eth0", Condition.DOWN).started();
        rig.done();
        rig.hear(0, Rig.LOWER);
        rig.hear(1, Rig.LOWER);
        rig.hear(254, Rig.HIGHER);
        rig.loseAddress(Rig.VIRTUAL);
        rig.refuse("adding an address");
        rig.pass(100_000);
        rig.expect(State.FAULT);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.router().master()).isEmpty();
    }

    @Test
    void theEndOfAFaultIsFollowedByTheWholeMasterDownTime() {
        Rig rig = new Given().link("eth0", Condition.UP).backup();
        rig.hear(200, 100, Rig.LOWER);
        rig.link("eth0", Condition.DOWN);
        rig.pass(10_000);
        rig.done();
        rig.link("eth0", Condition.UP);
        assertThat(rig.done()).containsExactly("FAULT to BACKUP");
        assertThat(rig.why()).containsExactly("interface eth0 is up");
        assertThat(rig.dueInNs()).as("by its own interval again").isEqualTo(3_609_375_000L);
    }

    @Test
    void anOwnerLeavesFaultAfterOneIntervalAndTheSkewTime() {
        Rig rig = new Given().priority(255).link("eth0", Condition.DOWN).started();
        rig.link("eth0", Condition.UP);
        rig.expect(State.BACKUP);
        assertThat(rig.dueInNs()).isEqualTo(1_003_906_000L);
        rig.pass(1004);
        rig.expect(State.MASTER);
    }

    @Test
    void everyFaultMustEnd() {
        Rig rig = new Given()
                .link("eth0", Condition.UP)
                .script("chk", 0, Condition.UP)
                .master();
        rig.link("eth0", Condition.DOWN);
        rig.script("chk", Condition.DOWN, "timed out");
        rig.done();
        rig.link("eth0", Condition.UP);
        rig.expect(State.FAULT);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.why()).as("what keeps it there now").containsExactly("script chk is down: timed out");
        rig.script("chk", Condition.UP, "");
        rig.expect(State.BACKUP);
    }

    @Test
    void whoWasHeardBeforeAFaultIsNoMasterToFollowAfterIt() {
        Rig rig = new Given().link("eth0", Condition.UP).backup();
        rig.hear(200, Rig.LOWER);
        rig.pass(10);
        rig.link("eth0", Condition.DOWN);
        rig.link("eth0", Condition.UP);
        rig.pass(4000);
        assertThat(rig.why()).containsExactly("no master was heard for 3.609 s");
    }

    @Test
    void whatIsNotKnownAnyMoreChangesNothingWhileItLasts() {
        Rig rig = new Given().script("chk", 0, Condition.UP).master();
        rig.script("chk", Condition.UNKNOWN, "");
        rig.expect(State.MASTER);
        rig.script("chk", Condition.DOWN, "");
        rig.script("chk", Condition.UNKNOWN, "");
        rig.expect(State.FAULT);
    }

    // A refusing kernel

    @Test
    void aMasterThatTheKernelRefusesStepsAsideForAWhile() {
        Rig rig = new Given().master();
        rig.refuse("adding 10.77.0.100 to eth0: no such device");
        assertThat(rig.done()).containsExactly("advertise 0", "remove addresses", "MASTER to FAULT");
        assertThat(rig.why()).containsExactly("adding 10.77.0.100 to eth0: no such device");
        assertThat(rig.dueInNs()).isEqualTo(10_000 * Rig.MS);
        rig.passNs(10_000 * Rig.MS - 1);
        rig.expect(State.FAULT);
        rig.passNs(1);
        assertThat(rig.done()).containsExactly("FAULT to BACKUP");
        assertThat(rig.why()).containsExactly("the time to wait after a refusal is over");
        assertThat(rig.dueInNs()).isEqualTo(3_609_375_000L);
    }

    @Test
    void aBackupHasNothingToAddThatTheKernelCouldRefuse() {
        Rig rig = new Given().backup();
        rig.refuse("adding an address");
        rig.expect(State.BACKUP);
    }

    @Test
    void addressesThatTheKernelDoesNotRemoveAreRemovedLater() {
        Rig rig = new Given().master();
        rig.hear(200, Rig.HIGHER);
        rig.done();
        rig.refuseRemoval();
        rig.expect(State.BACKUP);
        assertThat(rig.router().isRemovalRefused()).isTrue();
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
        rig.fireTimer();
        assertThat(rig.done()).containsExactly("remove addresses");
        assertThat(rig.router().isRemovalRefused()).isFalse();
        rig.pass(500);
        assertThat(rig.done()).as("the kernel did not refuse again").isEmpty();
    }

    @Test
    void aRemovalIsTriedOncePerSecondUntilItSucceeds() {
        Rig rig = new Given().link("eth0", Condition.UP).master();
        rig.link("eth0", Condition.DOWN);
        rig.done();
        for (int second = 0; second < 100; second++) {
            rig.refuseRemoval();
            rig.passNs(1000 * Rig.MS - 1);
            assertThat(rig.done()).isEmpty();
            rig.passNs(1);
            assertThat(rig.done()).containsExactly("remove addresses");
        }
        rig.expect(State.FAULT);
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void addressesThatCouldNotBeRemovedAreWelcomeToTheNextMaster() {
        Rig rig = new Given().intervalMs(100).master();
        rig.hear(200, 100, Rig.HIGHER);
        rig.refuseRemoval();
        rig.pass(400);
        rig.expect(State.MASTER);
        assertThat(rig.router().isRemovalRefused()).isFalse();
        rig.done();
        rig.pass(2000);
        assertThat(rig.done()).doesNotContain("remove addresses");
    }

    @Test
    void aRefusalWhileSteppingAsideIsNotForgotten() {
        Rig rig = new Given().master();
        rig.refuse("adding an address");
        rig.done();
        rig.refuseRemoval();
        rig.pass(1000);
        rig.expect(State.FAULT);
        assertThat(rig.done()).containsExactly("remove addresses");
        rig.pass(9000);
        rig.expect(State.BACKUP);
    }

    @Test
    void whatStopsTriesOnceMore() {
        Rig rig = new Given().master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        rig.refuseRemoval();
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);

        Rig trying = new Given().backup();
        trying.refuseRemoval();
        trying.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        assertThat(trying.done()).containsExactly("remove addresses", "BACKUP to INIT stopped");
        assertThat(trying.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void aFaultWithinTheHoldOutlastsIt() {
        Rig rig = new Given().link("eth0", Condition.UP).master();
        rig.refuse("sending");
        rig.link("eth0", Condition.DOWN);
        rig.pass(20_000);
        rig.expect(State.FAULT);
        assertThat(rig.why()).containsExactly("interface eth0 is down");
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
        rig.link("eth0", Condition.UP);
        rig.expect(State.BACKUP);
    }

    @Test
    void aFaultThatEndsWithinTheHoldLeavesTheHold() {
        Rig rig = new Given().link("eth0", Condition.UP).master();
        rig.refuse("sending");
        rig.link("eth0", Condition.DOWN);
        rig.link("eth0", Condition.UP);
        rig.expect(State.FAULT);
        assertThat(rig.why()).containsExactly("sending");
        rig.pass(10_000);
        rig.expect(State.BACKUP);
    }

    // A defect

    @Test
    void aDefectTakesTheVirtualRouterOutInAnyState() {
        Rig master = new Given().master();
        master.defect("a timer runs");
        assertThat(master.done()).containsExactly("advertise 0", "remove addresses", "MASTER to FAULT");
        assertThat(master.why()).containsExactly("a defect of this program: a timer runs");

        Rig backup = new Given().backup();
        backup.defect("a timer runs");
        assertThat(backup.done()).containsExactly("BACKUP to FAULT");

        Rig waiting = new Given().script("chk", 0).started();
        waiting.defect("a timer runs");
        waiting.expect(State.FAULT);
        waiting.pass(20_000);
        waiting.expect(State.FAULT);
        waiting.script("chk", Condition.UP, "");
        waiting.expect(State.BACKUP);
    }

    @Test
    void aDefectBeforeTheStartIsNotForgottenAtIt() {
        Rig rig = new Given().idle();
        rig.defect("a timer runs");
        rig.expect(State.INIT);
        rig.pass(4000);
        rig.start();
        rig.expect(State.FAULT);
        rig.pass(6000);
        rig.expect(State.BACKUP);

        Rig late = new Given().idle();
        late.defect("a timer runs");
        late.pass(10_000);
        late.expect(State.INIT);
        late.start();
        late.expect(State.BACKUP);
    }

    // Addresses that something else removes

    @Test
    void anAddressThatWasRemovedIsPutBack() {
        Rig rig = new Given().master();
        rig.loseAddress(Rig.VIRTUAL);
        assertThat(rig.done()).containsExactly("add addresses", "announce 1");
    }

    @Test
    void anAddressThatKeepsBeingRemovedIsGivenUpForAWhile() {
        Rig rig = new Given().burst(1, 0).master();
        for (int loss = 0; loss < 5; loss++) {
            rig.loseAddress(Rig.VIRTUAL);
            rig.pass(1900);
        }
        rig.expect(State.MASTER);
        rig.done();
        rig.loseAddress(Rig.VIRTUAL);
        assertThat(rig.done()).containsExactly("advertise 0", "remove addresses", "MASTER to FAULT");
        assertThat(rig.why()).containsExactly("10.77.0.100 was removed 6 times by something else");
    }

    @Test
    void lossesThatAreFarApartDoNotAddUp() {
        Rig rig = new Given().master();
        for (int loss = 0; loss < 30; loss++) {
            rig.loseAddress(Rig.VIRTUAL);
            rig.pass(2001);
        }
        rig.expect(State.MASTER);
    }

    @Test
    void theWindowIsTenSecondsLong() {
        Rig rig = new Given().master();
        for (int loss = 0; loss < 5; loss++) {
            rig.loseAddress(Rig.VIRTUAL);
        }
        rig.passNs(10_000 * Rig.MS + 1);
        rig.loseAddress(Rig.VIRTUAL);
        rig.expect(State.MASTER);

        Rig contested = new Given().master();
        for (int loss = 0; loss < 5; loss++) {
            contested.loseAddress(Rig.VIRTUAL);
        }
        contested.pass(10_000);
        contested.loseAddress(Rig.VIRTUAL);
        contested.expect(State.FAULT);
    }

    // A network manager that takes all addresses from an interface at once.
    @Test
    void manyAddressesSweptAwayTogetherArePutBack() {
        Rig rig = new Given().master();
        for (int sweep = 0; sweep < 3; sweep++) {
            for (int address = 0; address < 20; address++) {
                rig.loseAddress(IpAddress.ipv4(0x0a4d0064 + address));
            }
        }
        rig.expect(State.MASTER);
    }

    @Test
    void aNewTimeAsMasterHasNoOldLosses() {
        Rig rig = new Given().intervalMs(10).burst(1, 0).master();
        for (int loss = 0; loss < 5; loss++) {
            rig.loseAddress(Rig.VIRTUAL);
        }
        rig.hear(200, 10, Rig.HIGHER);
        rig.pass(100);
        rig.expect(State.MASTER);
        rig.loseAddress(Rig.VIRTUAL);
        rig.expect(State.MASTER);
    }

    @Test
    void aBackupHasNoAddressToLose() {
        Rig rig = new Given().backup();
        rig.loseAddress(Rig.VIRTUAL);
        assertThat(rig.done()).isEmpty();
    }
}
