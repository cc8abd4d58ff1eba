package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The manual page keepalived.conf(5) in the language of troff. */
final class KeywordsManual {
    private static final String LANGUAGE = """
            .SH LANGUAGE
            A line holds a keyword and its arguments, with blanks between them. Text in double quotes is one argument. What follows
            .B #
            or
            .B !
            is a comment. Braces enclose what belongs to a keyword, on one line or several.
            .PP
            .BI include " PATTERN"
            reads other files.
            .BI $NAME= VALUE
            defines a name, which
            .BI ${ NAME }
            stands for afterwards.
            .BI @ "ID LINE"
            holds on the node of that id only, and
            .BI @^ "ID LINE"
            on all others.
            .BI ~SEQ( "NAME, FIRST, LAST" ) " LINE"
            repeats a line for each number, and
            .BI ~LST( "NAME, WORD, ..." ) " LINE"
            for each word.
            .PP
            .I BOOL
            is one of
            .BR on ", " off ", " true ", " false ", " yes ", " no .
            Keywords without a release are in keepalived 2.2.7 and before.
            .I Planned
            keywords are accepted with a warning and do nothing yet;
            .I refused
            ones prevent the start, because the node would not be safe without what they ask for.
            """;

    private final StringBuilder page = new StringBuilder();

    private KeywordsManual() {}

    static String text() {
        return new KeywordsManual().write();
    }

    private String write() {
        page.append("""
                .\\" Made from the keyword table by ./run docs.
                .TH KEEPALIVED.CONF 5 "" "Vigil" "File formats"
                .SH NAME
                keepalived.conf \\- the configuration of vigil and keepalived
                .SH DESCRIPTION
                Vigil reads this file, usually
                .IR /etc/keepalived/keepalived.conf ,
                at its start and at each reload. This page lists every keyword by the block that it stands in, as Vigil understands it.
                .B vigil check
                says what is wrong with a file,
                .B vigil explain
                shows one keyword with an example.
                """);
        page.append(LANGUAGE);
        for (Block block : Block.values()) {
            line(".SH " + (block == Block.ROOT ? "THE TOP LEVEL" : "\"KEYWORDS IN " + escaped(block.path()) + "\""));
            KeywordTable.keywords(block).forEach(this::keyword);
        }
        for (EntryKind kind : EntryKind.values()) {
            entries(kind);
        }
        line(".SH SEE ALSO");
        line(".BR vigil (8)");
        return page.toString();
    }

    private void keyword(Keyword keyword) {
        line(".TP");
        line("\\fB" + escaped(keyword.name()) + "\\fR"
                + italic(keyword.grammar().form()));
        sentence(keyword.meaning());
        List<String> facts = new ArrayList<>();
        ValueFacts value = ValueFacts.of(keyword.grammar());
        value.range()
                .ifPresent(range -> facts.add(
                        "Range: " + range + value.unit().map(unit -> " " + unit).orElse("") + "."));
        if (!keyword.fallback().isEmpty()) {
            facts.add("Default: " + keyword.fallback() + ".");
        }
        if (!keyword.since().equals("2.2.7")) {
            facts.add("Since " + keyword.since() + ".");
        }
        if (keyword.status() != Status.SUPPORTED) {
            facts.add("Status: " + keyword.status().label() + ".");
        }
        facts.forEach(this::sentence);
    }

    private void entries(EntryKind kind) {
        String blocks = Lookup.blocks(kind).stream().map(Keyword::path).collect(Collectors.joining(", "));
        line(".SH \"ENTRIES OF " + escaped(blocks) + "\"");
        sentence(kind.form());
        for (EntryOption option : EntryOptions.of(kind)) {
            line(".TP");
            String names = option.spellings().stream()
                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            line(names + italic(option.form()));
            sentence(option.meaning());
            if (option.status() != Status.SUPPORTED) {
                sentence("Status: " + option.status().label() + ".");
            }
        }
    }

    private static String italic(String form) {
        return form.isEmpty() ? "" : " \\fI" + escaped(form) + "\\fR";
    }

    private void sentence(String text) {
        String safe = escaped(text);
        line(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe);
    }

    private void line(String text) {
        page.append(text).append("\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    }
}
