package dev.vigil.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** No output holds a password, whether the configuration is right or wrong. */
@LabTest
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class SecretsSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** No other word holds this one. */
    private static final String SECRET = "Zq7xWvK";

    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 150
                authentication {
                    auth_type PASS
                    auth_pass Zq7xWvK
                }
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;

    /** Mistakes around a password; the unit test of the checks has more. */
    private static final List<String> BROKEN =
            List.of("auth_pass Zq7xWvKlonger", "auth_pass first Zq7xWvK", "auth_pas Zq7xWvK", "auth_passZq7xWvK");

    @Test
    void aDaemonTellsItsPasswordNowhereButOnTheWire(Lab lab) {
        Node node = lab.node("a");
        Daemon daemon = node.start(Program.VIGIL, CONFIG, "-g/run/lab/file.log", "--read-group=0");
        daemon.awaitLog("MASTER", LIMIT);
        for (String signal : List.of("USR1", "USR2", "HUP")) {
            daemon.signal(signal);
        }
        daemon.reload(CONFIG.replace("auth_pass", "auth_pass first"));
        daemon.awaitLog("first|ignored", LIMIT);

        Map<String, String> outputs = new LinkedHashMap<>();
        for (String command : List.of("status", "status --json", "why", "record", "cleanup --json")) {
            outputs.put(command, node.exec(words(command)).output());
        }
        outputs.put(
                "files of the daemon",
                node.exec("sh", "-c", "cat /run/vigil/* /run/lab/*.log /run/*.pid")
                        .output());
        String process = "/proc/$(cat /run/keepalived.pid)/";
        outputs.put(
                "process",
                node.exec("sh", "-c", "cat " + process + "cmdline " + process + "environ")
                        .output());
        outputs.put("console", daemon.log());
        assertThat(outputs.get("status --json")).contains("\"VI_1\"");
        assertNoSecret(outputs);
    }

    @Test
    void aStartThatIsRefusedOrLenientShowsStars(Lab lab) {
        Node node = lab.node("a");
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String line : BROKEN) {
            Daemon daemon = node.start(Program.VIGIL, CONFIG.replace("auth_pass Zq7xWvK", line), "--lenient");
            Await.until("a line", LIMIT, () -> daemon.log().contains("Startup complete") || !daemon.running());
            if (daemon.running()) {
                daemon.terminate();
            }
            outputs.put(line, daemon.log());
            outputs.put(
                    line + " -t", node.exec(words("run -t -f /run/lab/a.conf")).output());
        }
        assertNoSecret(outputs);
    }

    private static void assertNoSecret(Map<String, String> outputs) {
        outputs.forEach((name, output) -> {
            assertThat(output).as(name).isNotEmpty();
            assertThat(output.contains(SECRET))
                    .as(name + " holds the password:\n" + output)
                    .isFalse();
        });
    }

    private static String[] words(String command) {
        return Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(command.split(" ", -1)))
                .toArray(String[]::new);
    }
}
