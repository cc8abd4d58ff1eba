package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When an instance takes part, and when it no longer may. */
@LabTest
class ParticipationSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    static Stream<Row> programs() {
        return Program.players().stream().map(Row::of);
    }

    /**
     * Version 2.2.7 of keepalived has no such keyword. The greatest delay is little more than an hour, so the daemon runs where
     * the clocks say that the machine was booted 100 seconds ago.
     */
    @Test
    void noInstanceTakesPartUntilTheMachineHasBeenUpForLongEnough(Lab lab) throws IOException {
        String up = Files.readString(Path.of("/proc/uptime"));
        String shift = String.valueOf(100 - Long.parseLong(up.substring(0, up.indexOf('.'))));
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(text -> text.block("global_defs {\n    vrrp_delay_after_boot 120\n}\n"));
        pair.a.write("/run/lab/a.conf", pair.textA());
        double upS =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
        long startNs = Pair.nowNs();
        long waitNs = (long) ((120 - upS - Long.parseLong(shift)) * 1e9);
        Process daemon = pair.a.spawn(
                pair.a.newLog("vigil"),
                List.of(
                        "unshare",
                        "--time",
                        "--fork",
                        "--monotonic",
                        shift,
                        "--boottime",
                        shift,
                        Program.vigilCommand("keepalived"),
                        "-n",
                        "-l",
                        "-f",
                        "/run/lab/a.conf"));
        long firstNs = pair.awaitAdvert(pair.a, startNs).timeNs();
        Pair.assertDelay("participation", startNs, firstNs, waitNs + pair.row.masterDownNs(Pair.PRIORITY_A));
        daemon.destroy();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anInstanceThatMustHaveUnicastPeersAndHasNoneIsInFault(Row row, Lab lab) {
        Pair pair = new Pair(lab, row).withSettingsA(text -> text.line("unicast_fault_no_peer"));
        Daemon daemon = pair.startA();
        daemon.awaitLog("Entering FAULT STATE|going to fault state", LIMIT);
        Await.holds("a is silent", Duration.ofSeconds(3), () -> !pair.a.holds(Pair.VIP));
        assertThat(pair.adverts(pair.a)).isEmpty();
        if (row.master() == Program.VIGIL) {
            assertThat(VigilStatus.why(pair.a)).contains("unicast_fault_no_peer");
            daemon.reload(pair.textB());
            Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        }
    }

    /** Version 2.2.7 of keepalived has no such keyword. */
    @Test
    void aMasterThatWasFrozenForTooLongLeavesTheAddressToWhoReplacedIt(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(text -> text.line("nopreempt").line("timer_expired_backup 100"));
        Pair.Started started = pair.start();
        started.a().freeze();
        Await.until("the address on b", LIMIT, () -> pair.b.holds(Pair.VIP));
        Await.until("two advertisements of b", LIMIT, () -> pair.adverts(pair.b).size() >= 2);
        int before = pair.adverts(pair.a).size();
        started.a().thaw();
        pair.awaitAddressGone(pair.a);
        Await.holds("b stays", Duration.ofSeconds(3), () -> pair.b.holds(Pair.VIP) && !pair.a.holds(Pair.VIP));
        assertThat(pair.adverts(pair.a)).as("advertisements of a").hasSize(before);
        assertThat(VigilStatus.why(pair.a)).contains("late, so that another node may be master");
    }
}
