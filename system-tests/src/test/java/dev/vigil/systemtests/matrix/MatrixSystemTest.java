package dev.vigil.systemtests.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each pair of programs in each form of the protocol: elect, fail over, come back, hand over. {@code ./run test} runs so many
 * rows that each two values meet, {@code ./run matrix} all; {@code system-tests/target/matrix.txt} has the table.
 */
@LabTest
class MatrixSystemTest {
    /** How much later than the protocol's time a reaction may come on a busy machine. */
    private static final Duration LATENESS = Duration.ofMillis(1500);

    /** How much earlier than the protocol's time a packet may be seen, for the time that capturing takes. */
    private static final Duration EARLINESS = Duration.ofMillis(12);

    private static final MatrixReport REPORT = new MatrixReport();

    static List<MatrixRow> rows() {
        return MatrixRow.rows();
    }

    @AfterAll
    static void report() throws IOException {
        REPORT.write();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAddressesAreWithOneNodeWhateverEndsTheOther(MatrixRow row, Lab lab) {
        if (!row.form().isKnownToReaders()) {
            lab.expectHostilePackets();
        }
        MatrixPair pair = new MatrixPair(lab, row);
        assumeMachine(row, pair.a);
        REPORT.begins(row);

        Daemon killed = elect(pair);
        long takeOverNs = failOver(pair, row.form(), killed);
        Daemon ended = comeBack(pair);
        long handOverNs = handOver(pair, row.form(), ended);

        for (int vrid : pair.vrids()) {
            pair.heard(vrid, MatrixPair.PRIORITY_A).forEach(heard -> pair.assertForm(pair.a, heard));
            pair.heard(vrid, MatrixPair.PRIORITY_B).forEach(heard -> pair.assertForm(pair.b, heard));
        }
        REPORT.ends(row, takeOverNs, handOverNs);
    }

    private static void assumeMachine(MatrixRow row, Node node) {
        if (row.form().vmac()) {
            List<String> probe = List.of("ip", "link", "add", "probe", "link", "eth0", "type", "macvlan");
            boolean macvlan = node.exec(probe.toArray(String[]::new)).exitCode() == 0;
            REPORT.unless(macvlan, row, "the kernel has no macvlan");
            assumeTrue(macvlan, "macvlan");
            node.must("ip", "link", "del", "probe");
        }
        boolean ipv6 = !row.form().ipv6() || Files.exists(Path.of("/proc/sys/net/ipv6"));
        REPORT.unless(ipv6, row, "the kernel has no IPv6");
        assumeTrue(ipv6, "IPv6");
    }

    /** The better node is master, and the other one, which hears it, is silent. */
    private static Daemon elect(MatrixPair pair) {
        Daemon daemon = pair.startA();
        pair.awaitMaster(pair.a, MatrixPair.PRIORITY_A, 0);
        pair.startB().awaitLog("Entering BACKUP STATE|Syncing .* to BACKUP", Duration.ofSeconds(30));
        pair.vrids().forEach(vrid -> {
            long nowNs = pair.heard(vrid, MatrixPair.PRIORITY_A).getLast().timeNs();
            long nextNs = pair.awaitHeard(vrid, MatrixPair.PRIORITY_A, nowNs).timeNs();
            pair.awaitHeard(vrid, MatrixPair.PRIORITY_A, nextNs);
            assertThat(pair.heard(vrid, MatrixPair.PRIORITY_B)).isEmpty();
        });
        assertThat(pair.holdsNothing(pair.b)).as("no address on b").isTrue();
        pair.assertAnnounced(pair.a, 0);
        return daemon;
    }

    /** The other node takes over when its down timer fires; returns how long that took. */
    private static long failOver(MatrixPair pair, Form form, Daemon master) {
        master.kill();
        long lastNs = last(pair, MatrixPair.PRIORITY_A);
        pair.awaitMaster(pair.b, MatrixPair.PRIORITY_B, lastNs);
        long tookNs = pair.awaitHeard(pair.vrids().getFirst(), MatrixPair.PRIORITY_B, lastNs)
                        .timeNs()
                - lastNs;
        assertTook("take-over", tookNs, form.masterDownNs(MatrixPair.PRIORITY_B));
        pair.assertAnnounced(pair.b, lastNs);
        return tookNs;
    }

    /** The better node takes the addresses back, and the other one yields. */
    private static Daemon comeBack(MatrixPair pair) {
        long sinceNs = last(pair, MatrixPair.PRIORITY_B);
        Daemon daemon = pair.startA();
        pair.vrids().forEach(vrid -> pair.awaitHeard(vrid, MatrixPair.PRIORITY_A, sinceNs));
        pair.awaitMaster(pair.a, MatrixPair.PRIORITY_A, sinceNs);
        pair.awaitNothingOn(pair.b);
        pair.assertAnnounced(pair.a, sinceNs);
        long nowNs = last(pair, MatrixPair.PRIORITY_A);
        pair.vrids().forEach(vrid -> pair.awaitHeard(vrid, MatrixPair.PRIORITY_A, nowNs));
        return daemon;
    }

    /** The better node says goodbye and leaves nothing; the other one takes over after its skew time. */
    private static long handOver(MatrixPair pair, Form form, Daemon master) {
        long sinceNs = last(pair, MatrixPair.PRIORITY_A);
        assertThat(master.terminate().code()).as("exit code").isZero();
        assertThat(pair.holdsNothing(pair.a)).as("no address on a").isTrue();
        assertThat(pair.hasVirtualInterface(pair.a))
                .as("virtual interface on a")
                .isFalse();
        int vrid = pair.vrids().getFirst();
        long goodbyeNs = pair.awaitHeard(vrid, 0, sinceNs).timeNs();
        pair.awaitMaster(pair.b, MatrixPair.PRIORITY_B, goodbyeNs);
        long tookNs = pair.awaitHeard(vrid, MatrixPair.PRIORITY_B, goodbyeNs).timeNs() - goodbyeNs;
        assertTook("hand-over", tookNs, form.skewNs(MatrixPair.PRIORITY_B));
        pair.assertAnnounced(pair.b, goodbyeNs);
        return tookNs;
    }

    private static long last(MatrixPair pair, int priority) {
        return pair.heard(pair.vrids().getFirst(), priority).getLast().timeNs();
    }

    private static void assertTook(String what, long tookNs, long protocolNs) {
        assertThat(Duration.ofNanos(tookNs))
                .as(what)
                .isBetween(
                        Duration.ofNanos(protocolNs).minus(EARLINESS),
                        Duration.ofNanos(protocolNs).plus(LATENESS));
    }
}
