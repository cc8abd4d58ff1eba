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

/**
 * Two nodes with an outer and an inner network and an address on each, in one sync group: the switch is the outer network, a
 * cable from node to node the inner one.
 */
@LabTest
class GroupSystemTest {
    private static final String OUTER = "10.77.0.100";
    private static final String INNER = "10.78.0.100";
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration LATENESS = Duration.ofMillis(1500);

    private static final String RECORDER = "echo \"$@\" >> /run/lab/told\n";

    private static void wire(Node a, Node b) {
        a.addCableTo(b, "eth1");
        a.must("ip", "addr", "add", "10.78.0.1/24", "dev", "eth1");
        b.must("ip", "addr", "add", "10.78.0.2/24", "dev", "eth1");
    }

    private static String config(Node node, int priority, Row row, String members) {
        String record = node.script("record.sh", RECORDER);
        return """
                global_defs {
                    script_user root
                    vrrp_version %d
                }
                vrrp_sync_group G {
                    group {
                        %s
                    }
                    notify "%s"
                }
                %s%s""".formatted(
                        row.version(),
                        members,
                        record,
                        instance("outside", "eth0", 51, priority, row, OUTER, record),
                        instance("inside", "eth1", 52, priority, row, INNER, record));
    }

    private static String instance(
            String name, String interfaceName, int vrid, int priority, Row row, String address, String record) {
        return """
                vrrp_instance %s {
                    interface %s
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                    virtual_ipaddress {
                        %s/24
                    }
                    notify "%s"
                }
                """.formatted(name, interfaceName, vrid, priority, row.advertInterval(), address, record);
    }

    private static boolean holdsBoth(Node node) {
        String lines = node.addressLines();
        return lines.contains(OUTER + "/") && lines.contains(INNER + "/");
    }

    private static boolean holdsNone(Node node) {
        String lines = node.addressLines();
        return !lines.contains(OUTER + "/") && !lines.contains(INNER + "/");
    }

    private static List<String> told(Node node) {
        return node.read("/run/lab/told").lines().toList();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aCutOfOneLinkMovesBothAddressesAndItsEndBringsThemBack(Row row, Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        wire(a, b);
        Daemon daemonA = a.start(row.master(), config(a, Pair.PRIORITY_A, row, "outside\ninside"));
        Await.until("a has both addresses", LIMIT, () -> holdsBoth(a));
        b.start(row.backup(), config(b, Pair.PRIORITY_B, row, "outside\ninside"));
        Await.until("b has begun", LIMIT, () -> told(b).contains("INSTANCE inside BACKUP 100"));

        a.unplug();
        long cutNs = System.nanoTime();
        Await.until("a has none", LIMIT, () -> holdsNone(a));
        Await.until("b has both", LIMIT, () -> holdsBoth(b));
        assertThat(Duration.ofNanos(System.nanoTime() - cutNs))
                .isLessThan(Duration.ofNanos(row.masterDownNs(Pair.PRIORITY_B)).plus(LATENESS));
        Await.until("a has told of the fault", LIMIT, () -> told(a).contains("GROUP G FAULT 0"));
        assertThat(told(a)).contains("INSTANCE outside FAULT 150", "INSTANCE inside FAULT 150");

        a.plug();
        Await.until("a has both again", LIMIT, () -> holdsBoth(a) && holdsNone(b));
        Await.until("b has told of it", LIMIT, () -> told(b).contains("GROUP G MASTER 0"));
        assertThat(told(b)).contains("INSTANCE outside MASTER 100", "INSTANCE inside MASTER 100");

        daemonA.terminate();
        Await.until("b takes both over", LIMIT, () -> holdsBoth(b) && holdsNone(a));
        assertThat(told(a)).contains("GROUP G STOP 0", "INSTANCE outside STOP 150");
    }

    /** The outer network is parted while both carriers stay: the inner one still has a master that is heard. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aNodeThatStillHearsTheMasterOnOneLinkTakesNeitherAddress(Row row, Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        wire(a, b);
        a.start(row.master(), config(a, Pair.PRIORITY_A, row, "outside\ninside"));
        Await.until("a has both addresses", LIMIT, () -> holdsBoth(a));
        b.start(row.backup(), config(b, Pair.PRIORITY_B, row, "outside\ninside"));
        Await.until("b has begun", LIMIT, () -> told(b).contains("INSTANCE inside BACKUP 100"));
        lab.partition(a, b);
        Await.holds("b has none", Duration.ofSeconds(5), () -> holdsNone(b) && holdsBoth(a));
        lab.heal(a, b);
        Await.holds("nothing moves", Duration.ofSeconds(2), () -> holdsNone(b) && holdsBoth(a));
    }

    /** keepalived 2.2.7 is no model here: adding a member there may flap the group. */
    @Test
    @VigilPlays
    void aReloadThatAddsOrRemovesAMemberDoesNotMoveTheOthers(Lab lab) {
        Row row = Row.of(Program.VIGIL);
        Node a = lab.node("a");
        Node b = lab.node("b");
        wire(a, b);
        Daemon daemon = a.start(row.master(), config(a, Pair.PRIORITY_A, row, "outside"));
        Await.until("a has both addresses", LIMIT, () -> holdsBoth(a));
        Await.until(
                "a has told all of it",
                LIMIT,
                () -> told(a).containsAll(List.of(
                        "GROUP G MASTER 0", "INSTANCE outside MASTER 150", "INSTANCE inside MASTER 150")));
        int before = told(a).size();
        daemon.reload(config(a, Pair.PRIORITY_A, row, "outside\ninside"));
        Await.holds("a keeps both", Duration.ofSeconds(4), () -> holdsBoth(a));
        daemon.reload(config(a, Pair.PRIORITY_A, row, "inside"));
        Await.holds("a keeps both", Duration.ofSeconds(4), () -> holdsBoth(a));
        assertThat(told(a)).hasSize(before);
    }
}
