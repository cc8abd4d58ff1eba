package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses, routes and rules that are there whoever is master, as the kernel has them. */
@LabTest
class StaticObjectsSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final String STATICS = """
            static_ipaddress {
                10.90.0.1/24
            }
            global_defs {
                default_interface eth1
            }
            track_group mine {
                group {
                    VI_1
                }
            }
            static_ipaddress {
                10.79.0.1/24 brd + scope link label eth1:s
                10.79.1.1 peer 10.79.1.2 dev eth0
                10.79.2.1/24 dev eth1 noprefixroute TRACKED
                fd00:5::1/64 dev eth1
                fd00:6::1/128 dev eth1
                192.0.2.78 dev lo no_track
            }
            static_routes {
                198.51.100.0/24 via 10.78.0.9 dev eth1 metric 50 mtu 1400
                198.51.101.0/24 via 10.79.0.9 dev eth1 no_track
                198.51.102.0/24 dev eth1 protocol static no_track
                blackhole 203.0.113.0/24
                2001:db8:1::/48 via fd00:5::9 dev eth1
            }
            static_rules {
                from 10.4.0.0/16 table 100 priority 1000
                from 10.5.0.0/16 iif eth1 table 100 priority 1001
                to fd00:9::/64 table 100 priority 1002
            }
            """;

    private static String statics(String tracked) {
        return STATICS.replace("TRACKED", tracked);
    }

    private static Pair pair(Lab lab, Program program) {
        Pair pair = new Pair(lab, Row.of(program));
        pair.a.addCable("eth1", "far");
        pair.a.must("ip", "addr", "add", "10.78.0.1/24", "dev", "eth1");
        pair.a.must("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=0", "net.ipv6.conf.eth1.disable_ipv6=0");
        return pair;
    }

    private static Daemon master(Pair pair, Program program, String statics) {
        Daemon daemon = pair.a.start(program, statics + pair.textA());
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        return daemon;
    }

    /** Addresses, routes and rules but for what the kernel makes for itself, which comes in its own time. */
    private static String shown(Node node) {
        String addresses = node.must("ip", "-o", "addr", "show");
        String routes = node.must("ip", "route", "show", "table", "all")
                + node.must("ip", "-6", "route", "show", "table", "main");
        String rules = node.must("ip", "rule") + node.must("ip", "-6", "rule");
        return (addresses + routes + rules)
                .lines()
                .filter(line -> !line.contains("fe80") && !line.contains("ff00::"))
                .map(line -> line.replaceAll("proto kernel ", ""))
                .map(line -> line.replaceAll(" +", " ").strip())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theKernelHasTheSameAsWithKeepalivedAndNothingAfterTheEnd(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        String before = shown(pair.a);
        Daemon keepalived = master(pair, Program.KEEPALIVED, statics(""));
        String expected = shown(pair.a);
        assertThat(expected).contains("10.90.0.1/24", "eth1:s", "10.79.1.2", "fd00:6::1", "2001:db8:1::/48", "1002:");
        keepalived.terminate();
        // 2.2.7 leaves an address that has a peer.
        pair.a.must("ip", "addr", "del", "10.79.1.1", "peer", "10.79.1.2", "dev", "eth0");
        assertThat(shown(pair.a)).isEqualTo(before);

        Daemon vigil = master(pair, Program.VIGIL, statics(""));
        assertThat(shown(pair.a)).isEqualTo(expected);
        vigil.terminate();
        assertThat(shown(pair.a)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void whatSomebodyElseRemovesComesBack(Program program, Lab lab) {
        // 2.2.7 hears of routes only where an instance has some, and of rules likewise.
        Pair pair = pair(lab, program)
                .withSettingsA(text -> text.line("virtual_routes {\n198.51.120.0/24 via 10.78.0.9 dev eth1\n}")
                        .line("virtual_rules {\nfrom 10.8.0.0/16 table 100 priority 1003\n}"));
        Daemon daemon = master(pair, program, statics("track_group mine"));
        String all = shown(pair.a);

        pair.a.must("ip", "addr", "del", "10.79.2.1/24", "dev", "eth1");
        pair.a.must("ip", "addr", "del", "fd00:5::1/64", "dev", "eth1");
        Await.until(
                "the addresses",
                LIMIT,
                () -> shown(pair.a).contains("inet 10.79.2.1/24")
                        && shown(pair.a).contains("inet6 fd00:5::1"));
        pair.a.must("ip", "route", "del", "198.51.100.0/24");
        Await.until("the route", LIMIT, () -> shown(pair.a).contains("198.51.100.0/24"));
        pair.a.must("ip", "rule", "del", "priority", "1001");
        Await.until("the rule", LIMIT, () -> shown(pair.a).contains("1001:"));

        Await.until("all", LIMIT, () -> without2001(shown(pair.a)).equals(without2001(all)));
        assertThat(daemon.log()).doesNotContain("FAULT");
        if (program == Program.VIGIL) {
            assertThat(daemon.log()).contains("10.79.2.1 was removed from eth1 by something else, put it back");
        }
    }

    /** The route over an IPv6 address goes with it. */
    private static String without2001(String shown) {
        return shown.lines().filter(line -> !line.contains("2001:")).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theInterfaceOfATrackedStaticObjectIsAFaultWhileItIsDown(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        Daemon daemon = master(pair, program, statics("track_group mine"));

        pair.a.must("ip", "link", "set", "eth1", "down");
        daemon.awaitLog("Entering FAULT STATE", LIMIT);
        pair.a.must("ip", "link", "set", "eth1", "up");

        Await.until("master again", LIMIT, () -> pair.a.holds(Pair.VIP));
        Await.until("the routes", LIMIT, () -> shown(pair.a).contains("198.51.100.0/24"));
        Await.until("the IPv6 address", LIMIT, () -> shown(pair.a).contains("inet6 fd00:5::1"));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void thatOfOneInNoGroupIsNone(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        Daemon daemon = master(pair, program, statics(""));

        pair.a.must("ip", "link", "set", "eth1", "down");
        Await.until("no route", LIMIT, () -> !shown(pair.a).contains("198.51.100.0/24"));
        pair.a.must("ip", "link", "set", "eth1", "up");
        Await.until("the routes", LIMIT, () -> shown(pair.a).contains("198.51.100.0/24"));

        assertThat(daemon.log()).doesNotContain("FAULT");
    }

    @Test
    @VigilPlays
    void aReloadTouchesOnlyWhatDiffers(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        Daemon daemon = master(pair, Program.VIGIL, statics(""));
        String all = shown(pair.a);
        var changes = pair.a.watchAddresses();

        daemon.reload(statics("").replace("10.90.0.1/24", "10.91.0.1/24") + pair.textA());

        Await.until("the new address", LIMIT, () -> shown(pair.a).contains("inet 10.91.0.1"));
        Await.until("not the old one", LIMIT, () -> !shown(pair.a).contains("inet 10.90.0.1"));
        assertThat(shown(pair.a)).isEqualTo(sorted(all.replace("10.90.0.", "10.91.0.")));
        assertThat(changes.get()).doesNotContain("10.79.");
    }

    private static String sorted(String lines) {
        return lines.lines().sorted().collect(Collectors.joining("\n"));
    }

    @Test
    @VigilPlays
    void aRouterStandsOnAStaticAddress(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        pair.a.must("ip", "addr", "flush", "dev", "eth0");

        Daemon daemon = pair.a.start(
                Program.VIGIL, "static_ipaddress {\n    " + pair.a.address() + "/24 dev eth0\n}\n" + pair.textA());

        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(daemon.log()).doesNotContain("FAULT");
        daemon.terminate();
        assertThat(pair.a.holds(pair.a.address())).isFalse();
    }

    @Test
    @VigilPlays
    void whatTheHostHadBeforeStaysWithIt(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        pair.a.must("ip", "addr", "add", "10.90.0.1/24", "dev", "eth1");
        pair.a.must("ip", "route", "add", "198.51.100.0/24", "via", "10.78.0.9", "dev", "eth1", "metric", "50");
        String before = shown(pair.a);
        Daemon daemon = master(pair, Program.VIGIL, statics(""));

        daemon.terminate();

        assertThat(shown(pair.a)).isEqualTo(before);
    }

    private static final String DATA = "/run/lab/keepalived.data";

    /** What the dump says of static objects, and of the routes and rules of an instance. */
    private static List<String> dumped(Pair pair, Program program) {
        Daemon daemon = master(pair, program, statics("track_group mine"));
        daemon.signal("USR1");
        Await.until(
                "the dump",
                LIMIT,
                () -> pair.a.exists(DATA) && pair.a.read(DATA).contains("Virtual Rules :"));
        List<String> lines = new ArrayList<>();
        boolean wanted = false;
        for (String line : pair.a.read(DATA).lines().toList()) {
            boolean title = line.startsWith("------<") || line.startsWith("   Virtual R");
            wanted = title ? line.contains("Static") || line.contains("Virtual R") : wanted;
            wanted &= title || line.startsWith("     ") || line.contains("Track Group") || line.contains("member");
            if (wanted) {
                lines.add(line.replaceAll(" \\[installed ifindex \\d+]", ""));
            }
        }
        pair.a.delete(DATA);
        daemon.terminate();
        return lines;
    }

    @Test
    @VigilPlays
    void theDumpHasKeepalivedsLines(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL)
                .withSettingsA(text -> text.line("virtual_routes {\n198.51.120.0/24 via 10.78.0.9 dev eth1 metric 7\n}")
                        .line("virtual_rules {\nfrom 10.8.0.0/16 table 100 priority 1003\n}"));

        List<String> theirs = dumped(pair, Program.KEEPALIVED);
        pair.a.must("ip", "addr", "del", "10.79.1.1", "peer", "10.79.1.2", "dev", "eth0");

        assertThat(theirs).hasSizeGreaterThan(20);
        assertThat(dumped(pair, Program.VIGIL)).isEqualTo(theirs);
    }

    @Test
    @VigilPlays
    void theInterfacesOfAGarpGroupWaitForEachOther(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL)
                .withSettingsA(text -> text.line("virtual_ipaddress_excluded {\n10.78.0.100 dev eth1\n}"));
        Daemon _ = pair.a.start(
                Program.VIGIL, "garp_group {\ngarp_interval 0.4\ninterfaces {\neth0\neth1\n}\n}\n" + pair.textA());
        Await.until(
                "announcements", LIMIT, () -> pair.wire.gratuitousArps(Pair.VIP).size() >= 3);

        List<Arp> arps = pair.wire.gratuitousArps(Pair.VIP);
        for (int index = 1; index < arps.size(); index++) {
            // One for eth1 lies between two for eth0.
            assertThat(arps.get(index).timeNs() - arps.get(index - 1).timeNs()).isGreaterThan(700_000_000L);
        }
    }

    @Test
    @VigilPlays
    void cleanupAfterAKillRemovesThem(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        String before = shown(pair.a);
        Daemon daemon = master(pair, Program.VIGIL, statics(""));
        daemon.kill();

        String output = pair.a.must(Program.vigilCommand("vigil"), "cleanup");

        assertThat(output)
                .contains("10.79.0.1/24 on eth1", "route 203.0.113.0/24", "rule 1001 from 10.5.0.0/16 iif eth1");
        assertThat(shown(pair.a).replace("198.51.102.0/24 dev eth1 proto static\n", ""))
                .isEqualTo(before);
    }

    @Test
    @VigilPlays
    void theGuardianRemovesThemWhenTheDaemonIsKilled(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        String before = shown(pair.a);
        Daemon _ = master(pair, Program.VIGIL, statics(""));

        pair.a.must("kill", "-KILL", pair.a.read("/run/keepalived.pid").strip());

        Await.until(
                "nothing of ours",
                LIMIT,
                () -> shown(pair.a)
                        .replace("198.51.102.0/24 dev eth1 proto static\n", "")
                        .equals(before));
    }
}
