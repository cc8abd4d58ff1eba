package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert6;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.NeighborAdvert;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;

/** Two nodes with one virtual router over IPv6: {@code a} should be MASTER, {@code b} stands by. */
final class Ipv6Pair {
    /** In the order of the configuration: the first one is link-local, as RFC 9568 5.2.9 wants it. */
    static final List<String> VIPS = List.of("fe80::77:100", "fd77::100", "fd77::9");

    static final int PRIORITY_A = 150;
    static final int PRIORITY_B = 100;
    private static final int VRID = 61;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    final Row row;
    final Node a;
    final Node b;
    private final Lab lab;

    Ipv6Pair(Lab lab, Row row) {
        this.lab = lab;
        this.row = row;
        this.a = lab.dualStackNode("a");
        this.b = lab.dualStackNode("b");
    }

    /** Starts {@code a}, waits until it is MASTER, starts {@code b} and waits until it has heard {@code a}. */
    Daemon start() {
        Daemon daemonA = start(a, row.master(), PRIORITY_A);
        awaitMaster(a, 0);
        Daemon daemonB = start(b, row.backup(), PRIORITY_B);
        daemonB.awaitLog("Entering BACKUP STATE", LIMIT);
        int heard = adverts(a).size();
        Await.until("more advertisements", LIMIT, () -> adverts(a).size() >= heard + 4);
        return daemonA;
    }

    private Daemon start(Node node, Program program, int priority) {
        return node.start(program, text(node, priority));
    }

    private String text(Node node, int priority) {
        String unicast = """
                    unicast_src_ip %s
                    unicast_peer {
                        %s
                    }
                """.formatted(source(node), source(node == a ? b : a));
        return """
                global_defs {
                    router_id lab
                    vrrp_version 3
                }
                vrrp_instance VI_6 {
                    interface eth0
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                %s    virtual_ipaddress {
                        %s/64
                        %s/64
                        %s
                    }
                }
                """.formatted(
                        VRID,
                        priority,
                        row.advertInterval(),
                        row.cast() == Row.Cast.UNICAST ? unicast : "",
                        VIPS.get(0),
                        VIPS.get(1),
                        VIPS.get(2));
    }

    /** Where a node's advertisements come from: its link-local address, or the configured one. */
    String source(Node node) {
        String number = node == a ? "1" : "2";
        return (row.cast() == Row.Cast.UNICAST ? "fd77::" : "fe80::77:") + number;
    }

    List<Advert6> adverts(Node from) {
        return lab.wire().adverts6(VRID, source(from));
    }

    /** Waits until a node that was silent at {@code sinceNs} advertises and holds the addresses. */
    Advert6 awaitMaster(Node node, long sinceNs) {
        Advert6 first = Await.value(
                "an advertisement of " + node.name(),
                LIMIT,
                () -> adverts(node).stream()
                        .filter(advert -> advert.timeNs() > sinceNs && advert.priority() > 0)
                        .findFirst());
        for (String vip : VIPS) {
            Await.until(vip + " on " + node.name(), LIMIT, () -> node.holds(vip));
        }
        return first;
    }

    Advert6 awaitResignation(Node node) {
        return Await.value(
                "priority 0 from " + node.name(),
                LIMIT,
                () -> adverts(node).stream()
                        .filter(advert -> advert.priority() == 0)
                        .findFirst());
    }

    void assertNoAddresses(Node node) {
        for (String vip : VIPS) {
            assertThat(node.holds(vip)).as(vip + " on " + node.name()).isFalse();
        }
    }

    /** After its first advertisement the new MASTER told every neighbour of every address. */
    void assertAnnounced(Node master, Advert6 first) {
        for (String vip : VIPS) {
            NeighborAdvert told = Await.value(
                    "a neighbour advertisement of " + vip + " by " + master.name(),
                    LIMIT,
                    () -> lab.wire().neighborAdverts(vip).stream()
                            .filter(packet -> packet.timeNs() > first.timeNs())
                            .findFirst());
            assertThat(told.source()).isEqualTo(vip);
            assertThat(told.override()).as("override flag").isTrue();
            assertThat(told.hopLimit()).isEqualTo(255);
            assertThat(told.targetMac()).isEqualTo(master.mac());
            assertThat(told.sourceMac()).isEqualTo(master.mac());
            assertThat(told.destinationMac()).isEqualTo("33:33:00:00:00:01");
        }
    }
}
