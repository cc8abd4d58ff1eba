package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When and how often a MASTER announces its address, as its configuration wants it. */
@LabTest
class AnnouncementSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** What lies closer together than this belongs to one burst. */
    private static final long BURST_NS = 300_000_000;

    private static final long SECOND_NS = 1_000_000_000;

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMasterRefreshesItsAnnouncementsAsOftenAndAsManyTimesAsConfigured(Program program, Lab lab) {
        Pair pair = new Pair(lab, Row.of(program))
                .withSettingsA(text -> text.line("garp_master_delay 1")
                        .line("garp_master_repeat 1")
                        .line("garp_master_refresh 2")
                        .line("garp_master_refresh_repeat 3"));
        pair.startMasterAlone();

        List<List<Arp>> bursts = awaitBursts(pair, pair.a, 0, 4);

        assertThat(bursts.stream().map(List::size).limit(4))
                .as("on becoming MASTER, after the delay, and two refreshes")
                .containsExactly(1, 1, 3, 3);
        Pair.assertDelay("the delay", startNs(bursts, 0), startNs(bursts, 1), SECOND_NS);
        Pair.assertDelay("the refresh", startNs(bursts, 2), startNs(bursts, 3), 2 * SECOND_NS);
    }

    /** Unicast peers reach a node only by way of switches and neighbours that know where it is. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aUnicastNodeThatLeavesFaultAnnouncesItsOwnAddressOnce(Program program, Lab lab) {
        Pair pair = new Pair(lab, new Row(program, program, 3, Row.Cast.UNICAST))
                .withSettingsA(text -> text.trackedScript("/usr/bin/test -e /run/lab/ok", 0));
        pair.a.write("/run/lab/ok", "");
        Daemon daemon = pair.startMasterAlone();
        pair.a.delete("/run/lab/ok");
        daemon.awaitLog("Entering FAULT STATE", LIMIT);
        int before = lab.wire().gratuitousArps(pair.a.address()).size();

        pair.a.write("/run/lab/ok", "");
        Await.until(
                "the announcement",
                LIMIT,
                () -> lab.wire().gratuitousArps(pair.a.address()).size() > before);
        pair.awaitAddressGone(pair.a);
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(lab.wire().gratuitousArps(pair.a.address())).hasSize(before + 1);
    }

    /** The switch has learnt the address at the other node's port: the right MASTER corrects that, twice. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMasterThatHearsALowerOneAfterAPartitionAnnouncesItselfAgain(Program program, Lab lab) {
        // Over v2 the lower master speaks 0.6 s after the higher one, which leaves the time to heal in between.
        Pair pair = new Pair(lab, new Row(program, program, 2, Row.Cast.MULTICAST))
                .withSettingsA(text -> text.line("garp_master_delay 1")
                        .line("garp_master_repeat 1")
                        .line("garp_lower_prio_delay 2")
                        .line("garp_lower_prio_repeat 3"));
        Daemon master = pair.start().a();
        lab.partition(pair.a, pair.b);
        pair.awaitAdverts(pair.b, 2);
        long healedNs = pair.lastAdvert(pair.a).timeNs();
        int spoken = pair.adverts(pair.a).size();
        pair.awaitAdverts(pair.a, spoken + 1);

        lab.heal(pair.a, pair.b);

        master.awaitLog("lower priority", LIMIT);
        List<List<Arp>> bursts = awaitBursts(pair, pair.a, healedNs, 2);
        assertThat(bursts.stream().map(List::size).limit(2)).containsExactly(3, 3);
        Pair.assertDelay("the delay", startNs(bursts, 0), startNs(bursts, 1), 2 * SECOND_NS);
        pair.awaitAddressGone(pair.b);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
    }

    @Test
    @VigilPlays
    void theGapBetweenAnnouncementsFollowsAReload(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(text -> text.line("garp_master_delay 0")
                        .line("garp_master_refresh 1")
                        .line("garp_master_refresh_repeat 3"));
        Daemon master = pair.startMasterAlone();
        long reloadedNs = Pair.nowNs();

        pair.withSettingsA(text -> text.block("global_defs {\n    vrrp_garp_interval 0.1\n}\n")
                .line("garp_master_delay 0")
                .line("garp_master_refresh 1")
                .line("garp_master_refresh_repeat 3"));
        master.reload(pair.textA());

        master.awaitLog("Reload complete", LIMIT);
        List<List<Arp>> bursts = awaitBursts(pair, pair.a, reloadedNs, 3);
        List<Arp> last = bursts.get(2);
        assertThat(last).hasSize(3);
        assertThat(last.get(1).timeNs() - last.get(0).timeNs()).isBetween(95_000_000L, 250_000_000L);
        assertThat(last.get(2).timeNs() - last.get(1).timeNs()).isBetween(95_000_000L, 250_000_000L);
    }

    private static long startNs(List<List<Arp>> bursts, int index) {
        return bursts.get(index).getFirst().timeNs();
    }

    /** Waits for so many whole bursts of a node's announcements since then. */
    private static List<List<Arp>> awaitBursts(Pair pair, Node from, long sinceNs, int count) {
        String mac = from.mac();
        List<List<Arp>> bursts = new ArrayList<>();
        Await.until(count + " bursts", LIMIT, () -> {
            bursts.clear();
            long lastNs = 0;
            for (Arp arp : pair.wire.gratuitousArps(Pair.VIP)) {
                if (arp.timeNs() < sinceNs || !arp.sourceMac().equals(mac)) {
                    continue;
                }
                if (arp.timeNs() - lastNs > BURST_NS) {
                    bursts.add(new ArrayList<>());
                }
                bursts.getLast().add(arp);
                lastNs = arp.timeNs();
            }
            return bursts.size() > count || (bursts.size() == count && Pair.nowNs() - lastNs > BURST_NS);
        });
        return bursts;
    }
}
