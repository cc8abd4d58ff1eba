package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code keepalived -t} of Vigil ends as that of Debian's keepalived does. */
@LabTest
class ConfigTestSystemTest {
    private static final String INSTANCE = """
            vrrp_instance A {
                interface eth0
                virtual_router_id 7
                LINE
                virtual_ipaddress {
                    10.1.1.1/24
                }
            }
            """;

    private static final String SCRIPT = """
            vrrp_script S {
                script "/usr/bin/true"
            }
            """;

    private static final String SECURE = """
            global_defs {
                script_user root
                enable_script_security
            }
            """;

    private static String instance(String line) {
        return INSTANCE.replace("LINE", line);
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("good", instance(""));
        files.put("empty", "");
        files.put("nothing but a comment", "# nothing\n");
        files.put("unknown keyword", instance("priorty 3"));
        files.put("missing argument", instance("priority"));
        files.put("unknown keyword and missing argument", instance("priorty 3\npriority"));
        files.put("number out of range", instance("priority 300"));
        files.put("text for a number", instance("priority high"));
        files.put("stray brace", instance("") + "}\n");
        files.put("missing brace", instance("").stripTrailing().replaceAll("}$", ""));
        files.put("missing include", "include /nonexistent/x\n" + instance(""));
        files.put("missing include that must be there", "includea /nonexistent/x\n" + instance(""));
        files.put("missing include and unknown keyword", "includea /nonexistent/x\n" + instance("priorty 3"));
        files.put("missing interface", instance("").replace("eth0", "eth7"));
        files.put("missing interface that is tracked", instance("track_interface {\neth9\n}"));
        files.put("missing interface of an address", instance("").replace("1.1/24", "1.1/24 dev eth9"));
        files.put("no virtual router id", instance("").replace("virtual_router_id 7", ""));
        files.put("weight without argument", SECURE + SCRIPT.replace("true\"", "true\"\nweight") + instance(""));
        files.put("missing user", SECURE + SCRIPT.replace("true\"", "true\"\nuser nosuchuser") + instance(""));
        files.put("pattern without a match", "include /nonexistent/*.conf\n" + instance(""));
        files.put("pattern that must match", "includew /nonexistent/*.conf\n" + instance(""));
        files.put("group of a stranger", instance("") + "vrrp_sync_group G {\ngroup {\nA\nZ\n}\n}\n");
        files.put("script as root", SCRIPT + instance("track_script {\nS\n}"));
        files.put("script as root and unknown keyword", SCRIPT + instance("priorty 3\ntrack_script {\nS\n}"));
        files.put("guarded script", SECURE + SCRIPT + instance("track_script {\nS\n}"));
        files.put("notify script as root", instance("notify_master \"/usr/bin/true\""));
        files.put("missing script", SCRIPT.replace("true", "nosuch") + instance("track_script {\nS\n}"));
        files.put("undefined script", instance("track_script {\nS\n}"));
        files.put("mail", "global_defs {\nnotification_email {\na@example.net\n}\n}\n" + instance(""));
        files.put("password too long", instance("authentication {\nauth_type PASS\nauth_pass ninechars\n}"));
        files.put("nopreempt of a master", instance("state MASTER\nnopreempt"));
        files.put("words after nopreempt", instance("nopreempt off"));
        return files;
    }

    @Test
    void theExitCodeIsThatOfKeepalived(Lab lab) {
        Node node = lab.node("a");
        Map<String, Integer> expected = new LinkedHashMap<>();
        Map<String, Integer> actual = new LinkedHashMap<>();
        files().forEach((name, text) -> {
            node.write("/run/lab/test.conf", text);
            for (String option : List.of("", "-e")) {
                String title = (name + " " + option).strip();
                expected.put(title, test(node, "/usr/sbin/keepalived", option, "/run/lab/test.conf"));
                actual.put(title, test(node, Program.vigilCommand("keepalived"), option, "/run/lab/test.conf"));
            }
        });
        for (String option : List.of("", "-e")) {
            String title = ("missing file " + option).strip();
            expected.put(title, test(node, "/usr/sbin/keepalived", option, "/run/lab/missing.conf"));
            actual.put(title, test(node, Program.vigilCommand("keepalived"), option, "/run/lab/missing.conf"));
        }
        assertThat(actual).containsExactlyEntriesOf(expected);
        assertThat(expected.values()).contains(0, 2, 4, 5, 6);
    }

    @Test
    void findingsGoToTheFileThatIsNamed(Lab lab) {
        Node node = lab.node("a");
        node.write("/run/lab/test.conf", instance("priorty 3"));
        for (String option : List.of("-t/run/lab/report", "--config-test=/run/lab/report")) {
            node.exec("rm", "-f", "/run/lab/report");
            Shell.Outcome outcome = node.exec(Program.vigilCommand("keepalived"), option, "-f", "/run/lab/test.conf");
            assertThat(outcome.exitCode()).isEqualTo(5);
            assertThat(node.must("cat", "/run/lab/report")).contains("/run/lab/test.conf:4:5: error:");
        }
        assertThat(node.exec(Program.vigilCommand("keepalived"), "-t/nonexistent/report", "-f", "/run/lab/test.conf")
                        .exitCode())
                .isEqualTo(1);
    }

    private static int test(Node node, String program, String option, String file) {
        List<String> command = new ArrayList<>(List.of(program, "-t", "-f", file));
        if (!option.isEmpty()) {
            command.add(1, option);
        }
        return node.exec(command.toArray(String[]::new)).exitCode();
    }
}
