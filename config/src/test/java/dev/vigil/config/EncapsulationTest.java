package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Route;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.Encapsulation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tunnels of routes. */
class EncapsulationTest {
    private static Loaded load(String encap) {
        return Loaded.text("""
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    virtual_ipaddress {
                        192.0.2.1
                    }
                    virtual_routes {
                        198.51.100.0/24 dev eth0 encap %s metric 5
                    }
                }
                """.formatted(encap));
    }

    private static Optional<Encapsulation> tunnel(Loaded loaded) {
        Route route = loaded.only().routes().getFirst();
        assertThat(route.metric()).as("what follows").isEqualTo(OptionalLong.of(5));
        return route.hop().encapsulation().map(Route.Encapsulation::tunnel);
    }

    @Test
    void everyKindIsReadWithItsOptions() {
        assertThat(tunnel(load("ip id 7 dst 192.0.2.9 src 192.0.2.1 tos 4 ttl 9 flags 4")))
                .contains(new Encapsulation.Ip(
                        Family.IPV4,
                        OptionalLong.of(7),
                        Optional.of(IpAddress.of("192.0.2.9")),
                        Optional.of(IpAddress.of("192.0.2.1")),
                        OptionalInt.of(4),
                        OptionalInt.of(9),
                        OptionalInt.of(4)));
        assertThat(tunnel(load("ip6 dst 2001:db8::9 tc 5 hoplimit 10")))
                .contains(new Encapsulation.Ip(
                        Family.IPV6,
                        OptionalLong.empty(),
                        Optional.of(IpAddress.of("2001:db8::9")),
                        Optional.empty(),
                        OptionalInt.of(5),
                        OptionalInt.of(10),
                        OptionalInt.empty()));
        assertThat(tunnel(load("mpls 100/200"))).contains(new Encapsulation.Mpls(List.of(100, 200)));
        assertThat(tunnel(load("ila 2001:db8:0:1"))).contains(new Encapsulation.Ila(0x2001_0db8_0000_0001L));
        assertThat(load("ip dst 192.0.2.9").problems()).isEmpty();
    }

    @Test
    void whatIsNoTunnelIsReportedAndLeftOut() {
        for (String wrong : List.of("gre", "mpls 100/x", "mpls 1048576", "ila 2001:db8:1", "ila 2001:db8:0:12345")) {
            Loaded loaded = load(wrong);
            assertThat(loaded.codes()).as(wrong).contains(ProblemCode.NOT_A_CHOICE.code());
        }
        Loaded other = load("ip dst 2001:db8::9 ttl 9");
        assertThat(other.codes()).containsExactly(ProblemCode.NOT_A_CHOICE.code());
        assertThat(tunnel(other)).isPresent();
    }
}
