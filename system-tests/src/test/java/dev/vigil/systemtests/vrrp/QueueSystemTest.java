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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What waits in the kernel for the daemon, as somebody who borrows its sockets sees it, and what it takes in that is for nobody. */
@LabTest
class QueueSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String FORCED = "vrrp_netlink_cmd_rcv_bufs 500000;vrrp_netlink_cmd_rcv_bufs_force true;"
            + "vrrp_netlink_monitor_rcv_bufs 9000000;vrrp_netlink_monitor_rcv_bufs_force true";
    private static final String PROGRAM =
            Program.root().resolve("system-tests/src/test/resources/queues.py").toString();

    private static String config(String global, String instance, int vrid) {
        return """
                global_defs {
                    %s
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id %d
                    advert_int 1
                    %s
                    virtual_ipaddress {
                        10.77.0.%d/24
                        10.77.0.%d/24
                    }
                }
                """.formatted(global.replace(';', '\n'), vrid, instance, vrid, vrid + 1);
    }

    /** The queues of the sockets of a daemon and its children whose line has this in it. */
    private static Set<Integer> lengths(Daemon daemon, String of) {
        List<String> command = new ArrayList<>(List.of("python3", PROGRAM));
        ProcessHandle process = daemon.process();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(each -> command.add(String.valueOf(each.pid())));
        Set<Integer> lengths = new TreeSet<>();
        for (String line : Shell.must(command).lines().toList()) {
            if (line.contains(of)) {
                lengths.add(Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1)));
            }
        }
        return lengths;
    }

    private static Set<Integer> ofGroup(Daemon daemon) {
        return lengths(daemon, "224.0.0.18");
    }

    private static Set<Integer> ofKernel(Daemon daemon) {
        return lengths(daemon, "AF_NETLINK 0 ");
    }

    @ParameterizedTest
    @CsvSource({
        "'',''",
        "vrrp_rx_bufs_policy ADVERT;vrrp_rx_bufs_multiplier 900,''",
        "vrrp_rx_bufs_policy MTU;vrrp_rx_bufs_multiplier 10;" + FORCED + ",''",
        "vrrp_rx_bufs_policy 50000,kernel_rx_buf_size 70000"
    })
    void theQueuesAreAsLongAsKeepalivedsAre(String global, String instance, Lab lab) {
        Node a = lab.node("a");
        String text = config(global, instance, 51);
        Daemon keepalived = a.start(Program.KEEPALIVED, text);
        Await.until("a socket", LIMIT, () -> ofGroup(keepalived).size() == 1);
        Set<Integer> expected = ofGroup(keepalived);
        boolean forced = ofKernel(keepalived).containsAll(List.of(1_000_000, 18_000_000));
        keepalived.terminate();

        Daemon vigil = a.start(Program.VIGIL, text);
        vigil.awaitLog("Entering BACKUP STATE", LIMIT);
        assertThat(ofGroup(vigil)).isEqualTo(expected);
        assertThat(forced).isEqualTo(global.contains(FORCED));
        assertThat(ofKernel(vigil).containsAll(List.of(1_000_000, 18_000_000))).isEqualTo(forced);
    }

    @Test
    @VigilPlays
    void aReloadChangesThem(Lab lab) {
        Node a = lab.node("a");
        Daemon daemon = a.start(Program.VIGIL, config("", "", 51));
        daemon.awaitLog("Entering BACKUP STATE", LIMIT);
        Set<Integer> before = ofGroup(daemon);
        daemon.reload(config("vrrp_netlink_cmd_rcv_bufs 70000", "kernel_rx_buf_size 60000", 51));
        Await.until("another length", LIMIT, () -> ofGroup(daemon).equals(Set.of(120_000)));
        Await.until("the other, too", LIMIT, () -> ofKernel(daemon).contains(140_000));
        daemon.reload(config("", "", 51));
        Await.until("the first length", LIMIT, () -> ofGroup(daemon).equals(before));
        Await.until("the other, too", LIMIT, () -> !ofKernel(daemon).contains(140_000));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aVridThatIsNotConfiguredIsNamedIfThatIsAskedFor(Program program, Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        b.start(Program.KEEPALIVED, config("", "priority 200", 77));
        Daemon daemon = a.start(program, config("log_unknown_vrids", "", 51));
        daemon.awaitLog("Unknown VRID\\(77\\) received on interface\\(eth0\\)", LIMIT);
    }

    @Test
    @VigilPlays
    void aReloadBeginsAndEndsToNameThem(Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        b.start(Program.VIGIL, config("", "priority 200", 77));
        Daemon daemon = a.start(Program.VIGIL, config("", "", 51));
        daemon.awaitLog("Entering MASTER STATE", LIMIT);
        Await.until("the other master", LIMIT, () -> b.holds("10.77.0.77"));
        Await.holds("silence", Duration.ofSeconds(3), () -> !daemon.log().contains("Unknown VRID"));
        daemon.reload(config("log_unknown_vrids", "", 51));
        daemon.awaitLog("Unknown VRID\\(77\\)", LIMIT);
        assertThat(daemon.log()).containsOnlyOnce("Unknown VRID");
    }
}
