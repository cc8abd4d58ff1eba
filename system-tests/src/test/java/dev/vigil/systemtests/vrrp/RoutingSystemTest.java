package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes and rules of a master, as the kernel has them. */
@LabTest
class RoutingSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final List<String> ROUTES = List.of(
            "198.51.100.0/24 via 10.77.0.7 dev eth0 src 10.77.0.100 metric 50 mtu 1400 advmss lock 1300",
            "198.51.101.0/24 dev eth1 scope link rtt 500ms rto_min lock 300ms hoplimit 20 initcwnd 12 features ecn",
            "198.51.102.0/24 via 10.78.0.9 onlink dev eth1 quickack 1 congctl reno",
            "blackhole 203.0.113.0/24 table 77",
            "unreachable 203.0.114.0/24 metric 9",
            "prohibit 203.0.115.0/24 tos 0x10",
            "default via 10.77.0.8 table 100000",
            "192.0.2.0/24 nexthop via 10.77.0.7 dev eth0 weight 2 nexthop via 10.78.0.9 dev eth1 weight 1",
            "198.51.103.0/24 dev eth1 protocol static no_track",
            "198.51.104.0/24 dev eth1 encap ip id 7 dst 10.78.0.9 src 10.78.0.1 tos 4 ttl 9",
            "198.51.105.0/24 dev eth1 encap ip6 id 8 dst fd78::9 src fd78::1 tc 5 hoplimit 10",
            "2001:db8:1::/48 via fe80::7 dev eth0 pref high",
            "unreachable 2001:db8:2::/48 metric 77");
    private static final List<String> RULES = List.of(
            "from 10.77.0.0/24 table 100 preference 1000",
            "to 198.51.100.0/24 iif eth0 fwmark 0x5/0xff lookup 77 priority 1001",
            "from fd00:9::/64 table 100 priority 1002",
            "not from 10.4.0.0/16 tos 0x10 table 101 priority 1003",
            "from 10.5.0.0/16 blackhole priority 1004",
            "from 10.6.0.0/16 type prohibit priority 1005",
            "uidrange 1000-2000 ipproto tcp sport 80-90 table 55 priority 1006",
            "goto 2000 priority 1007",
            "from 10.7.0.0/16 lookup 100 suppress_prefixlength 0 preference 1008",
            "from 10.8.0.0/16 lookup 100 realms 3/4 preference 1009",
            "oif eth1 l3mdev preference 1010",
            "from 10.3.0.0/16 table main");

    private static Pair pair(Lab lab, Program program, List<String> routes, List<String> rules) {
        Pair pair = new Pair(lab, Row.of(program))
                .withSettingsA(
                        text -> text.line(block("virtual_routes", routes)).line(block("virtual_rules", rules)));
        pair.a.addCable("eth1", "far");
        pair.a.must("ip", "addr", "add", "10.78.0.1/24", "dev", "eth1");
        pair.a.must("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0", "net.ipv6.conf.all.disable_ipv6=0");
        return pair;
    }

    private static String block(String name, List<String> lines) {
        return name + " {\n        " + String.join("\n        ", lines) + "\n    }";
    }

    /** Everything of routing that a VRRP daemon may have put there, and nothing that comes with the interfaces. */
    private static String routing(Node node) {
        return node.must("ip", "route", "show", "table", "all", "protocol", "keepalived")
                + node.must("ip", "route", "show", "protocol", "static")
                + node.must("ip", "-6", "route", "show", "table", "all", "protocol", "keepalived")
                + node.must("ip", "rule")
                + node.must("ip", "-6", "rule");
    }

    @Test
    void theKernelHasTheSameAsWithKeepalivedAndNothingWhenTheDaemonIsNotMaster(Lab lab) {
        Pair pair = pair(lab, Program.KEEPALIVED, ROUTES, RULES);
        String before = routing(pair.a);
        Daemon keepalived = pair.startMasterAlone();
        Await.until("the last rule", LIMIT, () -> routing(pair.a).contains("lookup [l3mdev-table]"));
        String expected = routing(pair.a);
        keepalived.terminate();
        assertThat(routing(pair.a)).isEqualTo(before);

        Daemon vigil = pair.a.start(Program.VIGIL, pair.textA());
        vigil.awaitLog("Entering BACKUP STATE", LIMIT);
        assertThat(routing(pair.a)).as("as backup").isEqualTo(before);
        vigil.awaitLog("Entering MASTER STATE", LIMIT);
        Await.until("all rules", LIMIT, () -> routing(pair.a).contains("lookup [l3mdev-table]"));

        assertThat(routing(pair.a)).isEqualTo(expected);
        assertThat(expected.lines().filter(line -> line.contains("keepalived"))).hasSizeGreaterThan(10);
        vigil.terminate();
        assertThat(routing(pair.a)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void whatSomebodyElseRemovesComesBack(Program program, Lab lab) {
        Pair pair = pair(lab, program, ROUTES.subList(0, 1), RULES.subList(0, 1));
        Daemon master = pair.startMasterAlone();
        Await.until("the rule", LIMIT, () -> routing(pair.a).contains("lookup 100"));
        String all = routing(pair.a);

        pair.a.must("ip", "route", "del", "198.51.100.0/24");
        Await.until("the route", LIMIT, () -> routing(pair.a).equals(all));
        pair.a.must("ip", "rule", "del", "priority", "1000");
        Await.until("the rule again", LIMIT, () -> routing(pair.a).equals(all));

        if (program == Program.VIGIL) {
            String back = " was removed by something else, put it back";
            master.awaitLog("route 198.51.100.0/24 via 10.77.0.7 dev eth0 metric 50" + back, LIMIT);
            master.awaitLog("rule 1000 from 10.77.0.0/24 lookup 100" + back, LIMIT);
            assertThat(master.log()).doesNotContain("FAULT");
            assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anInterfaceOfARouteThatIsDownIsAFaultUnlessTheRouteIsNotTracked(Program program, Lab lab) {
        Pair pair =
                pair(lab, program, List.of("198.51.101.0/24 dev eth1", "198.51.102.0/24 dev eth1 no_track"), List.of());
        Daemon master = pair.startMasterAlone();
        Await.until("the route", LIMIT, () -> routing(pair.a).contains("198.51.102.0/24"));

        pair.a.must("ip", "link", "set", "eth1", "down");
        master.awaitLog("Entering FAULT STATE", LIMIT);
        Await.until("no route", LIMIT, () -> !routing(pair.a).contains("198.51.10"));

        pair.a.must("ip", "link", "set", "eth1", "up");
        Await.until("the routes again", LIMIT, () -> routing(pair.a).contains("198.51.101.0/24"));
        Await.until("the other", LIMIT, () -> routing(pair.a).contains("198.51.102.0/24"));
    }

    @Test
    @VigilPlays
    void aRouteThatIsNotTrackedGoesWithItsInterfaceAndComesBackWithoutAFault(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, List.of("198.51.102.0/24 dev eth1 no_track"), List.of());
        Daemon master = pair.startMasterAlone();
        Await.until("the route", LIMIT, () -> routing(pair.a).contains("198.51.102.0/24"));

        pair.a.must("ip", "link", "set", "eth1", "down");
        Await.until("no route", LIMIT, () -> !routing(pair.a).contains("198.51.102.0/24"));
        master.awaitLog("degraded: route 198.51.102.0/24 dev eth1: eth1 is set down", LIMIT);

        pair.a.must("ip", "link", "set", "eth1", "up");
        Await.until("the route again", LIMIT, () -> routing(pair.a).contains("198.51.102.0/24"));
        assertThat(master.log()).doesNotContain("FAULT");
    }

    @Test
    @VigilPlays
    void aReloadAddsAndRemovesWhatDiffersAndARefusalIsShown(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, List.of("198.51.101.0/24 dev eth1", "198.51.102.0/24 dev eth1"), RULES);
        Daemon master = pair.startMasterAlone();
        Await.until("the rules", LIMIT, () -> routing(pair.a).contains("l3mdev"));
        String rules = pair.a.must("ip", "rule");

        pair.withSettingsA(text -> text.line(block(
                        "virtual_routes",
                        List.of(
                                "198.51.101.0/24 dev eth1",
                                "198.51.105.0/24 dev eth1",
                                "198.51.106.0/24 via 10.99.0.1")))
                .line(block("virtual_rules", RULES)));
        master.reload(pair.textA());

        Await.until("the new route", LIMIT, () -> routing(pair.a).contains("198.51.105.0/24"));
        assertThat(routing(pair.a)).contains("198.51.101.0/24").doesNotContain("198.51.102.0/24", "198.51.106.0/24");
        assertThat(pair.a.must("ip", "rule")).isEqualTo(rules);
        master.awaitLog("add route 198.51.106.0/24 via 10.99.0.1: Network is unreachable", LIMIT);
        assertThat(pair.a.must(Program.vigilCommand("vigil"), "status", "--json"))
                .contains("add route 198.51.106.0/24 via 10.99.0.1: Network is unreachable");
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
    }

    @Test
    @VigilPlays
    void whatIsNotOursIsNeverTouched(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, List.of("198.51.101.0/24 dev eth1"), RULES.subList(0, 1));
        pair.a.must("ip", "route", "add", "198.51.101.0/24", "dev", "eth1", "proto", "static");
        pair.a.must("ip", "rule", "add", "from", "10.77.0.0/24", "table", "100", "priority", "1000");
        String before = routing(pair.a);
        Daemon master = pair.startMasterAlone();
        Await.until(
                "our route",
                LIMIT,
                () -> pair.a
                        .must("ip", "route", "show", "protocol", "keepalived")
                        .contains("198.51.101.0/24"));

        master.terminate();

        assertThat(routing(pair.a)).isEqualTo(before);
    }

    private static final String JOURNAL = "/run/vigil/control.journal";

    private static String withoutDaemon(Pair pair) {
        pair.a.must("ip", "route", "add", "198.51.101.0/24", "dev", "eth1", "proto", "static");
        pair.a.must("ip", "rule", "add", "from", "10.9.0.0/24", "table", "100", "priority", "1000");
        return routing(pair.a);
    }

    @Test
    @VigilPlays
    void cleanupAfterAKillRemovesWhatWasOursAndNothingElse(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, ROUTES, RULES);
        pair.a.must("ip", "-6", "route", "flush", "proto", "keepalived");
        String before = withoutDaemon(pair);
        Daemon master = pair.startMasterAlone();
        Await.until("the last rule", LIMIT, () -> routing(pair.a).contains("lookup [l3mdev-table]"));
        master.kill();
        assertThat(routing(pair.a)).isNotEqualTo(before);

        String output = pair.a.must(Program.vigilCommand("vigil"), "cleanup");

        assertThat(output).contains("removed route 203.0.113.0/24 table 77", "removed rule 1000 from 10.77.0.0/24");
        // Without the mark of a VRRP daemon nobody knows whose it is.
        assertThat(routing(pair.a).replace("198.51.103.0/24 dev eth1 \n", "")).isEqualTo(before);
        assertThat(pair.a.exists(JOURNAL)).isFalse();
    }

    @Test
    @VigilPlays
    void aStartAfterAKillRemovesWhatTheOldConfigurationHad(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, ROUTES.subList(0, 8), RULES);
        String before = withoutDaemon(pair);
        Daemon master = pair.startMasterAlone();
        Await.until("the last rule", LIMIT, () -> routing(pair.a).contains("lookup [l3mdev-table]"));
        master.kill();
        pair.withSettingsA(text -> text);

        Daemon next = pair.startA();

        next.awaitLog("Removed what an earlier run left behind: .*rule 1004 from 10.5.0.0/16", LIMIT);
        Await.until("nothing", LIMIT, () -> routing(pair.a).equals(before));
    }

    @Test
    @VigilPlays
    void theGuardianRemovesThemWhenTheDaemonIsKilled(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, ROUTES, RULES);
        String before = withoutDaemon(pair);
        pair.startMasterAlone();
        Await.until("the last rule", LIMIT, () -> routing(pair.a).contains("lookup [l3mdev-table]"));

        pair.a.must("kill", "-KILL", pair.a.read("/run/keepalived.pid").strip());

        Await.until("no address", LIMIT, () -> !pair.a.holds(Pair.VIP));
        Await.until(
                "nothing of ours",
                LIMIT,
                () -> routing(pair.a).replace("198.51.103.0/24 dev eth1 \n", "").equals(before));
    }
}
