package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakePlanTest {
    private static final long DUE_NS = 10_000_000_000L;

    @Test
    void whatIsNoTakeOverIsSleptFor() {
        assertThat(WakePlan.wakeNs(DUE_NS, false, 0)).isEqualTo(DUE_NS);
        assertThat(WakePlan.wakeNs(DUE_NS, false, DUE_NS - 1)).isEqualTo(DUE_NS);
        assertThat(WakePlan.isLastStretch(DUE_NS, false, DUE_NS)).isFalse();
    }

    @Test
    void aTakeOverIsWaitedForInThreeStages() {
        long earlyNs = DUE_NS - WakePlan.EARLY_NS;
        assertThat(WakePlan.wakeNs(DUE_NS, true, 0)).isEqualTo(earlyNs);
        long lastNs = DUE_NS - WakePlan.AWAKE_NS;
        assertThat(WakePlan.wakeNs(DUE_NS, true, earlyNs)).isEqualTo(lastNs);
        assertThat(WakePlan.isLastStretch(DUE_NS, true, lastNs - 1)).isFalse();
        assertThat(WakePlan.isLastStretch(DUE_NS, true, lastNs)).isTrue();
        assertThat(WakePlan.isLastStretch(DUE_NS, true, DUE_NS + 1)).isTrue();
    }

    @Test
    void betweenTheFirstAndTheLastStageThereIsTimeToPrepare() {
        long earlyNs = DUE_NS - WakePlan.EARLY_NS;
        assertThat(WakePlan.isToPrepare(DUE_NS, true, earlyNs - 1)).isFalse();
        assertThat(WakePlan.isToPrepare(DUE_NS, true, earlyNs)).isTrue();
        assertThat(WakePlan.isToPrepare(DUE_NS, false, earlyNs)).isFalse();
        assertThat(WakePlan.isToPrepare(DUE_NS, true, DUE_NS - WakePlan.AWAKE_NS))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9_998_499_999L, 9_998_500_000L, 9_999_000_000L, 9_999_699_999L, 9_999_799_999L})
    void eachWakingIsAheadAndNeverAfterTheTakeOver(long nowNs) {
        assertThat(WakePlan.wakeNs(DUE_NS, true, nowNs)).isGreaterThan(nowNs).isLessThan(DUE_NS);
    }
}
