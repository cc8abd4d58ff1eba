package dev.vigil.daemon.vrrp;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.vrrp.LoopRig.SECOND_NS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.reload.Answered;
import dev.vigil.daemon.reload.ConfigText;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadMode;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reload looks at what the host has: whose is an address, and who may speak from it? */
class ReloadOnTheHostTest {
    private static final String A = instance("A", 1);
    private static final IpAddress OTHER = IpAddress.of("192.0.2.203");

    private static void accepted(Proposal.Answer answer) {
        assertThat(answer).isInstanceOf(Proposal.Answer.Planned.class);
    }

    private static String refusal(Proposal.Answer answer) {
        return answer instanceof Proposal.Answer.Refused refused ? refused.reason() : "it was not refused";
    }

    @Test
    void aVirtualAddressThatIsTheFirstOfItsInterfaceByNowIsStillNoneOfTheHosts() {
        LoopRig rig = LoopRig.master(A);
        rig.machine.add(FakeMachine.address(OTHER, 24));
        rig.machine.remove(FakeMachine.OWN);
        rig.turn();
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        accepted(rig.reload(instance("A", 1, "priority 90")));
        assertThat(rig.machine.has("192.0.2.1")).isTrue();
    }

    @Test
    void whatAnAddressOwnerServesIsTheHostsAndCannotBecomeAVirtualAddress() {
        String owned = instance("A", 1, "priority 255").replace("192.0.2.1/24", "192.0.2.200/24");
        LoopRig rig = LoopRig.master(owned);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(refusal(rig.reload(owned.replace("priority 255", "priority 100"))))
                .contains("A: 192.0.2.200/24 is the host's own address");
        assertThat(rig.machine.has("192.0.2.200")).isTrue();
    }

    @Test
    void aNewInstanceDoesNotSpeakFromTheAddressOfAnotherNewOne() {
        LoopRig rig = new LoopRig(A);
        rig.machine.addresses.addFirst(FakeMachine.address(IpAddress.of("192.0.2.4"), 32));
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.turn();
        rig.machine.done.clear();
        accepted(rig.reload(A + instance("N", 3) + instance("M", 4).replace("192.0.2.4/24", "192.0.2.4/32")));
        rig.pass(SECOND_NS);
        assertThat(rig.machine.done).containsOnlyOnce("N attach");
        assertThat(rig.machine.sources).containsEntry("N", FakeMachine.OWN);
    }

    @Test
    void theFirstInstanceOfALoopBeginsAsAnyOther() {
        LoopRig rig = LoopRig.serving("");
        accepted(rig.reload(A));
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        assertThat(rig.told.defects()).isEmpty();
    }

    /** Instances that can be read until they are broken. */
    private static final class Breaking extends AbstractList<VrrpInstance> {
        private final List<VrrpInstance> sound;
        private boolean broken;

        private Breaking(List<VrrpInstance> sound) {
            this.sound = sound;
        }

        @Override
        public VrrpInstance get(int index) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return sound.get(index);
        }

        @Override
        public int size() {
            return sound.size();
        }
    }

    @Test
    void aDefectInThePlanningIsARefusal() {
        Config sound = ConfigText.read(A);
        Breaking instances = new Breaking(sound.instances());
        LoopRig rig = new LoopRig(sound.withInstances(instances));
        rig.loop.open(rig.nowNs);
        rig.loop.begin(rig.nowNs);
        rig.turn();
        instances.broken = true;
        Proposal proposal = new Proposal(sound, ConfigText.read(A), ReloadMode.USUAL);
        assertThat(rig.loop.submit(new LoopInput.Reconfigure(proposal))).isTrue();
        rig.turn();
        assertThat(refusal(Answered.of(proposal))).contains("broken");
        assertThat(rig.told.defects()).containsExactly(" defect: broken");
        assertThat(rig.state("A")).isEqualTo(State.BACKUP);
    }
}
