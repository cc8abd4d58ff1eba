package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class AddressSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** keepalived resigns and wins the next election; Vigil may put the address back at once. Either way it is back. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void anAddressThatSomethingElseDeletesComesBack(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.startMasterAlone();
        int announced = lab.wire().gratuitousArps(Pair.VIP).size();

        pair.a.must("ip", "addr", "del", Pair.VIP + "/24", "dev", "eth0");

        Await.until("the address again", LIMIT, () -> pair.a.holds(Pair.VIP));
        Await.until(
                "its announcement",
                LIMIT,
                () -> lab.wire().gratuitousArps(Pair.VIP).size() > announced);
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
