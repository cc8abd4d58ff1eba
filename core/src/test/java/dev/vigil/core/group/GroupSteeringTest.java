package dev.vigil.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import org.junit.jupiter.api.Test;

/** A sync group does what an operator asks for as one. */
class GroupSteeringTest {
    @Test
    void noMemberLeavesBeforeTheLastOneHasASuccessor() {
        GroupRig rig = GroupRig.master("A", "B");
        rig.steer(SteeringOrder.DRAIN, "A", "B");
        rig.pass(500);
        rig.hear("A", 90);
        rig.pass(300);
        assertThat(rig.done()).containsExactly("A resigns", "B resigns");
        rig.expect(State.MASTER);
        rig.hear("B", 90);
        rig.pass(100);
        assertThat(rig.done()).containsExactly("B removes", "B FAULT", "A removes", "A FAULT", "GROUP FAULT");
        rig.expect(State.FAULT);
        assertThat(rig.router("A").stage()).isEqualTo(SteeringStage.OUT);
        assertThat(rig.router("B").stage()).isEqualTo(SteeringStage.OUT);
    }

    @Test
    void ifOneMemberHasNoSuccessorAllServeOn() {
        GroupRig rig = GroupRig.master("A", "B");
        rig.steer(SteeringOrder.DRAIN, "A", "B");
        rig.hear("A", 90);
        rig.pass(10_000);
        assertThat(rig.done()).containsExactly("A resigns", "B resigns");
        rig.expect(State.MASTER);
        assertThat(rig.router("A").stage()).isEqualTo(SteeringStage.NONE);
        assertThat(rig.router("B").stage()).isEqualTo(SteeringStage.NONE);
    }

    @Test
    void backupsThatFollowAMasterAreOutTogether() {
        GroupRig rig = GroupRig.backup("A", "B");
        rig.hear("A", 150);
        rig.steer(SteeringOrder.DRAIN, "A", "B");
        rig.expect(State.FAULT);
        rig.pass(60_000);
        rig.expect(State.FAULT);
        rig.steer(SteeringOrder.RESUME, "A", "B");
        rig.expect(State.BACKUP);
    }

    @Test
    void allMembersArePromotedTogether() {
        GroupRig rig = GroupRig.backup("A", "B");
        rig.hear("A", 150);
        rig.hear("B", 150);
        rig.steer(SteeringOrder.PROMOTE, "A", "B");
        rig.expect(State.MASTER);
        assertThat(rig.router("A").effectivePriority()).isEqualTo(254);
        assertThat(rig.router("B").effectivePriority()).isEqualTo(254);
    }

    @Test
    void aFaultOfOneMemberWhileTheyLeaveIsAFaultOfAllAndTheDrainWaits() {
        GroupRig rig = GroupRig.master("A", "B");
        rig.steer(SteeringOrder.DRAIN, "A", "B");
        rig.link("A", Condition.DOWN);
        rig.expect(State.FAULT);
        assertThat(rig.router("B").stage()).isEqualTo(SteeringStage.ASKED);
        rig.link("A", Condition.UP);
        rig.expect(State.BACKUP);
        rig.hear("A", 90);
        rig.expect(State.FAULT);
        assertThat(rig.router("A").stage()).isEqualTo(SteeringStage.OUT);
        assertThat(rig.router("B").stage()).isEqualTo(SteeringStage.OUT);
    }
}
