package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.LinkInfo;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterfaceTableTest {
    private static final int IFINDEX = 3;
    private final InterfaceTable table = new InterfaceTable();

    private static AddressInfo address(String text, int prefixLength) {
        return new AddressInfo(
                IFINDEX, IpAddress.of(text), prefixLength, Optional.empty(), Optional.empty(), 0, 0, "", 0);
    }

    private static LinkInfo link(int ifindex, String name) {
        return new LinkInfo(ifindex, name, LinkInfo.HARDWARE_ETHERNET, 0, 1500, Optional.empty(), 0, 0, "");
    }

    @Test
    void thePrimaryAddressIsTheFirstThatIsNotVirtual() {
        table.put(address("192.0.2.100", 32));
        table.put(address("192.0.2.1", 24));
        table.put(address("192.0.2.2", 24));
        assertThat(table.primary(IFINDEX, Family.IPV4, IpAddress.of("192.0.2.100")::equals))
                .contains(IpAddress.of("192.0.2.1"));
    }

    @Test
    void anInterfaceWithOnlyVirtualAddressesHasNoPrimaryOne() {
        table.put(address("192.0.2.100", 32));
        assertThat(table.primary(IFINDEX, Family.IPV4, _ -> true)).isEmpty();
    }

    @Test
    void ipv6SpeaksFromTheLinkLocalAddress() {
        table.put(address("2001:db8::1", 64));
        table.put(address("fe80::1", 64));
        assertThat(table.primary(IFINDEX, Family.IPV6, _ -> false)).contains(IpAddress.of("fe80::1"));
    }

    @Test
    void anAddressWithTwoPrefixesIsPresentUntilBothAreGone() {
        table.put(address("192.0.2.1", 24));
        table.put(address("192.0.2.1", 32));
        table.remove(address("192.0.2.1", 24));
        assertThat(table.find(IFINDEX, IpAddress.of("192.0.2.1"))).isPresent();
        table.remove(address("192.0.2.1", 32));
        assertThat(table.find(IFINDEX, IpAddress.of("192.0.2.1"))).isEmpty();
    }

    @Test
    void aRenamedInterfaceIsFoundByItsNewNameOnly() {
        table.put(link(IFINDEX, "eth0"));
        table.put(link(IFINDEX, "lan0"));
        assertThat(table.link("eth0")).isEmpty();
        assertThat(table.link("lan0")).isPresent();
    }

    @Test
    void anInterfaceThatIsGoneTakesItsAddressesAlong() {
        table.put(link(IFINDEX, "eth0"));
        table.put(address("192.0.2.1", 24));
        table.removeLink(IFINDEX);
        assertThat(table.isPresentAnywhere(IpAddress.of("192.0.2.1"))).isFalse();
    }
}
