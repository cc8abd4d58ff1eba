package dev.vigil.config.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theDocumentsAreWhatTheKeywordTableMakesOfThem() throws IOException {
        for (Map.Entry<Path, String> document : Documents.of(ROOT).entrySet()) {
            assertThat(ROOT.resolve(document.getKey()))
                    .as("run ./run docs and commit what it changes")
                    .content()
                    .isEqualTo(document.getValue());
        }
    }

    @Test
    void theManualNamesEveryKeyword() throws IOException {
        List<String> manual = Files.readAllLines(ROOT.resolve("docs/man/keepalived.conf.5"));

        assertThat(Lookup.keywords().map(Keyword::name))
                .hasSizeGreaterThan(500)
                .allMatch(name ->
                        manual.stream().anyMatch(line -> line.startsWith("\\fB" + name.replace("-", "\\-") + "\\fR")));
    }

    @Test
    void everyTranslationIsOfAKeyword() {
        assertThat(Language.CHINESE.translated().keySet())
                .isNotEmpty()
                .isSubsetOf(Lookup.keywords().map(Keyword::path).toList());
    }

    @Test
    void whatHasNotBeenTranslatedIsExplainedInEnglish() {
        Keyword keyword = Lookup.keywords()
                .filter(each -> !Language.CHINESE.translated().containsKey(each.path()))
                .findFirst()
                .orElseThrow();

        assertThat(Language.CHINESE.meaning(keyword)).isEqualTo(keyword.meaning());
    }

    @Test
    void everyWordThatIsOfferedCanBeLookedUp() {
        assertThat(Lookup.names()).allMatch(name -> Lookup.of(name) instanceof Lookup.Found);
    }

    @Test
    void timesAndNumbersTellTheirRangeAndUnit() {
        assertThat(facts("vrrp_script/interval").range()).hasValue("0..4294");
        assertThat(facts("vrrp_script/interval").unit()).hasValue("seconds, up to 3 decimals");
        assertThat(facts("bfd_instance/min_rx").unit()).hasValue("milliseconds, up to 3 decimals");
        assertThat(ValueFacts.of(new Grammar.Flag()).range()).isEmpty();
    }

    private static ValueFacts facts(String path) {
        return Lookup.keywords()
                .filter(keyword -> keyword.path().equals(path))
                .map(keyword -> ValueFacts.of(keyword.grammar()))
                .findFirst()
                .orElseThrow();
    }
}
