package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.Encapsulation;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RouteEntry.Hop;
import dev.vigil.core.routing.RouteEntry.Insertion;
import dev.vigil.core.routing.RouteEntry.Leg;
import dev.vigil.core.routing.RouteEntry.Metric;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.routing.RoutingTrace;
import dev.vigil.core.routing.RuleEntry;
import dev.vigil.core.routing.Subnet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Routes and rules, asked of a real kernel. */
class RoutingNetlinkTest {
    private static final Optional<String> ON_A = Optional.of(VethNamespace.A);

    private static final Encapsulation TUNNEL = new Encapsulation.Ip(
            Family.IPV4,
            OptionalLong.of(7),
            Optional.of(IpAddress.of("10.9.0.9")),
            Optional.of(IpAddress.of("10.9.0.1")),
            OptionalInt.of(4),
            OptionalInt.of(9),
            OptionalInt.of(4));
    private static final Encapsulation TUNNEL6 = new Encapsulation.Ip(
            Family.IPV6,
            OptionalLong.of(1L << 40),
            Optional.of(IpAddress.of("fd09::9")),
            Optional.empty(),
            OptionalInt.of(5),
            OptionalInt.empty(),
            OptionalInt.empty());

    private static Hop in(Encapsulation tunnel) {
        return new Hop(Optional.empty(), ON_A, false, OptionalInt.empty(), Optional.of(tunnel));
    }

    private static Hop through(String gateway) {
        return new Hop(Optional.of(IpAddress.of(gateway)), ON_A, true, OptionalInt.empty());
    }

    private static RouteEntry route(String network, int length, int table, Hop hop, RouteEntry.Metrics metrics) {
        return new RouteEntry(
                hop.equals(Hop.NONE) ? 6 : RouteEntry.UNICAST,
                new Subnet(IpAddress.of(network), length),
                Optional.empty(),
                Optional.empty(),
                hop,
                0,
                table,
                RoutingEntry.PROTOCOL_KEEPALIVED,
                0,
                0,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Insertion.PREPEND,
                metrics,
                List.of());
    }

    private static RuleEntry rule(Family family, int preference, RuleEntry.Action action) {
        boolean four = family == Family.IPV4;
        return new RuleEntry(
                family,
                true,
                new RuleEntry.Selector(
                        Optional.of(new Subnet(IpAddress.of(four ? "10.1.0.0" : "fd01::"), 16)),
                        Optional.of(new Subnet(IpAddress.of(four ? "10.2.0.0" : "fd02::"), 16)),
                        0x10,
                        Optional.of(new RuleEntry.Mark(5, 0xff)),
                        ON_A,
                        Optional.of("elsewhere"),
                        OptionalLong.of(77),
                        Optional.of(new RuleEntry.Range(1000, 2000)),
                        OptionalInt.of(6),
                        Optional.of(new RuleEntry.Range(80, 90)),
                        Optional.of(new RuleEntry.Range(443, 443))),
                action,
                preference,
                RoutingEntry.PROTOCOL_KEEPALIVED);
    }

    private static List<RoutingEntry> entries() {
        RouteEntry.Metrics metrics = new RouteEntry.Metrics(
                List.of(
                        new Metric(Metric.Kind.MTU, 1400, true),
                        // More than the kernel lets be.
                        new Metric(Metric.Kind.ADVERTISED_MSS, 1_000_000, false),
                        new Metric(Metric.Kind.FEATURES, 1, false)),
                Optional.of("reno"),
                false);
        RouteEntry legs = new RouteEntry(
                RouteEntry.UNICAST,
                new Subnet(IpAddress.of("198.51.3.0"), 24),
                Optional.empty(),
                Optional.empty(),
                Hop.NONE,
                0,
                RouteEntry.TABLE_MAIN,
                RoutingEntry.PROTOCOL_KEEPALIVED,
                0,
                70,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Insertion.APPEND,
                RouteEntry.Metrics.NONE,
                List.of(new Leg(through("10.9.9.9"), 2), new Leg(through("10.9.9.8"), 1)));
        return List.of(
                route("198.51.1.0", 24, RouteEntry.TABLE_MAIN, through("10.9.9.9"), metrics),
                route("198.51.2.0", 24, 100_000, Hop.NONE, RouteEntry.Metrics.NONE),
                legs,
                route("0.0.0.0", 0, 77, through("10.9.9.9"), RouteEntry.Metrics.NONE),
                route("198.51.4.0", 24, RouteEntry.TABLE_MAIN, through("fe80::9"), RouteEntry.Metrics.NONE),
                route("2001:db8::", 32, RouteEntry.TABLE_MAIN, through("fe80::9"), metrics),
                route("198.51.5.0", 24, RouteEntry.TABLE_MAIN, in(TUNNEL), RouteEntry.Metrics.NONE),
                route("198.51.6.0", 24, RouteEntry.TABLE_MAIN, in(TUNNEL6), RouteEntry.Metrics.NONE),
                rule(
                        Family.IPV4,
                        1000,
                        new RuleEntry.Action.LookUp(100_000, OptionalInt.of(5), OptionalInt.of(0), OptionalInt.of(3))),
                rule(
                        Family.IPV6,
                        1001,
                        new RuleEntry.Action.LookUp(
                                100, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty())),
                rule(Family.IPV4, 1002, new RuleEntry.Action.GoTo(2000)),
                rule(Family.IPV4, 1003, new RuleEntry.Action.Verdict(RuleEntry.Action.Verdict.Kind.PROHIBIT)),
                rule(Family.IPV4, 1004, new RuleEntry.Action.LookUpVrf()));
    }

    @Test
    void aTunnelIsWhatTheKernelShowsAndLabelsAreAsItReadsThem() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = prepare(netlink);
                for (Encapsulation tunnel : List.of(TUNNEL, TUNNEL6)) {
                    RouteEntry route =
                            route("198.51.5.0", 24, RouteEntry.TABLE_MAIN, in(tunnel), RouteEntry.Metrics.NONE);
                    netlink.execute(NetlinkRequest.add(route, _ -> ifindex));
                    String shown = VethNamespace.output("route", "show", "198.51.5.0/24");
                    assertThat(shown)
                            .contains(
                                    tunnel.equals(TUNNEL)
                                            ? "encap ip id 7 src 10.9.0.1 dst 10.9.0.9 ttl 9 tos 4"
                                            : "encap ip6 id 1099511627776 src :: dst fd09::9 hoplimit 0 tc 5");
                    netlink.execute(NetlinkRequest.remove(route, _ -> ifindex));
                }
            }
        });
        assertThat(lastEight(new Encapsulation.Mpls(List.of(100, 200)))).isEqualTo("00064000000c8100");
        assertThat(lastEight(new Encapsulation.Ila(0x2001_0db8_0000_0001L))).isEqualTo("20010db800000001");
    }

    /** The end of what the kernel is given, which has neither tunnel everywhere. */
    private static String lastEight(Encapsulation tunnel) {
        NetlinkWriter writer = new NetlinkWriter(RoutingConstants.RTM_NEWROUTE, 0);
        TunnelAttributes.write(writer, tunnel);
        byte[] bytes = new byte[Long.BYTES];
        writer.bytes().get(writer.lengthBytes() - bytes.length, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int ifindex(RouteNetlink netlink) {
        return VethNamespace.link(netlink, VethNamespace.A).orElseThrow().ifindex();
    }

    /** Without an address there is no table in which a gateway is looked up. */
    private static int prepare(RouteNetlink netlink) throws Exception {
        VethNamespace.ip("addr", "add", "10.9.0.1/24", "dev", VethNamespace.A);
        return ifindex(netlink);
    }

    private static List<RoutingInfo> present(RouteNetlink netlink) {
        int ifindex = ifindex(netlink);
        return netlink.routing(
                RoutingEntry.PROTOCOL_KEEPALIVED, number -> number == ifindex ? VethNamespace.A : "other");
    }

    @Test
    void everythingThatIsAddedIsFoundByItsTraceAndRemoved() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = prepare(netlink);
                for (RoutingEntry entry : entries()) {
                    NetlinkRequest add = NetlinkRequest.add(entry, _ -> ifindex);
                    netlink.execute(add);
                    assertThat(netlink.tryExecute(add)).as(entry + " again").isEqualTo(Errno.EEXIST);

                    List<RoutingInfo> found = present(netlink);

                    assertThat(found).as(entry.toString()).hasSize(1);
                    RoutingTrace trace = RoutingTrace.of(entry);
                    assertThat(trace)
                            .isIn(
                                    found.getFirst().trace(),
                                    found.getFirst().trace().withoutInterface());
                    NetlinkRequest remove = NetlinkRequest.remove(entry, _ -> ifindex);
                    assertThat(netlink.tryExecute(remove)).as("remove " + entry).isZero();
                    assertThat(present(netlink)).as(entry.toString()).isEmpty();
                    assertThat(netlink.tryExecute(remove)).isIn(Errno.ESRCH, Errno.ENOENT);
                }
            }
        });
    }

    @Test
    void whatIsFoundIsRemovedAsItWasShown() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = prepare(netlink);
                entries().forEach(entry -> netlink.execute(NetlinkRequest.add(entry, _ -> ifindex)));
                assertThat(present(netlink)).hasSize(entries().size());

                present(netlink).forEach(info -> netlink.execute(info.remove()));

                assertThat(present(netlink)).isEmpty();
            }
        });
    }

    @Test
    void whatSomebodyElseHasStaysWhenTheSameOfOursIsRemoved() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = prepare(netlink);
                VethNamespace.ip(
                        "route", "add", "198.51.1.0/24", "via", "10.9.9.9", "dev", "va", "onlink", "proto", "static");
                RoutingEntry entry = entries().getFirst();
                netlink.execute(NetlinkRequest.add(entry, _ -> ifindex));
                netlink.execute(NetlinkRequest.remove(entry, _ -> ifindex));

                int errno = netlink.tryExecute(NetlinkRequest.remove(entry, _ -> ifindex));

                assertThat(errno).isEqualTo(Errno.ESRCH);
                assertThat(netlink.routing(4, _ -> "")).hasSize(1);
            }
        });
    }

    @Test
    void theMonitorShowsOursThatGoAndNothingElse() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open();
                    NetlinkMonitor monitor = NetlinkMonitor.open()) {
                int ifindex = prepare(netlink);
                monitor.listenToRouting();
                List<NetlinkEvent> seen = new ArrayList<>();
                VethNamespace.ip("route", "add", "198.51.9.0/24", "dev", "va", "proto", "static");
                VethNamespace.ip("route", "del", "198.51.9.0/24");
                List<RoutingKey> keys = new ArrayList<>();
                for (RoutingEntry entry : entries()) {
                    netlink.execute(NetlinkRequest.add(entry, _ -> ifindex));
                    netlink.execute(NetlinkRequest.remove(entry, _ -> ifindex));
                    keys.add(entry.key());
                }
                boolean drained = monitor.read(seen::add);

                while (!drained) {
                    drained = monitor.read(seen::add);
                }
                assertThat(seen.stream()
                                .filter(NetlinkEvent.RoutingGone.class::isInstance)
                                .map(event -> ((NetlinkEvent.RoutingGone) event).key()))
                        .containsExactlyElementsOf(keys);
            }
        });
    }
}
