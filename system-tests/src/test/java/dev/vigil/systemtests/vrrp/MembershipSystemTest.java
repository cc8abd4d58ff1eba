package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a node tells switches and routers of the groups that it is in. A report with a virtual MAC address would teach a switch
 * that the master is where a backup is.
 */
@LabTest
class MembershipSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String VIP = "10.77.0.100";
    private static final String SIX = "fd77::100";
    private static final String REPORTS = "net.ipv4.igmp_link_local_mcast_reports";
    private static final String PROMOTION = "net.ipv4.conf.eth0.promote_secondaries";

    private static String config(String global, String instance) {
        return """
                global_defs {
                    %s
                }
                vrrp_instance four {
                    interface eth0
                    use_vmac
                    virtual_router_id 51
                    %s
                    version 3
                    advert_int 0.3
                    virtual_ipaddress {
                        %s/24
                    }
                }
                vrrp_instance six {
                    interface eth0
                    use_vmac
                    virtual_router_id 52
                    %s
                    advert_int 0.3
                    virtual_ipaddress {
                        fe80::77:100/64
                        %s/64
                    }
                }
                """.formatted(global, instance, VIP, instance, SIX);
    }

    private static String ruleset(Node node) {
        return node.must("nft", "list", "ruleset")
                .replaceAll("(?m)^table (.*) \\{.*$", "table $1 {")
                .replaceAll("(?m)^\\s*flags owner\\n", "")
                .replaceAll("packets \\d+ bytes \\d+", "")
                .replaceAll("(?m)\\s+$", "");
    }

    private static void awaitMaster(Node node) {
        Await.until("the addresses", LIMIT, () -> holds(node, VIP) && holds(node, SIX));
    }

    private static boolean holds(Node node, String ip) {
        return node.must("ip", "-o", "addr", "show").contains(" " + ip + "/");
    }

    private static String setting(Node node, String name) {
        return node.must("sysctl", "-n", name).strip();
    }

    private static String text(Node node, Path log) {
        return String.join("\n", node.logLines(log));
    }

    @ParameterizedTest
    @CsvSource({"'',accept", "nftables_counters,no_accept", "disable_local_igmp,accept"})
    void theRulesAreThoseOfKeepalivedAndGoneAfterwards(String global, String instance, Lab lab) {
        Node a = lab.dualStackNode("a");
        String text = config(global, instance);
        Daemon keepalived = a.start(Program.KEEPALIVED, text);
        awaitMaster(a);
        String expected = ruleset(a);
        keepalived.terminate();
        assertThat(expected).contains("\"vrrp.52\" : \"eth0\"");

        Daemon vigil = a.start(Program.VIGIL, text);
        awaitMaster(a);
        assertThat(ruleset(a)).isEqualTo(expected);
        vigil.terminate();
        assertThat(ruleset(a)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void noReportLeavesWithAVirtualAddress(Program program, Lab lab) {
        Node a = lab.dualStackNode("a");
        Node b = lab.dualStackNode("b");
        Path heard = b.newLog("reports");
        b.spawn(
                heard,
                List.of("tcpdump", "-l", "-n", "-e", "-v", "-i", "eth0", "igmp or (ip6[6] == 0 and ip6[48] == 143)"));
        Await.until("tcpdump", LIMIT, () -> text(b, heard).contains("listening"));
        Daemon daemon = a.start(program, config("", ""));
        awaitMaster(a);
        Await.until(
                "reports of the groups of VRRP",
                LIMIT,
                () -> text(b, heard).contains("gaddr 224.0.0.18")
                        && text(b, heard).contains("gaddr ff02::12"));
        daemon.terminate();
        assertThat(text(b, heard)).contains(a.mac()).doesNotContain("00:00:5e:00:0");
    }

    /** Without an interface of its own, which promotes in any case. */
    private static String plain(String global, String instance) {
        return config(global, instance).replace("use_vmac", "");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void settingsThatAreAskedForHoldWhileItRuns(Program program, Lab lab) {
        Node a = lab.dualStackNode("a");
        assertThat(List.of(setting(a, REPORTS), setting(a, PROMOTION))).containsExactly("1", "0");
        Daemon daemon = a.start(program, plain("disable_local_igmp", "promote_secondaries"));
        awaitMaster(a);
        assertThat(List.of(setting(a, REPORTS), setting(a, PROMOTION))).containsExactly("0", "1");
        daemon.terminate();
        assertThat(List.of(setting(a, REPORTS), setting(a, PROMOTION))).containsExactly("1", "0");
    }

    @Test
    @VigilPlays
    void aReloadAndTheGuardianPutThemBack(Lab lab) {
        Node a = lab.dualStackNode("a");
        Daemon daemon = a.start(Program.VIGIL, plain("disable_local_igmp", "promote_secondaries"));
        awaitMaster(a);
        daemon.reload(config("", ""));
        Await.until("as before", LIMIT, () -> setting(a, REPORTS).equals("1"));
        assertThat(setting(a, PROMOTION)).isEqualTo("0");
        Await.until("a rule for IPv4", LIMIT, () -> ruleset(a).contains("\"vrrp.51\" : \"eth0\""));

        daemon.reload(config("disable_local_igmp", ""));
        Await.until("as asked", LIMIT, () -> setting(a, REPORTS).equals("0"));
        Await.until("no rule for IPv4", LIMIT, () -> !ruleset(a).contains("\"vrrp.51\""));
        a.must("kill", "-KILL", a.read("/run/keepalived.pid").strip());
        Await.until("as before", LIMIT, () -> setting(a, REPORTS).equals("1"));
    }
}
