package dev.vigil.daemon.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingNumberTest {
    // Seen of keepalived 2.2.7: what a track_file with this text added to a priority.
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "5,5",
                "-16,-16",
                "0x10,16",
                "-0x10,-16",
                "010,8",
                "5abc,5",
                " 7,7",
                "+7,7",
                "1 2,1",
                "5.7,5",
                "1e2,1",
                "0,0",
                "0xg,0",
                "08,0",
                "99999999999,99999999999"
            })
    void itIsReadAsKeepalivedReadsIt(String text, BigInteger number) {
        assertThat(LeadingNumber.of(text)).contains(number);
    }

    @Test
    void itMayStandOnALaterLine() {
        assertThat(LeadingNumber.of("\n7\n")).contains(BigInteger.valueOf(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-", "+", "x10", "- 5", "\u0665"})
    void aTextThatBeginsWithoutADigitHasNone(String text) {
        assertThat(LeadingNumber.of(text)).isEmpty();
    }
}
