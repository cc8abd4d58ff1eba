package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import org.junit.jupiter.api.Test;

/** The invariants see what is wrong. What goes wrong here goes wrong behind the back of the virtual router. */
class InvariantsTest {
    @Test
    void aSoundVirtualRouterViolatesNothing() {
        for (Rig rig : new Rig[] {new Given().idle(), new Given().backup(), new Given().master()}) {
            assertThat(Invariants.violated(rig.router(), rig.nowNs())).isNull();
        }
    }

    @Test
    void aPriorityThatDoesNotFollowItsTracksIsSeen() {
        Rig rig = new Given().script("chk", -10, Condition.UP).backup();
        rig.router().tracks().update(Track.Kind.SCRIPT, "chk", Condition.DOWN, "");
        assertThat(Invariants.violated(rig.router(), rig.nowNs()))
                .isEqualTo("the priority is the one that the tracked objects make, or that of a promotion");
    }

    @Test
    void aFaultThatIsNotFollowedIsSeen() {
        Rig rig = new Given().script("chk", 0, Condition.UP).master();
        rig.router().tracks().update(Track.Kind.SCRIPT, "chk", Condition.DOWN, "");
        assertThat(Invariants.violated(rig.router(), rig.nowNs()))
                .isEqualTo("nothing that demands FAULT is left in BACKUP and MASTER");
    }

    @Test
    void aTimerTooFarAheadIsSeen() {
        Rig master = new Given().master();
        assertThat(Invariants.violated(master.router(), master.nowNs() - 1))
                .isEqualTo("a timer is never further ahead than its period");
        Rig backup = new Given().backup();
        assertThat(Invariants.violated(backup.router(), backup.nowNs() - 1))
                .isEqualTo("a timer is never further ahead than its period");
    }
}
