package dev.vigil.systemtests.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final Spans EARLY = Spans.of(0, 10);
    private static final Spans LATE = Spans.of(5, 20);

    @Test
    void setsOfTimesAreJoinedCutAndTakenAway() {
        assertThat(EARLY.or(LATE)).isEqualTo(Spans.of(0, 20));
        assertThat(EARLY.and(LATE)).isEqualTo(Spans.of(5, 10));
        assertThat(EARLY.minus(LATE)).isEqualTo(Spans.of(0, 5));
        assertThat(LATE.minus(EARLY)).isEqualTo(Spans.of(10, 20));
        assertThat(Spans.of(0, 30).minus(LATE)).isEqualTo(Spans.of(0, 5).or(Spans.of(20, 30)));
        assertThat(Spans.NONE.minus(LATE)).isEqualTo(Spans.NONE);
        assertThat(EARLY.minus(EARLY)).isEqualTo(Spans.NONE);
    }

    @Test
    void neighboursAreOne() {
        assertThat(Spans.of(0, 5).or(Spans.of(5, 9))).isEqualTo(Spans.of(0, 9));
        assertThat(Spans.of(0, 5).or(Spans.of(7, 9)).lasting(3)).isEqualTo(Spans.of(0, 12));
    }

    @Test
    void theDepthIsCounted() {
        assertThat(Spans.atLeast(2, List.of(EARLY, LATE, Spans.of(8, 30)))).isEqualTo(Spans.of(5, 20));
        assertThat(Spans.atLeast(3, List.of(EARLY, LATE, Spans.of(8, 30)))).isEqualTo(Spans.of(8, 10));
    }
}
