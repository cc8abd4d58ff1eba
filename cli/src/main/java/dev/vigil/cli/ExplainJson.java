package dev.vigil.cli;

import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.Status;
import dev.vigil.lint.reference.Inheritance;
import dev.vigil.lint.reference.Language;
import dev.vigil.lint.reference.Lookup;
import dev.vigil.lint.reference.ValueFacts;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keywords and options as JSON; names are stable, and what does not apply is null. */
final class ExplainJson {
    private final JsonWriter json;
    private final Language language;

    private ExplainJson(JsonWriter json, Language language) {
        this.json = json;
        this.language = language;
    }

    static String of(Lookup.Found found, Language language) {
        return of(found.keywords(), found.options(), language);
    }

    static String of(List<Keyword> keywords, List<Lookup.Option> options, Language language) {
        var json = JsonStream.builder()
                .serializeNulls(true)
                .serializeEmpty(true)
                .build()
                .bufferedWriter();
        ExplainJson writer = new ExplainJson(json, language);
        json.beginObject();
        json.name("keywords");
        json.beginArray();
        keywords.forEach(writer::keyword);
        json.endArray();
        json.name("options");
        json.beginArray();
        options.forEach(writer::option);
        json.endArray();
        json.endObject();
        return json.result();
    }

    private void keyword(Keyword keyword) {
        ValueFacts facts = ValueFacts.of(keyword.grammar());
        json.beginObject();
        text("path", keyword.path());
        text("name", keyword.name());
        text("block", keyword.block().path());
        text("arguments", keyword.grammar().form());
        text("range", facts.range());
        text("unit", facts.unit());
        text("default", Optional.of(keyword.fallback()).filter(fallback -> !fallback.isEmpty()));
        texts("inherits", Inheritance.of(keyword).stream().map(Keyword::path).toList());
        text("since", keyword.since());
        text("replacement", keyword.replacement());
        json.name("deprecated");
        json.value(keyword.deprecated());
        text("meaning", language.meaning(keyword));
        text("status", name(keyword.status()));
        text("danger", keyword.danger());
        text("example", keyword.example());
        json.endObject();
    }

    private void option(Lookup.Option found) {
        EntryOption option = found.option();
        json.beginObject();
        text("name", option.name());
        text("arguments", option.form());
        texts("synonyms", option.synonyms());
        texts("blocks", found.blocks().stream().map(Keyword::path).toList());
        text("meaning", language.meaning(option));
        text("status", name(option.status()));
        json.endObject();
    }

    /** A status as programs know it. */
    static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private void text(String name, String value) {
        json.name(name);
        json.value(value);
    }

    private void text(String name, Optional<String> value) {
        json.name(name);
        value.ifPresentOrElse(json::value, json::nullValue);
    }

    private void texts(String name, List<String> values) {
        json.name(name);
        json.beginArray();
        values.forEach(json::value);
        json.endArray();
    }
}
