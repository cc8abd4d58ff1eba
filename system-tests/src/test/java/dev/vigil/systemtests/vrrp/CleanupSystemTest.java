package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After kill -9 no address stays behind, whoever cleans up, and none is taken away that was not ours. */
@LabTest
@VigilPlays
class CleanupSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String JOURNAL = "/run/vigil/control.journal";
    private static final String OTHER_VIP = "10.77.0.101";
    private static final Row ALONE = new Row(Program.VIGIL, Program.VIGIL, 3, Row.Cast.MULTICAST);

    private static Pair pairWithTwoAddresses(Lab lab) {
        return new Pair(lab, ALONE).withSettingsA(text -> text.virtualAddresses(Pair.VIP + "/24", OTHER_VIP + "/32"));
    }

    private static Shell.Outcome cleanup(Pair pair, String... options) {
        List<String> command = new ArrayList<>(List.of(Program.vigilCommand("vigil"), "cleanup"));
        command.addAll(List.of(options));
        return pair.a.exec(command.toArray(String[]::new));
    }

    @Test
    void cleanupAfterAKillRemovesWhatWasOursAndNothingElse(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        pair.a.must("ip", "addr", "add", "10.77.0.50/24", "dev", "eth0");
        pair.startMasterAlone().kill();
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.a.holds(OTHER_VIP)).isTrue();

        Shell.Outcome outcome = cleanup(pair);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("removed " + Pair.VIP + "/24 on eth0", "removed " + OTHER_VIP);
        assertThat(pair.a.addresses()).containsExactlyInAnyOrder("10.77.0.1/24", "10.77.0.50/24");
        assertThat(pair.a.exists(JOURNAL)).isFalse();
        assertThat(pair.a.exists("/run/keepalived.pid")).isFalse();
        assertThat(cleanup(pair).output()).contains("nothing was left behind");
    }

    @Test
    void anAddressOfTheSameNumberThatSomebodyElseAddedStays(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        pair.startMasterAlone().kill();
        pair.a.must("ip", "addr", "del", Pair.VIP + "/24", "dev", "eth0");
        pair.a.must("ip", "addr", "add", Pair.VIP + "/24", "dev", "eth0");

        Shell.Outcome outcome = cleanup(pair, "--json");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("\"foreign\":[\"" + Pair.VIP + "/24 on eth0\"]")
                .contains("\"removed\":[\"" + OTHER_VIP + "/32 on eth0\"]");
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.a.holds(OTHER_VIP)).isFalse();
    }

    @Test
    void whileADaemonRunsNothingIsTouched(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        Daemon daemon = pair.startMasterAlone();

        Shell.Outcome outcome = cleanup(pair);

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(5);
        assertThat(outcome.output()).contains("/run/keepalived.pid");
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        daemon.terminate();
        assertThat(pair.a.exists(JOURNAL)).as("journal after an orderly end").isFalse();
        assertThat(cleanup(pair).exitCode()).isZero();
    }

    @Test
    void keepalivedThatTookOverAfterAKillIsLeftAlone(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        pair.startMasterAlone().kill();
        Daemon successor = pair.a.start(Program.KEEPALIVED, pair.textA());
        successor.awaitLog("Entering MASTER STATE", LIMIT);
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));

        Shell.Outcome outcome = cleanup(pair);

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(5);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
    }

    @Test
    void aStartAfterAKillFindsItsAddressesAgain(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        pair.startMasterAlone().kill();

        pair.startA();

        Await.until(
                "MASTER again",
                LIMIT,
                () -> lab.wire().gratuitousArps(OTHER_VIP).size() > 5);
        assertThat(pair.a.addresses()).containsExactlyInAnyOrder("10.77.0.1/24", Pair.VIP + "/24", OTHER_VIP + "/32");
    }

    @Test
    void aStartWithAnotherConfigurationRemovesWhatTheOldOneLeft(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        pair.a.must("ip", "addr", "add", "10.77.0.50/24", "dev", "eth0");
        pair.startMasterAlone().kill();
        pair.withSettingsA(text -> text.virtualAddresses("10.77.0.102/24"));

        Daemon next = pair.startA();

        next.awaitLog("Removed what an earlier run left behind: .*" + Pair.VIP, LIMIT);
        Await.until("the new address", LIMIT, () -> pair.a.holds("10.77.0.102"));
        assertThat(pair.a.addresses()).containsExactlyInAnyOrder("10.77.0.1/24", "10.77.0.50/24", "10.77.0.102/24");
    }

    @Test
    void anAddressThatAReloadAddedIsFoundAfterAKill(Lab lab) {
        Pair pair = pairWithTwoAddresses(lab);
        Daemon daemon = pair.startMasterAlone();
        pair.withSettingsA(text -> text.virtualAddresses(Pair.VIP + "/24", "10.77.0.103/24"));
        daemon.reload(pair.textA());
        Await.until("the new address", LIMIT, () -> pair.a.holds("10.77.0.103"));
        daemon.kill();

        assertThat(cleanup(pair).exitCode()).isZero();

        assertThat(pair.a.addresses()).containsExactly("10.77.0.1/24");
    }
}
