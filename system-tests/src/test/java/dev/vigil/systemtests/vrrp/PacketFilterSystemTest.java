package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a master with {@code no_accept} drops, as nftables has it and as somebody beside it sees it. */
@LabTest
class PacketFilterSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String FOUR = "10.77.0.100";
    private static final String SIX = "fd77::100";

    private static String config(String global, String instance) {
        return """
                global_defs {
                    %s
                }
                vrrp_instance four {
                    interface eth0
                    virtual_router_id 51
                    %s
                    version 3
                    advert_int 0.3
                    virtual_ipaddress {
                        %s/24
                        10.77.0.101/24
                    }
                    virtual_ipaddress_excluded {
                        10.77.0.102/24
                    }
                }
                vrrp_instance six {
                    interface eth0
                    virtual_router_id 52
                    %s
                    advert_int 0.3
                    virtual_ipaddress {
                        fe80::77:100/64
                        %s/64
                    }
                }
                """.formatted(global, instance, FOUR, instance, SIX);
    }

    private static String ruleset(Node node) {
        return node.must("nft", "list", "ruleset")
                .replaceAll("(?m)^table (.*) \\{.*$", "table $1 {")
                .replaceAll("(?m)^\\s*flags owner\\n", "")
                .replaceAll("packets \\d+ bytes \\d+", "")
                .replaceAll("(?m)\\s+$", "");
    }

    private static Node host(Lab lab) {
        return lab.dualStackNode("a");
    }

    private static boolean answers(Node asker, String address) {
        return asker.exec("ping", "-c", "1", "-W", "1", address).exitCode() == 0;
    }

    private static void awaitMaster(Node node) {
        Await.until("the addresses", LIMIT, () -> node.holds(FOUR) && node.holds(SIX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nftables ha\nnftables_priority -10\nnftables_counters"})
    void theTablesAreThoseOfKeepalivedAndGoneAfterwards(String global, Lab lab) {
        Node a = host(lab);
        String text = config(global, "no_accept");
        Daemon keepalived = a.start(Program.KEEPALIVED, text);
        awaitMaster(a);
        String expected = ruleset(a);
        keepalived.terminate();
        assertThat(expected).contains(FOUR, "10.77.0.102", SIX, "fe80::77:100 . \"eth0\"");

        Daemon vigil = a.start(Program.VIGIL, text);
        awaitMaster(a);
        assertThat(ruleset(a)).isEqualTo(expected);
        vigil.terminate();
        assertThat(ruleset(a)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMasterAnswersForItsAddressesOnlyIfItAcceptsThem(Program program, Lab lab) {
        Node a = host(lab);
        Node b = lab.dualStackNode("b");
        Daemon daemon = a.start(program, config("", "no_accept"));
        awaitMaster(a);
        assertThat(answers(b, FOUR)).isFalse();
        assertThat(answers(b, SIX)).isFalse();
        assertThat(b.must("ip", "neigh", "show", FOUR))
                .as("it is found nevertheless")
                .contains(a.mac());
        assertThat(b.must("ip", "neigh", "show", SIX))
                .as("it is found nevertheless")
                .contains(a.mac());

        daemon.terminate();
        Daemon accepting = a.start(program, config("", "accept"));
        awaitMaster(a);
        assertThat(answers(b, FOUR)).isTrue();
        assertThat(answers(b, SIX)).isTrue();
        accepting.terminate();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anOwnerAcceptsWhateverIsConfigured(Program program, Lab lab) {
        Node a = host(lab);
        Node b = lab.dualStackNode("b");
        a.start(program, config("", "no_accept\npriority 255\nstate MASTER"));
        awaitMaster(a);
        assertThat(answers(b, FOUR)).isTrue();
        assertThat(ruleset(a)).doesNotContain(FOUR);
    }

    @Test
    @VigilPlays
    void strictModeDropsWithoutBeingTold(Lab lab) {
        Node a = host(lab);
        Node b = lab.dualStackNode("b");
        a.start(Program.VIGIL, config("vrrp_strict", "priority 150"));
        awaitMaster(a);
        assertThat(answers(b, FOUR)).isFalse();
    }

    @Test
    @VigilPlays
    void aReloadChangesWhatIsDroppedAndWhere(Lab lab) {
        Node a = host(lab);
        Node b = lab.dualStackNode("b");
        Daemon daemon = a.start(Program.VIGIL, config("", "accept"));
        awaitMaster(a);
        assertThat(ruleset(a)).isEmpty();

        daemon.reload(config("", "no_accept"));
        Await.until("a filter", LIMIT, () -> ruleset(a).contains("table ip keepalived"));
        assertThat(answers(b, FOUR)).isFalse();
        daemon.reload(config("nftables ha", "no_accept"));
        Await.until("another table", LIMIT, () -> ruleset(a).contains("table ip6 ha"));
        assertThat(ruleset(a)).contains(FOUR, SIX).doesNotContain("keepalived");
        daemon.reload(config("nftables ha", "accept"));
        Await.until(
                "no addresses",
                LIMIT,
                () -> !ruleset(a).contains(FOUR) && !ruleset(a).contains(SIX));
        assertThat(answers(b, FOUR)).isTrue();
        assertThat(daemon.log()).doesNotContain("FAULT");
    }

    @Test
    @VigilPlays
    void whatOthersFlushStaysAndAKilledDaemonLeavesNothing(Lab lab) {
        Node a = host(lab);
        Daemon daemon = a.start(Program.VIGIL, config("", "no_accept"));
        awaitMaster(a);
        String before = ruleset(a);
        a.must("nft", "flush", "ruleset");
        assertThat(ruleset(a)).isEqualTo(before);
        daemon.kill();
        Await.until("no tables", LIMIT, () -> ruleset(a).isEmpty());
    }

    @Test
    @VigilPlays
    void aTableOfSomebodyElseIsLeftAloneAndNamed(Lab lab) {
        Node a = host(lab);
        a.must("nft", "add", "table", "ip", "keepalived");
        Daemon daemon = a.start(Program.VIGIL, config("", "no_accept"));
        awaitMaster(a);
        daemon.awaitLog("nftables has a table keepalived that is not ours, and it is left alone", LIMIT);
        assertThat(ruleset(a)).contains("table ip keepalived").doesNotContain(FOUR);
        a.must("nft", "delete", "table", "ip", "keepalived");
        Await.until("a filter of our own", LIMIT, () -> ruleset(a).contains(FOUR));
    }
}
