package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Addresses and routes that are there whoever is master. */
class StaticObjectsTest {
    private static final Link ETH1 = new Link(3, "eth1", true, true, false, true, 0x02_00_00_00_00_03L);
    private static final Link ETH1_DOWN = new Link(3, "eth1", false, false, false, true, 0x02_00_00_00_00_03L);
    private static final AddressSpec ADDRESS = spec("10.79.0.1", "eth1");
    private static final RoutingSpec ROUTE =
            new RoutingSpec(HeldRoutingTest.route("198.51.100.0", "eth1", Optional.empty()), true);
    private static final StaticObjects.Wanted WANTED = new StaticObjects.Wanted(List.of(ADDRESS), List.of(ROUTE));

    private final List<String> done = new ArrayList<>();
    private final Rig rig = Rig.empty();
    private final StaticObjects statics = new StaticObjects(rig.host, rig.story, new FakeEdge(rig.machine, done));

    StaticObjectsTest() {
        rig.placement.keep(statics);
        rig.machine.put(ETH1);
        rig.machine.put(Machine.on(ETH1, "10.78.0.2", 24));
        rig.turn();
    }

    private static AddressSpec spec(String address, String on) {
        return new AddressSpec(
                IpAddress.of(address), 24, on, Optional.empty(), 0, Optional.empty(), Optional.empty(), false, true);
    }

    private void begin(StaticObjects.Wanted wanted) {
        statics.begin(wanted, 0);
        rig.turn();
        List<String> _ = rig.story.take();
    }

    @Test
    void theyAreThereFromTheBeginningAndGoneAtTheEndInTheOppositeOrder() {
        begin(WANTED);
        assertThat(done).containsExactly("add 10.79.0.1/24 on eth1", "add route 198.51.100.0/24 dev eth1");
        done.clear();

        statics.end(0);

        assertThat(done).containsExactly("remove route 198.51.100.0/24 dev eth1", "remove 10.79.0.1/24 on eth1");
    }

    @Test
    void whatSomethingElseRemovesIsPutBackAndTold() {
        begin(WANTED);

        rig.machine.remove(new HostAddress(3, ADDRESS.address(), 24, false, false, true));
        rig.machine.routing.take(ROUTE.entry());
        rig.turn();

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
        assertThat(rig.machine.routing.shown()).containsExactly("route 198.51.100.0/24 dev eth1");
        assertThat(rig.story.take())
                .contains(" lost 10.79.0.1 on eth1, restored", " lost route 198.51.100.0/24 dev eth1, restored");
    }

    @Test
    void whatIsNotTrackedStaysAway() {
        AddressSpec untracked = new AddressSpec(
                IpAddress.of("10.80.0.1"),
                24,
                "eth1",
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        begin(new StaticObjects.Wanted(List.of(untracked), List.of(new RoutingSpec(ROUTE.entry(), false))));

        rig.machine.remove(new HostAddress(3, untracked.address(), 24, false, false, true));
        rig.machine.routing.take(ROUTE.entry());
        rig.turn();

        assertThat(rig.machine.shown()).doesNotContain("10.80.0.1/24 on eth1");
        assertThat(rig.machine.routing.shown()).isEmpty();
    }

    @Test
    void aRouteComesBackWithItsInterface() {
        begin(WANTED);

        rig.machine.put(ETH1_DOWN);
        rig.turn();
        assertThat(rig.machine.routing.shown()).isEmpty();
        rig.machine.put(ETH1);
        rig.turn();

        assertThat(rig.machine.routing.shown()).containsExactly("route 198.51.100.0/24 dev eth1");
    }

    @Test
    void anAddressThatTheHostHadBeforeStaysWithIt() {
        rig.machine.put(Machine.on(ETH1, "10.79.0.1", 24));
        rig.turn();
        begin(WANTED);

        statics.end(0);

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
    }

    @Test
    void anotherConfigurationTouchesOnlyWhatDiffers() {
        begin(WANTED);
        done.clear();
        StaticObjects.Wanted next = new StaticObjects.Wanted(List.of(ADDRESS, spec("10.80.0.1", "eth1")), List.of());

        statics.giveUp(next, 0);
        statics.replace(next, 0);

        assertThat(done).containsExactly("remove route 198.51.100.0/24 dev eth1", "add 10.80.0.1/24 on eth1");
    }

    @Test
    void anAddressThatAReloadBringsAndTheHostHadStaysWithIt() {
        begin(WANTED);
        rig.machine.put(Machine.on(ETH1, "10.80.0.1", 24));
        rig.turn();
        StaticObjects.Wanted next = new StaticObjects.Wanted(List.of(spec("10.80.0.1", "eth1")), List.of());

        statics.giveUp(next, 0);
        statics.replace(next, 0);
        statics.end(0);

        assertThat(rig.machine.shown()).contains("10.80.0.1/24 on eth1").doesNotContain("10.79.0.1/24 on eth1");
    }

    @Test
    void whatIsRefusedIsToldOnceAndAskedForAgain() {
        rig.machine.refusedToAdd.add(ADDRESS.address());
        statics.begin(WANTED, 0);
        assertThat(rig.story.take()).contains(" refused: add 10.79.0.1/24 on eth1: refused");
        assertThat(statics.deadlineNs()).isEqualTo(PlacedRouter.RETRY_NS);
        rig.machine.refusedToAdd.clear();

        statics.onDeadline(PlacedRouter.RETRY_NS);

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
        assertThat(statics.deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void aRouterMaySpeakFromOneOfThem() {
        rig.machine.remove(Machine.on(ETH1, "10.78.0.2", 24));
        rig.turn();
        begin(WANTED);

        assertThat(rig.host.primary(ETH1.ifindex(), Family.IPV4)).isEqualTo(ADDRESS.address());
    }

    @Test
    void anAddressGoesToAnInterfaceThatAppearsLater() {
        begin(new StaticObjects.Wanted(List.of(spec("10.81.0.1", "eth9")), List.of()));
        assertThat(rig.machine.shown()).doesNotContain("10.81.0.1/24 on eth9");

        rig.machine.put(new Link(9, "eth9", true, true, false, true, 0x02_00_00_00_00_09L));
        rig.turn();

        assertThat(rig.machine.shown()).contains("10.81.0.1/24 on eth9");
    }

    @Test
    void afterLostEventsWhatIsMissingIsPutBack() {
        begin(WANTED);
        rig.machine.addresses.removeIf(known -> known.address().equals(ADDRESS.address()));
        rig.machine.routing.dropAll();

        rig.machine.unread.add(new HostEvent.Lost());
        rig.turn();
        rig.turn();

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
        assertThat(rig.machine.routing.shown()).isNotEmpty();
    }

    @Test
    void beforeTheBeginningAndAfterTheEndNothingIsFollowed() {
        rig.machine.put(ETH1_DOWN);
        rig.machine.unread.add(new HostEvent.Lost());
        rig.turn();
        statics.end(0);
        begin(WANTED);
        statics.end(0);
        done.clear();

        rig.machine.put(ETH1);
        rig.machine.remove(Machine.on(ETH1, "10.78.0.2", 24));
        rig.machine.unread.add(new HostEvent.Lost());
        rig.turn();

        assertThat(done).isEmpty();
        assertThat(statics.deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void whereNothingIsWantedNothingIsDone() {
        begin(StaticObjects.Wanted.NOTHING);
        rig.machine.put(ETH1_DOWN);
        rig.machine.unread.add(new HostEvent.Lost());
        rig.turn();
        statics.replace(StaticObjects.Wanted.NOTHING, 0);

        assertThat(done).isEmpty();
        assertThat(WANTED.isNothing()).isFalse();
        assertThat(new StaticObjects.Wanted(List.of(), List.of(ROUTE)).isNothing())
                .isFalse();
    }

    @Test
    void whatConcernsOthersChangesNothing() {
        begin(WANTED);
        done.clear();

        rig.machine.put(ETH1);
        rig.machine.put(Machine.on(Machine.ETH0, "10.77.0.9", 24));
        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.2", 24));
        HostAddress foreign = new HostAddress(3, IpAddress.of("fe80::9"), 64, false, false, false);
        rig.machine.put(foreign);
        rig.machine.remove(foreign);
        rig.machine.unread.add(new HostEvent.RoutingGone(
                HeldRoutingTest.route("203.0.113.0", "eth1", Optional.empty()).key()));
        rig.turn();

        assertThat(done).isEmpty();
    }

    @Test
    void aRouteFromAnAddressThatWentComesBackWithTheAddress() {
        RoutingSpec from =
                new RoutingSpec(HeldRoutingTest.route("198.51.100.0", "eth1", Optional.of(ADDRESS.address())), true);
        begin(new StaticObjects.Wanted(List.of(ADDRESS), List.of(from)));

        rig.machine.remove(new HostAddress(3, ADDRESS.address(), 24, false, false, true));
        rig.machine.routing.dropAll();
        rig.turn();

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
        assertThat(rig.machine.routing.shown()).hasSize(1);
    }

    @Test
    void anInterfaceThatGoesTakesItsObjectsAlongUntilItIsBack() {
        begin(WANTED);

        rig.machine.removeLink(ETH1);
        rig.turn();
        assertThat(rig.machine.routing.shown()).isEmpty();
        rig.machine.put(ETH1);
        rig.turn();
        rig.turn();

        assertThat(rig.machine.shown()).contains("10.79.0.1/24 on eth1");
    }
}
