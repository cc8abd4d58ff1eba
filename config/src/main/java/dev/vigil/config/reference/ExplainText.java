package dev.vigil.config.reference;

import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keywords and options explained for people at a terminal. */
public final class ExplainText {
    private static final int WIDTH = 100;
    private static final int INDENT = 4;
    private static final int LABEL_WIDTH = 10;

    private final Language language;
    private final StringBuilder text = new StringBuilder();

    private ExplainText(Language language) {
        this.language = language;
    }

    public static String of(Lookup.Found found, Language language) {
        ExplainText writer = new ExplainText(language);
        found.keywords().forEach(writer::keyword);
        found.options().forEach(writer::option);
        return writer.text.toString();
    }

    /** A keyword with its arguments, as it is written. */
    static String synopsis(Keyword keyword) {
        return (keyword.name() + " " + keyword.grammar().form()).strip();
    }

    private void keyword(Keyword keyword) {
        Language.Labels labels = language.labels();
        heading(synopsis(keyword), keyword.block().title());
        paragraph(language.meaning(keyword));
        ValueFacts facts = ValueFacts.of(keyword.grammar());
        facts.range().ifPresent(range -> fact(labels.range(), range));
        facts.unit().ifPresent(unit -> fact(labels.unit(), unit));
        if (!keyword.fallback().isEmpty()) {
            fact(labels.fallback(), keyword.fallback());
        }
        for (Keyword source : Inheritance.of(keyword)) {
            fact(labels.inherited(), source.path() + ", " + whatHolds(source));
        }
        keyword.replacement().filter(_ -> keyword.deprecated()).ifPresent(other -> fact(labels.instead(), other));
        fact(labels.since(), since(keyword));
        fact(labels.status(), keyword.status().label() + ": " + consequence(keyword));
        holds(keyword);
        keyword.example().ifPresent(this::example);
    }

    private static String whatHolds(Keyword source) {
        return source.fallback().isEmpty() ? "which has no default" : "whose default is " + source.fallback();
    }

    /** The release that brought a keyword, in words. */
    static String since(Keyword keyword) {
        return keyword.since().equals("2.2.7") ? "keepalived 2.2.7 or before" : "keepalived " + keyword.since();
    }

    /** What Vigil makes of a keyword, in a sentence. */
    static String consequence(Keyword keyword) {
        return keyword.danger()
                .map(danger -> "Vigil cannot do it yet and does not start with it, since " + danger + ".")
                .orElse(keyword.status().consequence());
    }

    private void holds(Keyword keyword) {
        switch (keyword.grammar()) {
            case Grammar.Body body ->
                fact(
                        language.labels().holds(),
                        KeywordTable.keywords(body.block()).stream()
                                .map(Keyword::name)
                                .collect(Collectors.joining(" ")));
            case Grammar.EntryList list ->
                EntryOptions.of(list.kind())
                        .forEach(option -> fact(language.labels().holds(), inOneLine(option)));
            case Grammar.Flag _,
                    Grammar.Toggle _,
                    Grammar.Whole _,
                    Grammar.Time _,
                    Grammar.Name _,
                    Grammar.OptionalName _,
                    Grammar.Choice _,
                    Grammar.Address _,
                    Grammar.Script _,
                    Grammar.OptionalScript _,
                    Grammar.User _,
                    Grammar.Words _,
                    Grammar.TrackWeight _,
                    Grammar.WordList _ -> {}
        }
    }

    private static String inOneLine(EntryOption option) {
        return synopsis(option) + ": " + option.meaning()
                + (option.status().isToCome() ? " (" + option.status().label() + ")" : "");
    }

    static String synopsis(EntryOption option) {
        return (option.name().replace(",", "|") + " " + option.form()).strip();
    }

    private void option(Lookup.Option found) {
        EntryOption option = found.option();
        String blocks = found.blocks().stream().map(Keyword::path).collect(Collectors.joining(", "));
        heading(synopsis(option), "an entry of " + blocks);
        paragraph(option.meaning());
        if (!option.synonyms().isEmpty()) {
            fact("Also", String.join(", ", option.synonyms()));
        }
        fact(
                language.labels().status(),
                option.status().label() + ": " + option.status().consequence());
    }

    private void heading(String synopsis, String place) {
        text.append(text.isEmpty() ? "" : "\n").append(synopsis).append("\n");
        wrapped("in " + place, INDENT, INDENT);
    }

    private void paragraph(String words) {
        wrapped(words, INDENT, INDENT);
    }

    private void fact(String label, String value) {
        String head = label + " ".repeat(Math.max(1, LABEL_WIDTH - columns(label)));
        wrapped(head + value, INDENT, INDENT + LABEL_WIDTH);
    }

    private void example(String lines) {
        String head = language.labels().example();
        String first = head + " ".repeat(Math.max(1, LABEL_WIDTH - columns(head)));
        String rest = " ".repeat(INDENT + LABEL_WIDTH);
        text.append(" ".repeat(INDENT))
                .append(first)
                .append(lines.replace("\n", "\n" + rest))
                .append("\n");
    }

    private void wrapped(String words, int indentFirst, int indentRest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ".repeat(indentFirst));
        int start = line.length();
        for (String word : words.split(" (?! )", -1)) {
            if (line.length() > start && columns(line.toString()) + 1 + columns(word) > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indentRest));
                start = line.length();
            }
            line.append(line.length() > start ? " " : "").append(word);
        }
        lines.add(line.toString());
        lines.forEach(each -> text.append(each.stripTrailing()).append("\n"));
    }

    /** The columns of a terminal that a text takes; Chinese characters take two. */
    private static int columns(String text) {
        return text.codePoints()
                .map(character -> Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN ? 2 : 1)
                .sum();
    }
}
