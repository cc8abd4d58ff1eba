package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.FormerKeywords;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Matches the statements of one block with the keyword table. What is wrong is reported once, and its braces are skipped
 * as a whole.
 */
public final class Binder {
    private static final Value INVALID = new Value.Invalid();

    private final Block block;
    private final boolean planned;
    private final Problems problems;
    private final ValueParser values;
    /** The block whose opening brace was forgotten, while the statements that belong in it go by. */
    private Optional<Block> unopened = Optional.empty();

    /** Matches the statements of the outermost level of keepalived.conf. */
    public Binder(Problems problems) {
        this(Block.ROOT, problems);
    }

    /** Matches the statements of the outermost level of a file. */
    public Binder(Block outermost, Problems problems) {
        this(outermost, false, problems, new ValueParser(problems));
    }

    private Binder(Block block, boolean planned, Problems problems, ValueParser values) {
        this.block = block;
        this.planned = planned;
        this.problems = problems;
        this.values = values;
    }

    /** Understands a statement; empty if it is wrong. */
    public Optional<Statement> bind(Node node) {
        if (node.words().isEmpty()) {
            return Optional.empty();
        }
        Optional<Keyword> keyword = KeywordTable.find(block, node.name());
        if (keyword.isEmpty()) {
            boolean explained = unopened.flatMap(forgotten -> KeywordTable.find(forgotten, node.name()))
                    .isPresent();
            if (!explained) {
                Unknown.report(node, block, problems);
            }
            return Optional.empty();
        }
        unopened = Optional.empty();
        checkStanding(node, keyword.get());
        Value value = keyword.get().grammar().isBlock() ? braces(node, keyword.get()) : plain(node, keyword.get());
        return value instanceof Value.Invalid
                ? Optional.empty()
                : Optional.of(new Statement(keyword.get(), node, value));
    }

    private void checkStanding(Node node, Keyword keyword) {
        // A block that is not supported is reported once, not again for each of its keywords.
        if (!planned) {
            checkStatus(node, keyword);
        }
        if (keyword.deprecated()) {
            problems.add(
                    ProblemCode.DEPRECATED_KEYWORD,
                    node.place(),
                    keyword.name() + " is deprecated: " + keyword.meaning(),
                    keyword.replacement()
                            .map(other -> "Write " + other + " instead.")
                            .or(() -> FormerKeywords.advice(keyword.name()))
                            .orElse("It still works."));
        }
    }

    private void checkStatus(Node node, Keyword keyword) {
        switch (keyword.status()) {
            case SUPPORTED, NO_EFFECT -> {}
            case PLANNED -> problems.addWithoutEffect(keyword.name(), node.place());
            case REFUSED ->
                problems.addNotSafeWithout(
                        keyword.name(), node.place(), keyword.danger().orElseThrow());
        }
    }

    private Value plain(Node node, Keyword keyword) {
        if (node.block()) {
            problems.add(
                    ProblemCode.UNEXPECTED_BLOCK,
                    node.place(),
                    keyword.name() + " takes no block in braces; the braces and what they hold are skipped",
                    "Put each keyword on a line of its own.");
        }
        return values.parse(keyword, node);
    }

    private Value braces(Node node, Keyword keyword) {
        if (!node.block()) {
            problems.add(
                    ProblemCode.MISSING_BLOCK,
                    node.endPlace(),
                    keyword.name() + " needs a block: " + keyword.grammar().form(),
                    "Add { after it and } where the block ends.");
            unopened = keyword.grammar() instanceof Grammar.Body body ? Optional.of(body.block()) : Optional.empty();
            return INVALID;
        }
        return switch (keyword.grammar()) {
            case Grammar.Body body ->
                hasHeader(node, keyword, body.headerWords(), body.header())
                        ? new Value.Body(
                                section(node, body.block(), keyword.status().isToCome()))
                        : INVALID;
            case Grammar.EntryList list ->
                hasHeader(node, keyword, list.headerWords(), list.header()) ? entries(node) : INVALID;
            case Grammar.WordList _ -> entries(node);
            default -> throw new IllegalStateException("not a block: " + keyword);
        };
    }

    /** The entries of a block, which have no blocks themselves. */
    private Value entries(Node node) {
        List<Node> entries = new ArrayList<>(node.children().size());
        for (Node child : node.children()) {
            if (child.block() && !child.words().isEmpty()) {
                problems.add(
                        ProblemCode.UNEXPECTED_BLOCK,
                        child.place(),
                        "\"" + child.name() + "\" in " + node.name()
                                + " takes no braces; it is skipped with everything in" + " them",
                        "Is a } missing before it?");
            } else if (!child.words().isEmpty()) {
                entries.add(child);
            }
        }
        return new Value.Entries(entries);
    }

    private boolean hasHeader(Node node, Keyword keyword, int words, String header) {
        if (node.arguments().size() >= words) {
            return true;
        }
        problems.add(
                ProblemCode.MISSING_ARGUMENT,
                node.endPlace(),
                keyword.name() + " needs " + header + " before its block, which is skipped",
                "Add " + header + " before the {.");
        return false;
    }

    private Section section(Node node, Block inner, boolean innerPlanned) {
        Binder binder = new Binder(inner, innerPlanned || planned, problems, values);
        List<Statement> statements = new ArrayList<>(node.children().size());
        for (Node child : node.children()) {
            binder.bind(child).ifPresent(statements::add);
        }
        return new Section(inner, node, statements);
    }
}
