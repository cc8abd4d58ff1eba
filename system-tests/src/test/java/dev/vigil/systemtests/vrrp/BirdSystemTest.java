package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** BFD sessions with BIRD, which has nothing to do with keepalived; skipped where it is not installed. */
@LabTest
class BirdSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CONTROL = "/run/lab/bird.ctl";

    /** What a session is like, in the words of each program. */
    enum Kind {
        IPV4("neighbor_ip 10.78.0.2", "neighbor 10.78.0.1 dev \"eth1\";"),
        WITH_SOURCE(
                "neighbor_ip 10.78.0.2\n    source_ip 10.78.0.1", "neighbor 10.78.0.1 dev \"eth1\" local 10.78.0.2;"),
        IPV6("neighbor_ip fd00:78::2\n    hoplimit 255", "neighbor fd00:78::1 dev \"eth1\";"),
        MULTIHOP(
                "neighbor_ip 10.78.0.2\n    source_ip 10.78.0.1\n    multihop on\n    max_hops 255",
                "neighbor 10.78.0.1 local 10.78.0.2 multihop on;"),
        PASSIVE("neighbor_ip 10.78.0.2\n    passive", "neighbor 10.78.0.1 dev \"eth1\";");

        private final String ours;
        private final String theirs;

        Kind(String ours, String theirs) {
            this.ours = ours;
            this.theirs = theirs;
        }
    }

    private static void startBird(Node node, String neighbor) {
        String timing = "min rx interval 50 ms; min tx interval 40 ms; idle tx interval 1000 ms; multiplier 10;";
        node.write("/run/lab/bird.conf", """
                router id 10.78.0.2;
                protocol device {
                }
                protocol bfd {
                    interface "eth1" { %s };
                    multihop { %s };
                    %s
                }
                """.formatted(timing, timing, neighbor));
        node.spawn(
                node.newLog("bird"),
                List.of("bird", "-f", "-c", "/run/lab/bird.conf", "-s", CONTROL, "-P", "/run/lab/bird.pid"));
    }

    private static String sessions(Node node) {
        return node.exec("birdc", "-s", CONTROL, "show", "bfd", "sessions").output();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSessionIsUpOnBothSidesAndLostOnBothWhenTheLinkIsCut(Kind kind, Lab lab) {
        assumeTrue(Files.exists(Path.of("/usr/sbin/bird")), "BIRD is not installed");
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(
                        text -> text.block("bfd_instance peer {\n    min_rx 60\n    min_tx 30\n    multiplier 10\n    "
                                        + kind.ours + "\n}\n")
                                .line("track_bfd {\n        peer\n    }"));
        pair.a.addCableTo(pair.b, "eth1");
        List.of("10.78.0.1/24", "fd00:78::1/64").forEach(address -> own(pair.a, address));
        List.of("10.78.0.2/24", "fd00:78::2/64").forEach(address -> own(pair.b, address));
        startBird(pair.b, kind.theirs);
        Daemon a = pair.startA();

        a.awaitLog("instance peer is in state Up", LIMIT);
        Await.until("BIRD says that it is up", LIMIT, () -> sessions(pair.b).contains(" Up "));
        pair.awaitAdverts(pair.a, 3);
        assertThat(a.log().lines().filter(line -> line.contains("instance peer is in state")))
                .as("down at first, and then up without a flap")
                .hasSize(2);
        assertThat(sessions(pair.b))
                .as("BIRD's timeout: 10 times its own 50 ms")
                .contains("0.500");

        pair.a.must("ip", "link", "set", "eth1", "down");
        a.awaitLog("is in state Down: 10.78.0.2 was not heard|is in state Down: fd00:78::2 was not heard", LIMIT);
        pair.awaitAddressGone(pair.a);
        Await.until("BIRD says that it is down", LIMIT, () -> sessions(pair.b).contains(" Down "));
    }

    private static void own(Node node, String address) {
        if (address.contains(":")) {
            node.must("sysctl", "-qw", "net.ipv6.conf.eth1.disable_ipv6=0");
            node.must("ip", "addr", "add", address, "dev", "eth1", "nodad");
        } else {
            node.must("ip", "addr", "add", address, "dev", "eth1");
        }
    }
}
