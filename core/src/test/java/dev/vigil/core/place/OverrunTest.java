package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import org.junit.jupiter.api.Test;

/** What the kernel shows, and what is done when some of it was lost or there is no end of it. */
class OverrunTest {
    private static final HostAddress FIRST = Machine.on(Machine.ETH0, "10.77.0.100", 32);
    private static final HostAddress SECOND = Machine.on(Machine.ETH0, "10.77.0.101", 32);

    private static Rig overrun() {
        Rig rig = Rig.master(Given.two());
        rig.placement.onEvent(new HostEvent.Lost());
        return rig;
    }

    @Test
    void afterLostEventsEverythingIsListedOnceAndTheAddressesOfAMasterAreCompared() {
        Rig rig = overrun();
        rig.machine.remove(FIRST);
        rig.machine.unread.clear();
        rig.turn();

        assertThat(rig.machine.lists).isEqualTo(1);
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0");
        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
        rig.turn();
        rig.pass(5000);
        assertThat(rig.machine.lists).isEqualTo(1);
    }

    @Test
    void everyMastersAddressesAreComparedAfterLostEvents() {
        Rig rig = Rig.empty();
        rig.take(new Given().address("10.77.0.100", 32));
        rig.take(new Given().name("VI_2").address("10.77.0.101", 32));
        rig.start();
        rig.pass(4000);
        rig.forget();
        rig.placement.onEvent(new HostEvent.Lost());
        rig.machine.remove(FIRST);
        rig.machine.remove(SECOND);
        rig.turn();

        assertThat(rig.told())
                .containsExactly("VI_1 lost 10.77.0.100 on eth0, restored", "VI_2 lost 10.77.0.101 on eth0, restored");
    }

    @Test
    void eventsBeforeTheListAreIgnored() {
        Rig rig = overrun();
        rig.machine.remove(FIRST);
        rig.machine.put(FIRST);
        while (!rig.machine.unread.isEmpty()) {
            rig.placement.onEvent(rig.machine.unread.remove());
            rig.placement.settle(false, rig.nowNs());
        }
        assertThat(rig.machine.lists).isZero();
        rig.turn();

        assertThat(rig.machine.lists).isEqualTo(1);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.story.take()).isEmpty();
    }

    @Test
    void whatHappenedUnseenIsBelievedAfterTheDoubt() {
        Rig rig = overrun();
        rig.machine.removeLink(Machine.ETH0);
        rig.machine.unread.clear();
        rig.turn();
        rig.expect(State.MASTER);
        rig.pass(25);

        rig.expect(State.FAULT);
    }

    @Test
    void aListThatIsRefusedIsAskedForAgainAfterAWhileAndReportedOnce() {
        Rig rig = overrun();
        rig.machine.remove(FIRST);
        rig.machine.unread.clear();
        rig.machine.listRefusal = "list: busy";
        rig.turn();
        assertThat(rig.placement.deadlineNs()).isEqualTo(rig.nowNs() + Placement.RELIST_NS);
        rig.turn();
        rig.turn();
        assertThat(rig.machine.lists).isEqualTo(1);
        rig.pass(250);
        assertThat(rig.machine.lists).isEqualTo(3);
        assertThat(rig.told()).containsExactly(" refused: list: busy");

        rig.machine.listRefusal = null;
        rig.pass(50);

        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0");
        assertThat(rig.placement.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aStormThatNeverPausesIsInterruptedEveryHalfSecond() {
        Rig rig = Rig.master(Given.two());
        rig.machine.remove(FIRST);
        for (int ms = 0; ms < 1700; ms += 10) {
            rig.sleep(ms == 0 ? 0 : 10);
            rig.placement.onEvent(new HostEvent.LinkSeen(Machine.ETH0));
            rig.placement.settle(false, rig.nowNs());
            rig.placement.onEvent(new HostEvent.AddressSeen(Machine.on(Machine.ETH0, "10.77.0.9", 24)));
        }

        assertThat(rig.machine.lists).isEqualTo(3);
        assertThat(rig.machine.shown()).contains("10.77.0.100/32 on eth0");
        assertThat(rig.told()).containsExactly("VI_1 lost 10.77.0.100 on eth0, restored");
    }

    @Test
    void nothingIsComparedWhileThereIsMoreToRead() {
        Rig rig = Rig.master(Given.two());
        rig.placement.onEvent(new HostEvent.AddressGone(FIRST));
        rig.placement.settle(false, rig.nowNs());
        assertThat(rig.done()).isEmpty();
        rig.placement.onEvent(new HostEvent.AddressSeen(FIRST));
        rig.turn();
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aPauseEndsAStorm() {
        Rig rig = Rig.master(Given.two());
        rig.placement.settle(false, rig.nowNs());
        rig.sleep(400);
        rig.placement.settle(true, rig.nowNs());
        rig.placement.settle(false, rig.nowNs());
        rig.sleep(499);
        rig.placement.settle(false, rig.nowNs());
        assertThat(rig.machine.lists).isZero();
        rig.sleep(1);
        rig.placement.settle(false, rig.nowNs());
        assertThat(rig.machine.lists).isEqualTo(1);
    }

    // The story of the machine

    @Test
    void interfacesAndAddressesAreReportedWhenSomethingOfThemChanges() {
        Rig rig = Rig.started(Given.two());
        Link eth1 = new Link(3, "eth1", true, false, false, true, 9);
        rig.machine.put(eth1);
        rig.machine.put(eth1);
        rig.machine.put(new Link(3, "eth1", true, true, false, true, 9));
        rig.machine.put(new Link(3, "eth1", true, true, false, true, 10));
        rig.machine.put(Machine.on(eth1, "10.78.0.1", 24));
        rig.machine.put(Machine.on(eth1, "10.78.0.1", 24));
        rig.machine.remove(Machine.on(eth1, "10.78.0.1", 24));
        rig.machine.put(new Link(3, "lan", true, true, false, true, 10));
        rig.machine.removeLink(new Link(3, "lan", true, true, false, true, 10));
        rig.turn();

        assertThat(rig.story.take())
                .containsExactly(
                        "link eth1 down",
                        "link eth1 up",
                        "address 10.78.0.1 on eth1",
                        "address 10.78.0.1 off eth1",
                        "link lan up",
                        "link eth1 down",
                        "link lan down");
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void anAddressThatNobodyKnewGoesUnnoticed() {
        Rig rig = Rig.started(Given.two());
        rig.placement.onEvent(new HostEvent.AddressGone(Machine.on(Machine.ETH0, "10.9.9.9", 24)));
        rig.placement.onEvent(new HostEvent.AddressSeen(
                new HostAddress(77, dev.vigil.core.address.IpAddress.of("10.9.9.9"), 24, false, false, false)));
        rig.turn();

        assertThat(rig.story.take()).isEmpty();
    }

    @Test
    void aRouterThatIsNoLongerServedIsNotLookedAt() {
        Rig rig = Rig.master(Given.two());
        rig.machine.put(new Link(2, "eth0", true, true, false, true, 77));
        while (!rig.machine.unread.isEmpty()) {
            rig.placement.onEvent(rig.machine.unread.remove());
        }
        PlacedRouter gone = rig.routers.removeFirst();
        rig.placement.serve(rig.routers);
        rig.placement.settle(true, rig.nowNs());

        assertThat(rig.done()).isEmpty();
        assertThat(gone.addresses()).allMatch(each -> each.link().mac() != 77);
    }
}
