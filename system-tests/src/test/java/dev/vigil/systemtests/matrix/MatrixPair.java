package dev.vigil.systemtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.NeighborAdvert;
import dev.vigil.systemtests.lab.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Two nodes of one row: {@code a} should be MASTER, {@code b} stands by. */
final class MatrixPair {
    static final int PRIORITY_A = 150;
    static final int PRIORITY_B = 100;
    private static final int FIRST_VRID = 51;
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    final Node a;
    final Node b;
    private final MatrixRow row;
    private final Form form;
    private final Lab lab;
    private final Map<String, String> macs = new HashMap<>();

    MatrixPair(Lab lab, MatrixRow row) {
        this.lab = lab;
        this.row = row;
        this.form = row.form();
        this.a = form.ipv6() ? lab.dualStackNode("a") : lab.node("a");
        this.b = form.ipv6() ? lab.dualStackNode("b") : lab.node("b");
    }

    /** The numbers of the virtual routers: one, or the two of a group. */
    List<Integer> vrids() {
        return form.group() ? List.of(FIRST_VRID, FIRST_VRID + 1) : List.of(FIRST_VRID);
    }

    private List<String> addresses(int vrid) {
        int number = 100 + vrid - FIRST_VRID;
        return form.ipv6() ? List.of("fe80::77:" + number, "fd77::" + number) : List.of("10.77.0." + number);
    }

    private Stream<String> allAddresses() {
        return vrids().stream().flatMap(vrid -> addresses(vrid).stream());
    }

    Daemon startA() {
        return a.start(row.master(), text(PRIORITY_A, a, b));
    }

    Daemon startB() {
        return b.start(row.backup(), text(PRIORITY_B, b, a));
    }

    private String text(int priority, Node own, Node other) {
        StringBuilder text = new StringBuilder("global_defs {\n    router_id lab\n}\n");
        if (form.group()) {
            text.append("vrrp_sync_group G {\n    group {\n        VI_51\n        VI_52\n    }\n}\n");
        }
        vrids().forEach(vrid -> text.append(instance(vrid, priority, own, other)));
        return text.toString();
    }

    private String instance(int vrid, int priority, Node own, Node other) {
        List<String> lines = new ArrayList<>(List.of(
                "state BACKUP",
                "interface eth0",
                "version " + form.version(),
                "virtual_router_id " + vrid,
                "priority " + priority,
                "advert_int " + form.interval()));
        if (form.unicast()) {
            lines.add("unicast_src_ip " + peer(own));
            lines.add("unicast_peer {\n        " + peer(other) + "\n    }");
        }
        switch (form.proof()) {
            case NONE -> {}
            case PASS, AH ->
                lines.add("authentication {\n        auth_type " + form.proof() + "\n        auth_pass s3cret\n    }");
            case HMAC -> lines.add("auth_hmac {\n        key 8 hex:" + KEY + "\n        active_key 8\n    }");
        }
        if (form.vmac()) {
            lines.add("use_vmac");
        }
        String length = form.ipv6() ? "/64" : "/24";
        lines.add("virtual_ipaddress {\n        " + String.join(length + "\n        ", addresses(vrid)) + length
                + "\n    }");
        return "vrrp_instance VI_" + vrid + " {\n    " + String.join("\n    ", lines) + "\n}\n";
    }

    private String peer(Node node) {
        return form.ipv6() ? "fd77::" + (node == a ? 1 : 2) : node.address();
    }

    /** Every advertisement of the row's virtual routers with this priority. */
    List<Heard> heard(int vrid, int priority) {
        return lab.wire().frames().stream()
                .map(Heard::of)
                .flatMap(Optional::stream)
                .filter(heard -> heard.vrid() == vrid && heard.priority() == priority)
                .toList();
    }

    Heard awaitHeard(int vrid, int priority, long sinceNs) {
        return Await.value(
                "an advertisement of VRID " + vrid + " with priority " + priority,
                LIMIT,
                () -> heard(vrid, priority).stream()
                        .filter(heard -> heard.timeNs() > sinceNs)
                        .findFirst());
    }

    /** Waits until a node has all addresses, each where it belongs, and speaks for all virtual routers. */
    void awaitMaster(Node node, int priority, long sinceNs) {
        Await.until(
                "the addresses on " + node.name(), LIMIT, () -> allAddresses().allMatch(ip -> holds(node, ip)));
        vrids().forEach(vrid -> awaitHeard(vrid, priority, sinceNs));
    }

    void awaitNothingOn(Node node) {
        Await.until("no address on " + node.name(), LIMIT, () -> holdsNothing(node));
    }

    boolean holdsNothing(Node node) {
        String lines = node.must("ip", "-o", "addr", "show");
        return allAddresses().noneMatch(ip -> lines.contains(" " + ip + "/"));
    }

    private boolean holds(Node node, String ip) {
        return node.must("ip", "-o", "addr", "show")
                .lines()
                .filter(line -> line.contains(" " + ip + "/"))
                .anyMatch(line -> line.matches("\\d+: " + (form.vmac() ? "vrrp" : "eth0") + ".*"));
    }

    /** Since that moment a node has said on the segment where each address is: by its own or the virtual MAC address. */
    void assertAnnounced(Node node, long sinceNs) {
        for (int vrid : vrids()) {
            for (String ip : addresses(vrid)) {
                String mac = Await.value(
                        "an announcement of " + ip + " by " + node.name(), LIMIT, () -> announced(ip, sinceNs));
                assertThat(mac)
                        .as("where " + ip + " is said to be")
                        .isEqualTo(form.vmac() ? virtualMac(vrid) : mac(node));
            }
        }
    }

    private Optional<String> announced(String ip, long sinceNs) {
        Stream<? extends Frame> announcements =
                form.ipv6() ? lab.wire().neighborAdverts(ip).stream() : lab.wire().gratuitousArps(ip).stream();
        return announcements
                .filter(frame -> frame.timeNs() > sinceNs)
                .map(frame -> frame instanceof NeighborAdvert advert ? advert.targetMac() : ((Arp) frame).senderMac())
                .reduce((first, last) -> last);
    }

    /** What a node sends is what the row says, field by field. */
    void assertForm(Node node, Heard heard) {
        assertThat(heard.ipv6()).as("IPv6").isEqualTo(form.ipv6());
        assertThat(heard.version()).as("version").isEqualTo(form.version());
        assertThat(heard.unicast()).as("unicast").isEqualTo(form.unicast());
        assertThat(heard.proof()).as("proof").isEqualTo(form.proof());
        assertThat(heard.count())
                .as("addresses")
                .isEqualTo(addresses(heard.vrid()).size());
        // Unicast leaves from the interface below the virtual one.
        assertThat(heard.sourceMac())
                .as("sender")
                .isEqualTo(form.vmac() && !form.unicast() ? virtualMac(heard.vrid()) : mac(node));
    }

    private String virtualMac(int vrid) {
        return "00:00:5e:00:0" + (form.ipv6() ? 2 : 1) + ":" + Integer.toHexString(vrid);
    }

    private String mac(Node node) {
        return macs.computeIfAbsent(node.name(), name -> node.mac());
    }

    boolean hasVirtualInterface(Node node) {
        return node.must("ip", "-o", "link", "show").contains(": vrrp");
    }
}
