package dev.vigil.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.model.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reload tells what changes in vigil.conf, under the keyword that sets it and without secrets. */
class OwnValuesTest {
    private static final String KEEPALIVED = "vrrp_script check {\nscript /bin/true\n}\n"
            + ConfigText.instance("web", 51)
            + "vrrp_sync_group alone {\ngroup {\nweb\n}\n}\n";

    @TempDir
    Path directory;

    private Config config(String own) throws IOException {
        Path keepalived = Files.writeString(directory.resolve("keepalived.conf"), KEEPALIVED);
        Path file = Files.writeString(directory.resolve("vigil.conf"), own);
        return ConfigLoader.standard()
                .load(keepalived, ConfigLoader.Options.NONE.beside(Optional.of(file)))
                .config()
                .orElseThrow();
    }

    static Stream<Keyword> keywords() {
        return Block.of(ConfFile.VIGIL).stream()
                .flatMap(block -> KeywordTable.keywords(block).stream())
                .filter(keyword -> !(keyword.grammar() instanceof Grammar.Body));
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void everyKeywordPlansAChangeUnderItsNameAndNoInstanceIsTouched(Keyword keyword) throws IOException {
        String example = keyword.example().orElseThrow();
        String name = switch (keyword.block()) {
            case OWN_SCRIPT -> " check";
            case OWN_INSTANCE -> " web";
            case OWN_SYNC_GROUP -> " alone";
            default -> "";
        };
        String text = keyword.block().isOutermost()
                ? example + "\n"
                : keyword.block().title() + name + " {\n" + example + "\n}\n";
        ReloadPlan plan = ReloadPlan.between(config(""), config(text));
        boolean later = keyword.meaning().contains("A reload cannot change it.");

        assertThat(later ? plan.later() : plan.globals())
                .as(text)
                .isNotEmpty()
                .allMatch(change -> change.keyword().startsWith(keyword.name()));
        assertThat(later ? plan.globals() : plan.later()).as(text).isEmpty();
        assertThat(plan.names(Step.Keep.class)).containsExactly("web");
    }

    @Test
    void aSecretChangesWithoutBeingShown() throws IOException {
        ReloadPlan plan = ReloadPlan.between(
                config("programs {\nenvironment {\nTOKEN one-secret\n}\n}\n"),
                config("programs {\nenvironment {\nTOKEN two-secrets\n}\n}\n"));

        assertThat(plan.globals())
                .extracting(ValueChange::text)
                .containsExactly("environment TOKEN of programs changes");
        assertThat(plan.toString()).doesNotContain("one-secret").doesNotContain("two-secrets");
    }

    @Test
    void aFileThatComesOrGoesIsAChange() throws IOException {
        Config without = config("").withOwn(dev.vigil.config.model.OwnSettings.DEFAULT);
        ReloadPlan plan = ReloadPlan.between(without, config(""));

        assertThat(plan.globals())
                .extracting(ValueChange::text)
                .isEqualTo(List.of("vigil.conf " + directory.resolve("vigil.conf") + " is added"));
    }
}
