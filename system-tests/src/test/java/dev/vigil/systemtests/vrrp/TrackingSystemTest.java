package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
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
}
