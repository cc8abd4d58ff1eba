package dev.vigil.lint.reference;

import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import dev.vigil.lint.report.Columns;
import dev.vigil.lint.report.TextStyle;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keywords and options explained for people at a terminal. */
public final class ExplainText {
    private static final TextStyle STYLE = new TextStyle(false, 100);
    private static final int INDENT = 4;
    private static final int LABEL_WIDTH = 10;

    private final Language language;
    private final Phrases phrases;
    private final StringBuilder text = new StringBuilder();

    private ExplainText(Language language) {
        this.language = language;
        this.phrases = language.phrases();
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
        Phrases.Labels labels = phrases.labels();
        heading(synopsis(keyword), phrases.in(keyword));
        paragraph(language.meaning(keyword));
        ValueFacts facts = ValueFacts.of(keyword.grammar(), phrases);
        facts.range().ifPresent(range -> fact(labels.range(), range));
        facts.unit().ifPresent(unit -> fact(labels.unit(), unit));
        if (!keyword.fallback().isEmpty()) {
            fact(labels.fallback(), language.fallback(keyword));
        }
        for (Keyword source : Inheritance.of(keyword)) {
            fact(labels.inherited(), phrases.source(source, language.fallback(source)));
        }
        keyword.replacement().filter(_ -> keyword.deprecated()).ifPresent(other -> fact(labels.instead(), other));
        fact(labels.since(), phrases.since(keyword));
        status(keyword.status(), keyword.danger());
        holds(keyword);
        keyword.example().ifPresent(this::example);
    }

    /** What Vigil makes of a keyword or an option. */
    private void status(Status status, Optional<String> danger) {
        String consequence = danger.map(phrases::refusal).orElse(phrases.consequence(status));
        fact(phrases.labels().status(), phrases.status(status) + ": " + consequence);
    }

    private void holds(Keyword keyword) {
        switch (keyword.grammar()) {
            case Grammar.Body body ->
                fact(
                        phrases.labels().holds(),
                        KeywordTable.keywords(body.block()).stream()
                                .map(Keyword::name)
                                .collect(Collectors.joining(" ")));
            case Grammar.EntryList list ->
                EntryOptions.of(list.kind())
                        .forEach(option -> fact(phrases.labels().holds(), inOneLine(option)));
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

    private String inOneLine(EntryOption option) {
        return synopsis(option) + ": " + language.meaning(option)
                + (option.status().isToCome() ? " (" + phrases.status(option.status()) + ")" : "");
    }

    static String synopsis(EntryOption option) {
        return (option.name().replace(",", "|") + " " + option.form()).strip();
    }

    private void option(Lookup.Option found) {
        EntryOption option = found.option();
        heading(synopsis(option), phrases.inEntriesOf(found.blocks()));
        paragraph(language.meaning(option));
        if (!option.synonyms().isEmpty()) {
            fact(phrases.labels().also(), String.join(", ", option.synonyms()));
        }
        status(option.status(), Optional.empty());
    }

    private void heading(String synopsis, String place) {
        text.append(text.isEmpty() ? "" : "\n").append(synopsis).append("\n");
        wrapped(place, INDENT, INDENT);
    }

    private void paragraph(String words) {
        wrapped(words, INDENT, INDENT);
    }

    private void fact(String label, String value) {
        String head = label + " ".repeat(Math.max(1, LABEL_WIDTH - Columns.of(label)));
        wrapped(head + value, INDENT, INDENT + LABEL_WIDTH);
    }

    private void example(String lines) {
        String head = phrases.labels().example();
        String first = head + " ".repeat(Math.max(1, LABEL_WIDTH - Columns.of(head)));
        String rest = " ".repeat(INDENT + LABEL_WIDTH);
        text.append(" ".repeat(INDENT))
                .append(first)
                .append(lines.replace("\n", "\n" + rest))
                .append("\n");
    }

    private void wrapped(String words, int indentFirst, int indentRest) {
        text.append(STYLE.wrapped(" ".repeat(indentFirst), words, " ".repeat(indentRest)))
                .append("\n");
    }
}
