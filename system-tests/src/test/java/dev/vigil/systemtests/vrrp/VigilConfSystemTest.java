package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What vigil.conf sets, seen from outside: recordings, who may ask, and what programs find in their environment. */
@LabTest
@VigilPlays
class VigilConfSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String OWN = "/run/lab/vigil.conf";
    private static final String OPTION = "--vigil-config=" + OWN;
    private static final String READING = "7001";
    private static final String WRITING = "7002";
    private static final String SECRET = "correct-horse-9";

    private static final String SETTINGS = """
            recording {
                directory /run/lab/kept
                transitions on
            }
            control {
                socket /run/vigil/north.sock
                read_group 7001
            }
            programs {
                environment {
                    SITE north
                }
            }
            vrrp_script check {
                environment {
                    TOKEN correct-horse-9
                }
            }
            """;

    private static String config(Node node) {
        String check = node.script("check", "echo \"$SITE $TOKEN\" > /run/lab/checked\n");
        String notify = node.script("notify", "echo \"$SITE ${TOKEN:-none}\" > /run/lab/notified\n");
        return """
                global_defs {
                    script_user root
                }
                vrrp_script check {
                    script %s
                    interval 1
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    advert_int 0.3
                    version 3
                    virtual_ipaddress {
                        10.77.0.100/24
                    }
                    track_script {
                        check
                    }
                    notify_master %s
                }
                """.formatted(check, notify);
    }

    private static Shell.Outcome vigil(Node node, String... arguments) {
        return node.exec(Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static Shell.Outcome askAs(Node node, String group, String command) {
        String ask = "import socket\ns = socket.socket(socket.AF_UNIX)\ns.connect('/run/vigil/north.sock')\n"
                + "try:\n    s.sendall(b'{\"command\":\"" + command + "\"}\\n')\nexcept BrokenPipeError:\n    pass\n"
                + "print(s.makefile().read())\n";
        return node.exec(
                "setpriv", "--reuid=7777", "--regid=7777", "--groups=" + group, "--", "/usr/bin/python3", "-c", ask);
    }

    @Test
    void theFileDecidesWhereRecordingsGoWhoMayAskAndWhatProgramsFind(Lab lab) {
        Node node = lab.node("a");
        node.write(OWN, SETTINGS);
        Daemon daemon = node.start(Program.VIGIL, config(node), OPTION);

        Await.until("the check", LIMIT, () -> node.read("/run/lab/checked").equals("north " + SECRET + "\n"));
        Await.until(
                "the notification", LIMIT, () -> node.read("/run/lab/notified").equals("north none\n"));
        Await.until(
                "a recording",
                LIMIT,
                () -> node.exec("sh", "-c", "grep -l MASTER /run/lab/kept/transition-*")
                                .exitCode()
                        == 0);
        assertThat(askAs(node, READING, "status").output())
                .contains("\"vigil_config_file\":\"" + OWN + "\"", "\"VI_1\"")
                .doesNotContain(SECRET);
        assertThat(askAs(node, READING, "reload").output()).contains("not_allowed");
        assertThat(askAs(node, WRITING, "status").output()).contains("not_allowed");
        assertThat(vigil(node, "status", OPTION).output())
                .contains(".conf and " + OWN)
                .doesNotContain(SECRET);
        assertThat(vigil(node, "status").exitCode()).as("at the usual socket").isEqualTo(3);
        assertThat(daemon.log()).contains(OWN).doesNotContain(SECRET);
    }

    @Test
    void aReloadReadsItInTheSameTransaction(Lab lab) {
        Node node = lab.node("a");
        node.write(OWN, SETTINGS);
        String config = config(node);
        Daemon daemon = node.start(Program.VIGIL, config, OPTION);
        Await.until("the check", LIMIT, () -> !node.read("/run/lab/checked").isEmpty());

        node.write(OWN, SETTINGS.replace("vrrp_script check", "vrrp_script chek"));
        daemon.configure(config.replace("advert_int 0.3", "advert_int 0.4"));
        Shell.Outcome refused = vigil(node, "reload", OPTION);
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output())
                .contains(OWN + ":14:13", "there is no vrrp_script chek", "Did you mean check?")
                .doesNotContain(SECRET);
        assertThat(vigil(node, "status", "--json", OPTION).output()).contains("\"interval_ns\":300000000");

        node.write(
                OWN,
                SETTINGS.replace("read_group 7001", "write_group " + WRITING)
                        .replace("north.sock", "south.sock")
                        .replace(SECRET, "other")
                        .replace("transitions on", "transitions on\n    keep 50"));
        Shell.Outcome done = vigil(node, "reload", "--socket", "/run/vigil/north.sock");
        assertThat(done.exitCode()).as(done.output()).isZero();
        assertThat(done.output())
                .contains("keep of recording 8 becomes 50")
                .contains("write_group of control " + WRITING + " is added")
                .contains("read_group of control " + READING + " is removed")
                .contains("environment TOKEN of vrrp_script check changes")
                .contains(
                        "socket of control /run/vigil/north.sock becomes /run/vigil/south.sock: not before the next start")
                .contains("VI_1: advert_int")
                .doesNotContain(SECRET);
        assertThat(askAs(node, READING, "status").output()).contains("not_allowed");
        assertThat(askAs(node, WRITING, "status").output()).contains("\"VI_1\"");
        Await.until("the check", LIMIT, () -> node.read("/run/lab/checked").equals("north other\n"));
    }

    @Test
    void aNameThatIsNotThereAndAFileThatIsNotThereKeepItFromStarting(Lab lab) {
        Node node = lab.node("a");
        node.write(OWN, "vrrp_instance VI_2 {\n    environment {\n        TOKEN " + SECRET + "\n    }\n}\n");
        Daemon wrong = node.start(Program.VIGIL, config(node), OPTION);
        assertThat(wrong.awaitExit().code()).isEqualTo(2);
        assertThat(wrong.log())
                .contains(OWN + ":1:15: error: there is no vrrp_instance VI_2 in keepalived.conf", "Did you mean VI_1?")
                .doesNotContain(SECRET);

        Daemon missing = node.start(Program.VIGIL, config(node), "--vigil-config=/run/lab/none.conf");
        assertThat(missing.awaitExit().code()).isEqualTo(2);
        assertThat(missing.log()).contains("/run/lab/none.conf does not exist");

        Daemon lenient = node.start(Program.VIGIL, config(node), OPTION, "--lenient");
        lenient.awaitLog("Startup complete", LIMIT);
    }
}
