package dev.vigil.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The control socket serves by who the kernel says that the peer is. */
@LabTest
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class ControlGroupSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String READING = "7001";
    private static final String WRITING = "7002";
    /** Each of them reads the reason, however the two ends race. */
    private static final int REFUSED_ATTEMPTS = 10;

    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;

    /** Sends one request as it is, as any program of the peer could. */
    private static final String ASK = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            try:
                s.connect('/run/vigil/control.sock')
                try:
                    s.sendall(('{"command":"%s"}\\n' % sys.argv[1]).encode())
                except BrokenPipeError:
                    pass  # Refused before it was heard.
                print(s.makefile().read())
            except OSError as refusal:
                print(refusal)
            """;

    @Test
    void readersMayAskWritersMayChangeAndOthersGetNothing(Lab lab) {
        Node node = lab.node("a");
        Daemon daemon = node.start(Program.VIGIL, CONFIG, "--read-group=" + READING, "--write-group=" + WRITING);
        daemon.awaitLog("Startup complete", LIMIT);

        assertThat(ask(node, READING, "status")).contains("\"instances\"");
        assertThat(ask(node, READING, "reload")).contains("not_allowed");
        assertThat(ask(node, READING, "no-such-command")).contains("not_allowed");
        assertThat(ask(node, WRITING, "status")).contains("\"instances\"");
        assertThat(ask(node, WRITING, "reload")).contains("\"accepted\":true");
        for (int attempt = 0; attempt < REFUSED_ATTEMPTS; attempt++) {
            assertThat(ask(node, "7003", "status")).contains("not_allowed");
        }
        assertThat(daemon.log()).contains("asked by user 7777").contains("Refused user 7777");
        assertThat(node.must("stat", "-c", "%a", "/run/vigil")).isEqualTo("711\n");
    }

    @Test
    void withoutGroupsNobodyElseReachesTheSocket(Lab lab) {
        Node node = lab.node("a");
        node.start(Program.VIGIL, CONFIG).awaitLog("Startup complete", LIMIT);

        assertThat(ask(node, READING, "status")).contains("Permission denied");
        assertThat(node.must("stat", "-c", "%a", "/run/vigil", "/run/vigil/control.sock"))
                .isEqualTo("700\n600\n");
    }

    /** Asks as a user who has the group as a supplementary one. */
    private static String ask(Node node, String group, String command) {
        return node.exec(
                        "setpriv",
                        "--reuid=7777",
                        "--regid=7777",
                        "--groups=" + group,
                        "--",
                        "/usr/bin/python3",
                        "-c",
                        ASK,
                        command)
                .output();
    }
}
