package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.linux.LinkProbe.Carrier;
import dev.vigil.linux.LinkProbe.Method;
import org.junit.jupiter.api.Test;

class LinkProbeTest {
    @Test
    void theLoopbackInterfaceIsAskedByItsFlagsAndAnInterfaceThatDoesNotExistIsNone() {
        try (LinkProbe probe = LinkProbe.open()) {
            assertThat(probe.ask("lo", Method.IOCTL)).isEqualTo(Carrier.PRESENT);
            assertThat(probe.ask("lo", Method.MII)).isEqualTo(Carrier.UNKNOWN);
            for (Method method : Method.values()) {
                assertThat(probe.ask("nosuchif0", method)).as(method.name()).isEqualTo(Carrier.NO_LINK);
            }
        }
    }
}
