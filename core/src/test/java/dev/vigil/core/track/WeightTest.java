package dev.vigil.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTest {
    // Seen on the wire of keepalived 2.2.7: priority 100 with a script that succeeds or fails.
    @ParameterizedTest
    @CsvSource({
        "10, false, true, 10",
        "10, false, false, 0",
        "-10, false, true, 0",
        "-10, false, false, -10",
        "10, true, true, -10",
        "10, true, false, 0",
        "-10, true, true, 0",
        "-10, true, false, 10",
        "0, false, true, 0",
        "0, false, false, 0",
        "0, true, true, 0",
        "0, true, false, 0",
        "253, false, true, 253",
        "-253, false, false, -253"
    })
    void aWeightIsAddedAsKeepalivedAddsIt(int value, boolean reversed, boolean up, int delta) {
        assertThat(new Weight(value, reversed).delta(up)).isEqualTo(delta);
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, true, false",
        "0, false, false, true",
        "0, true, true, true",
        "0, true, false, false",
        "10, false, false, false",
        "-10, false, false, false",
        "10, true, true, false"
    })
    void onlyWeightZeroIsAFaultAndReversedOnSuccess(int value, boolean reversed, boolean up, boolean fault) {
        assertThat(new Weight(value, reversed).isFault(up)).isEqualTo(fault);
        assertThat(new Weight(value, reversed).faults()).isEqualTo(value == 0);
    }

    @Test
    void withoutAWeightAFailureIsAFault() {
        assertThat(Weight.FAULT_ON_FAILURE).isEqualTo(new Weight(0, false));
    }
}
