package dev.vigil.systemtests.balance;

import static dev.vigil.systemtests.balance.BalanceSite.OWN;
import static dev.vigil.systemtests.balance.BalanceSite.SERVERS;
import static dev.vigil.systemtests.balance.BalanceSite.VIP;
import static dev.vigil.systemtests.balance.BalanceSite.VIP6;
import static dev.vigil.systemtests.balance.BalanceSite.server;
import static dev.vigil.systemtests.balance.BalanceSite.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Connections;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Virtual servers without IPVS: a director between clients and nginx on hosts of their own, as clients see it. */
@LabTest
class NftablesSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int WEB = 80;
    private static final int TIED = 81;
    private static final int SORRY = 82;
    private static final int MARKED = 83;

    private static String sorry() {
        return service(
                VIP + " " + SORRY,
                "lvs_sched rr\nprotocol TCP\nquorum 2\nsorry_server 10.78.3.2 8082",
                server(1, 1),
                server(2, 1));
    }

    private static String web(int first, int second, int third) {
        return service(
                VIP + " " + WEB, "lvs_sched wrr\nprotocol TCP", server(1, first), server(2, second), server(3, third));
    }

    private static String tied() {
        return service(
                VIP + " " + TIED,
                "lvs_sched rr\nprotocol TCP\npersistence_timeout 60",
                server(1, 1),
                server(2, 1),
                server(3, 1));
    }

    @Test
    @VigilPlays
    void aFailedServerLosesItsOwnConnectionsAndADrainedOneLosesNone(Lab lab) {
        BalanceSite site = new BalanceSite(lab);
        Daemon daemon = site.start(web(3, 2, 1) + tied() + sorry());
        site.awaitAnswers(WEB, "s1", "s2", "s3");

        assertThat(site.ask(VIP, WEB, 36)).isEqualTo(Map.of("s1", 18L, "s2", 12L, "s3", 6L));
        Map<String, Long> first = site.ask(VIP, TIED, 5);
        assertThat(first).as("a client is tied to its server").hasSize(1);

        Connections connections = Connections.open(site.client, VIP, WEB, 24);
        List<String> ofFailed = connections.to("s1");
        assertThat(ofFailed).hasSize(12);
        Node silent = site.servers.get("s1");
        silent.must("ip", "link", "set", "s1", "down");
        Await.until("its connections end", LIMIT, () -> connections.lost("s1").size() == ofFailed.size());
        assertThat(connections.reasons()).allMatch(reason -> reason.contains("reset"));
        site.awaitAnswers(WEB, "s2", "s3");
        site.awaitAnswers(SORRY, "sorry");
        assertThat(site.ask(VIP, TIED, 5)).hasSize(1).doesNotContainKeys("s1", "nobody");

        daemon.reload(BalanceSite.INSTANCE + web(3, 0, 1) + tied() + sorry());
        site.awaitAnswers(WEB, "s3");
        silent.must("ip", "link", "set", "s1", "up");
        silent.must("ip", "route", "replace", "default", "via", "10.78.1.1");
        site.awaitAnswers(WEB, "s1", "s3");
        site.awaitAnswers(SORRY, "s1", "s2");
        assertThat(connections.lost("s2")).as("drained").isEmpty();
        assertThat(connections.lost("s3")).as("untouched").isEmpty();

        assertThat(daemon.terminate().code()).isZero();
        assertThat(site.table()).isEmpty();
    }

    @Test
    @VigilPlays
    void bothFamiliesUdpAndMarksAreBalanced(Lab lab) {
        BalanceSite site = new BalanceSite(lab);
        SERVERS.forEach(name -> Client.answerDatagrams(site.servers.get(name), 53));
        site.director.must(
                "nft",
                "add table ip users; add chain ip users marks { type filter hook prerouting priority"
                        + " mangle; }; add rule ip users marks tcp dport 83 meta mark set 7");
        String users = site.table();
        String udp = "real_server 10.78.2.2 53 {\n weight 1\n}\n";
        Daemon daemon = site.start(service(
                        VIP6 + " " + WEB,
                        "lvs_sched rr\nprotocol TCP",
                        server("fd78:1::2", 1),
                        server("fd78:2::2", 1),
                        server("fd78:3::2", 1))
                + service(VIP + " 53", "lvs_sched rr\nprotocol UDP", udp)
                + service("fwmark 7", "lvs_sched sh\nprotocol TCP", server(1, 1), server(2, 1), server(3, 1)));
        Await.until("a table", LIMIT, () -> site.table().contains("fwmark/7/4"));

        assertThat(site.ask(VIP6, WEB, 6)).isEqualTo(Map.of("s1", 2L, "s2", 2L, "s3", 2L));
        assertThat(site.ask(VIP, MARKED, 6)).as("always the same").hasSize(1).doesNotContainKey("nobody");
        Client.byDatagrams(site.client, VIP, 53, Duration.ofMillis(50)).awaitAnswer("s2", 0, LIMIT);

        daemon.terminate();
        assertThat(site.table()).isEqualTo(users);
    }

    @Test
    @VigilPlays
    void aKilledDaemonLeavesItsTableToTheNextOneOrToCleanup(Lab lab) {
        BalanceSite site = new BalanceSite(lab);
        Daemon daemon = site.start(web(1, 1, 1) + tied());
        site.awaitAnswers(WEB, "s1", "s2", "s3");
        Map<String, Long> tied = site.ask(VIP, TIED, 3);
        Connections connections = Connections.open(site.client, VIP, WEB, 6);
        String numbers = numbers(site);
        assertThat(site.director.exec("nft", "delete", "table", name(site)).exitCode())
                .as("nobody else changes it")
                .isNotZero();

        daemon.kill();
        assertThat(numbers(site)).isEqualTo(numbers);
        site.director.must("nft", "flush map " + name(site) + " services4");
        Daemon second = site.start(web(1, 1, 1) + tied());
        site.awaitAnswers(WEB, "s1", "s2", "s3");
        assertThat(numbers(site)).isEqualTo(numbers);
        assertThat(site.ask(VIP, TIED, 3)).as("still tied").containsOnlyKeys(tied.keySet());
        assertThat(connections.reasons()).as("connections outlive the daemon").isEmpty();

        second.kill();
        assertThat(site.director.must(Program.vigilCommand("vigil"), "cleanup")).contains("removed table inet vigil");
        assertThat(site.table()).isEmpty();

        site.start(web(1, 1, 1)).kill();
        assertThat(site.table()).isNotEmpty();
        Daemon without = site.start("");
        without.awaitLog("Removed what an earlier run left behind: table inet vigil", LIMIT);
        assertThat(site.table()).isEmpty();
        without.terminate();

        Daemon refused = site.director.start(
                Program.VIGIL, BalanceSite.INSTANCE + service(VIP + " 80", "protocol TCP", server(1, 1)), OWN);
        assertThat(refused.awaitExit().code()).isNotZero();
        assertThat(refused.log()).contains("lvs_sched wlc (the default)", "write lvs_sched rr, wrr, sh or mh");
    }

    private static String name(BalanceSite site) {
        return site.table().lines().findFirst().orElseThrow().replaceAll("table (.*) \\{.*", "$1");
    }

    private static String numbers(BalanceSite site) {
        return site.director.must("nft", "list map " + name(site) + " servers4");
    }
}
