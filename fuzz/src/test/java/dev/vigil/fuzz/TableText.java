package dev.vigil.fuzz;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a configuration by decisions, along the grammar of the keyword table. */
final class TableText {
    private static final int DEPTH_MAX = 5;
    private static final int STATEMENTS_MAX = 12;
    private static final int LENGTH_MAX = 2_048;

    /** Words for where anything else would fit. */
    private static final List<String> WORDS = List.of(
            "eth0",
            "0",
            "1",
            "-1",
            "100",
            "255",
            "256",
            "1.5",
            "0x1f",
            "99999999999999999999",
            "MASTER",
            "BACKUP",
            "192.0.2.1",
            "192.0.2.1/24",
            "192.0.2.1-5",
            "fe80::1",
            "fd00::/64",
            "224.0.0.18",
            "ff02::12",
            "on",
            "no",
            "weight",
            "-5",
            "reverse",
            "dev",
            "via",
            "src",
            "table",
            "scope",
            "link",
            "default",
            "brd",
            "label",
            "eth0:1",
            "check",
            "web",
            "user",
            "root",
            "/bin/true",
            "group",
            "fwmark",
            "7",
            "80",
            "\"a b\"",
            "\"\"",
            "\"open",
            "$X",
            "${X}",
            "${_INSTANCE}",
            "#",
            "{",
            "}",
            "/",
            ":",
            "~",
            "hex:zz",
            "\u00e4\u201c",
            "until",
            "min_ttl",
            "max_ttl",
            "255.255.255.255",
            "::",
            "0.0.0.0/0",
            "\\#");

    private static final List<String> HEADERS = List.of(
            "web",
            "mail",
            "check",
            "192.0.2.50 80",
            "fd00::50 443",
            "192.0.2.51",
            "fwmark 7",
            "group web",
            "127.0.0.1 0",
            "web web",
            "65536 65536");

    private static final List<String> LINES = List.of(
            "$X=1",
            "$X=$X",
            "$B= \\",
            "more \\",
            "$B",
            "~SEQ(N,1,3) 192.0.2.$N",
            "~SEQ(N,9) x",
            "~SEQx(N,9,-1,1) $N",
            "~LST({A,B},{1,2}) $A",
            "@node1 state MASTER",
            "@^node1 x",
            "include none*",
            "include_check",
            "{",
            "}");

    private static final List<Block> BLOCKS = Block.of(ConfFile.KEEPALIVED);

    private final Choices choices;
    private final StringBuilder text = new StringBuilder();

    TableText(Choices choices) {
        this.choices = choices;
    }

    String text() {
        while (!choices.isExhausted() && text.length() < LENGTH_MAX) {
            statement(Block.ROOT, 0);
        }
        return text.toString();
    }

    private void statement(Block block, int depth) {
        int kind = choices.below(32);
        if (kind == 31) {
            text.append(choices.pick(LINES)).append('\n');
            return;
        }
        List<Keyword> keywords = KeywordTable.keywords(kind == 30 ? choices.pick(BLOCKS) : block);
        List<Keyword> blocks =
                keywords.stream().filter(each -> each.grammar().isBlock()).toList();
        // Blocks are rare among the keywords, and what is in them is reached through them alone.
        Keyword keyword = choices.pick(kind < 12 && !blocks.isEmpty() ? blocks : keywords);
        Optional<String> example = keyword.example();
        if (kind % 3 == 0 && example.isPresent() && !keyword.grammar().isBlock()) {
            text.append(example.get()).append('\n');
            return;
        }
        text.append(keyword.name());
        argument(keyword.grammar());
        if (choices.below(24) == 1) {
            words(1);
        }
        body(keyword.grammar(), depth);
    }

    /** An argument that fits, or one that is almost one, or any word. */
    private void argument(Grammar grammar) {
        int oddity = choices.below(16);
        if (oddity == 1) {
            words(choices.below(4));
            return;
        }
        switch (grammar) {
            case Grammar.Flag _, Grammar.OptionalScript _, Grammar.WordList _ -> {}
            case Grammar.Toggle _ -> word(choices.pick(List.of("on", "off", "true", "no", "")));
            case Grammar.Whole whole -> number(whole.min(), whole.max());
            case Grammar.Time time -> number(time.minNs() / time.unitNs(), time.maxNs() / time.unitNs());
            case Grammar.Name _, Grammar.OptionalName _ -> word(choices.pick(List.of("web", "eth0", "check", "x")));
            case Grammar.Choice choice -> word(choices.pick(choice.words()));
            case Grammar.Address address ->
                word(address(address.family().map(Enum::ordinal).orElse(choices.below(2))));
            case Grammar.Script _ -> word("\"/bin/true 1\"");
            case Grammar.User _ -> word("root");
            case Grammar.Words words -> words(words.countMin() + choices.below(3));
            case Grammar.TrackWeight weight -> number(weight.min(), weight.max());
            case Grammar.Body body -> header(body.headerWords());
            case Grammar.EntryList list -> header(list.headerWords());
        }
    }

    private void header(int words) {
        if (words > 0) {
            word(choices.pick(HEADERS));
        }
    }

    private String address(int family) {
        return (family == 0 ? "192.0.2." : "fd00::") + choices.below(100);
    }

    private void number(long min, long max) {
        long number = switch (choices.below(8)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> min - 1;
            case 3 -> max + 1;
            default -> min + choices.below(256);
        };
        word(Long.toString(number) + (choices.below(12) == 1 ? ".5" : ""));
    }

    private void body(Grammar grammar, int depth) {
        if (!grammar.isBlock() || depth >= DEPTH_MAX) {
            text.append('\n');
            return;
        }
        text.append(" {\n");
        int count = choices.below(STATEMENTS_MAX);
        for (int index = 0; index < count && !choices.isExhausted() && text.length() < LENGTH_MAX; index++) {
            switch (grammar) {
                case Grammar.Body inside -> statement(inside.block(), depth + 1);
                case Grammar.EntryList list -> entry(list.kind());
                default -> {
                    words(1 + choices.below(2));
                    text.append('\n');
                }
            }
        }
        text.append(choices.below(40) == 1 ? "\n" : "}\n");
    }

    private void entry(EntryKind kind) {
        if (choices.below(3) == 0) {
            words(1 + choices.below(5));
        } else {
            word(Stream.of("192.0.2.", "fd00::", "eth", "check")
                            .skip(choices.below(4))
                            .findFirst()
                            .orElseThrow()
                    + choices.below(8));
            word(choices.pick(List.of("", "dev eth1", "weight 5", "brd -", "via 192.0.2.254", kind.name())));
            words(choices.below(3));
        }
        text.append('\n');
    }

    private void words(int count) {
        for (int index = 0; index < count; index++) {
            word(choices.pick(WORDS));
        }
    }

    private void word(String word) {
        text.append(' ').append(word);
    }
}
