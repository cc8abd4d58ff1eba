package dev.vigil.lint.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.lint.report.Columns;
import dev.vigil.lint.report.TextStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void theManualsNameEveryKeywordOfTheirFile() throws IOException {
        for (ConfFile file : ConfFile.values()) {
            List<String> manual = Files.readAllLines(ROOT.resolve("docs/man/" + file.title() + ".5"));

            assertThat(Lookup.keywords(file).map(Keyword::name))
                    .hasSizeGreaterThan(file == ConfFile.KEEPALIVED ? 500 : 10)
                    .allMatch(name -> manual.stream()
                            .anyMatch(line -> line.startsWith("\\fB" + name.replace("-", "\\-") + "\\fR")));
        }
    }

    @Test
    void everyTranslationIsOfAKeywordOrAnOption() {
        List<String> options = Stream.of(EntryKind.values())
                .flatMap(kind -> EntryOptions.of(kind).stream())
                .map(EntryOption::path)
                .toList();
        assertThat(Language.CHINESE.translation().paths())
                .hasSizeGreaterThan(100)
                .isSubsetOf(Stream.concat(Lookup.keywords().map(Keyword::path), options.stream())
                        .toList());
    }

    @Test
    void aTranslationIsInItsLanguageAndSaysSomething() {
        Translation chinese = Language.CHINESE.translation();
        assertThat(chinese.paths())
                .allSatisfy(path -> assertThat(chinese.meaning(path).orElseThrow())
                        .containsPattern("\\p{IsHan}")
                        .endsWith("。"));
    }

    @Test
    void aTranslationMayReplaceTheDefaultToo() {
        Translation translation = Translation.of("a/b\tmeaning\tdefault\na/c\tother\n");
        assertThat(translation.fallback("a/b")).hasValue("default");
        assertThat(translation.fallback("a/c")).isEmpty();
        assertThatThrownBy(() -> Translation.of("a\tone\na\ttwo\n")).hasMessageContaining("a is translated twice");
    }

    @Test
    void whatHasNotBeenTranslatedIsExplainedInEnglish() {
        EntryOption option = EntryOptions.find(EntryKind.ROUTE, "to").orElseThrow();
        assertThat(Language.CHINESE.translation().paths()).doesNotContain(option.path());
        assertThat(Language.CHINESE.meaning(option)).isEqualTo(option.meaning());
        for (Keyword keyword : Lookup.keywords().toList()) {
            boolean translated = Language.CHINESE.translation().paths().contains(keyword.path());
            assertThat(Language.CHINESE.meaning(keyword).equals(keyword.meaning()))
                    .as(keyword.path())
                    .isEqualTo(!translated);
        }
    }

    @Test
    void chineseParagraphsAreBrokenWithinTheWidthOfATerminal() {
        String paragraph = "发送者不变时，不再逐次比较通告中的地址列表。".repeat(8);
        assertThat(new TextStyle(false, 60).wrapped("    ", paragraph, "    ").lines())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(Columns.of(line)).isBetween(1, 60))
                .allSatisfy(
                        line -> assertThat(line.strip()).doesNotStartWith("，").doesNotStartWith("。"));
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
