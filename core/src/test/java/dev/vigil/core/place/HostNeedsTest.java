package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An address by which the host itself lives is never taken from it. */
class HostNeedsTest {
    private static final HostAddress OWN = Machine.on(Machine.ETH0, "10.77.0.2", 24);

    private static HostAddress marked(String address, int prefixLength) {
        return new HostAddress(2, IpAddress.of(address), prefixLength, false, false, true);
    }

    private static Host host(HostAddress... addresses) {
        Host host = new Host();
        host.put(Machine.ETH0);
        host.put(new Link(3, "eth1", true, true, false, true, 9));
        Stream.of(addresses).forEach(host::put);
        return host;
    }

    private static List<String> violations(Host host, Given... guests) {
        List<HostNeeds.Guest> list = Stream.of(guests).map(Given::guest).toList();
        host.declare(list);
        return HostNeeds.violations(host, list, known -> known.address().equals(IpAddress.of("10.77.0.66")));
    }

    @Test
    void theFirstAddressOfAnInterfaceWithASubnetIsTheHosts() {
        Host host = host(Machine.on(Machine.ETH0, "10.77.0.99", 32), OWN, Machine.on(Machine.ETH0, "10.77.0.3", 24));

        assertThat(violations(host, new Given().address("10.77.0.2", 32)))
                .containsExactly("VI_1: 10.77.0.2/24 is the host's own address on eth0, by which it is reached; as a"
                        + " virtual address it would be taken away");
        assertThat(violations(host, new Given().address("10.77.0.3", 24))).isEmpty();
        assertThat(violations(host, new Given().address("10.77.0.99", 32))).isEmpty();
        assertThat(violations(host, new Given().address("10.77.0.98", 32))).isEmpty();
    }

    @Test
    void anAddressOwnerHasItsOwn() {
        assertThat(violations(host(OWN), new Given().address("10.77.0.2", 24).owner()))
                .isEmpty();
    }

    @Test
    void whatAnotherDaemonMarkedOrAnEarlierRunLeftIsNotTheHosts() {
        assertThat(violations(host(marked("10.77.0.5", 24)), new Given().address("10.77.0.5", 24)))
                .isEmpty();
        assertThat(violations(host(Machine.on(Machine.ETH0, "10.77.0.66", 24)), new Given().address("10.77.0.66", 24)))
                .isEmpty();
        assertThat(violations(host(marked("10.77.0.5", 24), OWN), new Given().address("10.77.0.2", 24)))
                .hasSize(1);
    }

    @Test
    void theSourceOfAdvertisementsIsTheHosts() {
        Host host = host(Machine.on(Machine.ETH0, "10.77.0.9", 32));
        assertThat(violations(host, new Given().address("10.77.0.9", 32))).hasSize(1);
        assertThat(violations(
                        host(Machine.on(Machine.ETH0, "10.77.0.9", 32), Machine.on(Machine.ETH0, "10.77.0.8", 32)),
                        new Given().address("10.77.0.9", 32)))
                .as("another address can be the source")
                .isEmpty();
        assertThat(violations(
                        host(Machine.on(Machine.ETH0, "10.77.0.9", 32), Machine.on(Machine.ETH0, "10.77.0.8", 32)),
                        new Given().address("10.77.0.9", 32).address("10.77.0.8", 32)))
                .as("both would go")
                .hasSize(2);
    }

    @Test
    void aConfiguredSourceIsTheHostsWhereverItIs() {
        Given speaker = new Given().source("10.78.0.7").address("10.77.0.100", 32);
        Given taker = new Given("eth1").name("VI_2").address("10.78.0.7", 32);
        HostAddress source = new HostAddress(3, IpAddress.of("10.78.0.7"), 32, false, false, false);

        assertThat(violations(host(OWN, source), speaker, taker))
                .singleElement()
                .asString()
                .startsWith("VI_2: 10.78.0.7/32 is the host's own address on eth1");
        assertThat(violations(host(OWN, source), new Given().source("10.77.0.2"), taker))
                .as("the other's source is another one; eth1's own needs it nevertheless")
                .hasSize(1);
    }

    @Test
    void anIpv6AddressIsNeededAsTheLinkLocalOneOrTheFirstOfASubnet() {
        HostAddress linkLocal = Machine.on(Machine.ETH0, "fe80::2", 64);
        HostAddress global = Machine.on(Machine.ETH0, "2001:db8::2", 64);
        Host host = host(OWN, linkLocal, global);

        assertThat(violations(host, new Given().ipv6().address("fe80::2", 64))).hasSize(1);
        assertThat(violations(host, new Given().ipv6().address("2001:db8::2", 64)))
                .hasSize(1);
        assertThat(violations(
                        host(linkLocal, Machine.on(Machine.ETH0, "fe80::3", 64)),
                        new Given().ipv6().address("fe80::2", 64)))
                .isEmpty();
    }

    @Test
    void addressesOnInterfacesThatDoNotExistAreNoMatter() {
        assertThat(violations(host(OWN), new Given().address("10.77.0.2", 24, "eth7", true)))
                .isEmpty();
        assertThat(violations(host(OWN), new Given("eth7").address("10.77.0.2", 24, "eth0", true)))
                .hasSize(1);
        assertThat(violations(host(OWN), new Given("eth7").address("10.77.0.5", 24, "eth0", true)))
                .isEmpty();
    }

    // The address owner

    private static Rig owner(Given given) {
        Rig rig = Rig.started(given.owner());
        rig.expect(State.MASTER);
        return rig;
    }

    @Test
    void anOwnerKeepsWhatItFoundAfterAStop() {
        Rig rig = owner(new Given().address("10.77.0.2", 24).address("10.77.0.100", 32));
        rig.stop();

        assertThat(rig.done()).contains("remove 10.77.0.100/32 on eth0");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void anOwnerInFaultKeepsWhatTheHostLivesByAndNothingElse() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        machine.put(OWN);
        machine.put(Machine.on(Machine.ETH0, "10.77.0.3", 24));
        machine.put(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        Rig rig = Rig.on(machine);
        rig.take(new Given()
                .address("10.77.0.2", 24)
                .address("10.77.0.3", 24)
                .owner()
                .script("check", dev.vigil.core.track.Condition.UP));
        rig.start();
        rig.expect(State.MASTER);

        rig.router().onScript("check", dev.vigil.core.track.Condition.DOWN, "", rig.nowNs());
        rig.expect(State.FAULT);
        assertThat(machine.shown()).containsExactly("10.77.0.2/24 on eth0", "10.77.0.9/24 on eth0");

        rig.router().onScript("check", dev.vigil.core.track.Condition.UP, "", rig.nowNs());
        rig.pass(2000);
        rig.expect(State.MASTER);
        rig.stop();
        assertThat(machine.shown())
                .as("what was there before the owner came is there after it")
                .containsExactly("10.77.0.2/24 on eth0", "10.77.0.9/24 on eth0", "10.77.0.3/24 on eth0");
    }

    @Test
    void anOwnerClearsNothingAtItsStart() {
        Rig rig = Rig.idle(new Given().address("10.77.0.2", 24).owner());
        rig.forget();
        rig.router().clearLeftovers(rig.nowNs());

        assertThat(rig.done()).isEmpty();
    }

    @Test
    void whatAnEarlierRunOfAnOwnerLeftIsNotWhatItFound() {
        Rig rig = Rig.empty();
        rig.machine.put(marked("10.77.0.100", 32));
        rig.turn();
        rig.take(new Given().address("10.77.0.100", 32).owner());
        rig.start();
        rig.expect(State.MASTER);
        rig.stop();

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void whatAnOwnerCouldNotRemoveIsNotWhatItFound() {
        Rig rig = owner(new Given().address("10.77.0.100", 32).script("check", dev.vigil.core.track.Condition.UP));
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.100"));
        rig.host.put(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.router().onScript("check", dev.vigil.core.track.Condition.DOWN, "", rig.nowNs());
        rig.router().onScript("check", dev.vigil.core.track.Condition.UP, "", rig.nowNs());
        rig.pass(2000);
        rig.expect(State.MASTER);
        rig.machine.refusedToRemove.clear();
        rig.stop();

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void leftoversOfAnEarlierRunAreRemovedAtTheStart() {
        Rig rig = Rig.empty();
        rig.machine.put(marked("10.77.0.100", 32));
        rig.turn();
        rig.take(Given.two());
        rig.forget();
        rig.router().clearLeftovers(rig.nowNs());

        assertThat(rig.done()).containsExactly("remove 10.77.0.100/32 on eth0", "remove 10.77.0.101/32 on eth0");
    }

    @Test
    void nothingIsAskedForWhereNothingWasLeft() {
        Rig rig = Rig.idle(Given.two());
        rig.forget();
        rig.router().clearLeftovers(rig.nowNs());

        assertThat(rig.done()).isEmpty();
        assertThat(rig.router().owns(Machine.on(Machine.ETH0, "10.77.0.100", 32)))
                .isTrue();
        assertThat(rig.router().owns(Machine.on(Machine.ETH0, "10.77.0.100", 24)))
                .isFalse();
        assertThat(rig.router().owns(Machine.on(Machine.ETH0, "10.77.0.102", 32)))
                .isFalse();
        assertThat(rig.router().owns(new HostAddress(3, IpAddress.of("10.77.0.100"), 32, false, false, false)))
                .isFalse();
    }
}
