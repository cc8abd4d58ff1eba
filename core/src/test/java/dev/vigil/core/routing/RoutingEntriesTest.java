package dev.vigil.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes and rules, as they are shown, found again, and told apart. */
class RoutingEntriesTest {
    private static final Subnet FOUR = new Subnet(IpAddress.of("198.51.100.0"), 24);
    private static final Subnet SIX = new Subnet(IpAddress.of("2001:db8::"), 32);

    private static RouteEntry.Hop hop(String gateway, String on) {
        return new RouteEntry.Hop(
                gateway.isEmpty() ? Optional.empty() : Optional.of(IpAddress.of(gateway)),
                on.isEmpty() ? Optional.empty() : Optional.of(on),
                false,
                OptionalInt.empty());
    }

    private static RouteEntry route(Subnet to, RouteEntry.Hop hop, int table, int metric, RouteEntry.Leg... legs) {
        return new RouteEntry(
                RouteEntry.UNICAST,
                to,
                Optional.empty(),
                Optional.empty(),
                hop,
                0,
                table,
                RoutingEntry.PROTOCOL_KEEPALIVED,
                0,
                metric,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                RouteEntry.Insertion.PREPEND,
                RouteEntry.Metrics.NONE,
                List.of(legs));
    }

    private static RuleEntry rule(
            Family family, boolean inverted, Optional<Subnet> from, String in, String out, RuleEntry.Action action) {
        return new RuleEntry(
                family,
                inverted,
                new RuleEntry.Selector(
                        from,
                        from,
                        0,
                        in.isEmpty() ? Optional.empty() : Optional.of(new RuleEntry.Mark(7, -1)),
                        in.isEmpty() ? Optional.empty() : Optional.of(in),
                        out.isEmpty() ? Optional.empty() : Optional.of(out),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty()),
                action,
                1000,
                RoutingEntry.PROTOCOL_KEEPALIVED);
    }

    private static RuleEntry.Action lookUp(int table) {
        return new RuleEntry.Action.LookUp(table, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    // Routes

    @Test
    void aRouteIsShownAsIpRouteWouldBeAskedForIt() {
        assertThat(route(FOUR, hop("192.0.2.1", "eth1"), 100, 5))
                .hasToString("route 198.51.100.0/24 via 192.0.2.1 dev eth1 table 100 metric 5");
        assertThat(route(Subnet.all(Family.IPV4), hop("192.0.2.1", ""), RouteEntry.TABLE_MAIN, 0))
                .hasToString("route default via 192.0.2.1");
        assertThat(route(Subnet.all(Family.IPV6), hop("", "eth1"), -1, -1))
                .hasToString("route default6 dev eth1 table 4294967295 metric 4294967295");
        RouteEntry legs = route(
                FOUR,
                RouteEntry.Hop.NONE,
                RouteEntry.TABLE_MAIN,
                0,
                new RouteEntry.Leg(hop("192.0.2.1", "eth1"), 1),
                new RouteEntry.Leg(hop("192.0.2.2", ""), 1));
        assertThat(legs).hasToString("route 198.51.100.0/24 nexthop via 192.0.2.1 dev eth1 nexthop via 192.0.2.2");
        assertThat(legs.interfaces()).containsExactly("eth1");
    }

    @Test
    void aRouteNeedsTheInterfaceThatItNames() {
        assertThat(route(FOUR, hop("", "eth1"), 254, 0).interfaces()).containsExactly("eth1");
        assertThat(route(FOUR, hop("192.0.2.1", ""), 254, 0).interfaces()).isEmpty();
        assertThat(route(FOUR, RouteEntry.Hop.NONE, 254, 0).needsInterfaces()).isTrue();
    }

    @Test
    void metricsAreEmptyWhenNothingIsSaid() {
        assertThat(RouteEntry.Metrics.NONE.isEmpty()).isTrue();
        assertThat(new RouteEntry.Metrics(List.of(), Optional.of("reno"), false).isEmpty())
                .isFalse();
        RouteEntry.Metric mtu = new RouteEntry.Metric(RouteEntry.Metric.Kind.MTU, 1400, true);
        assertThat(new RouteEntry.Metrics(List.of(mtu), Optional.empty(), false).isEmpty())
                .isFalse();
    }

    // Rules

    @Test
    void aRuleIsShownAsIpRuleWouldBeAskedForIt() {
        assertThat(rule(Family.IPV4, false, Optional.empty(), "", "", lookUp(200)))
                .hasToString("rule 1000 lookup 200");
        assertThat(rule(Family.IPV6, true, Optional.of(SIX), "eth0", "eth1", new RuleEntry.Action.LookUpVrf()))
                .hasToString(
                        "rule 1000 inet6 not from 2001:db8::/32 to 2001:db8::/32 iif eth0 oif eth1 fwmark 7 l3mdev");
        assertThat(rule(Family.IPV4, false, Optional.empty(), "", "", new RuleEntry.Action.GoTo(2000)))
                .hasToString("rule 1000 goto 2000");
        assertThat(rule(
                        Family.IPV4,
                        false,
                        Optional.empty(),
                        "",
                        "",
                        new RuleEntry.Action.Verdict(RuleEntry.Action.Verdict.Kind.PROHIBIT)))
                .hasToString("rule 1000 prohibit");
    }

    @Test
    void anActionHasTheKernelsNumber() {
        assertThat(lookUp(200).number()).isEqualTo(1);
        assertThat(new RuleEntry.Action.LookUpVrf().number()).isEqualTo(1);
        assertThat(new RuleEntry.Action.GoTo(5).number()).isEqualTo(2);
        assertThat(new RuleEntry.Action.Verdict(RuleEntry.Action.Verdict.Kind.NOP).number())
                .isEqualTo(3);
        assertThat(new RuleEntry.Action.Verdict(RuleEntry.Action.Verdict.Kind.UNREACHABLE).number())
                .isEqualTo(7);
    }

    @Test
    void aRuleMayNameInterfacesThatDoNotExist() {
        RuleEntry rule = rule(Family.IPV4, false, Optional.of(FOUR), "eth0", "eth1", lookUp(200));
        assertThat(rule.needsInterfaces()).isFalse();
        assertThat(rule.interfaces()).containsExactly("eth0", "eth1");
        assertThat(rule.key()).isEqualTo(RoutingKey.rule(Family.IPV4, 1000));
    }

    // How they are found again

    @Test
    void aRouteIsFoundAgainByItsLine() {
        RoutingTrace trace = RoutingTrace.of(route(FOUR, hop("192.0.2.1", "eth1"), 100, 5));
        assertThat(trace.text()).isEqualTo("route 198.51.100.0/24 100 5 0 1 18 eth1");
        assertThat(trace).hasToString("route 198.51.100.0/24 dev eth1 table 100 metric 5");
        assertThat(RoutingTrace.parse(trace.text())).contains(trace);
        assertThat(trace.withoutInterface().text()).endsWith(" -");
        assertThat(RoutingTrace.parse(trace.withoutInterface().text())).contains(trace.withoutInterface());
        assertThat(trace.protocol()).isEqualTo(18);
        assertThat(RoutingTrace.of(route(FOUR, hop("192.0.2.1", ""), 254, 0))).hasToString("route 198.51.100.0/24");
    }

    @Test
    void aRouteOfIpv6HasTheMetricOfTheKernelIfItAsksForNone() {
        assertThat(RoutingTrace.of(route(SIX, hop("", "eth1"), 254, 0)).text())
                .isEqualTo("route 2001:db8::/32 254 1024 0 1 18 eth1");
        assertThat(RoutingTrace.of(route(SIX, hop("", "eth1"), 254, 7)).text())
                .isEqualTo("route 2001:db8::/32 254 7 0 1 18 eth1");
    }

    @Test
    void aRouteOfSeveralLegsIsFoundByItsDestination() {
        RouteEntry legs = route(FOUR, hop("", "eth9"), 254, 0, new RouteEntry.Leg(hop("192.0.2.1", "eth1"), 1));
        assertThat(RoutingTrace.of(legs).text()).endsWith(" 18 -");
    }

    @Test
    void aRuleIsFoundAgainByItsLine() {
        RoutingTrace trace = RoutingTrace.of(rule(Family.IPV4, false, Optional.of(FOUR), "eth0", "eth1", lookUp(200)));
        assertThat(trace.text()).isEqualTo("rule 1000 1 200 18 198.51.100.0/24 198.51.100.0/24 7 eth0 eth1");
        assertThat(trace).hasToString("rule 1000 from 198.51.100.0/24 to 198.51.100.0/24 iif eth0 oif eth1 table 200");
        assertThat(RoutingTrace.parse(trace.text())).contains(trace);
        assertThat(trace.withoutInterface()).isSameAs(trace);
        RoutingTrace plain =
                RoutingTrace.of(rule(Family.IPV6, false, Optional.empty(), "", "", new RuleEntry.Action.GoTo(5)));
        assertThat(plain).hasToString("rule 1000 inet6");
        assertThat(RoutingTrace.parse(plain.text())).contains(plain);
        assertThat(plain.protocol()).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "route",
                "route 198.51.100.0/24 100 5 0 1 18",
                "route 198.51.100.0/33 100 5 0 1 18 eth1",
                "route 198.51.100/24 100 5 0 1 18 eth1",
                "route 198.51.100.0/24 100 5 0 1 18 eth1 more",
                "rule 1000 1 200 18 198.51.100.0/33 198.51.100.0/24 7 eth0 eth1",
                "rule 1000 1 200 18 198.51.100.0/24 198.51.100.0/33 7 eth0 eth1",
                "rule 1000 1 200 18 198.51.100.0/24 2001:db8::/32 7 eth0 eth1"
            })
    void anotherLineIsNone(String line) {
        assertThat(RoutingTrace.parse(line)).isEmpty();
    }
}
