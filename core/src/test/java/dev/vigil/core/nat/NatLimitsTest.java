package dev.vigil.core.nat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServerSettings;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.core.balance.ServiceSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NatLimitsTest {
    private static final ServiceKey KEY = new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("10.9.0.100"), 80);

    private static Destination server(String address, int method, long upper) {
        return new Destination(
                new Destination.Key(IpAddress.of(address), 80),
                new Destination.Forwarding(method, 0, 0, 0),
                1,
                upper,
                0);
    }

    private static List<String> of(ServiceEntry entry, Optional<Destination> sorry, Destination... servers) {
        return NatLimits.of(new ServiceSettings(
                ServiceName.of("web"),
                List.of(entry),
                Stream.of(servers)
                        .map(each -> new ServerSettings("s", each, false, false, List.of()))
                        .toList(),
                sorry.map(each -> new ServiceSettings.Sorry("sorry", each, false)),
                1,
                0,
                false,
                new ServiceSettings.Tells(false, false)));
    }

    private static ServiceEntry entry(String scheduler, int flags, String engine) {
        return new ServiceEntry(KEY, scheduler, engine, flags, 0, 32);
    }

    @Test
    void whatRulesCanDoIsNotNamed() {
        for (String scheduler : List.of("rr", "wrr", "sh", "mh")) {
            assertThat(of(
                            entry(scheduler, ServiceEntry.PERSISTENT, ""),
                            Optional.of(server("10.9.1.9", 0, 0)),
                            server("10.9.1.1", 0, 0)))
                    .isEmpty();
        }
    }

    @Test
    void whatRulesCannotDoIsNamedOnce() {
        assertThat(of(
                        entry("wlc", ServiceEntry.ONE_PACKET, "sip"),
                        Optional.of(server("10.9.1.9", Destination.Forwarding.TUNNEL, 0)),
                        server("10.9.1.1", Destination.Forwarding.DIRECT, 0),
                        server("10.9.1.2", Destination.Forwarding.DIRECT, 0),
                        server("10.9.1.3", 0, 100),
                        server("fd00::1", 0, 0)))
                .containsExactly(
                        "lvs_sched wlc (the default) and ops and persistence_engine sip",
                        "lvs_method DR",
                        "uthreshold and lthreshold",
                        "a real server of another address family",
                        "lvs_method TUN");
        assertThat(of(entry("lc", 0, ""), Optional.empty())).containsExactly("lvs_sched lc");
    }
}
