package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** For how long at most nobody had the addresses, as far as a change of state knows. */
class UnheldTest {
    private static Transition to(State state, Cause... causes) {
        return new Transition("VI_1", State.BACKUP, state, Transition.Kind.ENTERED, 100, 0, List.of(causes));
    }

    @Test
    void itIsTheSilenceThatTheTakeOverCameFrom() {
        assertThat(to(State.MASTER, new Cause.MasterSilent(Rig.LOWER, 150, 3_600))
                        .unheldNs())
                .hasValue(3_600);
        assertThat(to(State.MASTER, new Cause.MasterResigned(Rig.LOWER, 650)).unheldNs())
                .hasValue(650);
        assertThat(to(State.MASTER, new Cause.NoMasterHeard(3_200)).unheldNs()).hasValue(3_200);
    }

    @Test
    void theNearestCauseThatKnowsItCounts() {
        assertThat(to(State.MASTER, new Cause.Started(), new Cause.NoMasterHeard(7), new Cause.NoMasterHeard(8))
                        .unheldNs())
                .hasValue(7);
    }

    @Test
    void nothingIsKnownWhereAnotherHadThemOrThisNodeDidNotTakeOver() {
        assertThat(to(State.MASTER, new Cause.Started()).unheldNs()).isEmpty();
        assertThat(to(State.FAULT, new Cause.NoMasterHeard(7)).unheldNs()).isEmpty();
    }
}
