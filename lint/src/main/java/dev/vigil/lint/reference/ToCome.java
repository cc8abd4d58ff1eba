package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of keepalived's configuration Vigil cannot do yet, as Markdown. */
final class ToCome {
    private ToCome() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append("Of ").append(Lookup.keywords(ConfFile.KEEPALIVED).count()).append(" keywords, ");
        text.append(Stream.of(Status.values())
                .map(status -> count(status) + " are " + words(status))
                .collect(Collectors.joining(", ")));
        text.append("; of ").append(options().count()).append(" options of entries, ");
        text.append(options().filter(option -> option.status().isToCome()).count())
                .append(" are to come.\n");
        text.append("`vigil keywords --status` prints this list.\n\n");
        text.append("Vigil does not start with these, unless `--lenient` is given:\n\n");
        text.append("| keyword | why |\n|---|---|\n");
        refused()
                .forEach(keyword -> text.append("| `")
                        .append(keyword.path())
                        .append("` | without it ")
                        .append(keyword.danger().orElseThrow())
                        .append(" |\n"));
        text.append(
                "| a unicast `vrrp_instance` without `interface` | without it the instance would speak nowhere |\n");
        text.append("\nIt starts with these, warns and names them; they have no effect yet:\n\n");
        text.append("| in | keywords |\n|---|---|\n");
        Set<Block> elsewhere = blocksToCome();
        for (Block block : Block.of(ConfFile.KEEPALIVED)) {
            List<Keyword> planned = KeywordTable.keywords(block).stream()
                    .filter(keyword -> keyword.status() == Status.PLANNED)
                    .toList();
            if (!planned.isEmpty() && !elsewhere.contains(block)) {
                text.append("| ").append(block == Block.ROOT ? block.title() : "`" + block.path() + "`");
                text.append(" | ").append(planned.stream().map(ToCome::withBody).collect(Collectors.joining(", ")));
                text.append(" |\n");
            }
        }
        text.append("| entries of `virtual_ipaddress` | ")
                .append(EntryOptions.of(EntryKind.ADDRESS).stream()
                        .filter(option -> option.status().isToCome())
                        .map(option -> "`" + option.name() + "`")
                        .collect(Collectors.joining(", ")))
                .append(" |\n");
        return text.toString();
    }

    private static String withBody(Keyword keyword) {
        String body = keyword.grammar() instanceof Grammar.Body || keyword.grammar() instanceof Grammar.EntryList
                ? " and all in it"
                : "";
        return "`" + keyword.name() + "`" + body;
    }

    private static long count(Status status) {
        return Lookup.keywords(ConfFile.KEEPALIVED)
                .filter(keyword -> keyword.status() == status)
                .count();
    }

    private static String words(Status status) {
        return switch (status) {
            case SUPPORTED -> "supported";
            case PLANNED -> "planned";
            case REFUSED -> "refused";
            case NO_EFFECT -> "accepted without effect";
        };
    }

    private static Stream<Keyword> refused() {
        return Lookup.keywords(ConfFile.KEEPALIVED).filter(keyword -> keyword.status() == Status.REFUSED);
    }

    private static Stream<EntryOption> options() {
        return Arrays.stream(EntryKind.values()).flatMap(kind -> EntryOptions.of(kind).stream());
    }

    /** The blocks that are to come as a whole, and those inside them. */
    private static Set<Block> blocksToCome() {
        Set<Block> blocks = EnumSet.noneOf(Block.class);
        for (Keyword keyword : Lookup.keywords(ConfFile.KEEPALIVED).toList()) {
            boolean toCome = keyword.status().isToCome() || blocks.contains(keyword.block());
            if (toCome && keyword.grammar() instanceof Grammar.Body body) {
                blocks.add(body.block());
            }
        }
        return blocks;
    }
}
