package dev.vigil.config.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, loading it ends, throws nothing, and reports places that exist. */
class RandomConfigTest {
    private static final int ROUNDS = 400;
    private static final int DEPTH_MAX = 4;
    private static final Duration TIME_MAX = Duration.ofSeconds(20);
    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "255",
            "1.5",
            "99999999999999999999",
            "0x1f",
            "MASTER",
            "eth0",
            "10.1.1.1",
            "10.1.1.1/24",
            "fe80::1",
            "fd00::/64",
            "on",
            "no",
            "weight",
            "reverse",
            "dev",
            "\"a b\"",
            "\"open",
            "$X",
            "${X}",
            "${_RANDOM 1 6}",
            "#",
            "!",
            "\\#",
            "{",
            "}",
            "via",
            "default",
            "table",
            "goto",
            "fwmark",
            "group",
            "1-9",
            "/",
            ":",
            "-",
            "~",
            "@",
            "10.1.1.1-5",
            "hex:zz",
            "file:/x",
            "\u00e4\u201c");
    private static final List<String> HEADERS =
            List.of("10.1.1.1 80", "10.1.1.2 0", "fd00::1 443", "fwmark 7", "group g", "web", "check_proxy");
    private static final List<String> LINES = List.of(
            "$X=1",
            "$X=$X",
            "$B= \\",
            "a \\",
            "$B",
            "~SEQ(N,1,3) 10.0.0.$N",
            "~SEQ(N,1,0,3) x",
            "~LST({A,B},{1,2}) $A",
            "@node1 state MASTER",
            "@^node1 x",
            "include none*",
            "{",
            "}",
            "~SEQ(",
            "~LST(A,{",
            "include_check");

    @TempDir
    Path directory;

    private void load(byte[] bytes, long seed) throws IOException {
        Path file = directory.resolve("random.conf");
        Files.write(file, bytes);
        // The text is read as a vigil.conf, too.
        ConfigLoader.Options options =
                new ConfigLoader.Options(java.util.Optional.of("node1"), false).beside(java.util.Optional.of(file));
        assertThatCode(() -> Assertions.assertTimeoutPreemptively(TIME_MAX, () -> {
                    for (Problem problem :
                            ConfigLoader.standard().load(file, options).problems()) {
                        assertThat(problem.place().line()).isPositive();
                        assertThat(problem.place().column()).isPositive();
                    }
                }))
                .as("seed %d%n%s", seed, new String(bytes, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    @Test
    void randomBytesDoNoHarm() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = System.nanoTime() + round;
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            load(bytes, seed);
        }
    }

    @Test
    void randomPrintableTextDoesNoHarm() throws IOException {
        String alphabet = " \t\n\n\"{}#!\\$@~=/.,:()-0159abxzMS'_";
        for (int round = 0; round < ROUNDS; round++) {
            long seed = System.nanoTime() + round;
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(2000);
            for (int index = 0; index < length; index++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            load(text.toString().getBytes(StandardCharsets.UTF_8), seed);
        }
    }

    @Test
    void knownKeywordsWithRandomArgumentsDoNoHarm() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = System.nanoTime() + round;
            StringBuilder text = new StringBuilder();
            statements(round % 2 == 0 ? Block.ROOT : Block.OWN_ROOT, 0, new Random(seed), text);
            load(text.toString().getBytes(StandardCharsets.UTF_8), seed);
        }
    }

    private static void statements(Block block, int depth, Random random, StringBuilder text) {
        List<Keyword> keywords = KeywordTable.keywords(block);
        List<Keyword> blocks = keywords.stream()
                .filter(keyword -> keyword.grammar() instanceof Grammar.Body)
                .toList();
        int count = 1 + random.nextInt(12);
        for (int index = 0; index < count; index++) {
            // Blocks are rare among the keywords, and what is in them is reached through them alone.
            boolean inner = !blocks.isEmpty() && random.nextInt(3) == 0;
            if (random.nextInt(8) == 0) {
                text.append(pick(LINES, random)).append('\n');
            } else {
                statement(pick(inner ? blocks : keywords, random), depth, random, text);
            }
        }
    }

    private static void statement(Keyword keyword, int depth, Random random, StringBuilder text) {
        boolean asInTheBook = random.nextBoolean() && keyword.example().isPresent();
        if (asInTheBook) {
            text.append(keyword.example().orElseThrow()).append('\n');
            return;
        }
        text.append(keyword.name());
        boolean headed = keyword.grammar() instanceof Grammar.Body body && body.headerWords() > 0;
        if (headed && random.nextInt(8) != 0) {
            text.append(' ').append(pick(HEADERS, random));
        } else if (!(keyword.grammar() instanceof Grammar.Body) || random.nextInt(8) == 0) {
            words(random, random.nextInt(4), text);
        }
        if (keyword.grammar().isBlock() && depth < DEPTH_MAX) {
            text.append(" {\n");
            if (keyword.grammar() instanceof Grammar.Body inside) {
                statements(inside.block(), depth + 1, random, text);
            } else {
                words(random, random.nextInt(8), text);
                text.append('\n');
                words(random, random.nextInt(8), text);
            }
            text.append(random.nextInt(20) == 0 ? "\n" : "\n}\n");
        } else {
            text.append('\n');
        }
    }

    private static void words(Random random, int count, StringBuilder text) {
        for (int index = 0; index < count; index++) {
            text.append(' ').append(pick(WORDS, random));
        }
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
