package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code vigil drain}, {@code promote} and {@code resume}, seen from outside, beside a Vigil and a keepalived. */
@LabTest
@VigilPlays
class SteeringSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int PORT = 9000;

    /** Less than the skew time of the peer, for which its addresses would have no holder without the overlap. */
    private static final Duration SILENCE_MAX = Duration.ofMillis(400);

    private static Pair pair(Lab lab, Program a, Program b) {
        return new Pair(lab, new Row(a, b, 3, Row.Cast.MULTICAST));
    }

    private static Shell.Outcome vigil(Node node, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = Program.vigilCommand("vigil");
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return node.exec(command);
    }

    private static boolean isInMaintenance(Node node) {
        return VigilStatus.json(node).output().contains("\"state\":\"MAINTENANCE\"");
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aDrainedMasterHandsOverWithoutASilenceAndStaysOutOverACrashUntilItResumes(Program peer, Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, peer);
        Pair.Started started = pair.start();
        Client.answerDatagrams(pair.a, PORT);
        Client.answerDatagrams(pair.b, PORT);
        Client client = Client.byDatagrams(lab.node("client"), Pair.VIP, PORT, Duration.ofMillis(1));
        client.awaitAnswer("a", 0, LIMIT);

        Shell.Outcome refused = vigil(pair.a, "drain", "VI_1");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();

        long beforeNs = Pair.nowNs();
        Shell.Outcome drained = vigil(pair.a, "drain", "VI_1", "--force", "--reason", "kernel update");
        assertThat(drained.exitCode()).as(drained.output()).isZero();
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
        assertThat(pair.b.holds(Pair.VIP)).isTrue();
        client.awaitAnswer("b", beforeNs, LIMIT);
        assertThat(client.longestSilence(beforeNs)).as("without an answer").isLessThan(SILENCE_MAX);
        assertThat(isInMaintenance(pair.a)).isTrue();
        assertThat(VigilStatus.why(pair.a)).contains("MAINTENANCE").contains("drained by user root: kernel update");

        started.a().kill();
        Daemon again = pair.startA();
        again.awaitLog("VI_1: drain is in force again", LIMIT);
        Await.until("maintenance after a crash", LIMIT, () -> isInMaintenance(pair.a));
        again.signal("USR1");
        Await.until(
                "a dump", LIMIT, () -> pair.a.read("/run/lab/keepalived.data").contains("State = FAULT"));

        assertThat(vigil(pair.a, "resume", "VI_1").exitCode()).isZero();
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        pair.awaitAddressGone(pair.b);
        assertThat(vigil(pair.a, "history", "VI_1").output().lines())
                .as("what happened before and after the crash")
                .anyMatch(line -> line.contains("MAINTENANCE") && line.contains("user root: kernel update"))
                .last()
                .asString()
                .contains("BACKUP  MASTER");
        assertThat(vigil(pair.a, "describe", "VI_1").output()).contains("10.77.0.100", "MAINTENANCE");
    }

    @Test
    void withoutASuccessorTheAddressesStayAndTheDrainIsGivenUp(Lab lab) {
        Pair pair = pair(lab, Program.VIGIL, Program.VIGIL);
        Daemon alone = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();

        Shell.Outcome drained = vigil(pair.a, "drain", "--all", "--force");

        assertThat(drained.exitCode()).as(drained.output()).isEqualTo(1);
        assertThat(drained.output()).contains("no other master was heard");
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(changes.get()).doesNotContain(Pair.VIP);
        alone.awaitLog("VI_1: drain ends: no other master was heard", LIMIT);
        assertThat(vigil(pair.a, "status").exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aPromotedBackupIsMasterUntilItResumesAndADrainEndsAfterItsTime(Program peer, Lab lab) {
        Pair pair = pair(lab, peer, Program.VIGIL);
        pair.start();

        Shell.Outcome promoted = vigil(pair.b, "promote", "VI_1");
        assertThat(promoted.exitCode()).as(promoted.output()).isZero();
        Await.until("priority 254", LIMIT, () -> pair.lastAdvert(pair.b).priority() == 254);
        pair.awaitAddressGone(pair.a);
        assertThat(pair.b.holds(Pair.VIP)).isTrue();

        assertThat(vigil(pair.b, "resume", "VI_1").exitCode()).isZero();
        Await.until("the address on a", LIMIT, () -> pair.a.holds(Pair.VIP));
        pair.awaitAddressGone(pair.b);

        assertThat(vigil(pair.b, "drain", "VI_1").exitCode()).isZero();
        assertThat(vigil(pair.b, "promote", "VI_1").exitCode()).isEqualTo(2);
        assertThat(vigil(pair.b, "drain", "VI_1", "--for", "1s").exitCode()).isZero();
        Await.until("the end of the drain", LIMIT, () -> vigil(pair.b, "status").exitCode() == 1);
    }

    @Test
    void aDaemonThatIsKilledAtAnyMomentOfADrainDoesItAfterwardsOrNotAtAll(Lab lab) {
        long seed = Long.getLong("vigil.seed", 11);
        RandomGenerator chance = new SplittableRandom(seed);
        Pair pair = pair(lab, Program.VIGIL, Program.VIGIL);
        Daemon daemon = pair.start().a();
        for (int round = 0; round < 3; round++) {
            String order = chance.nextInt(3) == 0 ? "promote" : "drain";
            long delayMs = chance.nextLong(1_500);
            String title = "seed " + seed + ", round " + round + ": " + order + ", killed after " + delayMs + " ms";
            pair.a.spawn(
                    pair.a.newLog(order),
                    order.equals("drain")
                            ? List.of(Program.vigilCommand("vigil"), "drain", "VI_1", "--force")
                            : List.of(Program.vigilCommand("vigil"), "promote", "VI_1"));
            Await.holds("some time", Duration.ofMillis(delayMs), () -> true);
            boolean stored = daemon.log().contains("VI_1: " + order + ", asked for by");
            daemon.kill();
            daemon = pair.startA();
            daemon.awaitLog("Startup complete", LIMIT);
            if (stored) {
                daemon.awaitLog("VI_1: " + order + " is in force again", LIMIT);
            }
            boolean out = order.equals("drain") && daemon.log().contains("drain is in force again");
            Node holder = out ? pair.b : pair.a;
            Node other = out ? pair.a : pair.b;
            Await.settled(
                    title + ": one holder",
                    LIMIT,
                    Duration.ofSeconds(1),
                    () -> holder.holds(Pair.VIP) && !other.holds(Pair.VIP));
            assertThat(isInMaintenance(pair.a)).as(title).isEqualTo(out);
            assertThat(vigil(pair.a, "resume", "--all").exitCode()).as(title).isZero();
            Await.until(title + ": back", LIMIT, () -> pair.a.holds(Pair.VIP) && !pair.b.holds(Pair.VIP));
        }
    }
}
