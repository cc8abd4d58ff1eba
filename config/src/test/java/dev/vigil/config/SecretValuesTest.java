package dev.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.syntax.Word;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
    private static SecretValues of(String... values) {
        SecretValues secrets = new SecretValues();
        for (String value : values) {
            secrets.read(List.of(word("auth_pass"), word(value)));
        }
        return secrets;
    }

    private static Word word(String text) {
        return new Word(text, 1, false);
    }

    @Test
    void theLongestValueAtAPlaceIsHidden() {
        SecretValues secrets = of("ab1", "ab12", "ab1234", "ab12x");

        assertThat(secrets.masked("ab1 ab12 ab123 ab1234 ab12x5 abc")).isEqualTo("*** **** ****3 ****** *****5 abc");
    }

    @Test
    void shortValuesAndWordsAreHiddenAsWordsOfTheirOwnOnly() {
        SecretValues secrets = of("a1", "secret");

        assertThat(secrets.masked("a1 a10 (a1) secret secretly")).isEqualTo("** a10 (**) ****** secretly");
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

            assertThat(secrets.masked(text)).hasSameSizeAs(text).doesNotContain(value);
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
