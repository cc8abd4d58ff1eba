package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_US = 1_000;

    // Measured on keepalived: 3 s + 414 ms, 1.7656 s, 1.996 s, 1.0227 s, and by its formula.
    @ParameterizedTest
    @CsvSource({
        "2, 150, 1000, 3, 3414062",
        "3, 120, 500, 3, 1765625",
        "2, 1, 1000, 1, 1996093",
        "3, 1, 1000, 1, 1996093",
        "3, 254, 340, 3, 1022656",
        "3, 100, 500, 3, 1804687",
        "3, 200, 500, 3, 1609375",
        "2, 100, 1000, 3, 3609375",
        "2, 90, 1000, 3, 3648437",
        "2, 80, 1000, 3, 3687500",
        "2, 255, 1000, 3, 3003906",
        "3, 255, 10, 3, 30039",
        "3, 1, 40950, 100, 4135790039",
        "2, 254, 255000, 100, 25500007812"
    })
    void aBackupWaitsAsLongAsKeepalivedDoes(int version, int priority, long intervalMs, int adverts, long downUs) {
        assertThat(Timing.masterDownNs(version, priority, intervalMs * NS_PER_MS, adverts))
                .isEqualTo(downUs * NS_PER_US);
    }

    // RFC 3768 6.1: (256 - priority) / 256 seconds, so 1 - priority/256.
    @ParameterizedTest
    @CsvSource({"1, 996093", "64, 750000", "100, 609375", "128, 500000", "200, 218750", "254, 7812", "255, 3906"})
    void theSkewOfVersion2IsOneSecondLessThePriority(int priority, long skewUs) {
        assertThat(Timing.skewNs(2, priority, 1000 * NS_PER_MS)).isEqualTo(skewUs * NS_PER_US);
        assertThat(Timing.skewNs(2, priority, 7000 * NS_PER_MS))
                .as("whatever the interval")
                .isEqualTo(skewUs * NS_PER_US);
    }

    // RFC 9568 6.1: (256 - priority) * Active_Adver_Interval / 256.
    @ParameterizedTest
    @CsvSource({
        "255, 1000, 3906",
        "254, 1000, 7812",
        "1, 10, 9960",
        "128, 1000, 500000",
        "1, 40950, 40790039",
        "100, 500, 304687",
        "200, 10, 2187"
    })
    void theSkewOfVersion3IsAShareOfTheMastersInterval(int priority, long intervalMs, long skewUs) {
        assertThat(Timing.skewNs(3, priority, intervalMs * NS_PER_MS)).isEqualTo(skewUs * NS_PER_US);
    }

    @Test
    void aFractionOfACentisecondDoesNotCount() {
        assertThat(Timing.skewNs(3, 100, 509_999_999)).isEqualTo(Timing.skewNs(3, 100, 500_000_000));
        assertThat(Timing.skewNs(3, 100, 510_000_000)).isGreaterThan(Timing.skewNs(3, 100, 500_000_000));
    }

    @Test
    void theBetterBackupIsNeverLater() {
        Seeds.each(1000, random -> {
            int version = random.nextInt(2, 4);
            int priority = random.nextInt(1, 255);
            long intervalNs = random.nextLong(1, 4096) * 10 * NS_PER_MS;
            int adverts = random.nextInt(1, 101);
            long worse = Timing.masterDownNs(version, priority, intervalNs, adverts);
            long better = Timing.masterDownNs(version, priority + 1, intervalNs, adverts);
            assertThat(better).isLessThan(worse).isGreaterThan(adverts * intervalNs);
            assertThat(worse - adverts * intervalNs)
                    .as("the skew is below one interval, or one second in version 2")
                    .isLessThan(version == 2 ? 1000 * NS_PER_MS : intervalNs);
        });
    }
}
