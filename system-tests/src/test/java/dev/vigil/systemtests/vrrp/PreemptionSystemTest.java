package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The better node comes when the other is MASTER already. */
@LabTest
class PreemptionSystemTest {
    private static final long PREEMPT_DELAY_NS = 3_000_000_000L;

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void theBetterNodeTakesOverWhenItsMasterDownTimerFires(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        startStandbyAlone(pair);

        long startNs = Pair.nowNs();
        pair.startA();

        Advert first = pair.awaitAdvert(pair.a, startNs);
        assertThat(first.timeNs() - startNs)
                .isGreaterThan(row.masterDownNs(Pair.PRIORITY_A) - Pair.EARLINESS.toNanos());
        pair.assertAnnounced(pair.a, first);
        pair.awaitAddressGone(pair.b);
        assertThat(pair.lastAdvert(pair.b).timeNs())
                .as("the last word of b")
                .isLessThan(first.timeNs() + Pair.LATENESS.toNanos());
        assertThat(pair.lastAdvert(pair.b).priority()).isEqualTo(Pair.PRIORITY_B);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void withNopreemptTheBetterNodeWaitsUntilTheOtherResigns(Row row, Lab lab) {
        Pair pair = new Pair(lab, row).withSettingsA(text -> text.line("nopreempt"));
        Daemon standby = startStandbyAlone(pair);
        Daemon better = pair.startA();
        better.awaitLog("Entering BACKUP STATE", Duration.ofSeconds(10));

        Await.holds(
                "a stays away",
                Duration.ofNanos(row.masterDownNs(1) + row.advertIntervalNs()),
                () -> !pair.a.holds(Pair.VIP));
        assertThat(pair.adverts(pair.a)).isEmpty();
        long beforeNs = pair.lastAdvert(pair.b).timeNs();

        standby.terminate();

        Advert goodbye = pair.awaitPriorityZero(pair.b, beforeNs);
        Advert first = pair.awaitAdvert(pair.a, goodbye.timeNs());
        Pair.assertDelay("take-over", goodbye.timeNs(), first.timeNs(), row.skewNs(Pair.PRIORITY_A));
        pair.assertAnnounced(pair.a, first);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void withPreemptDelayTheBetterNodeTakesOverAfterTheDelay(Row row, Lab lab) {
        Pair pair = new Pair(lab, row).withSettingsA(text -> text.line("preempt_delay 3"));
        startStandbyAlone(pair);

        long startNs = Pair.nowNs();
        pair.startA();

        Advert first = pair.awaitAdvert(pair.a, startNs);
        assertThat(Duration.ofNanos(first.timeNs() - startNs))
                .isBetween(
                        Duration.ofNanos(PREEMPT_DELAY_NS).minus(Pair.EARLINESS),
                        Duration.ofNanos(PREEMPT_DELAY_NS + row.advertIntervalNs() + row.masterDownNs(Pair.PRIORITY_A))
                                .plus(Pair.LATENESS.multipliedBy(2)));
        pair.assertAnnounced(pair.a, first);
        pair.awaitAddressGone(pair.b);
    }

    private static Daemon startStandbyAlone(Pair pair) {
        Daemon standby = pair.startB();
        pair.awaitAdverts(pair.b, 1);
        Await.until("the address on b", Duration.ofSeconds(5), () -> pair.b.holds(Pair.VIP));
        return standby;
    }
}
