package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BFD sessions over a second link, {@code eth1}, beside the one that advertisements take. */
@LabTest
class BfdSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** 50 ms, three times. */
    private static final long DETECTION_NS = 150_000_000L;

    private static final long INTERVAL_NS = 50_000_000L;

    /** A session that outlasts a pause of a busy machine. */
    private static final String LASTING = "weight 20\n    multiplier 20";

    private static final String NEAR = "10.78.0.1";
    private static final String FAR = "10.78.0.2";

    private static String session(String neighbor, String more) {
        return """
                bfd_instance peer {
                    neighbor_ip %s
                    min_rx 50
                    min_tx 50
                    multiplier 3
                    %s
                }
                """.formatted(neighbor, more);
    }

    /** The node that should be MASTER tracks the session; the other one only has it. */
    private static Pair pair(Lab lab, Row row, String more, String tracked) {
        Pair pair = new Pair(lab, row)
                .withSettingsA(
                        text -> text.block(session(FAR, more)).line("track_bfd {\n        peer " + tracked + "\n    }"))
                .withSettingsB(text -> text.block(session(NEAR, "")));
        pair.a.addCableTo(pair.b, "eth1");
        pair.a.must("ip", "addr", "add", NEAR + "/24", "dev", "eth1");
        pair.b.must("ip", "addr", "add", FAR + "/24", "dev", "eth1");
        return pair;
    }

    private static void cut(Pair pair) {
        pair.b.must("ip", "link", "set", "eth1", "down");
    }

    private static void mend(Pair pair) {
        pair.b.must("ip", "link", "set", "eth1", "up");
    }

    private static Advert awaitPriority(Pair pair, int priority, long sinceNs) {
        return Await.value(
                "priority " + priority + " from a",
                LIMIT,
                () -> pair.adverts(pair.a).stream()
                        .filter(advert -> advert.priority() == priority && advert.timeNs() > sinceNs)
                        .findFirst());
    }

    private static List<Row> programs() {
        return Row.programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aMasterThatLosesItsNeighbourYieldsWithinTheDetectionTime(Row row, Lab lab) {
        Pair pair = pair(lab, row, "", "");
        Daemon a = pair.startA();
        a.awaitLog("[Ee]ntering FAULT (STATE|state)", LIMIT);
        assertThat(pair.adverts(pair.a))
                .as("advertisements before the session is up")
                .isEmpty();
        pair.startB();
        long upNs = Pair.nowNs();
        pair.awaitAdvert(pair.a, upNs);
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));

        long beforeNs = Pair.nowNs();
        cut(pair);
        long cutNs = Pair.nowNs();
        Advert goodbye = pair.awaitPriorityZero(pair.a, beforeNs);
        System.out.printf(
                "%s: priority 0 left %.1f ms after the cut began, %.1f ms after it ended%n",
                row, (goodbye.timeNs() - beforeNs) / 1e6, (goodbye.timeNs() - cutNs) / 1e6);
        Pair.assertDelay("priority 0 after the last packet", beforeNs, goodbye.timeNs(), DETECTION_NS - INTERVAL_NS);
        a.awaitLog("[Ee]ntering FAULT (STATE|state)", LIMIT);
        pair.awaitAddressGone(pair.a);
        Await.until("the address on b", LIMIT, () -> pair.b.holds(Pair.VIP));
        if (row.master() == Program.VIGIL) {
            assertThat(VigilStatus.why(pair.a))
                    .contains("BFD session peer is down: 10.78.0.2 was not heard for the detection time");
        }

        long mendedNs = Pair.nowNs();
        mend(pair);
        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aWeightMovesThePriorityBothWays(Row row, Lab lab) {
        Pair pair = pair(lab, row, "weight 20", "weight -30 reverse");
        pair.startA();
        awaitPriority(pair, Pair.PRIORITY_A + 30, 0);
        pair.startB();
        awaitPriority(pair, Pair.PRIORITY_A, 0);
        long cutNs = Pair.nowNs();
        cut(pair);
        awaitPriority(pair, Pair.PRIORITY_A + 30, cutNs);
    }

    /** What differs from run to run, and what is about keepalived's own threads. */
    private static final Pattern OWN =
            Pattern.compile(" *(fd_out|thread_|sands_|send error|(local|remote) discriminator|last seen).*");

    @Test
    @VigilPlays
    void theDumpOfASessionIsKeepalivedsButForItsThreads(Lab lab) {
        Pair pair = pair(lab, new Row(Program.KEEPALIVED, Program.VIGIL, 3, Row.Cast.MULTICAST), LASTING, "")
                .withSettingsB(text -> text.block(session(NEAR, LASTING)).line("track_bfd {\n        peer\n    }"));
        Daemon a = pair.startA();
        Daemon b = pair.startB();
        a.awaitLog("instance peer is in state Up", LIMIT);
        b.awaitLog("instance peer is in state Up", LIMIT);
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 4);
        a.signal("USR1");
        b.signal("USR1");

        assertThat(bfd(pair.b, NEAR)).isEqualTo(bfd(pair.a, FAR)).hasSizeGreaterThan(20);
        assertThat(tracked(pair.b)).isEqualTo(tracked(pair.a)).contains("   Bfd is up", "     VI_1, weight 20");
    }

    private static List<String> bfd(Node node, String neighbor) {
        return section(node, "/run/lab/keepalived_bfd.data", "BFD Topology").stream()
                .filter(line -> !OWN.matcher(line).matches())
                .map(line -> line.replace(neighbor, "NEIGHBOR"))
                .toList();
    }

    private static List<String> tracked(Node node) {
        return section(node, "/run/lab/keepalived.data", "VRRP Track BFDs");
    }

    private static List<String> section(Node node, String file, String title) {
        String start = "------< " + title + " >------\n";
        Await.until(title + " of " + node.name(), LIMIT, () -> node.read(file).contains(start));
        String text = node.read(file);
        return text.substring(text.indexOf(start) + start.length())
                .lines()
                .takeWhile(line -> !line.startsWith("------"))
                .toList();
    }

    @Test
    void aReloadLeavesASessionUpThatItDoesNotChange(Lab lab) {
        Pair pair = pair(lab, Row.of(Program.VIGIL), "multiplier 20", "")
                .withSettingsB(text -> text.block(session(NEAR, "multiplier 20")));
        Daemon a = pair.startA();
        Daemon b = pair.startB();
        pair.awaitAdverts(pair.a, 2);
        b.awaitLog("instance peer is in state Up", LIMIT);
        long states = states(b);
        long beforeNs = Pair.nowNs();

        a.reload(pair.textA().replace("priority 150", "priority 140"));
        awaitPriority(pair, 140, beforeNs);
        a.reload(pair.textA().replace("min_tx 50", "min_tx 80"));
        awaitPriority(pair, 150, beforeNs);

        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        assertThat(states(b)).as("b has seen no change").isEqualTo(states);
    }

    private static long states(Daemon daemon) {
        return daemon.log()
                .lines()
                .filter(line -> line.contains("BFD event: instance peer"))
                .count();
    }
}
