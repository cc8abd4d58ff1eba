package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseTest {
    @Test
    void everyCauseIsAFragmentForPeople() {
        List<Cause> causes = List.of(
                new Cause.Started(),
                new Cause.Stopped(),
                new Cause.Removed(),
                new Cause.Reloaded(),
                new Cause.Reloaded("version 2 became 3"),
                new Cause.AddressOwner(),
                new Cause.InitialState(),
                new Cause.NoMasterHeard(3_609_375_000L),
                new Cause.MasterSilent(Rig.LOWER, 150, 61_000_999_999L),
                new Cause.MasterResigned(Rig.LOWER, 0),
                new Cause.MasterLower(Rig.LOWER, 90, 100),
                new Cause.MasterHigher(Rig.LOWER, 110, 100),
                new Cause.MasterEqual(Rig.HIGHER, 100, Rig.OWN),
                new Cause.OwnerUnyielding(Rig.LOWER, Rig.OWN),
                new Cause.PriorityChanged(200, 80),
                new Cause.AddressContested(Rig.VIRTUAL, 6),
                new Cause.KernelRefused("adding 10.77.0.100 to eth0: permission denied"),
                new Cause.Defect("a timer runs"),
                new Cause.HoldElapsed());
        assertThat(causes.stream().map(Cause::text))
                .containsExactly(
                        "the daemon started",
                        "the daemon stops",
                        "the instance was removed from the configuration",
                        "the configuration was reloaded",
                        "the configuration was reloaded: version 2 became 3",
                        "priority 255 makes this node the address owner",
                        "everything that is tracked was looked at",
                        "no master was heard for 3.609 s",
                        "no advertisement from 10.77.0.1 (priority 150) for 61.000 s",
                        "10.77.0.1 resigned with priority 0",
                        "10.77.0.1 advertises priority 90, lower than ours of 100",
                        "10.77.0.1 advertises priority 110, higher than ours of 100",
                        "10.77.0.3 advertises our priority 100 and its address is higher than ours of 10.77.0.2",
                        "10.77.0.1 is an address owner, too, and does not yield to our higher address 10.77.0.2",
                        "our priority changed from 200 to 80",
                        "10.77.0.100 was removed 6 times by something else",
                        "adding 10.77.0.100 to eth0: permission denied",
                        "a defect of this program: a timer runs",
                        "the time to wait after a refusal is over");
    }

    @Test
    void aTrackedObjectIsNamedWithItsConditionAndDetail() {
        assertThat(Stream.of(
                                tracked(Track.Kind.SCRIPT, Condition.DOWN, "exited with status 1"),
                                tracked(Track.Kind.INTERFACE, Condition.UP, ""),
                                tracked(Track.Kind.SOURCE_ADDRESS, Condition.UNKNOWN, ""))
                        .map(Cause::text))
                .containsExactly(
                        "script x is down: exited with status 1",
                        "interface x is up",
                        "source address of x is not known yet");
    }

    @Test
    void aTransitionHasACauseAndKeepsItsOwnCopy() {
        List<Cause> causes = new ArrayList<>(List.of(new Cause.Started()));
        Transition transition =
                new Transition("VI_1", State.INIT, State.BACKUP, Transition.Kind.ENTERED, 100, 0, causes);
        causes.clear();
        assertThat(transition.why()).containsExactly(new Cause.Started());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Transition("VI_1", State.INIT, State.BACKUP, Transition.Kind.ENTERED, 100, 0, List.of()))
                .withMessage("a transition has a cause");
    }

    @Test
    void theCodesOfTheStatesAreKeepalivedsNumbers() {
        assertThat(Stream.of(State.values()).map(State::code)).containsExactly(0, 1, 2, 3);
        assertThat(State.values()).containsExactly(State.INIT, State.BACKUP, State.MASTER, State.FAULT);
    }

    private static Cause tracked(Track.Kind kind, Condition condition, String detail) {
        return new Cause.Tracked(new Track(kind, "x", new Weight(0, false), condition, detail));
    }
}
