package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.daemon.reload.ConfigText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine to practise on, with the real kernel; none of it needs a privilege, as none of it has an effect. */
@Timeout(60)
class NowhereMachineTest {
    private static final Link LINK = new Link(0x7fff_fff0, "eth0", true, true, false, true, 0x0200_0000_0001L);

    private static final class Nobody implements Arrival {
        @Override
        public IpAddress source(int bits) {
            return IpAddress.ipv4(bits);
        }

        @Override
        public IpAddress source(long high, long low) {
            return IpAddress.ipv6(high, low);
        }

        @Override
        public void arrive(Datagram heard) {}
    }

    private static VrrpInstance config(String peers) {
        return ConfigText.read("""
                        vrrp_instance A {
                          interface eth0
                          virtual_router_id 1
                          %s
                          virtual_ipaddress {
                            192.0.2.1
                          }
                        }
                        """.formatted(peers)).instances().getFirst();
    }

    @Test
    void everythingIsGrantedOnAnInterfaceThatDoesNotExist() {
        VrrpInstance config = config("unicast_peer {\n192.0.2.8\n192.0.2.9\n}");
        try (LinuxMachine machine = LinuxMachine.toNowhere()) {
            Edge edge = machine.edge(config, new Nobody(), Authenticator.none());
            assertThat(edge.attach(LINK, IpAddress.of("192.0.2.7"))).isNull();
            edge.serve();
            assertThat(edge.destinations()).isEqualTo(2);
            assertThat(edge.send(100)).isZero();
            Host host = new Host();
            host.put(LINK);
            AddressSpec spec = Assemble.site(config).addresses().getFirst();
            List<PlacedAddress> placed = List.of(new PlacedAddress(spec, LINK));
            edge.place(placed);
            List<String> refused = new ArrayList<>();
            edge.change(
                    List.of(new AddressRequest(AddressRequest.Kind.ADD, placed.getFirst())),
                    (request, why) -> refused.add(why.text()));
            edge.announce(placed);
            edge.change(
                    List.of(new AddressRequest(AddressRequest.Kind.REMOVE, placed.getFirst())),
                    (request, why) -> refused.add(why.text()));
            assertThat(refused).isEmpty();
            edge.detach();
        }
    }

    @Test
    void anotherPlaceToPractiseIsMadeOfNothing() {
        try (LinuxMachine machine = LinuxMachine.toNowhere();
                Machine another = machine.nowhere()) {
            assertThat(another).isNotSameAs(machine);
            assertThat(another.deadlineNs()).isEqualTo(Long.MAX_VALUE);
        }
    }
}
