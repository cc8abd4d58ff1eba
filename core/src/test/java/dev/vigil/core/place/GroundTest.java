package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a router stands: interface, source address and sockets, and what it costs when one of them goes. */
class GroundTest {
    private static final Link DOWN = new Link(2, "eth0", false, true, false, true, Machine.ETH0.mac());
    private static final Link NO_CARRIER = new Link(2, "eth0", true, false, false, true, Machine.ETH0.mac());
    private static final Link ETH1 = new Link(3, "eth1", true, true, false, true, 9);
    private static final HostAddress SOURCE = Machine.on(Machine.ETH0, "10.77.0.2", 24);

    @Test
    void itStandsOnTheFirstAddressOfItsInterfaceThatIsNotVirtual() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        machine.put(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        machine.put(SOURCE);
        Rig rig = Rig.on(machine);
        rig.take(Given.two());

        assertThat(rig.done()).containsExactly("attach eth0 10.77.0.2");
        assertThat(rig.edge().serving).isTrue();
    }

    @Test
    void aConfiguredSourceThatTheHostDoesNotHaveIsAFaultUntilItComes() {
        Rig rig = Rig.started(Given.two().source("10.77.0.7"));
        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("source address of eth0 is down: this host does not have 10.77.0.7");

        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.7", 24));
        rig.turn();

        rig.expect(State.BACKUP);
        assertThat(rig.done()).contains("attach eth0 10.77.0.7", "announce source");
        assertThat(rig.router().router().settings().source()).isEqualTo(IpAddress.of("10.77.0.7"));
    }

    @Test
    void aConfiguredSourceMayBeOnAnyInterface() {
        Rig rig = Rig.empty();
        rig.machine.put(ETH1);
        rig.machine.put(Machine.on(ETH1, "10.78.0.7", 24));
        rig.turn();
        rig.take(Given.two().source("10.78.0.7"));
        rig.start();

        rig.expect(State.BACKUP);
    }

    @Test
    void anInterfaceWithoutAnAddressIsAFault() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        Rig rig = Rig.on(machine);
        rig.take(Given.two());
        rig.start();

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("source address of eth0 is down: it has no address");
        assertThat(rig.edge().attached).isFalse();
    }

    @Test
    void anInterfaceThatDoesNotExistIsAFaultUntilItComes() {
        Machine machine = new Machine();
        Rig rig = Rig.on(machine);
        rig.take(Given.two());
        rig.start();
        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth0 is down: it does not exist");

        machine.put(Machine.ETH0);
        machine.put(SOURCE);
        rig.turn();

        rig.expect(State.BACKUP);
    }

    @Test
    void multicastOnLoopbackIsRefusedAndUnicastIsNot() {
        Machine machine = new Machine();
        Link loopback = new Link(1, "lo", true, true, true, false, Link.NO_MAC);
        machine.put(loopback);
        machine.put(Machine.on(loopback, "127.0.0.1", 8));
        Host host = new Host();
        machine.list(host);

        assertThat(Footing.of(new Given("lo").site(), host).obstacle())
                .isEqualTo("no other node is heard on a loopback interface");
        Footing unicast = Footing.of(new Given("lo").unicast().site(), host);
        assertThat(unicast.holds()).isTrue();
        assertThat(unicast.source()).isEqualTo(IpAddress.of("127.0.0.1"));
    }

    @Test
    void ipv6AdvertisementsComeFromALinkLocalAddressThatIsUsable() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        machine.put(Machine.on(Machine.ETH0, "2001:db8::2", 64));
        machine.put(new HostAddress(2, IpAddress.of("fe80::2"), 64, false, true, false));
        Rig rig = Rig.on(machine);
        rig.take(new Given().ipv6().address("fe80::100", 64).address("2001:db8::100", 64));
        rig.start();
        rig.expect(State.FAULT);

        machine.put(Machine.on(Machine.ETH0, "fe80::2", 64));
        rig.turn();

        rig.expect(State.BACKUP);
        assertThat(rig.done()).contains("attach eth0 fe80::2");
    }

    // Patience

    private static Rig patient() {
        Rig rig = Rig.empty();
        rig.machine.put(ETH1);
        rig.turn();
        rig.take(Given.two().link("eth1").patience("eth1", 3_000, 2_000));
        rig.start();
        rig.expect(State.BACKUP);
        return rig;
    }

    private static final Link ETH1_DOWN = new Link(3, "eth1", true, false, false, true, 9);

    @Test
    void anInterfaceWithADelayThatFlickersCostsNothing() {
        Rig rig = patient();
        rig.machine.put(ETH1_DOWN);
        rig.turn();
        rig.pass(2_900);
        rig.expect(State.BACKUP);
        rig.machine.put(ETH1);
        rig.turn();
        rig.pass(200);
        assertThat(rig.why()).doesNotContain("eth1");
    }

    @Test
    void anInterfaceWithADelayCountsAsDownAfterItAndAsUpAfterTheOther() {
        Rig rig = patient();
        rig.machine.put(ETH1_DOWN);
        rig.turn();
        rig.pass(3_001);
        rig.expect(State.FAULT);

        rig.machine.put(ETH1);
        rig.turn();
        rig.pass(1_900);
        rig.expect(State.FAULT);
        rig.pass(101);
        rig.expect(State.BACKUP);
    }

    // Bounces

    private static final HostAddress LOCAL = Machine.on(Machine.ETH0, "fe80::2", 64);
    private static final HostAddress DETECTING = new HostAddress(2, IpAddress.of("fe80::2"), 64, false, true, false);

    private static Rig ipv6Master() {
        Machine machine = new Machine();
        machine.put(Machine.ETH0);
        machine.put(LOCAL);
        Rig rig = Rig.on(machine);
        rig.take(new Given().ipv6().address("fe80::100", 64));
        rig.start();
        rig.becomeMaster();
        return rig;
    }

    @Test
    void anIpv6SourceThatComesBackCostsNothingWhileItsDuplicateAddressDetectionLasts() {
        Rig rig = ipv6Master();
        rig.machine.remove(LOCAL);
        rig.pass(20);
        rig.machine.put(DETECTING);
        rig.pass(2000);
        rig.machine.put(LOCAL);
        rig.pass(5000);

        rig.expect(State.MASTER);
        assertThat(rig.done()).as("it speaks by the same sockets all the while").allMatch("send 100"::equals);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void anIpv6SourceThatDoesNotBecomeUsableIsALossInTheEnd() {
        Rig rig = ipv6Master();
        rig.machine.remove(LOCAL);
        rig.machine.put(DETECTING);
        rig.pass(2999);
        rig.expect(State.MASTER);
        rig.pass(1);

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("source address of eth0 is down: it has no address");
    }

    @Test
    void anIpv6SourceThatGoesWhileItIsDetectedIsALossAtOnce() {
        Rig rig = ipv6Master();
        rig.machine.put(DETECTING);
        rig.pass(1000);
        rig.machine.remove(LOCAL);
        rig.turn();

        rig.expect(State.FAULT);
    }

    @Test
    void aLinkThatBouncesCostsNoHandOver() {
        Rig rig = Rig.master(Given.two());
        for (Link lost : List.of(DOWN, NO_CARRIER)) {
            rig.machine.put(lost);
            rig.pass(24);
            rig.machine.put(Machine.ETH0);
            rig.pass(100);

            rig.expect(State.MASTER);
            assertThat(rig.told()).isEmpty();
        }
        assertThat(rig.doneBesidesSending()).isEmpty();
    }

    @Test
    void aLinkThatStaysAwayIsBelievedSoAfterTheDoubt() {
        Rig rig = Rig.master(Given.two());
        rig.machine.put(DOWN);
        rig.pass(24);
        rig.expect(State.MASTER);
        rig.pass(1);

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth0 is down: set down");
        rig.machine.put(NO_CARRIER);
        rig.turn();
        assertThat(rig.why()).isEqualTo("interface eth0 is down: no carrier");
    }

    @Test
    void aSourceThatBouncesCostsNoHandOver() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(SOURCE);
        rig.pass(24);
        rig.machine.put(SOURCE);
        rig.pass(100);

        rig.expect(State.MASTER);
        assertThat(rig.told()).isEmpty();
        assertThat(rig.doneBesidesSending()).isEmpty();
    }

    @Test
    void aSourceThatStaysAwayIsAFaultThatIsAdvertisedByTheSocketsThatAreStillThere() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(SOURCE);
        rig.pass(25);

        rig.expect(State.FAULT);
        assertThat(rig.done())
                .containsExactly(
                        "send 0",
                        "remove 10.77.0.100/32 on eth0",
                        "remove 10.77.0.101/32 on eth0",
                        "withdraw 10.77.0.100",
                        "withdraw 10.77.0.101",
                        "detach");
        assertThat(rig.router().deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTakeOverIsNextForABackupAlone() {
        Rig rig = Rig.started(Given.two());
        assertThat(rig.router().isTakeOverNext()).isTrue();
        rig.machine.put(DOWN);
        rig.turn();
        assertThat(rig.router().isTakeOverNext())
                .as("the doubt ends before that")
                .isFalse();
        rig.machine.put(Machine.ETH0);
        rig.turn();
        rig.becomeMaster();
        assertThat(rig.router().isTakeOverNext()).isFalse();
        assertThat(rig.router().router().takeOverNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void eachLossIsDoubtedForItself() {
        Rig rig = Rig.empty();
        rig.machine.put(ETH1);
        rig.turn();
        rig.take(Given.two().link("eth1"));
        rig.start();
        rig.becomeMaster();

        rig.machine.put(DOWN);
        rig.pass(20);
        rig.machine.put(Machine.ETH0);
        rig.machine.put(new Link(3, "eth1", false, true, false, true, 9));
        rig.pass(20);
        rig.machine.put(ETH1);
        rig.pass(100);
        assertThat(rig.told()).isEmpty();

        rig.machine.put(DOWN);
        rig.pass(20);
        rig.machine.put(new Link(3, "eth1", false, true, false, true, 9));
        rig.pass(4);
        rig.machine.put(Machine.ETH0);
        rig.pass(20);
        rig.expect(State.MASTER);
        rig.pass(1);
        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth1 is down: set down");
    }

    @Test
    void aDoubtEndsWhenItIsOutAnyway() {
        Rig rig = Rig.master(Given.two().script("check", Condition.UP));
        rig.machine.put(DOWN);
        rig.pass(10);
        rig.router().onScript("check", Condition.DOWN, "", rig.nowNs());
        rig.expect(State.FAULT);
        rig.pass(15);

        assertThat(rig.router().deadlineNs()).isEqualTo(Long.MAX_VALUE);
        rig.router().onScript("check", Condition.UP, "", rig.nowNs());
        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth0 is down: set down");
    }

    @Test
    void whatIsDownBeforeTheStartIsBelievedAtOnce() {
        Rig rig = Rig.empty();
        rig.machine.put(DOWN);
        rig.turn();
        rig.take(Given.two());
        rig.start();

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth0 is down: set down");
    }

    @Test
    void aLookBeforeTheStartOnlyLooks() {
        Rig rig = Rig.idle(Given.two());
        rig.forget();
        rig.router().look(rig.nowNs());
        rig.router().compare(rig.nowNs());

        assertThat(rig.done()).isEmpty();
        assertThat(rig.story.take()).isEmpty();
        assertThat(rig.router().deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void advertisementsThatAreRefusedWhileALossIsDoubtedCountForNothing() {
        Rig rig = Rig.master(Given.two().intervalMs(10));
        rig.machine.remove(SOURCE);
        rig.edge().failing = 1;
        rig.pass(24);
        rig.edge().failing = 0;
        rig.machine.put(SOURCE);
        rig.pass(100);

        rig.expect(State.MASTER);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aLinkThatComesBackAsAnotherOneIsStoodOnAndHasTheAddresses() {
        Rig rig = Rig.master(Given.two());
        Link again = new Link(9, "eth0", true, true, false, true, Machine.ETH0.mac());
        rig.machine.removeLink(Machine.ETH0);
        rig.machine.put(again);
        rig.machine.put(Machine.on(again, "10.77.0.2", 24));
        rig.turn();

        rig.expect(State.MASTER);
        assertThat(rig.machine.shown())
                .containsExactly("10.77.0.2/24 on eth0", "10.77.0.100/32 on eth0", "10.77.0.101/32 on eth0");
        assertThat(rig.done()).contains("attach eth0 10.77.0.2", "announce 10.77.0.100", "announce 10.77.0.101");
        assertThat(rig.told()).as("nothing took the addresses away").isEmpty();
        rig.turn();
        rig.forget();
        rig.turn();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aLinkThatComesBackAndTakesNoAddressIsAFault() {
        Rig rig = Rig.master(Given.two());
        Link again = new Link(9, "eth0", true, true, false, true, Machine.ETH0.mac());
        rig.machine.removeLink(Machine.ETH0);
        rig.machine.put(again);
        rig.machine.put(Machine.on(again, "10.77.0.2", 24));
        rig.machine.refusedToAdd.add(IpAddress.of("10.77.0.100"));
        rig.machine.refusedToAdd.add(IpAddress.of("10.77.0.101"));
        rig.turn();

        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("add 10.77.0.100/32 on eth0: refused");
    }

    @Test
    void aChangedHardwareAddressIsAnnouncedAtOnce() {
        Rig rig = Rig.master(Given.two().repeat(2));
        rig.machine.put(new Link(2, "eth0", true, true, false, true, 77));
        rig.turn();

        assertThat(rig.done())
                .containsExactly(
                        "announce 10.77.0.100", "announce 10.77.0.101", "announce 10.77.0.100", "announce 10.77.0.101");
        assertThat(rig.edge().prepared).allMatch(each -> each.link().mac() == 77);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aBackupKnowsTheHardwareAddressAndAnnouncesNothing() {
        Rig rig = Rig.started(Given.two());
        rig.machine.put(new Link(2, "eth0", true, true, false, true, 77));
        rig.turn();

        assertThat(rig.done()).isEmpty();
        assertThat(rig.edge().prepared).allMatch(each -> each.link().mac() == 77);
    }

    @Test
    void anInterfaceUnderAnotherNameIsAnotherOne() {
        Rig rig = Rig.master(Given.two());
        rig.machine.put(new Link(2, "wan", true, true, false, true, Machine.ETH0.mac()));
        rig.pass(25);
        rig.expect(State.FAULT);
        assertThat(rig.why()).isEqualTo("interface eth0 is down: it does not exist");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on wan");

        rig.machine.put(Machine.ETH0);
        rig.turn();
        rig.expect(State.BACKUP);
    }

    @Test
    void anotherSourceAddressIsSpokenFromAtOnce() {
        Rig rig = Rig.empty();
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        rig.turn();
        rig.take(Given.two());
        rig.start();
        rig.becomeMaster();

        rig.machine.remove(SOURCE);
        rig.turn();

        rig.expect(State.MASTER);
        assertThat(rig.done()).containsExactly("attach eth0 10.77.0.9");
        assertThat(rig.edge().serving).isTrue();
        assertThat(rig.router().router().settings().source()).isEqualTo(IpAddress.of("10.77.0.9"));
    }

    // Sockets

    @Test
    void socketsThatCannotBeOpenedAreAFaultReportedOnceAndTriedEveryTenSeconds() {
        Rig rig = Rig.started(Given.two());
        rig.edge().attachRefusal = "too many open files";
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        rig.machine.remove(SOURCE);
        rig.turn();
        rig.expect(State.FAULT);
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: too many open files",
                        "VI_1 BACKUP to FAULT: source address of eth0 is down: too many open files");
        rig.forget();

        rig.pass(30_000);
        assertThat(rig.done())
                .containsExactly("attach eth0 10.77.0.9", "attach eth0 10.77.0.9", "attach eth0 10.77.0.9");
        assertThat(rig.told()).isEmpty();

        rig.edge().attachRefusal = null;
        rig.pass(10_000);
        rig.expect(State.BACKUP);
        rig.edge().attachRefusal = "too many open files";
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.8", 24));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        rig.turn();
        assertThat(rig.told()).contains("VI_1 refused: too many open files");
    }

    // The end

    @Test
    void aMasterThatStopsResignsAndTakesItsAddressesAlong() {
        Rig rig = Rig.master(Given.two());
        rig.stop();

        assertThat(rig.told()).containsExactly("VI_1 MASTER to INIT, resigned: the daemon stops");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
        assertThat(rig.edge().attached).isTrue();
        rig.router().release();
        assertThat(rig.edge().attached).isFalse();
    }

    @Test
    void aMasterThatStopsInPlaceLeavesEverythingAsItIs() {
        Rig rig = Rig.master(Given.two());
        rig.router().stopInPlace(new dev.vigil.core.vrrp.Cause.Stopped(), rig.nowNs());

        assertThat(rig.told()).containsExactly("VI_1 MASTER to INIT: the daemon stops");
        assertThat(rig.done()).containsExactly("withdraw 10.77.0.100", "withdraw 10.77.0.101");
        assertThat(rig.machine.shown()).hasSize(3);
    }

    @Test
    void whatHasStoppedDoesNothingMore() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToAdd.add(IpAddress.of("10.77.0.100"));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.turn();
        rig.machine.put(DOWN);
        rig.turn();
        rig.stop();
        rig.router().release();
        rig.forget();
        assertThat(rig.router().deadlineNs()).isEqualTo(Long.MAX_VALUE);

        rig.machine.put(Machine.ETH0);
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.3", 24));
        rig.pass(20_000);
        rig.router().look(rig.nowNs());

        assertThat(rig.done()).isEmpty();
        assertThat(rig.edge().attached).isFalse();
    }

    @Test
    void aDefectIsAFaultOfThatRouterAlone() {
        Rig rig = Rig.master(Given.two());
        rig.router().contain("something broke", rig.nowNs());

        rig.expect(State.FAULT);
        assertThat(rig.why()).contains("something broke");
        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }

    @Test
    void addressesThatStayAfterADefectAreAskedToGo() {
        Rig rig = Rig.master(Given.two());
        rig.machine.refusedToRemove.add(IpAddress.of("10.77.0.100"));
        rig.router().contain("something broke", rig.nowNs());
        rig.machine.refusedToRemove.clear();
        rig.pass(1000);

        assertThat(rig.machine.shown()).containsExactly("10.77.0.2/24 on eth0");
    }
}
