package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The manual pages keepalived.conf(5) and vigil.conf(5) in the language of troff. */
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
            """;

    private static final String RELEASES = """
            Keywords without a release are in keepalived 2.2.7 and before.
            .I Planned
            keywords are accepted with a warning and do nothing yet;
            .I refused
            ones prevent the start, because the node would not be safe without what they ask for.
            """;

    private static final String OWN = """
            .\\" Made from the keyword table by ./run docs.
            .TH VIGIL.CONF 5 "" "Vigil" "File formats"
            .SH NAME
            vigil.conf \\- settings that only Vigil has
            .SH DESCRIPTION
            Vigil reads
            .I /etc/vigil/vigil.conf
            beside
            .BR keepalived.conf (5),
            which stays a file that keepalived can read, word for word. Without this file nothing is different. Another one is named by
            .BR "vigil run \\-\\-vigil\\-config \\fIFILE\\fP" ;
            that one must exist.
            .PP
            It is read at the start and again by each reload, in one transaction with keepalived.conf: a mistake in either refuses both.
            Options of the command line go before it.
            .B vigil check \\-\\-vigil\\-config
            .I FILE
            says what is wrong with it,
            .B vigil explain
            shows one keyword with an example. It may hold secrets, so nobody but root should be able to read it.
            """;

    private static final String OWN_LANGUAGE = """
            .PP
            Definitions of keepalived.conf do not hold here, nor the other way round.
            .PP
            A block that is called like one of keepalived.conf adds to the object of that name. A name that is not there is an error,
            and so is a keyword that belongs in the other file.
            """;

    private static final String OWN_END = """
            .SH EXAMPLE
            .nf
            recording {
                directory /var/lib/vigil/recordings
                transitions on
                keep 50
            }
            control {
                read_group adm
            }
            vrrp_script check_db {
                environment {
                    PGPASSFILE /etc/vigil/pgpass
                }
            }
            .fi
            .SH SEE ALSO
            .BR vigil (8),
            .BR keepalived.conf (5)
            """;

    private final StringBuilder page = new StringBuilder();

    private KeywordsManual() {}

    static String text() {
        return new KeywordsManual().write();
    }

    /** The page of Vigil's own file. */
    static String ofOwn() {
        return new KeywordsManual().writeOwn();
    }

    private String writeOwn() {
        page.append(OWN);
        page.append(LANGUAGE);
        page.append(OWN_LANGUAGE);
        blocks(ConfFile.VIGIL);
        page.append(OWN_END);
        return page.toString();
    }

    private void blocks(ConfFile file) {
        for (Block block : Block.of(file)) {
            String path = escaped(KeywordsPage.within(block));
            line(".SH " + (block.isOutermost() ? "THE TOP LEVEL" : "\"KEYWORDS IN " + path + "\""));
            KeywordTable.keywords(block).forEach(this::keyword);
        }
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
        page.append(RELEASES);
        blocks(ConfFile.KEEPALIVED);
        for (EntryKind kind : EntryKind.values()) {
            entries(kind);
        }
        line(".SH SEE ALSO");
        line(".BR vigil (8),");
        line(".BR vigil.conf (5)");
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
        if (!keyword.since().equals("2.2.7") && !keyword.isOwn()) {
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
