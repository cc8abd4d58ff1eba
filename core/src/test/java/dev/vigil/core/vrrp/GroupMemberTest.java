package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order of a sync group that does not fit the state of a member changes nothing. */
class GroupMemberTest {
    private static void assertUnmoved(Rig rig, GroupOrder order) {
        State before = rig.router().state();
        RecordingEffects effects = new RecordingEffects();

        rig.router().onGroup(order, List.of(new Cause.Started()), rig.nowNs(), effects);

        assertThat(effects.take()).isEmpty();
        rig.expect(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "RECOVER", "OWN", "LEAD", "DRAIN", "SERVE"})
    void aMasterIsNeitherBegunNorLedAgainAndLeavesOnlyIfItWasAsked(GroupOrder order) {
        assertUnmoved(new Given().master(), order);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "RECOVER", "OWN", "FOLLOW", "RESIGN", "ANNOUNCE", "DRAIN", "SERVE"})
    void aBackupHasNothingToGiveUpOrToAnnounce(GroupOrder order) {
        assertUnmoved(new Given().backup(), order);
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAD", "FOLLOW", "RESIGN", "ANNOUNCE", "DRAIN", "SERVE"})
    void whatDoesNotTakePartYetIsNotMoved(GroupOrder order) {
        assertUnmoved(new Given().idle(), order);
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN", "FAULT", "LEAD", "FOLLOW", "RESIGN", "ANNOUNCE", "SERVE"})
    void oneInFaultStaysThere(GroupOrder order) {
        assertUnmoved(new Given().link("eth0", Condition.DOWN).started(), order);
    }
}
