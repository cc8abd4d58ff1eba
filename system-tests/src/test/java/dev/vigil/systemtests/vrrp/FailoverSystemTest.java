package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class FailoverSystemTest {
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void backupTakesOverFromAKilledMasterWhenItsMasterDownTimerFires(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.start().a();

        master.kill();

        Advert last = pair.lastAdvert(pair.a);
        Advert first = pair.awaitAdvert(pair.b, last.timeNs());
        Pair.assertDelay("take-over", last.timeNs(), first.timeNs(), row.masterDownNs(Pair.PRIORITY_B));
        assertThat(first.priority()).isEqualTo(Pair.PRIORITY_B);
        pair.assertAnnounced(pair.b, first);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void masterThatIsToldToEndResignsAndBackupTakesOverAfterItsSkewTime(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.start().a();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        Daemon.Exit exit = master.terminate();

        assertThat(exit.code()).isZero();
        assertThat(exit.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
        Advert resignation = pair.awaitPriorityZero(pair.a, beforeNs);
        Advert first = pair.awaitAdvert(pair.b, resignation.timeNs());
        Pair.assertDelay("take-over", resignation.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_B));
        assertThat(pair.lastAdvert(pair.a).priority()).isZero();
        pair.assertAnnounced(pair.b, first);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void masterThatLosesItsCableGivesTheAddressUpAndTakesItBackLater(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.start();

        pair.a.unplug();

        pair.awaitAddressGone(pair.a);
        Advert last = pair.lastAdvert(pair.a);
        Advert first = pair.awaitAdvert(pair.b, last.timeNs());
        Pair.assertDelay("take-over", last.timeNs(), first.timeNs(), row.masterDownNs(Pair.PRIORITY_B));
        pair.assertAnnounced(pair.b, first);

        pair.a.plug();

        Advert again = pair.awaitAdvert(pair.a, first.timeNs());
        pair.assertAnnounced(pair.a, again);
        pair.awaitAddressGone(pair.b);
    }
}
