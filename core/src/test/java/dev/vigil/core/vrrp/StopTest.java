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
    void whatAReloadStartsSaysSo() {
        Cause reload = new Cause.Reloaded("virtual_router_id 51 became 52");
        Rig rig = new Given().idle();
        rig.start(reload);
        rig.expect(State.BACKUP);
        assertThat(rig.why()).containsExactly("the configuration was reloaded: virtual_router_id 51 became 52");
    }

    @Test
    void whatAReloadStartsSaysSoAfterTheFirstLookAtAScript() {
        Rig rig = new Given().script("chk", 0, Condition.UNKNOWN).idle();
        rig.start(new Cause.Reloaded("the instance was added"));
        rig.expect(State.INIT);
        assertThat(rig.why()).containsExactly("the configuration was reloaded: the instance was added");
        rig.script("chk", Condition.UP, "exited with status 0");
        rig.expect(State.BACKUP);
        assertThat(rig.why())
                .containsExactly(
                        "everything that is tracked was looked at",
                        "script chk is up: exited with status 0",
                        "the configuration was reloaded: the instance was added");
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
