package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node does not speak with an address that it does not have. */
@LabTest
@VigilPlays
class SourceAddressSystemTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unicast_src_ip 10.77.0.9\n    unicast_peer {\n        10.77.0.2\n    }",
                "mcast_src_ip 10.77.0.9"
            })
    void aSourceThatTheHostDoesNotHaveIsAFaultUntilItComes(String source, Lab lab) {
        Situation a = new Situation(lab, "a");
        a.start(Situation.gateway(150, source));

        a.awaitState("gw", Situation.FAULT);
        Await.holds("no address", Duration.ofSeconds(5), () -> !a.node.holds(Situation.VIP));
        assertThat(a.vigil("why").output()).contains("10.77.0.9");
        assertThat(lab.wire().adverts(31)).isEmpty();

        a.node.must("ip", "addr", "add", "10.77.0.9/24", "dev", "eth0");
        a.awaitHeld(Situation.VIP);
        a.node.must("ip", "addr", "del", "10.77.0.9/24", "dev", "eth0");
        a.awaitState("gw", Situation.FAULT);
        assertThat(a.node.holds(Situation.VIP)).isFalse();
    }
}
