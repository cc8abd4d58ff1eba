package dev.vigil.config.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table against the list of everything that keepalived reads, and each keyword against the model. */
class KeywordTableTest {
    /** Rows of the list: block, keyword, kind, synonyms, arguments, range, default, since. */
    private static final int BLOCK = 0;

    private static final int NAME = 1;
    private static final int KIND = 2;
    private static final int SYNONYMS = 3;
    private static final int SINCE = 7;

    private static final int KEYWORDS = 531;
    private static final int OPTIONS = 88;

    /** Keywords that change nothing in the model, and why. */
    private static final Map<String, String> WITHOUT_FIELD = Map.of(
            "vrrp_sync_group global_tracking", "Obsolete; keepalived itself ignores it.",
            "authentication auth_pass", "Its value is a secret, which no text shows.",
            "virtual_server hashed", "keepalived refuses it.",
            "vrrp_instance preempt", "It only takes an earlier nopreempt back.",
            "vrrp_instance accept", "It only takes an earlier no_accept back.",
            "vrrp_instance native_ipv6", "Decides the family, which addresses decide as a rule.",
            "vrrp_instance no_virtual_ipaddress", "Only silences the finding about missing addresses.",
            "global_defs include_check", "Decides about findings while files are read.");

    private static List<String[]> rows(String kind) {
        try (InputStream list = KeywordTableTest.class.getResourceAsStream("/dev/vigil/config/keywords.tsv")) {
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(row -> row[KIND].equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block block(String path) {
        String same = path.equals("(top)") ? "" : path.equals("vrrp_track_file") ? "track_file" : path;
        return Block.of(ConfFile.KEEPALIVED).stream()
                .filter(block -> block.path().equals(same))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block " + path));
    }

    @Test
    void everyKeywordOfKeepalivedIsInTheTable() {
        List<String> missing = new ArrayList<>();
        List<String[]> rows = rows("keyword");
        for (String[] row : rows) {
            if (KeywordTable.find(block(row[BLOCK]), row[NAME]).isEmpty()) {
                missing.add(row[BLOCK] + " " + row[NAME]);
            }
        }
        assertThat(rows).hasSize(KEYWORDS);
        assertThat(missing).isEmpty();
    }

    @Test
    void theTableHasNoKeywordThatKeepalivedDoesNotKnow() {
        Set<String> known = new LinkedHashSet<>();
        for (String[] row : rows("keyword")) {
            known.add(block(row[BLOCK]) + " " + row[NAME]);
        }
        List<String> invented = new ArrayList<>();
        for (Block block : Block.of(ConfFile.KEEPALIVED)) {
            for (Keyword keyword : KeywordTable.keywords(block)) {
                if (!known.contains(block + " " + keyword.name())) {
                    invented.add(block + " " + keyword.name());
                }
            }
        }
        assertThat(invented).isEmpty();
    }

    @Test
    void newerKeywordsSayWhenTheyCame() {
        for (String[] row : rows("keyword")) {
            String since = KeywordTable.find(block(row[BLOCK]), row[NAME])
                    .orElseThrow()
                    .since();
            String listed = row[SINCE].replace("<=", "").replace("master ", "").replaceAll(" \\(.*", "");
            assertThat(since).as(row[BLOCK] + " " + row[NAME]).isEqualTo(listed);
        }
    }

    @Test
    void everyKeywordSaysWhatItMeans() {
        for (Block block : Block.values()) {
            for (Keyword keyword : KeywordTable.keywords(block)) {
                assertThat(keyword.meaning()).as(keyword.name()).endsWith(".");
                assertThat(keyword.grammar().form()).as(keyword.name()).doesNotContain("@");
            }
        }
    }

    @Test
    void everyOptionOfKeepalivedsEntriesIsInTheTable() {
        Map<String, EntryKind> kinds = Map.of(
                "vrrp_instance/virtual_ipaddress ; vrrp_instance/virtual_ipaddress_excluded ; static_ipaddress [entry]",
                        EntryKind.ADDRESS,
                "vrrp_instance/virtual_routes ; static_routes [entry]", EntryKind.ROUTE,
                "vrrp_instance/virtual_rules ; static_rules [entry]", EntryKind.RULE,
                "*/track_{interface,script,file,process,bfd} [entry]", EntryKind.TRACKED,
                "vrrp_instance/unicast_peer [entry]", EntryKind.UNICAST_PEER,
                "virtual_server_group [entry]", EntryKind.SERVER_GROUP_MEMBER,
                "linkbeat_interfaces [entry]", EntryKind.POLLED_INTERFACE);
        List<String> missing = new ArrayList<>();
        List<String[]> rows = rows("option");
        for (String[] row : rows) {
            EntryKind kind = Optional.ofNullable(kinds.get(row[BLOCK])).orElseThrow();
            boolean found = EntryOptions.of(kind).stream()
                    .anyMatch(option -> option.name().replace('|', ',').equals(row[NAME]) && hasSynonyms(option, row));
            if (!found) {
                missing.add(kind + " " + row[NAME] + " (" + row[SYNONYMS] + ")");
            }
        }
        assertThat(rows).hasSize(OPTIONS);
        assertThat(missing).isEmpty();
    }

    private static boolean hasSynonyms(EntryOption option, String[] row) {
        for (String synonym : row[SYNONYMS].split(", ", -1)) {
            boolean word = synonym.matches("[a-z_]+") && !row[SYNONYMS].startsWith("deprecated,");
            if (word && !option.synonyms().contains(synonym)) {
                return false;
            }
        }
        return true;
    }

    static Stream<Keyword> keywordsWithValues() {
        return Block.of(ConfFile.KEEPALIVED).stream()
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .filter(keyword -> !(keyword.grammar() instanceof Grammar.Body))
                .filter(keyword -> !WITHOUT_FIELD.containsKey(keyword.block().title() + " " + keyword.name()));
    }

    @ParameterizedTest
    @MethodSource("keywordsWithValues")
    void everyKeywordChangesTheModel(Keyword keyword) {
        Loaded without = Loaded.text(Sample.without(keyword));
        Loaded with = Loaded.text(Sample.with(keyword));
        assertThat(wrong(without)).as(Sample.without(keyword)).isEmpty();
        assertThat(wrong(with)).as(Sample.with(keyword)).isEmpty();
        assertThat(Sample.meaning(with)).as(Sample.with(keyword)).isNotEqualTo(Sample.meaning(without));
    }

    /**
     * The findings of a sample, which is right but for what the daemon cannot do yet, for old spellings, and for what strict
     * mode says about itself.
     */
    private static List<Problem> wrong(Loaded loaded) {
        Set<String> expected = Set.of(
                ProblemCode.NOT_YET_SUPPORTED.code(),
                ProblemCode.NOT_SAFE_WITHOUT.code(),
                ProblemCode.DEPRECATED_KEYWORD.code(),
                ProblemCode.STRICT_MODE.code());
        return loaded.problems().stream()
                .filter(problem -> !expected.contains(problem.code()))
                .toList();
    }
}
