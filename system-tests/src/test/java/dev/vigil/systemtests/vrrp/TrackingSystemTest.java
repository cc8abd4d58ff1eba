package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class TrackingSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final long SCRIPT_INTERVAL_NS = 1_000_000_000L;
    private static final String CHECK = "test ! -e /run/lab/broken\n";

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void aWeightMovesTheAddressWhileItsScriptFailsAndBackAfterwards(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        String check = pair.a.script("check.sh", CHECK);
        pair.withSettingsA(text -> text.trackedScript(check, -60)).start();

        pair.a.write("/run/lab/broken", "");

        Advert lowered = Await.value(
                "priority 90 from a",
                LIMIT,
                () -> pair.adverts(pair.a).stream()
                        .filter(advert -> advert.priority() == 90)
                        .findFirst());
        Advert lastHigh = pair.adverts(pair.a).stream()
                .filter(advert -> advert.priority() == Pair.PRIORITY_A)
                .toList()
                .getLast();
        Advert first = pair.awaitAdvert(pair.b, lowered.timeNs());
        Pair.assertDelay("take-over", lastHigh.timeNs(), first.timeNs(), row.masterDownNs(Pair.PRIORITY_B));
        pair.assertAnnounced(pair.b, first);
        pair.awaitAddressGone(pair.a);
        assertThat(pair.lastAdvert(pair.a).priority())
                .as("a loser says no goodbye")
                .isEqualTo(90);

        long mendedNs = Pair.nowNs();
        pair.a.delete("/run/lab/broken");

        Advert back = pair.awaitAdvert(pair.a, Math.max(first.timeNs() + 200_000_000, mendedNs));
        assertThat(back.priority()).isEqualTo(Pair.PRIORITY_A);
        assertThat(back.timeNs() - mendedNs)
                .isLessThan(SCRIPT_INTERVAL_NS + row.masterDownNs(Pair.PRIORITY_A) + Pair.LATENESS.toNanos());
        pair.assertAnnounced(pair.a, back);
        pair.awaitAddressGone(pair.b);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void aScriptWithoutWeightPutsItsNodeToFaultWhileItFails(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        String check = pair.a.script("check.sh", CHECK);
        pair.withSettingsA(text -> text.trackedScript(check, 0)).start();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.write("/run/lab/broken", "");

        Advert goodbye = pair.awaitPriorityZero(pair.a, beforeNs);
        Advert first = pair.awaitAdvert(pair.b, goodbye.timeNs());
        Pair.assertDelay("take-over", goodbye.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_B));
        pair.assertAnnounced(pair.b, first);
        pair.awaitAddressGone(pair.a);
        assertThat(pair.lastAdvert(pair.a).priority()).isZero();

        long mendedNs = Pair.nowNs();
        pair.a.delete("/run/lab/broken");

        Advert back = pair.awaitAdvert(pair.a, mendedNs);
        assertThat(back.timeNs() - mendedNs)
                .as("a starts anew as BACKUP with a whole master down time")
                .isGreaterThan(row.masterDownNs(Pair.PRIORITY_A) - Pair.EARLINESS.toNanos());
        pair.assertAnnounced(pair.a, back);
        pair.awaitAddressGone(pair.b);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aTrackedInterfaceWithoutWeightPutsItsNodeToFaultWhileItHasNoCarrier(Program program, Lab lab) {
        Row row = Row.of(program);
        Pair pair = new Pair(lab, row).withSettingsA(text -> text.line("track_interface {\n        eth1\n    }"));
        pair.a.addCable("eth1", "far");
        Daemon master = pair.start().a();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.must("ip", "link", "set", "far", "down");

        Advert goodbye = pair.awaitPriorityZero(pair.a, beforeNs);
        Advert first = pair.awaitAdvert(pair.b, goodbye.timeNs());
        Pair.assertDelay("take-over", goodbye.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_B));
        pair.awaitAddressGone(pair.a);
        master.awaitLog("Entering FAULT STATE", LIMIT);

        long mendedNs = Pair.nowNs();
        pair.a.must("ip", "link", "set", "far", "up");

        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A);
        pair.awaitAddressGone(pair.b);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aTrackedInterfaceWithAWeightMovesThePriority(Program program, Lab lab) {
        Pair pair = new Pair(lab, Row.of(program))
                .withSettingsA(text -> text.line("track_interface {\n        eth1 weight -60\n    }"));
        pair.a.addCable("eth1", "far");
        pair.start();

        pair.a.must("ip", "link", "set", "far", "down");

        Await.until("priority 90", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 90);
        Await.until("the address on b", LIMIT, () -> pair.b.holds(Pair.VIP));
        pair.awaitAddressGone(pair.a);
        if (program == Program.VIGIL) {
            assertThat(VigilStatus.json(pair.a).output()).contains("\"base_priority\":150,\"effective_priority\":90");
        }

        long mendedNs = Pair.nowNs();
        pair.a.must("ip", "link", "set", "far", "up");

        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A);
        pair.awaitAddressGone(pair.b);
    }

    /** The script, its child and its grandchild ignore the request to end. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aScriptThatTakesTooLongIsKilledWithAllThatItStarted(Program program, Lab lab) {
        Pair pair = new Pair(lab, Row.of(program));
        Daemon daemon = startWithSlowScript(pair, """
                trap '' TERM
                bash -c 'sleep 4711 & sleep 4711' &
                sleep 4711
                """);

        Await.until("three processes", LIMIT, () -> sleepers(pair) == 3);
        // keepalived 2.2.7 stays as it was.
        daemon.awaitLog(program == Program.VIGIL ? "Entering FAULT STATE.*timed out after 1 s" : "timed_out", LIMIT);
        Await.until("none of them", Duration.ofSeconds(10), () -> sleepers(pair) == 0);
        assertThat(daemon.running()).isTrue();
    }

    /** Only the script itself ends when it is asked to. */
    @Test
    @VigilPlays
    void whatAScriptThatTookTooLongLeavesBehindIsKilled(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon daemon = startWithSlowScript(pair, """
                bash -c 'trap "" TERM; sleep 4711 & sleep 4711' &
                wait
                """);

        Await.until("two processes", LIMIT, () -> sleepers(pair) == 2);
        daemon.awaitLog("Entering FAULT STATE.*timed out after 1 s", LIMIT);
        Await.until("none of them", Duration.ofSeconds(10), () -> sleepers(pair) == 0);
        assertThat(daemon.running()).isTrue();
    }

    private static Daemon startWithSlowScript(Pair pair, String body) {
        String check = pair.a.script("check.sh", body);
        pair.withSettingsA(text -> text.block("""
                vrrp_script check {
                    script "%s"
                    interval 60
                    timeout 1
                    fall 1
                }
                """.formatted(check)).line("track_script {\n        check\n    }"));
        return pair.startA();
    }

    private static long sleepers(Pair pair) {
        return pair.a.exec("pgrep", "-x", "-f", "sleep 4711").output().lines().count();
    }
}
