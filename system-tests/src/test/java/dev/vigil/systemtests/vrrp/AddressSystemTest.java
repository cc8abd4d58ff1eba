package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

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
class AddressSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** keepalived resigns and wins the next election; Vigil puts the address back at once and stays MASTER. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void anAddressThatSomethingElseDeletesComesBackAndThatIsSaid(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startMasterAlone();
        int announced = lab.wire().gratuitousArps(Pair.VIP).size();

        pair.a.must("ip", "addr", "del", Pair.VIP + "/24", "dev", "eth0");

        if (row.master() == Program.VIGIL) {
            master.awaitLog(Pair.VIP + " was removed from eth0 by something else, put it back", LIMIT);
            assertThat(pair.a.holds(Pair.VIP)).isTrue();
            pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
            pair.assertNoPause(pair.a, Pair.LATENESS);
            assertThat(master.log()).doesNotContain("FAULT");
            assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        } else {
            pair.awaitPriorityZero(pair.a, 0);
            Await.until("the address again", LIMIT, () -> pair.a.holds(Pair.VIP));
        }
        Await.until(
                "its announcement",
                LIMIT,
                () -> lab.wire().gratuitousArps(Pair.VIP).size() > announced);
    }

    /** Whatever deletes it wants it elsewhere: another node gets the chance. */
    @Test
    @VigilPlays
    void anAddressThatIsDeletedAgainAndAgainIsGivenUpAndThatIsSaid(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon master = pair.start().a();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        for (int deletion = 0; deletion < 6; deletion++) {
            Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
            pair.a.must("ip", "addr", "del", Pair.VIP + "/24", "dev", "eth0");
        }

        pair.awaitPriorityZero(pair.a, beforeNs);
        master.awaitLog("Entering FAULT STATE.*" + Pair.VIP, LIMIT);
        master.awaitLog(Pair.VIP + " was removed from eth0 by something else\\R", LIMIT);
        Await.until("the address on b", LIMIT, () -> pair.b.holds(Pair.VIP));
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void anAddressLeftBehindByAKilledDaemonIsRemovedByTheNextOneThatIsBackup(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startMasterAlone();
        master.kill();
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        pair.startB();
        pair.awaitAdverts(pair.b, 1);

        Daemon again = pair.startA();

        again.awaitLog("Entering BACKUP STATE", LIMIT);
        Await.until("no address", Duration.ofSeconds(1), () -> !pair.a.holds(Pair.VIP));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void anInterfaceThatGoesDownTakesTheNodeOutUntilItIsUpAgain(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startMasterAlone();

        pair.a.linkDown();

        master.awaitLog("Entering FAULT STATE", LIMIT);
        pair.awaitAddressGone(pair.a);
        long upNs = Pair.nowNs();
        pair.a.linkUp();

        pair.assertAnnounced(pair.a, pair.awaitAdvert(pair.a, upNs));
    }
}
