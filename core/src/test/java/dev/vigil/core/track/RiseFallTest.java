package dev.vigil.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RiseFallTest {
    @Test
    void theFirstResultDecidesAlone() {
        RiseFall failing = new RiseFall(2, 3, Condition.UNKNOWN);
        RiseFall succeeding = new RiseFall(2, 3, Condition.UNKNOWN);

        assertThat(failing.add(false)).isTrue();
        assertThat(succeeding.add(true)).isTrue();

        assertThat(failing.condition()).isEqualTo(Condition.DOWN);
        assertThat(succeeding.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void theFirstResultIsNewsEvenIfItIsWhatWasAssumed() {
        RiseFall counter = new RiseFall(1, 1, Condition.DOWN);

        assertThat(counter.condition()).isEqualTo(Condition.DOWN);
        assertThat(counter.add(false)).isTrue();
    }

    @Test
    void aScriptThatWasAssumedDownIsUpAfterOneSuccessWhateverRiseSays() {
        RiseFall counter = new RiseFall(3, 1, Condition.DOWN);

        assertThat(counter.add(true)).isTrue();
        assertThat(counter.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void itTakesFallFailuresInARowToCountAsDown() {
        RiseFall counter = new RiseFall(1, 3, Condition.UNKNOWN);
        counter.add(true);

        assertThat(counter.add(false)).isFalse();
        assertThat(counter.add(false)).isFalse();
        assertThat(counter.condition()).isEqualTo(Condition.UP);
        assertThat(counter.add(false)).isTrue();
        assertThat(counter.condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void aSuccessBetweenFailuresBeginsTheCountAnew() {
        RiseFall counter = new RiseFall(1, 2, Condition.UNKNOWN);
        counter.add(true);

        counter.add(false);
        counter.add(true);

        assertThat(counter.add(false)).isFalse();
        assertThat(counter.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void itTakesRiseSuccessesInARowToCountAsUpAgain() {
        RiseFall counter = new RiseFall(2, 1, Condition.UNKNOWN);
        counter.add(false);

        assertThat(counter.add(true)).isFalse();
        assertThat(counter.add(true)).isTrue();
        assertThat(counter.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void repeatedResultsOfTheSameKindAreNoNews() {
        RiseFall counter = new RiseFall(1, 1, Condition.UNKNOWN);
        counter.add(false);

        assertThat(counter.add(false)).isFalse();
        assertThat(counter.add(false)).isFalse();
    }
}
