package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final Link ETH1 = new Link(3, "eth1", true, true, false, true, 9);
    private static final IpAddress ADDRESS = IpAddress.of("10.77.0.2");

    private final Host host = new Host();

    @Test
    void namesMayChangePlaces() {
        host.put(Machine.ETH0);
        host.put(ETH1);
        host.put(new Link(2, "swap", true, true, false, true, 1));
        host.put(new Link(3, "eth0", true, true, false, true, 9));
        host.put(new Link(2, "eth1", true, true, false, true, 1));

        assertThat(host.link("eth0")).isEqualTo(host.link(3));
        assertThat(host.link("eth1")).isEqualTo(host.link(2));
        assertThat(host.link("swap")).isNull();
    }

    @Test
    void anAddressIsThereAsLongAsOneInterfaceHasIt() {
        host.put(Machine.ETH0);
        host.put(ETH1);
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        host.put(Machine.on(ETH1, "10.77.0.2", 32));
        host.put(Machine.on(ETH1, "10.77.0.2", 32));
        assertThat(host.has("eth1", ADDRESS, 24)).isTrue();
        assertThat(host.has("eth2", ADDRESS, 24)).isFalse();
        assertThat(host.has("eth1", IpAddress.of("10.77.0.3"), 24)).isFalse();

        host.removeLink(3);
        assertThat(host.has("eth1", ADDRESS, 24)).isFalse();
        assertThat(host.isPresentAnywhere(ADDRESS)).isTrue();
        host.remove(Machine.on(Machine.ETH0, "10.77.0.2", 32));
        assertThat(host.isPresentAnywhere(ADDRESS)).isTrue();
        host.remove(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        assertThat(host.isPresentAnywhere(ADDRESS)).isFalse();
    }

    @Test
    void whatIsRemovedTwiceIsGoneOnce() {
        host.removeLink(3);
        host.remove(Machine.on(ETH1, "10.77.0.2", 32));
        host.put(ETH1);
        host.put(Machine.on(ETH1, "10.77.0.2", 32));
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        host.remove(Machine.on(ETH1, "10.77.0.2", 32));
        host.remove(Machine.on(ETH1, "10.77.0.2", 32));
        host.removeLink(3);

        assertThat(host.isPresentAnywhere(ADDRESS)).isTrue();
        assertThat(host.link("eth1")).isNull();
    }

    @Test
    void itBecomesAnotherOneButKnowsWhichAddressesAreVirtual() {
        host.put(Machine.ETH0);
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        host.declare(List.of(new Given().address("10.78.0.1", 24).guest()));
        Host other = new Host();
        other.put(ETH1);
        other.put(Machine.on(ETH1, "10.78.0.1", 24));
        other.put(Machine.on(ETH1, "10.78.0.2", 24));
        host.become(other);

        assertThat(host.link("eth0")).isNull();
        assertThat(host.link(2)).isNull();
        assertThat(host.isPresentAnywhere(ADDRESS)).isFalse();
        assertThat(host.isPresentAnywhere(IpAddress.of("10.78.0.1"))).isTrue();
        assertThat(host.link("eth1")).isEqualTo(ETH1);
        assertThat(host.isVirtual(IpAddress.of("10.78.0.1"))).isTrue();
        assertThat(host.primary(3, Family.IPV4)).isEqualTo(IpAddress.of("10.78.0.2"));
        assertThat(host.primary(3, Family.IPV6)).isNull();
        assertThat(host.on(2)).isEmpty();
    }

    @Test
    void anAddressIsFoundByWhateverPrefixesAnInterfaceHasIt() {
        HostAddress wide = Machine.on(ETH1, "10.77.0.2", 24);
        HostAddress narrow = Machine.on(ETH1, "10.77.0.2", 32);
        host.put(ETH1);
        assertThat(host.on(3, ADDRESS, 24)).isEmpty();
        host.put(wide);
        assertThat(host.on(3, ADDRESS, 24)).containsExactly(wide);
        assertThat(host.on(3, ADDRESS, 32)).containsExactly(wide);
        assertThat(host.on(2, ADDRESS, 24)).isEmpty();
        host.put(narrow);
        assertThat(host.on(3, ADDRESS, 24)).containsExactly(wide, narrow);
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        host.remove(wide);
        assertThat(host.on(3, ADDRESS, 24)).containsExactly(narrow);
    }

    @Test
    void theMarkIsThatOfExactlyThisAddress() {
        host.put(new HostAddress(2, ADDRESS, 24, false, false, true));
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 32));

        assertThat(host.isMarked(2, ADDRESS, 24)).isTrue();
        assertThat(host.isMarked(2, ADDRESS, 32)).isFalse();
        assertThat(host.isMarked(2, IpAddress.of("10.77.0.3"), 24)).isFalse();
        assertThat(host.isMarked(3, ADDRESS, 24)).isFalse();
    }

    @Test
    void anInterfaceThatIsSetDownCarriesNothingAndSaysWhy() {
        assertThat(new Link(2, "eth0", false, true, false, true, 1).obstacle()).isEqualTo("set down");
        assertThat(new Link(2, "eth0", true, false, false, true, 1).obstacle()).isEqualTo("no carrier");
        assertThat(Machine.ETH0.obstacle()).isEmpty();
    }

    @Test
    void theAddressOfAnAddressOwnerIsSpokenFromOnlyWhereThereIsNoOther() {
        Given owner = new Given().priority(255).address("10.77.0.100", 24).address("10.77.0.101", 32);
        host.put(Machine.ETH0);
        host.declare(List.of(owner.guest()));
        host.put(Machine.on(Machine.ETH0, "10.77.0.101", 32));
        assertThat(host.primary(2, Family.IPV4)).as("one without a subnet").isNull();
        host.put(Machine.on(Machine.ETH0, "10.77.0.100", 24));
        assertThat(host.primary(2, Family.IPV4)).isEqualTo(IpAddress.of("10.77.0.100"));
        host.put(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        assertThat(host.primary(2, Family.IPV4)).isEqualTo(ADDRESS);
    }
}
