package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.util.stream.Collectors;

/** The reference of all keywords as Markdown. */
final class KeywordsPage {
    private final StringBuilder page = new StringBuilder();

    private KeywordsPage() {}

    static String text() {
        return new KeywordsPage().write();
    }

    private String write() {
        page.append("""
                # Keywords

                Every keyword of the configuration, by the block that it stands in, and every option of entries. This page is made
                from the keyword table by `./run docs`; `vigil explain KEYWORD` shows the same for one keyword, with an example.
                `BOOL` is one of `on`, `off`, `true`, `false`, `yes`, `no`. Keywords without a release are in keepalived 2.2.7 and
                before. *Planned* keywords are accepted with a warning and do nothing yet; *refused* ones prevent the start, because
                the node would not be safe without what they ask for.
                """);
        blocks(ConfFile.KEEPALIVED);
        for (EntryKind kind : EntryKind.values()) {
            entries(kind);
        }
        return page.toString();
    }

    /** A table for each block of a file. */
    static String tables(ConfFile file) {
        KeywordsPage tables = new KeywordsPage();
        tables.blocks(file);
        return tables.page.toString();
    }

    private void blocks(ConfFile file) {
        Block.of(file).forEach(this::block);
    }

    private void block(Block block) {
        page.append("\n## ")
                .append(block.isOutermost() ? "The top level" : "`" + within(block) + "`")
                .append("\n\n");
        page.append("| keyword | range | default | meaning | status |\n|---|---|---|---|---|\n");
        for (Keyword keyword : KeywordTable.keywords(block)) {
            ValueFacts facts = ValueFacts.of(keyword.grammar());
            String range = facts.range().orElse("")
                    + facts.unit().map(unit -> " " + unit).orElse("");
            row(
                    "`" + ExplainText.synopsis(keyword) + "`",
                    range,
                    keyword.fallback(),
                    meaning(keyword),
                    keyword.status().label());
        }
    }

    /** The path of a block within its file. */
    static String within(Block block) {
        String path = block.path();
        return block.file() == ConfFile.VIGIL ? path.substring(path.indexOf('/') + 1) : path;
    }

    private static String meaning(Keyword keyword) {
        String since = keyword.since().equals("2.2.7") || keyword.isOwn() ? "" : " Since " + keyword.since() + ".";
        return keyword.meaning() + since;
    }

    private void entries(EntryKind kind) {
        String blocks = Lookup.blocks(kind).stream()
                .map(keyword -> "`" + keyword.path() + "`")
                .collect(Collectors.joining(", "));
        page.append("\n## Entries of ")
                .append(blocks)
                .append("\n\n`")
                .append(kind.form())
                .append("`, one on each line.\n\n");
        page.append("| option | also | meaning | status |\n|---|---|---|---|\n");
        for (EntryOption option : EntryOptions.of(kind)) {
            row(
                    "`" + ExplainText.synopsis(option) + "`",
                    String.join(", ", option.synonyms()),
                    option.meaning(),
                    option.status().label());
        }
    }

    private void row(String... cells) {
        page.append("|");
        for (String cell : cells) {
            page.append(" ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "|" : " |");
        }
        page.append("\n");
    }
}
