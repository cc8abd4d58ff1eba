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

    // Seen of keepalived 2.2.7: priority 100, a track_file with a weight, and this number in the file.
    @ParameterizedTest
    @CsvSource({
        "1, false, 1000, 253",
        "-1, false, -1000, 253",
        "253, false, -1, -253",
        "-1, false, 253, -253",
        "2, true, 5, -10",
        "-254, true, 5, 253",
        "1, false, -16, -16",
        "1, false, 0, 0",
        "0, false, 0, 0",
        "0, true, 5, 0"
    })
    void theNumberInAFileIsMultipliedAsKeepalivedDoesIt(int value, boolean reversed, int number, int delta) {
        Weight weight = new Weight(value, reversed);
        assertThat(weight.isFaultOf(number)).isFalse();
        assertThat(weight.deltaOf(number)).isEqualTo(delta);
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, -1000",
        "-1, false, 1000",
        "254, false, -1",
        "-1, false, 254",
        "254, true, 1",
        "-1, true, -300",
        "-2, false, 2147483647",
        "2, false, -2147483648",
        "0, false, 5",
        "0, true, 0"
    })
    void aNumberFarBelowIsAFaultAndMovesNoPriority(int value, boolean reversed, int number) {
        Weight weight = new Weight(value, reversed);
        assertThat(weight.isFaultOf(number)).isTrue();
        assertThat(weight.deltaOf(number)).isZero();
    }
}
