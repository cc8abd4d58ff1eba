package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a poll finds counts in place of what the kernel shows. */
class CarriersTest {
    private final Carriers carriers = new Carriers();

    private static Link link(int ifindex, String name, boolean running) {
        return new Link(ifindex, name, true, running, false, true, Link.NO_MAC);
    }

    @Test
    void onlyAPollTakesTheCarrierOfAPolledLinkAwayOrGivesItBack() {
        assertThat(carriers.see(link(2, "eth0", true))).isEqualTo(link(2, "eth0", true));
        assertThat(carriers.see(link(3, "eth1", true))).isEqualTo(link(3, "eth1", true));

        assertThat(carriers.poll(Map.of("eth0", true))).isEmpty();
        assertThat(carriers.see(new HostEvent.LinkSeen(link(2, "eth0", false))))
                .isEqualTo(new HostEvent.LinkSeen(link(2, "eth0", true)));
        assertThat(carriers.see(new HostEvent.LinkSeen(link(3, "eth1", false))))
                .isEqualTo(new HostEvent.LinkSeen(link(3, "eth1", false)));
        assertThat(carriers.poll(Map.of("eth0", false)))
                .containsExactly(new HostEvent.LinkSeen(link(2, "eth0", false)));
        assertThat(carriers.poll(Map.of("eth0", false))).isEmpty();
    }

    @Test
    void whatIsNoLongerPolledIsWhatTheKernelShows() {
        carriers.poll(Map.of("eth0", false));
        assertThat(carriers.see(link(2, "eth0", true))).isEqualTo(link(2, "eth0", false));
        assertThat(carriers.poll(Map.of())).containsExactly(new HostEvent.LinkSeen(link(2, "eth0", true)));
    }

    @Test
    void aLinkThatIsGoneIsNotPolledAndOneOfTheSameNameIs() {
        carriers.see(link(2, "eth0", true));
        HostEvent.LinkGone gone = new HostEvent.LinkGone(2, "eth0");
        assertThat(carriers.see(gone)).isEqualTo(gone);
        assertThat(carriers.poll(Map.of("eth0", false))).isEmpty();
        assertThat(carriers.see(link(7, "eth0", true))).isEqualTo(link(7, "eth0", false));
    }
}
