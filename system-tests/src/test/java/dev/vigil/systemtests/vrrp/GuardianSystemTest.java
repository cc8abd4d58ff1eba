package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon that dies, in whatever way, does not keep its addresses, and its successor does not lose any. */
@LabTest
@VigilPlays
class GuardianSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(1);
    private static final String OTHER_VIP = "10.77.0.101";
    private static final String INNER = "inner";
    private static final int STARTS = 5;
    private static final int RESIDENT_MAX_KB = 1000;

    private static String config(int priority) {
        return """
                vrrp_instance VI_1 {
                    interface eth0
                    version 3
                    virtual_router_id 51
                    priority %d
                    advert_int 0.1
                    virtual_ipaddress {
                        %s/24
                        %s/32
                    }
                    virtual_ipaddress_excluded {
                        2001:db8:77::5/64
                    }
                }
                """.formatted(priority, Pair.VIP, OTHER_VIP);
    }

    private static Daemon master(Node node, String... options) {
        Daemon daemon = node.start(Program.VIGIL, config(150), options);
        Await.until("the addresses", LIMIT, () -> ours(node).size() == 3);
        return daemon;
    }

    private static Node host(Lab lab) {
        Node a = lab.node("a");
        a.must("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
        return a;
    }

    private static List<String> ours(Node node) {
        return node.addresses().stream()
                .filter(address -> address.startsWith("10.77.0.10") || address.startsWith("2001:db8:77::5"))
                .toList();
    }

    private static long guardianOf(Daemon daemon) {
        return daemon.process()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("vigil-guardian"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static int residentKb(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(each -> each.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "ABRT", "SEGV"})
    void whateverEndsTheDaemonItsAddressesAreGoneWithinASecond(String signal, Lab lab) {
        Node a = host(lab);
        a.must("ip", "addr", "add", "10.77.0.50/24", "dev", "eth0");
        Daemon daemon = master(a);

        daemon.signal(signal);

        Await.until("no address", GONE_WITHIN, () -> ours(a).isEmpty());
        assertThat(a.addresses()).contains("10.77.0.50/24", a.address() + "/24");
        daemon.awaitLog(
                "VGL1027 Process \\d+ ended without removing its addresses; its guardian did: .*" + Pair.VIP, LIMIT);
        assertThat(a.exists("/run/vigil/control.journal")).isFalse();
    }

    @Test
    void aDaemonThatIsStartedAtOnceKeepsItsAddresses(Lab lab) {
        Node a = host(lab);
        Daemon daemon = master(a);
        for (int start = 0; start < STARTS; start++) {
            daemon.signal("KILL");
            daemon = a.start(Program.VIGIL, config(150));
            Daemon next = daemon;
            next.awaitLog("Entering MASTER STATE", LIMIT);
            Await.until("the addresses", LIMIT, () -> ours(a).size() == 3);
            Await.holds("the addresses stay", Duration.ofSeconds(1), () -> ours(a).size() == 3);
            assertThat(next.log()).doesNotContain("was removed from");
        }
    }

    @Test
    void theGuardianIsSmallAndEndsWithADaemonThatEndsInOrder(Lab lab) throws IOException {
        Node a = host(lab);
        Daemon daemon = master(a);
        long guardian = guardianOf(daemon);

        assertThat(residentKb(guardian)).isBetween(1, RESIDENT_MAX_KB);
        daemon.terminate();
        Await.until("no guardian", LIMIT, () -> ProcessHandle.of(guardian).isEmpty());
        assertThat(ours(a)).isEmpty();
        assertThat(daemon.log()).doesNotContain("VGL1027").doesNotContain("VGL1028");
    }

    @Test
    void ifTheGuardianIsKilledTooTheAddressesStayForTheNextStart(Lab lab) {
        Node a = host(lab);
        Daemon daemon = master(a);
        assertThat(ProcessHandle.of(guardianOf(daemon)).orElseThrow().destroyForcibly())
                .isTrue();

        daemon.signal("KILL");

        Await.until("the end", LIMIT, () -> !daemon.running());
        assertThat(ours(a)).hasSize(3);
        assertThat(a.exists("/run/vigil/control.journal")).isTrue();
    }

    @Test
    void anOrderlyEndThatLeavesAddressesInPlaceIsNotUndone(Lab lab) {
        Node a = host(lab);
        Daemon daemon = master(a, "--dont-release-vrrp");
        long guardian = guardianOf(daemon);

        daemon.terminate();

        Await.until("no guardian", LIMIT, () -> ProcessHandle.of(guardian).isEmpty());
        assertThat(ours(a)).hasSize(3);
    }

    @Test
    void aDaemonInTheBackgroundHasAGuardian(Lab lab) {
        Node a = host(lab);
        a.write("/run/lab/a.conf", config(150));
        Shell.Outcome start = a.exec("timeout", "30", Program.vigilCommand("vigil"), "run", "-f", "/run/lab/a.conf");
        assertThat(start.exitCode()).as(start.output()).isZero();
        Await.until("the addresses", LIMIT, () -> ours(a).size() == 3);

        a.must("kill", "-KILL", a.read("/run/keepalived.pid").strip());

        Await.until("no address", GONE_WITHIN, () -> ours(a).isEmpty());
    }

    @Test
    void anAddressThatTheHostHasByItselfStaysWithIt(Lab lab) {
        Node a = host(lab);
        a.must("ip", "addr", "add", Pair.VIP + "/24", "dev", "eth0");
        Daemon daemon = a.start(Program.VIGIL, config(255));
        Await.until("the addresses", LIMIT, () -> ours(a).size() == 3);

        daemon.signal("KILL");

        Await.until("the others are gone", GONE_WITHIN, () -> ours(a).size() == 1);
        assertThat(a.holds(Pair.VIP)).isTrue();
    }

    @Test
    void inANetworkNamespaceOfItsOwnTheAddressesOfThatNamespaceGo(Lab lab) {
        Node a = host(lab);
        a.must("ip", "netns", "add", INNER);
        inner(a, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "far");
        inner(a, "ip", "addr", "add", "10.77.0.2/24", "dev", "eth0");
        inner(a, "ip", "link", "set", "eth0", "up");
        inner(a, "ip", "link", "set", "far", "up");
        // The same address outside is none of this daemon's.
        a.must("ip", "addr", "add", Pair.VIP + "/24", "dev", "eth0");
        Daemon daemon = a.start(Program.VIGIL, config(150), "--namespace", INNER);
        Await.until("the addresses", LIMIT, () -> oursInside(a) == 2);

        daemon.signal("KILL");

        Await.until("no address", GONE_WITHIN, () -> oursInside(a) == 0);
        daemon.awaitLog("VGL1027 .* its guardian did: .*" + Pair.VIP, LIMIT);
        assertThat(a.holds(Pair.VIP)).isTrue();
        assertThat(inner(a, "ip", "-o", "addr", "show", "dev", "eth0")).contains("10.77.0.2/24");
    }

    private static String inner(Node node, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", INNER));
        whole.addAll(List.of(command));
        return node.must(whole.toArray(String[]::new));
    }

    private static long oursInside(Node node) {
        return inner(node, "ip", "-4", "-o", "addr", "show", "dev", "eth0")
                .lines()
                .filter(line -> line.contains(" 10.77.0.10"))
                .count();
    }
}
