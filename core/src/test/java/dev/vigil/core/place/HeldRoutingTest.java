package dev.vigil.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RuleEntry;
import dev.vigil.core.routing.Subnet;
import dev.vigil.core.vrrp.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The routes and rules of a MASTER. */
class HeldRoutingTest {
    private static final Link ETH1 = new Link(3, "eth1", true, true, false, true, 0x02_00_00_00_00_03L);
    private static final Link ETH1_DOWN = new Link(3, "eth1", false, false, false, true, 0x02_00_00_00_00_03L);
    private static final RouteEntry NEAR = route("198.51.100.0", "eth0", Optional.empty());
    private static final RouteEntry FAR = route("203.0.113.0", "eth1", Optional.of(IpAddress.of("10.77.0.100")));
    private static final RuleEntry RULE = new RuleEntry(
            Family.IPV4,
            false,
            new RuleEntry.Selector(
                    Optional.of(new Subnet(IpAddress.of("10.77.0.0"), 24)),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty()),
            new RuleEntry.Action.LookUp(100, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
            1000,
            RoutingEntry.PROTOCOL_KEEPALIVED);

    static RouteEntry route(String network, String on, Optional<IpAddress> source) {
        return new RouteEntry(
                RouteEntry.UNICAST,
                new Subnet(IpAddress.of(network), 24),
                Optional.empty(),
                source,
                new RouteEntry.Hop(Optional.empty(), Optional.of(on), false, OptionalInt.empty()),
                0,
                RouteEntry.TABLE_MAIN,
                RoutingEntry.PROTOCOL_KEEPALIVED,
                0,
                0,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                RouteEntry.Insertion.PREPEND,
                RouteEntry.Metrics.NONE,
                List.of());
    }

    private static Given given() {
        return new Given()
                .address("10.77.0.100", 32)
                .routing(NEAR)
                .routing(FAR, false)
                .routing(RULE);
    }

    private static Rig withEth1() {
        Rig rig = Rig.empty();
        rig.machine.put(ETH1);
        rig.machine.put(Machine.on(ETH1, "10.78.0.2", 24));
        return rig;
    }

    private static Rig master(Given given) {
        Rig rig = withEth1();
        rig.turn();
        rig.take(given);
        rig.start();
        rig.becomeMaster();
        return rig;
    }

    @Test
    void aMasterAddsThemBehindItsAddressesAndBeforeItAnnounces() {
        Rig rig = withEth1();
        rig.turn();
        rig.take(given());
        rig.start();
        assertThat(rig.machine.routing.shown()).isEmpty();

        rig.pass(4000);

        assertThat(rig.doneBesidesSending())
                .containsExactly(
                        "add 10.77.0.100/32 on eth0",
                        "add route 198.51.100.0/24 dev eth0",
                        "add route 203.0.113.0/24 dev eth1",
                        "add rule 1000 from 10.77.0.0/24 lookup 100",
                        "announce 10.77.0.100");
    }

    @Test
    void whoIsMasterNoMoreRemovesThemBeforeItsAddressesAndInTheOppositeOrder() {
        Rig rig = master(given());

        rig.stop();

        assertThat(rig.doneBesidesSending())
                .startsWith(
                        "remove rule 1000 from 10.77.0.0/24 lookup 100",
                        "remove route 203.0.113.0/24 dev eth1",
                        "remove route 198.51.100.0/24 dev eth0",
                        "remove 10.77.0.100/32 on eth0");
        assertThat(rig.machine.routing.shown()).isEmpty();
    }

    @Test
    void whatSomethingElseRemovesIsPutBackUnlessItIsNotTracked() {
        Rig rig = master(given());

        rig.machine.routing.take(NEAR);
        rig.machine.routing.take(FAR);
        rig.machine.routing.take(RULE);
        rig.turn();

        assertThat(rig.doneBesidesSending())
                .containsExactly("add route 198.51.100.0/24 dev eth0", "add rule 1000 from 10.77.0.0/24 lookup 100");
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 lost route 198.51.100.0/24 dev eth0, restored",
                        "VI_1 lost rule 1000 from 10.77.0.0/24 lookup 100, restored");
        rig.expect(State.MASTER);
    }

    @Test
    void oneThatCannotBePutBackLeavesTheMasterDegradedUntilItCan() {
        Rig rig = master(given());
        rig.machine.routing.refusedToAdd.add(NEAR);

        rig.machine.routing.take(NEAR);
        rig.turn();

        String refusal = "add route 198.51.100.0/24 dev eth0: refused";
        assertThat(rig.told())
                .containsExactly(
                        "VI_1 refused: " + refusal,
                        "VI_1 lost route 198.51.100.0/24 dev eth0, not restored",
                        "VI_1 degraded: [" + refusal + "]");
        assertThat(rig.router().lacking()).containsExactly(refusal);

        rig.machine.routing.refusedToAdd.clear();
        rig.pass(10_000);

        assertThat(rig.told()).containsExactly("VI_1 degraded: []");
        assertThat(rig.machine.routing.shown()).contains(NEAR.toString());
    }

    @Test
    void routesThatTheKernelDropsWithAnInterfaceComeBackWithIt() {
        Rig rig = master(given());

        rig.machine.put(ETH1_DOWN);
        rig.turn();

        assertThat(rig.router().lacking()).containsExactly("route 203.0.113.0/24 dev eth1: eth1 is set down");

        rig.machine.put(ETH1);
        rig.turn();

        assertThat(rig.router().lacking()).isEmpty();
        assertThat(rig.machine.routing.shown()).contains(FAR.toString());
    }

    @Test
    void routesThatTheKernelDropsWithoutAWordBetweenTwoLooksComeBack() {
        Rig rig = master(given());

        rig.machine.put(ETH1_DOWN);
        rig.machine.put(ETH1);
        rig.turn();

        assertThat(rig.machine.routing.shown()).contains(FAR.toString());
    }

    @Test
    void theLastAddressOfAnInterfaceTakesRoutesAlongWhichAreAskedForAgain() {
        Rig rig = master(given());

        rig.machine.remove(Machine.on(ETH1, "10.78.0.2", 24));
        rig.machine.routing.dropAll();
        rig.turn();

        assertThat(rig.machine.routing.shown()).hasSize(3);
    }

    @Test
    void anAddressThatIsPutBackBringsTheRoutesThatSpeakFromItBack() {
        Rig rig = master(given());

        rig.machine.remove(Machine.on(Machine.ETH0, "10.77.0.100", 32));
        rig.machine.routing.dropAll();
        rig.turn();

        assertThat(rig.machine.routing.shown()).hasSize(3);
    }

    @Test
    void aReloadRemovesAndAddsWhatDiffersAndTouchesNothingElse() {
        Rig rig = master(given());
        Given next = new Given()
                .address("10.77.0.100", 32)
                .routing(NEAR)
                .routing(route("203.0.114.0", "eth1", Optional.empty()))
                .routing(RULE);

        rig.router().giveUp(next.site(), rig.nowNs());
        assertThat(rig.doneBesidesSending()).containsExactly("remove route 203.0.113.0/24 dev eth1");
        rig.reconfigure(next);

        assertThat(rig.machine.routing.shown())
                .containsExactlyInAnyOrder(NEAR.toString(), RULE.toString(), "route 203.0.114.0/24 dev eth1");
    }

    @Test
    void oneThatIsNotRemovedIsAskedToGoAgain() {
        Rig rig = master(given());
        rig.machine.routing.refusedToRemove.add(NEAR);
        rig.hear(255, "10.77.0.100");
        assertThat(rig.machine.routing.shown()).containsExactly(NEAR.toString());

        rig.machine.routing.refusedToRemove.clear();
        for (int second = 0; second < 12; second++) {
            rig.pass(1000);
            rig.hear(255, "10.77.0.100");
        }

        assertThat(rig.machine.routing.shown()).isEmpty();
    }

    @Test
    void whatAnEarlierRunLeftIsRemovedAtTheStart() {
        Rig rig = withEth1();
        rig.turn();
        rig.take(given());
        PlacedEntry left = PlacedEntry.on(rig.host, new RoutingSpec(NEAR, true));
        rig.machine.routing.change(RoutingRequest.add(left), rig.machine.links);

        rig.start();

        assertThat(rig.machine.routing.shown()).isEmpty();
    }

    @Test
    void aRouteThroughAnInterfaceThatDoesNotExistIsLackingUntilItDoes() {
        Rig rig = Rig.master(given());
        assertThat(rig.router().lacking())
                .containsExactly("route 203.0.113.0/24 dev eth1: an interface of it does not exist");

        rig.machine.put(ETH1);
        rig.turn();

        assertThat(rig.router().lacking()).isEmpty();
        assertThat(rig.machine.routing.shown()).contains(FAR.toString());
    }
}
