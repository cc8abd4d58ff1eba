package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.reload.ConfigText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was polled of links is as good as what the kernel shows. */
class PolledLinksOnTheLoopTest {
    private final LoopRig rig = LoopRig.master(ConfigText.instance("A", 1));

    private void polled(boolean carrier) {
        assertThat(rig.loop.submit(new LoopInput.LinksPolled(Map.of("eth0", carrier))))
                .isTrue();
        rig.turn();
    }

    @Test
    void aLinkWithoutCarrierByThePollIsAFaultUntilThePollFindsItAgain() {
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
        polled(false);
        rig.pass(LoopRig.SECOND_NS);
        assertThat(rig.state("A")).isEqualTo(State.FAULT);
        polled(true);
        rig.pass(LoopRig.TAKEOVER_NS);
        assertThat(rig.state("A")).isEqualTo(State.MASTER);
    }

    @Test
    void whatIsPolledAfterTheEndIsLostAndHarmsNobody() {
        rig.loop.end();
        assertThat(rig.loop.submit(new LoopInput.LinksPolled(Map.of()))).isTrue();
    }
}
