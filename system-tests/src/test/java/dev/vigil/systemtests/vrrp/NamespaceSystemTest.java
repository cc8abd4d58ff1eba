package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Daemons in a network namespace, with a name, and several on one machine, beside keepalived. */
@LabTest
class NamespaceSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static Pair pair(Lab lab, Program program) {
        return new Pair(lab, Row.of(program));
    }

    /** Makes a namespace with an interface eth0 that has an address and a carrier. */
    private static void makeNamespace(Pair pair, String name) {
        pair.a.must("ip", "netns", "add", name);
        pair.a.must("ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", "far0");
        pair.a.must("ip", "-n", name, "link", "set", "far0", "up");
        pair.a.must("ip", "-n", name, "link", "set", "eth0", "up");
        pair.a.must("ip", "-n", name, "addr", "add", "10.78.0.1/24", "dev", "eth0");
    }

    private static boolean holds(Pair pair, String namespace) {
        return pair.a
                .must("ip", "-n", namespace, "-o", "addr", "show", "dev", "eth0")
                .contains(" " + Pair.VIP + "/");
    }

    private static String pidFiles(Pair pair) {
        return pair.a
                .must("sh", "-c", "find /run -name '*.pid' | sort | tr '\\n' ' '")
                .strip();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theDaemonWorksOnTheInterfacesOfTheNamespaceAndItsFilesHaveItsNames(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        makeNamespace(pair, "blue");
        Daemon daemon = pair.a.start(
                program, "net_namespace blue\ninstance north\nglobal_defs {\ndata_use_instance\n}\n" + pair.textA());

        Await.until("the address", LIMIT, () -> holds(pair, "blue"));
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
        assertThat(pidFiles(pair))
                .isEqualTo("/run/keepalived/blue/keepalived_north.pid /run/keepalived/blue/vrrp_north.pid");
        daemon.signal("USR1");
        Await.until("the dump", LIMIT, () -> pair.a.exists("/run/lab/keepalived.blue_north.data"));

        assertThat(daemon.terminate().code()).isZero();
        assertThat(holds(pair, "blue")).isFalse();
        assertThat(pair.a.exists("/run/keepalived")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theNamespaceOfTheCommandLineGoesBeforeThatOfTheFile(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        makeNamespace(pair, "blue");
        pair.a.start(program, "net_namespace green\n" + pair.textA(), "-s", "blue");
        Await.until("the address", LIMIT, () -> holds(pair, "blue"));
        assertThat(pidFiles(pair)).isEqualTo("/run/keepalived/blue/keepalived.pid /run/keepalived/blue/vrrp.pid");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anInstanceNameAndUsePidDirMoveThePidFilesAndTheIdAloneDoesNot(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        Daemon named = pair.a.start(program, "instance north\n" + pair.textA(), "-i", "south");
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(pidFiles(pair)).isEqualTo("/run/keepalived/keepalived_north.pid /run/keepalived/vrrp_north.pid");
        named.terminate();
        Daemon directory = pair.a.start(program, "use_pid_dir\n" + pair.textA());
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(pidFiles(pair)).isEqualTo("/run/keepalived/keepalived.pid /run/keepalived/vrrp.pid");
        directory.terminate();
        pair.a.start(program, pair.textA(), "-i", "south");
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(pidFiles(pair)).isEqualTo("/run/keepalived.pid /run/vrrp.pid");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aNamespaceThatDoesNotExistPreventsTheStart(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        Daemon daemon = pair.a.start(program, "net_namespace nowhere\n" + pair.textA());
        int code = daemon.awaitExit().code();
        if (program == Program.VIGIL) {
            assertThat(code).isEqualTo(1);
        }
        assertThat(daemon.log()).contains("nowhere");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aReloadCannotChangeTheNamespace(Program program, Lab lab) {
        Pair pair = pair(lab, program);
        makeNamespace(pair, "blue");
        makeNamespace(pair, "green");
        Daemon daemon = pair.a.start(program, "net_namespace blue\n" + pair.textA());
        Await.until("the address", LIMIT, () -> holds(pair, "blue"));
        daemon.reload("net_namespace green\n" + pair.textA());
        daemon.awaitLog("(?i)cannot change net", LIMIT);
        assertThat(holds(pair, "green")).isFalse();
        assertThat(holds(pair, "blue")).isTrue();
    }

    @Test
    @VigilPlays
    void twoDaemonsOnOneMachineHaveEachAControlSocketAndAJournal(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL);
        makeNamespace(pair, "blue");
        Daemon first = pair.a.start(Program.VIGIL, pair.textA());
        Await.until("the address of the first", LIMIT, () -> pair.a.holds(Pair.VIP));
        Daemon second = pair.a.start(Program.VIGIL, "net_namespace blue\n" + pair.textA());
        Await.until("the address of the second", LIMIT, () -> holds(pair, "blue"));

        String status = Program.vigilCommand("vigil");
        assertThat(pair.a.must(status, "status", "--socket", "/run/vigil/blue/control.sock"))
                .contains("MASTER");
        assertThat(pair.a.must(status, "status")).contains("MASTER");
        assertThat(pair.a.exists("/run/vigil/blue/control.journal")).isTrue();
        assertThat(second.log()).doesNotContain("keep a journal");

        second.signal("KILL");
        Await.until("the guardian's work in the namespace", LIMIT, () -> !holds(pair, "blue"));
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(first.terminate().code()).isZero();
    }
}
