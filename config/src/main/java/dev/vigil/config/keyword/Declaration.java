package dev.vigil.config.keyword;

import java.util.Optional;

/** A keyword while it is being declared. */
final class Declaration {
    private final Block block;
    private final String name;
    private final Grammar grammar;
    private String fallback = "";
    private String since = "2.2.7";
    private Optional<String> replacement = Optional.empty();
    private boolean deprecated;
    private String meaning = "";
    private Optional<String> example = Optional.empty();
    private Status status = Status.SUPPORTED;
    private Optional<String> danger = Optional.empty();

    Declaration(Block block, String name, Grammar grammar) {
        this.block = block;
        this.name = name;
        this.grammar = grammar;
    }

    Declaration fallback(String text) {
        this.fallback = text;
        return this;
    }

    Declaration since(String release) {
        this.since = release;
        return this;
    }

    Declaration means(String text) {
        this.meaning = text;
        return this;
    }

    Declaration example(String text) {
        this.example = Optional.of(text);
        return this;
    }

    Declaration planned() {
        this.status = Status.PLANNED;
        return this;
    }

    /** Cannot be done yet and cannot be left out: without it {@code danger} would follow. */
    Declaration refused(String danger) {
        this.status = Status.REFUSED;
        this.danger = Optional.of(danger);
        return this;
    }

    Declaration noEffect() {
        this.status = Status.NO_EFFECT;
        return this;
    }

    /** On its way out, without a keyword that replaces it one for one. */
    Declaration deprecated() {
        this.deprecated = true;
        return this;
    }

    /** Another spelling of {@code keyword}, no better and no worse. */
    Declaration synonymOf(String keyword) {
        this.replacement = Optional.of(keyword);
        this.meaning = "Another spelling of " + keyword + ".";
        return this;
    }

    /** An old spelling of {@code keyword}. */
    Declaration oldSpellingOf(String keyword) {
        this.replacement = Optional.of(keyword);
        this.deprecated = true;
        this.meaning = "The old spelling of " + keyword + ".";
        return this;
    }

    Keyword keyword() {
        return new Keyword(
                name, block, grammar, fallback, since, replacement, deprecated, meaning, example, status, danger);
    }
}
