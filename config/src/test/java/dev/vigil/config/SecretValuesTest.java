package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.keyword.Stars;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Word;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
    private static final SourcePlace PLACE = new SourcePlace("k.conf", 7, 5);

    private static SecretValues of(String... values) {
        SecretValues secrets = new SecretValues();
        for (String value : values) {
            secrets.read(List.of(word("auth_pass"), word(value)), PLACE);
        }
        return secrets;
    }

    private static String masked(SecretValues secrets, String text) {
        return secrets.masked(text, "VGL2031", List.of(PLACE));
    }

    private static Word word(String text) {
        return new Word(text, 1, false);
    }

    @Test
    void theLongestValueAtAPlaceIsHidden() {
        SecretValues secrets = of("ab1", "ab12", "ab1234", "ab12x");

        assertThat(masked(secrets, "ab1 ab12 ab123 ab1234 ab12x5 abc"))
                .isEqualTo("******** ******** ********3 ******** ********5 abc");
    }

    @Test
    void aKeywordThatNoSecretFollowsHidesNothingHoweverOftenItComes() {
        SecretValues secrets = new SecretValues();
        for (int turn = 0; turn < 2; turn++) {
            secrets.read(List.of(word("interface"), word("eth0")), PLACE);
            secrets.read(List.of(word("auth_paas"), word("s3cret" + turn)), PLACE);
        }

        assertThat(masked(secrets, "eth0 s3cret0 s3cret1")).isEqualTo("eth0 ******** ********");
    }

    @Test
    void shortValuesAndWordsAreHiddenAsWordsOfTheirOwnOnly() {
        SecretValues secrets = of("a1", "secret");

        assertThat(masked(secrets, "a1 a10 (a1) secret secretly"))
                .isEqualTo("******** a10 (********) ******** secretly");
    }

    @Test
    void aValueIsHiddenOnlyInWhatIsSaidOfItsOwnLineAndOfDefinitions() {
        SecretValues secrets = of("web");
        SourcePlace other = new SourcePlace("k.conf", 8, 5);
        String text = "vrrp_instance web";

        assertThat(secrets.masked(text, "VGL2031", List.of(other))).isEqualTo(text);
        assertThat(secrets.masked(text, "VGL2031", List.of(other, PLACE))).isEqualTo("vrrp_instance ********");
        assertThat(secrets.masked(text, "VGL2016", List.of(other))).isEqualTo("vrrp_instance ********");
        assertThat(Stars.over(text, secrets.hidden(text, other))).isEqualTo(text);
        assertThat(Stars.over("$P=web", secrets.hidden("$P=web", other))).isEqualTo("$P=********");
    }

    @Test
    void starsAreAsLongWhateverIsBehindThemAndMarksGoWithThem() {
        for (String value : List.of("k", "k7Qw29xz", "a very long pass phrase")) {
            BitSet hidden = SecretKeywords.hidden("  auth_pass " + value);
            assertThat(Stars.over("  auth_pass " + value, hidden)).isEqualTo("  auth_pass ********");
            assertThat(Stars.column(2, hidden)).isEqualTo(2);
            assertThat(Stars.column(12, hidden)).isEqualTo(12);
            assertThat(Stars.column(12 + value.length(), hidden)).isEqualTo(20);
        }
    }

    @Test
    void noValueOfManyIsShownInAnyText() {
        Random random = new Random(7);
        String[] values = IntStream.range(0, 500)
                .mapToObj(_ -> "k" + letters(random, 1 + random.nextInt(8)) + "9")
                .toArray(String[]::new);
        SecretValues secrets = of(values);
        for (int round = 0; round < 2000; round++) {
            String value = values[random.nextInt(values.length)];
            String text = letters(random, random.nextInt(10)) + " " + value + "," + letters(random, 3);

            assertThat(masked(secrets, text)).doesNotContain(value);
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
