package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.routing.RouteEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A route on the interfaces that exist. */
class PlacedEntryTest {
    private static final Link ETH0 = new Link(2, "eth0", true, true, false, true, 0x02_00_00_00_00_02L);
    private static final Link ETH0_DOWN = new Link(2, "eth0", false, false, false, true, 0x02_00_00_00_00_02L);
    private static final Link ETH0_ANEW = new Link(9, "eth0", true, true, false, true, 0x02_00_00_00_00_02L);
    private static final RouteEntry ROUTE = HeldRoutingTest.route("198.51.100.0", "eth0", Optional.empty());
    private static final RoutingSpec SPEC = new RoutingSpec(ROUTE, true);

    private static PlacedEntry on(Link link) {
        Host host = new Host();
        host.put(link);
        return Objects.requireNonNull(PlacedEntry.on(host, SPEC));
    }

    @Test
    void itHasTheNumberOfItsInterface() {
        assertThat(on(ETH0).ifindex("eth0")).isEqualTo(2);
        assertThat(on(ETH0).ifindex("eth1")).isZero();
        assertThat(on(ETH0)).hasToString(ROUTE.toString());
        assertThat(PlacedEntry.on(new Host(), SPEC)).isNull();
    }

    @Test
    void itIsTheSameAsLongAsTheInterfaceIs() {
        assertThat(on(ETH0).isSame(on(ETH0_DOWN))).isTrue();
        assertThat(on(ETH0).isSame(on(ETH0_ANEW))).isFalse();
        assertThat(on(ETH0).isSame(new PlacedEntry(SPEC, List.of()))).isFalse();
        RouteEntry other = HeldRoutingTest.route("203.0.113.0", "eth0", Optional.empty());
        assertThat(on(ETH0).isSame(new PlacedEntry(new RoutingSpec(other, true), List.of(ETH0))))
                .isFalse();
    }

    @Test
    void theKernelHasNoneWhileItsInterfaceIsDown() {
        assertThat(on(ETH0).down()).isNull();
        assertThat(on(ETH0_DOWN).down()).isEqualTo(ETH0_DOWN);
    }
}
