package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packets that a MASTER with {@code no_accept} drops. */
class HeldFilterTest {
    private static final String BOTH = "drop in keepalived 10.77.0.100 10.77.0.101";
    private static final String NONE = "drop in keepalived";

    private static Given dropping() {
        return Given.two().dropping("keepalived");
    }

    private static List<String> drops(Rig rig) {
        return rig.done().stream().filter(line -> line.startsWith("drop ")).toList();
    }

    @Test
    void aMasterDropsFromBeforeItHasTheAddressesUntilItHasThemNoMore() {
        Rig rig = Rig.started(dropping());
        rig.pass(4000);
        rig.expect(State.MASTER);
        assertThat(rig.doneBesidesSending()).startsWith(BOTH, "add 10.77.0.100/32 on eth0");
        rig.hear(200);
        rig.expect(State.BACKUP);
        assertThat(rig.doneBesidesSending()).containsSubsequence("remove 10.77.0.101/32 on eth0", NONE);
    }

    @Test
    void whoAcceptsAsksForNothing() {
        Rig rig = Rig.master(Given.two());
        rig.hear(200);
        rig.expect(State.BACKUP);
        assertThat(drops(rig)).isEmpty();
    }

    @Test
    void itIsTriedAtTheStartSoThatARefusalIsKnownBeforeItMatters() {
        Rig rig = Rig.idle(dropping());
        rig.machine.dropRefusal = "no tables here";
        rig.router().start(new Cause.Started(), rig.nowNs());
        assertThat(drops(rig)).containsExactly(BOTH, NONE);
        assertThat(rig.told()).contains("VI_1 refused: no tables here");
    }

    @Test
    void aRefusalLeavesTheMasterInServiceAndIsTriedAgain() {
        Rig rig = Rig.started(dropping());
        rig.machine.dropRefusal = "no tables here";
        rig.pass(4000);
        rig.expect(State.MASTER);
        assertThat(rig.router().lacking())
                .containsExactly("packets to its addresses are not dropped (no_accept): no tables here");
        rig.forget();
        rig.machine.dropRefusal = null;
        rig.pass(10_000);
        assertThat(drops(rig)).containsExactly(BOTH);
        assertThat(rig.router().lacking()).isEmpty();
        assertThat(rig.told()).containsExactly("VI_1 degraded: []");
    }

    @Test
    void aReloadHandsOverWithoutAGap() {
        Rig rig = Rig.master(dropping());
        rig.reconfigure(new Given().address("10.77.0.100", 32).dropping("ha"));
        assertThat(drops(rig)).containsExactly("drop in ha 10.77.0.100", NONE);
    }

    @Test
    void aReloadThatTakesNoAcceptBackDropsNoMore() {
        Rig rig = Rig.master(dropping());
        rig.reconfigure(Given.two());
        assertThat(drops(rig)).containsExactly(NONE);
        rig.hear(200);
        assertThat(drops(rig)).isEmpty();
    }

    @Test
    void aReloadOfABackupAsksForNothing() {
        Rig rig = Rig.started(dropping());
        rig.reconfigure(Given.two().dropping("ha"));
        assertThat(drops(rig)).isEmpty();
    }

    @Test
    void theEndDropsNoMore() {
        Rig rig = Rig.master(dropping());
        rig.stop();
        assertThat(drops(rig)).containsExactly(NONE);
    }
}
