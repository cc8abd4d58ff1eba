package dev.vigil.systemtests.security;

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
import org.junit.jupiter.api.condition.EnabledIf;

/** What the daemon may do beyond an ordinary process, and what the programs may that it runs. */
@LabTest
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class CapabilitySystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String CONFIG = """
            global_defs {
                script_user root
            }
            vrrp_script check {
                script "/run/lab/check.sh"
                interval 1
            }
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 255
                notify "/run/lab/notify.sh" nobody
                virtual_ipaddress {
                    10.77.0.100/24
                }
                track_script {
                    check
                }
            }
            """;
    private static final String SHOW = """
            { grep -E 'Name|Cap|Seccomp:' /proc/self/status; echo cwd: $(pwd); echo umask: $(umask)
            } >/run/lab/tmp.%1$s 2>&1; mv /run/lab/tmp.%1$s /run/lab/shown.%1$s
            """;

    @Test
    void everyThreadKeepsEightCapabilitiesAndProgramsGetWhatTheirUserHas(Lab lab) {
        Node node = lab.node("a");
        node.must("chmod", "1777", "/run/lab");
        node.script("check.sh", SHOW.formatted("check"));
        node.script("notify.sh", SHOW.formatted("notify"));

        Daemon daemon = node.start(Program.VIGIL, CONFIG);
        Await.until(
                "both programs have run",
                LIMIT,
                () -> node.exists("/run/lab/shown.check") && node.exists("/run/lab/shown.notify"));

        List<ThreadCapabilities> threads =
                ThreadCapabilities.of(daemon.process().pid());
        assertThat(threads)
                .hasSizeGreaterThan(5)
                .extracting(ThreadCapabilities::thread)
                .contains("vigil-vrrp", "vigil-process", "vigil-log");
        assertThat(threads).allSatisfy(thread -> {
            assertThat(thread.effective()).as(thread.thread()).isEqualTo(ThreadCapabilities.OF_THE_DAEMON);
            assertThat(thread.permitted()).as(thread.thread()).isEqualTo(ThreadCapabilities.OF_THE_DAEMON);
        });
        List<String> asRoot = node.read("/run/lab/shown.check").lines().toList();
        assertThat(Long.parseUnsignedLong(ThreadCapabilities.value(asRoot, "CapEff"), 16))
                .as("a program of root may what the bounding set holds")
                .isEqualTo(threads.getFirst().bounding());
        assertThat(ThreadCapabilities.value(asRoot, "cwd")).isEqualTo("/");
        assertThat(ThreadCapabilities.value(asRoot, "umask")).isEqualTo("0177");
        List<String> asNobody = node.read("/run/lab/shown.notify").lines().toList();
        for (String set : List.of("CapEff", "CapPrm", "CapInh", "CapAmb")) {
            assertThat(ThreadCapabilities.value(asNobody, set)).as(set).matches("0+");
        }
    }
}
