package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static dev.vigil.daemon.vrrp.LoopRig.TAKEOVER_NS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.reload.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sync groups in the loop of the daemon, and through reloads. */
class GroupedLoopTest {
    private static final String A = instance("A", 1);
    private static final String B = instance("B", 2);
    private static final String C = instance("C", 3);

    private static String group(String... members) {
        return "vrrp_sync_group G {\n group {\n" + String.join("\n", members) + "\n}\n}\n";
    }

    private static List<String> told(LoopRig rig) {
        List<String> lines = rig.told.lines.stream()
                .filter(line -> line.startsWith("GROUP") || line.contains(" BACKUP:") || line.contains(" FAULT"))
                .map(line -> line.replaceFirst(":.*", ""))
                .toList();
        rig.told.lines.clear();
        return lines;
    }

    private static void accepted(Proposal.Answer answer) {
        assertThat(answer).isInstanceOf(Proposal.Answer.Planned.class);
    }

    private static void allAre(LoopRig rig, State state, String... names) {
        for (String name : names) {
            assertThat(rig.state(name)).as(name).isEqualTo(state);
        }
    }

    @Test
    void theLoopBringsAllMembersInLineAfterEveryInput() {
        LoopRig rig = LoopRig.serving(A + B + group("A", "B"));
        assertThat(told(rig)).containsExactly("GROUP G BACKUP", "A INIT BACKUP", "B INIT BACKUP");
        for (int second = 0; second < 10; second++) {
            assertThat(rig.hear(rig.config.instances().getFirst(), 200)).isTrue();
            rig.pass(SECOND_NS);
        }
        allAre(rig, State.BACKUP, "A", "B");
        rig.pass(TAKEOVER_NS);
        allAre(rig, State.MASTER, "A", "B");
        assertThat(told(rig)).containsExactly("GROUP G MASTER");
        rig.hear(rig.config.instances().getFirst(), 200);
        rig.turn();
        allAre(rig, State.BACKUP, "A", "B");
        assertThat(told(rig)).containsExactly("A MASTER BACKUP", "B MASTER BACKUP", "GROUP G BACKUP");
        assertThat(rig.told.defects()).isEmpty();
    }

    /** A group whose first member fails when the script does. */
    private static LoopRig tracking() {
        String script = "vrrp_script chk {\n script /bin/true\n fall 1\n rise 1\n}\n";
        LoopRig rig = LoopRig.serving(script + instance("A", 1, "track_script {\n chk\n }") + B + group("A", "B"));
        rig.pass(TAKEOVER_NS);
        assertThat(told(rig)).as("what waits for a script").isEmpty();
        rig.see("chk", Condition.UP);
        rig.turn();
        rig.pass(TAKEOVER_NS);
        allAre(rig, State.MASTER, "A", "B");
        assertThat(told(rig)).containsExactly("A INIT BACKUP", "B INIT BACKUP", "GROUP G BACKUP", "GROUP G MASTER");
        return rig;
    }

    @Test
    void aFaultOfOneMemberIsAFaultOfTheGroup() {
        LoopRig rig = tracking();
        rig.see("chk", Condition.DOWN);
        rig.turn();
        allAre(rig, State.FAULT, "A", "B");
        assertThat(told(rig)).containsExactly("A MASTER FAULT resigned", "B MASTER FAULT resigned", "GROUP G FAULT");
        assertThat(rig.machine.done).contains("A send 0", "B send 0");
        rig.see("chk", Condition.UP);
        rig.turn();
        assertThat(told(rig)).containsExactly("A FAULT BACKUP", "B FAULT BACKUP", "GROUP G BACKUP");
    }

    @Test
    void theEndOfTheGroupIsToldAfterItsMembers() {
        LoopRig rig = LoopRig.master(A + B + group("A", "B"));
        rig.told.lines.clear();
        rig.loop.stop(new LoopInput.Stop(false));
        rig.turn();
        assertThat(rig.told.lines)
                .containsExactly(
                        "A MASTER INIT resigned: the daemon stops",
                        "B MASTER INIT resigned: the daemon stops",
                        "GROUP G stops");
    }

    @Test
    void aReloadThatAddsAMemberLeavesTheGroupMaster() {
        LoopRig rig = LoopRig.master(A + B + group("A", "B"));
        told(rig);
        accepted(rig.reload(A + B + C + group("A", "B", "C")));
        allAre(rig, State.MASTER, "A", "B");
        assertThat(rig.state("C")).isEqualTo(State.BACKUP);
        rig.pass(TAKEOVER_NS);
        allAre(rig, State.MASTER, "A", "B", "C");
        assertThat(told(rig)).containsExactly("C INIT BACKUP");
        assertThat(rig.machine.done).doesNotContain("A send 0", "B send 0");
    }

    @Test
    void aReloadThatAddsAnInstanceThatRunsAlreadyChangesNothing() {
        LoopRig rig = LoopRig.master(A + B + C + group("A", "B"));
        told(rig);
        accepted(rig.reload(A + B + C + group("A", "B", "C")));
        rig.pass(TAKEOVER_NS);
        allAre(rig, State.MASTER, "A", "B", "C");
        assertThat(told(rig)).isEmpty();
        rig.hear(rig.config.instances().get(2), 200);
        rig.turn();
        allAre(rig, State.BACKUP, "A", "B", "C");
    }

    @Test
    void aReloadThatRemovesAMemberOrTheGroupLeavesTheOthersMaster() {
        LoopRig rig = LoopRig.master(A + B + C + group("A", "B", "C"));
        told(rig);
        accepted(rig.reload(A + B + group("A", "B")));
        rig.pass(TAKEOVER_NS);
        allAre(rig, State.MASTER, "A", "B");
        assertThat(told(rig)).isEmpty();
        accepted(rig.reload(A + B));
        rig.pass(TAKEOVER_NS);
        assertThat(told(rig)).isEmpty();
        rig.hear(rig.config.instances().getFirst(), 200);
        rig.turn();
        allAre(rig, State.BACKUP, "A");
        allAre(rig, State.MASTER, "B");
    }

    @Test
    void aReloadThatTakesAMemberOutOfAGroupInFaultLetsItGoOn() {
        LoopRig rig = tracking();
        rig.see("chk", Condition.DOWN);
        rig.turn();
        allAre(rig, State.FAULT, "A", "B");
        accepted(rig.reload(A + B));
        assertThat(rig.state("B")).isEqualTo(State.BACKUP);
        rig.pass(TAKEOVER_NS);
        assertThat(rig.state("B")).isEqualTo(State.MASTER);
    }
}
