package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;

/** Leaving for good, and coming back. */
class StopTest {
    @Test
    void aMasterThatStopsResignsFirstAndThenDropsItsAddresses() {
        Rig rig = new Given().master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        assertThat(rig.done()).containsExactly("advertise 0", "remove addresses", "MASTER to INIT stopped");
        assertThat(rig.why()).containsExactly("the daemon stops");
        assertThat(rig.router().stateSinceNs()).isEqualTo(rig.nowNs());
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void aBackupThatIsRemovedSendsNothing() {
        Rig rig = new Given().backup();
        rig.pass(500);
        rig.stop(Transition.Kind.DELETED, new Cause.Removed());
        assertThat(rig.done()).containsExactly("BACKUP to INIT deleted");
        Transition last = rig.lastTransition();
        assertThat(last.why()).containsExactly(new Cause.Removed());
        assertThat(last.atNs()).isEqualTo(rig.nowNs());
        assertThat(last.router()).isEqualTo("VI_1");
    }

    @Test
    void aStopEndsAHold() {
        Rig rig = new Given().master();
        rig.refuse("adding an address");
        rig.done();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        assertThat(rig.done()).containsExactly("FAULT to INIT stopped");
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
        rig.pass(60_000);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatWasNotStartedIsNotStopped() {
        Rig rig = new Given().idle();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        Rig rig = new Given().master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        rig.done();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatStoppedHearsNothing() {
        Rig rig = new Given().script("chk", 0, Condition.UP).master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        rig.done();
        rig.hear(1, Rig.LOWER);
        rig.script("chk", Condition.DOWN, "");
        rig.loseAddress(Rig.VIRTUAL);
        rig.reconfigure(new Given().priority(255));
        rig.pass(60_000);
        rig.expect(State.INIT);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatStoppedMayStartAgain() {
        Rig rig = new Given().master();
        rig.stop(Transition.Kind.STOPPED, new Cause.Stopped());
        rig.pass(60_000);
        rig.done();
        rig.start();
        assertThat(rig.done()).containsExactly("INIT to BACKUP");
        assertThat(rig.why()).containsExactly("the daemon started");
        assertThat(rig.dueInNs()).isEqualTo(3_609_375_000L);
    }
}
