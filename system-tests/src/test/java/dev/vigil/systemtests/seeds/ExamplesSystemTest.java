package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each set-up of examples/ with Vigil and keepalived on its nodes, in either order: what fails over is what the other expects. */
@LabTest
class ExamplesSystemTest {
    private static final Duration LIMIT = Example.LIMIT;
    private static final Duration PAUSE = Duration.ofMillis(10);

    static Stream<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(Example.folder(""))) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** One file at a time, and all of a cluster together; the lines for SNMP are those that are to come. */
    @ParameterizedTest
    @MethodSource("names")
    void nothingIsFoundInTheFiles(String name) {
        for (String command : List.of("check", "lint")) {
            List<String> words = new ArrayList<>(List.of(Program.vigilCommand("vigil"), command, "--brief"));
            words.addAll(Example.configurations(name));
            Shell.Outcome outcome = Shell.run(words);
            List<String> findings = outcome.output()
                    .lines()
                    .filter(line -> line.matches(".*\\[VGL\\d+]"))
                    .toList();
            if (name.equals("ansible-style")) {
                assertThat(findings)
                        .hasSize(4)
                        .allMatch(line -> line.matches(".*enable_(snmp_vrrp|traps) has no effect yet.*"));
            } else {
                assertThat(findings).isEmpty();
                assertThat(outcome.exitCode()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void haproxyPair(Programs programs, Lab lab) {
        Example example = new Example(lab, "haproxy-pair");
        Node lb1 = example.node("lb1", "203.0.113.1/24");
        Node lb2 = example.node("lb2", "203.0.113.2/24");
        Node gateway = lab.node("gateway", "203.0.113.254/24");
        lb1.addCableTo(lb2, "eth1");
        lb1.must("ip", "addr", "add", "10.3.3.1/24", "dev", "eth1");
        lb2.must("ip", "addr", "add", "10.3.3.2/24", "dev", "eth1");
        for (Node node : List.of(lb1, lb2)) {
            example.startHaproxy(node);
            example.startMailRelay(node);
        }
        String[] addresses = {"203.0.113.61", "10.3.3.61"};
        List<Daemon> daemons = example.start(programs, lb1, lb2, addresses);
        Client client = Client.byHttp(gateway, addresses[0], 80, PAUSE);
        client.awaitAnswer("lb1", 0, LIMIT);
        assertThat(defaultRoute(lb1)).contains("via 203.0.113.254 dev eth0");
        assertThat(defaultRoute(lb2)).isEmpty();

        long killedNs = Deployment.nowNs();
        example.killHaproxy(lb1);
        example.awaitHolder(lb2, lb1, addresses);
        client.awaitAnswer("lb2", killedNs, LIMIT);
        Await.until("the default route on lb2", LIMIT, () -> defaultRoute(lb2).contains("via 203.0.113.254 dev eth0"));
        assertThat(defaultRoute(lb1)).isEmpty();
        Example.awaitRecord(lb1, "backup", "master", "fault");

        example.startHaproxy(lb1);
        Example.awaitRecord(lb1, "backup", "master", "fault", "backup");
        Await.holds("nobody preempts", Duration.ofSeconds(2), () -> lb2.holds(addresses[0]));
        daemons.getLast().terminate();
        example.awaitHolder(lb1, lb2, addresses);
        Example.awaitRecord(lb1, "backup", "master", "fault", "backup", "master");
        Example.awaitRecord(lb2, "backup", "master");
        example.awaitSubjects(lb1, groupSubjects("lb1", "BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER"));
        example.awaitSubjects(lb2, groupSubjects("lb2", "BACKUP", "MASTER"));
        assertThat(example.mailLines(lb1, "From: ")).containsOnly("From: keepalived@lb1.lan");
    }

    private static String defaultRoute(Node node) {
        return node.must("ip", "-4", "route", "show", "default");
    }

    private static String[] groupSubjects(String node, String... states) {
        return Stream.of(states)
                .map(state -> "[" + node + "] VRRP Group VG1 - Entering " + state + " state")
                .toArray(String[]::new);
    }

    private static String[] subjects(String node, String... states) {
        return Stream.of(states)
                .map(state -> "[" + node + "] VRRP Instance VI_1 - Entering " + state + " state")
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void nginxPair(Programs programs, Lab lab) {
        Example example = new Example(lab, "nginx-pair");
        Node web1 = example.node("web1", "192.168.1.101/24");
        Node web2 = example.node("web2", "192.168.1.102/24");
        for (Node node : List.of(web1, web2)) {
            example.startNginx(node);
            example.startMailRelay(node);
        }
        example.start(programs, web1, web2, "192.168.1.100");
        Client client = Client.byHttp(lab.node("client", "192.168.1.9/24"), "192.168.1.100", 80, PAUSE);
        client.awaitAnswer("web1", 0, LIMIT);

        long killedNs = Deployment.nowNs();
        example.killNginx(web1);
        client.awaitAnswer("web2", killedNs, LIMIT);
        example.awaitHolder(web2, web1, "192.168.1.100");
        long mendedNs = Deployment.nowNs();
        example.startNginx(web1);
        client.awaitAnswer("web1", mendedNs, LIMIT);
        example.awaitHolder(web1, web2, "192.168.1.100");

        example.awaitSubjects(web1, subjects("web1", "BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER"));
        example.awaitSubjects(web2, subjects("web2", "BACKUP", "MASTER", "BACKUP"));
        assertThat(String.join(" ", example.mailLines(web1, "To: "))).contains("root@localhost", "oncall@ops.lan");
        Example.awaitRecord(
                web2,
                "web2: VI_1 is BACKUP with priority 90",
                "web2: VI_1 is MASTER with priority 90",
                "web2: VI_1 is BACKUP with priority 90");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void dualStack(Programs programs, Lab lab) {
        Example example = new Example(lab, "dual-stack");
        Node gate1 = example.dualStackNode("gate1", "192.0.2.1/24", "fe80::1/64", "2001:db8::1/64");
        Node gate2 = example.dualStackNode("gate2", "192.0.2.2/24", "fe80::2/64", "2001:db8::2/64");
        Node client = lab.dualStackNode("client", "192.0.2.9/24", "fe80::9/64", "2001:db8::9/64");
        example.startNginx(gate1);
        example.startNginx(gate2);
        String[] addresses = {"192.0.2.100", "fe80::64", "2001:db8::100"};
        example.start(programs, gate1, gate2, addresses);
        Client by4 = Client.byHttp(client, "192.0.2.100", 80, PAUSE);
        Client by6 = Client.byHttp(client, "2001:db8::100", 80, PAUSE);
        by4.awaitAnswer("gate1", 0, LIMIT);
        by6.awaitAnswer("gate1", 0, LIMIT);

        long killedNs = Deployment.nowNs();
        example.killNginx(gate1);
        by4.awaitAnswer("gate2", killedNs, LIMIT);
        by6.awaitAnswer("gate2", killedNs, LIMIT);
        example.awaitHolder(gate2, gate1, addresses);
        long mendedNs = Deployment.nowNs();
        example.startNginx(gate1);
        by4.awaitAnswer("gate1", mendedNs, LIMIT);
        by6.awaitAnswer("gate1", mendedNs, LIMIT);
        example.awaitHolder(gate1, gate2, addresses);
        assertThat(lab.wire().adverts6(64, "fe80::2")).isNotEmpty();
        assertThat(lab.wire().adverts(64, gate2)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void unicastThree(Programs programs, Lab lab) {
        Example example = new Example(lab, "unicast-three");
        Node node1 = example.node("node1", "10.20.30.1/24");
        Node node2 = example.node("node2", "10.20.30.2/24");
        Node node3 = example.node("node3", "10.20.30.3/24");
        for (Node node : List.of(node1, node2, node3)) {
            example.startNginx(node);
        }
        String address = "10.20.30.100";
        Daemon second = example.start(programs, node1, node2, address).getLast();
        example.start(programs.a(), node3).awaitLog("Entering BACKUP STATE", LIMIT);
        Client client = Client.byHttp(lab.node("client", "10.20.30.9/24"), address, 80, PAUSE);
        client.awaitAnswer("node1", 0, LIMIT);

        long cutNs = Deployment.nowNs();
        node1.unplug();
        client.awaitAnswer("node2", cutNs, LIMIT);
        long endNs = Deployment.nowNs();
        second.terminate();
        client.awaitAnswer("node3", endNs, LIMIT);
        long mendedNs = Deployment.nowNs();
        node1.plug();
        client.awaitAnswer("node1", mendedNs, LIMIT);
        example.awaitHolder(node1, node3, address);

        assertThat(client.answerers(cutNs)).contains("node1", "node2", "node3");
        assertThat(lab.wire().adverts(33))
                .noneMatch(advert -> advert.destination().startsWith("224."));
        assertThat(lab.wire().adverts(33, node2)).anyMatch(advert -> advert.priority() == 0);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void cloudHavip(Programs programs, Lab lab) {
        Example example = new Example(lab, "cloud-havip");
        Node vm1 = example.node("vm1", "172.16.16.6/16");
        Node vm2 = example.node("vm2", "172.16.16.5/16");
        Node visitor = lab.node("client", "172.16.16.9/16");
        String address = "172.16.2.8";
        Cloud cloud = Cloud.open(lab, visitor, address, List.of("vm1", "vm2"));
        example.startNginx(vm1);
        example.startNginx(vm2);
        example.start(programs, vm1, vm2, address);
        Client client = Client.byHttp(visitor, address, 80, PAUSE);
        client.awaitAnswer("vm1", 0, LIMIT);

        long killedNs = Deployment.nowNs();
        example.killNginx(vm1);
        client.awaitAnswer("vm2", killedNs, LIMIT);
        example.awaitHolder(vm2, vm1, address);
        example.startNginx(vm1);
        Await.holds("nobody preempts", Duration.ofSeconds(6), () -> vm2.holds(address) && !vm1.holds(address));

        assertThat(cloud.moves()).containsExactly(vm1.mac(), vm2.mac());
        assertThat(client.answerers(Deployment.nowNs() - 2_000_000_000L)).containsExactly("vm2");
        assertThat(lab.wire().adverts(28))
                .noneMatch(advert -> advert.destination().startsWith("224."));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void twoActive(Programs programs, Lab lab) {
        Example example = new Example(lab, "two-active");
        Node proxy1 = example.node("proxy1", "172.20.35.5/16");
        Node proxy2 = example.node("proxy2", "172.20.35.11/16");
        example.startHaproxy(proxy1);
        example.startHaproxy(proxy2);
        String first = "172.20.22.230";
        String second = "172.20.22.231";
        example.start(programs.a(), proxy1);
        example.start(programs.b(), proxy2);
        example.awaitHolder(proxy1, proxy2, first);
        example.awaitHolder(proxy2, proxy1, second);
        Node visitor = lab.node("client", "172.20.35.99/16");
        Client toFirst = Client.byHttp(visitor, first, 4000, PAUSE);
        Client toSecond = Client.byHttp(visitor, second, 4000, PAUSE);
        toFirst.awaitAnswer("proxy1", 0, LIMIT);
        toSecond.awaitAnswer("proxy2", 0, LIMIT);

        long killedNs = Deployment.nowNs();
        example.killHaproxy(proxy1);
        toFirst.awaitAnswer("proxy2", killedNs, LIMIT);
        example.awaitHolder(proxy2, proxy1, first, second);
        long mendedNs = Deployment.nowNs();
        example.startHaproxy(proxy1);
        toFirst.awaitAnswer("proxy1", mendedNs, LIMIT);
        example.awaitHolder(proxy1, proxy2, first);

        assertThat(toSecond.answerers(0)).as("the other address moves nowhere").containsExactly("proxy2");
        assertThat(lab.wire().adverts(55, proxy1)).anyMatch(advert -> advert.priority() == 80);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void vmacPair(Programs programs, Lab lab) {
        Example example = new Example(lab, "vmac-pair");
        Node gw1 = example.node("gw1", "10.50.0.11/24");
        Node gw2 = example.node("gw2", "10.50.0.12/24");
        for (Node node : List.of(gw1, gw2)) {
            node.must("sysctl", "-qw", "net.ipv4.conf.all.arp_announce=2");
        }
        example.startNginx(gw1);
        example.startNginx(gw2);
        Node visitor = lab.node("client", "10.50.0.99/24");
        example.start(programs.a(), gw1);
        Client client = Client.byHttp(visitor, "10.50.0.1", 80, PAUSE);
        client.awaitAnswer("gw1", 0, LIMIT);
        example.start(programs.b(), gw2).awaitLog("Entering BACKUP STATE", LIMIT);
        visitor.must(
                "ip",
                "neigh",
                "replace",
                "10.50.0.2",
                "lladdr",
                "00:00:5e:00:01:3c",
                "dev",
                "eth0",
                "nud",
                "permanent");
        assertThat(visitor.must("ip", "neigh", "show", "10.50.0.1")).contains("00:00:5e:00:01:3c");

        long killedNs = Deployment.nowNs();
        example.killNginx(gw1);
        client.awaitAnswer("gw2", killedNs, LIMIT);
        awaitRoute(gw2, gw1);
        assertThat(visitor.must("ip", "neigh", "show", "10.50.0.1")).contains("00:00:5e:00:01:3c");
        assertThat(visitor.exec("ping", "-c", "1", "-W", "2", "10.50.0.2").exitCode())
                .as("the further address has the same hardware address")
                .isZero();
        long mendedNs = Deployment.nowNs();
        example.startNginx(gw1);
        client.awaitAnswer("gw1", mendedNs, LIMIT);
        awaitRoute(gw1, gw2);
    }

    private static void awaitRoute(Node master, Node backup) {
        Await.until(
                "the route on " + master.name() + " alone",
                LIMIT,
                () -> master.must("ip", "route").contains("198.51.100.0/24 via 10.50.0.254 dev vrrp.60")
                        && !backup.must("ip", "route").contains("198.51.100.0/24"));
    }

    /** Only Vigil finds a tracked process in a namespace; a node of keepalived stops in order instead. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#mixed")
    void ansibleStyle(Programs programs, Lab lab) {
        Example example = new Example(lab, "ansible-style");
        Node infra1 = example.node("infra1", "10.42.0.1/24");
        Node infra2 = example.node("infra2", "10.42.0.2/24");
        example.startHaproxy(infra1);
        example.startHaproxy(infra2);
        String[] addresses = {"10.42.0.100", "10.42.0.101"};
        Daemon daemon = example.start(programs, infra1, infra2, addresses).getFirst();
        Client client = Client.byHttp(lab.node("client", "10.42.0.9/24"), addresses[0], 80, PAUSE);
        client.awaitAnswer("infra1", 0, LIMIT);
        awaitLines(infra1, "MASTER", 150);

        long brokenNs = Deployment.nowNs();
        if (programs.a() == Program.VIGIL) {
            example.killHaproxy(infra1);
            awaitLines(infra1, "FAULT", 150);
        } else {
            daemon.terminate();
            awaitLines(infra1, "STOP", 150);
        }
        client.awaitAnswer("infra2", brokenNs, LIMIT);
        example.awaitHolder(infra2, infra1, addresses);
        awaitLines(infra2, "MASTER", 100);
    }

    /** Waits until the reader of the FIFO has heard of a state of both instances and their group. */
    private static void awaitLines(Node node, String state, int priority) {
        List<String> lines = List.of(
                "INSTANCE \"api\" " + state + " " + priority,
                "INSTANCE \"console\" " + state + " " + priority,
                "GROUP \"internal\" " + state + " 0");
        Await.until(
                lines + " on " + node.name(),
                LIMIT,
                () -> node.read("/run/vrrp-lines").lines().toList().containsAll(lines));
    }
}
