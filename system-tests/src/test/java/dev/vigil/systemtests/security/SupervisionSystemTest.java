package dev.vigil.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What systemd does to a daemon that hangs or is killed, by the unit as it is shipped: its addresses go
 * within a second of its death, and it comes back.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class SupervisionSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(1);
    private static final String VIP = "10.77.0.100/24";
    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                version 3
                virtual_router_id 51
                priority 150
                advert_int 0.1
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;
    private static final String DROP_IN = """
            [Service]
            StandardOutput=append:/run/lab/vigil.log
            StandardError=append:/run/lab/vigil.log
            """;

    /** Keeps one thread from running until it ends. */
    private static final String FREEZE = """
            import ctypes, os, sys
            thread = int(sys.argv[1])
            ptrace = ctypes.CDLL(None).ptrace
            ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
            SEIZE, INTERRUPT, ANY_THREAD = 0x4206, 0x4207, 0x40000000
            if any(ptrace(request, thread, None, None) for request in (SEIZE, INTERRUPT)):
                sys.exit("not frozen")
            while not os.WIFSIGNALED(os.waitpid(thread, ANY_THREAD)[1]):
                pass
            """;

    @Test
    void whateverEndsTheDaemonItsAddressesGoAndItComesBack() throws IOException {
        assumeTrue(Files.exists(SystemdHost.SYSTEMD), "systemd is not installed");
        assumeTrue(SystemdHost.cgroups().isPresent(), "there is no unified cgroup tree to write to");
        try (SystemdHost host = SystemdHost.boot()) {
            host.write("/etc/keepalived/keepalived.conf", CONFIG);
            host.write("/etc/default/vigil", "DAEMON_ARGS=\"-l -D\"\n");
            host.write("/run/systemd/system/vigil.service.d/test.conf", DROP_IN);
            host.exec("systemctl", "daemon-reload");
            assertThat(host.exec("systemctl", "start", "vigil.service").exitCode())
                    .as(story(host))
                    .isZero();

            aKillOfTheDaemonAlone(host);
            aKillOfTheWholeGroup(host);
            aDaemonThatIsFrozen(host);
            aLoopThatIsFrozen(host);
            anInterfaceThatComesLate(host);

            assertThat(host.exec("systemctl", "stop", "vigil.service").exitCode())
                    .isZero();
            assertThat(isHeld(host)).isFalse();
            assertThat(result(host)).as(story(host)).isEqualTo("success");
        }
    }

    private static void aKillOfTheDaemonAlone(SystemdHost host) {
        awaitMaster(host);
        host.exec("systemctl", "kill", "-s", "KILL", "--kill-whom=main", "vigil.service");
        Await.until("no address after a kill", GONE_WITHIN, () -> !isHeld(host));
        awaitGuardian(host, 1);
    }

    /** The guardian dies along; what systemd runs after every end takes its place. */
    private static void aKillOfTheWholeGroup(SystemdHost host) {
        awaitMaster(host);
        host.exec("systemctl", "kill", "-s", "KILL", "vigil.service");
        Await.until("no address after a kill of all", GONE_WITHIN, () -> !isHeld(host));
        awaitGuardian(host, 2);
    }

    private static void aDaemonThatIsFrozen(SystemdHost host) {
        awaitMaster(host);
        host.exec("systemctl", "kill", "-s", "STOP", "--kill-whom=main", "vigil.service");
        Await.until("systemd's watchdog", LIMIT, () -> result(host).equals("watchdog"));
        Await.until("no address after the watchdog", GONE_WITHIN, () -> !isHeld(host));
        awaitGuardian(host, 3);
    }

    private static void aLoopThatIsFrozen(SystemdHost host) throws IOException {
        awaitMaster(host);
        long loop = threadOf(host.outsideNumber(host.read("/run/keepalived.pid")), "vigil-vrrp");
        Process freeze = new ProcessBuilder("python3", "-c", FREEZE, Long.toString(loop))
                .redirectErrorStream(true)
                .start();
        try {
            Await.until("the loop is reported", LIMIT, () -> log(host).contains("VGL1029"));
            Await.until("it is given up", LIMIT, () -> log(host).contains("VGL1031"));
            Await.until("no address after the end of the loop", GONE_WITHIN, () -> !isHeld(host));
            awaitGuardian(host, 4);
            awaitMaster(host);
        } finally {
            freeze.destroyForcibly();
        }
    }

    /** As at a boot: the start fails, and is tried again until the interface is there. */
    private static void anInterfaceThatComesLate(SystemdHost host) {
        host.exec("systemctl", "stop", "vigil.service");
        host.exec("ip", "link", "delete", "eth0");
        assertThat(host.exec("systemctl", "start", "vigil.service").exitCode()).isNotZero();
        host.exec("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "far");
        host.exec("ip", "address", "add", "10.77.0.1/24", "dev", "eth0");
        host.exec("ip", "link", "set", "eth0", "up");
        host.exec("ip", "link", "set", "far", "up");
        awaitMaster(host);
    }

    private static long threadOf(long process, String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
            List<Path> named = threads.filter(each -> nameOf(each).equals(name)).toList();
            return Long.parseLong(named.getFirst().getFileName().toString());
        }
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    private static void awaitMaster(SystemdHost host) {
        Await.until("the address", LIMIT, () -> isHeld(host));
    }

    private static void awaitGuardian(SystemdHost host, int times) {
        Await.until("its guardian removed it", LIMIT, () -> guardians(host) == times);
    }

    private static long guardians(SystemdHost host) {
        return log(host)
                .lines()
                .filter(line -> line.contains("its guardian did: "))
                .count();
    }

    private static boolean isHeld(SystemdHost host) {
        Shell.Outcome shown = host.exec("ip", "-o", "address", "show", "dev", "eth0");
        assertThat(shown.exitCode()).as(shown.output()).isZero();
        return shown.output().contains(VIP);
    }

    private static String result(SystemdHost host) {
        return host.exec("systemctl", "show", "-P", "Result", "vigil.service")
                .output()
                .strip();
    }

    private static String log(SystemdHost host) {
        return host.read("/run/lab/vigil.log");
    }

    private static String story(SystemdHost host) {
        return host.exec("systemctl", "status", "--no-pager", "vigil.service").output() + log(host);
    }
}
