package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.Status;
import dev.vigil.config.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Matches statements with the keyword table. What is wrong is reported once, and its braces are skipped as a whole. */
public final class Binder {
    private final Problems problems;
    private final ValueParser values;

    public Binder(Problems problems) {
        this.problems = problems;
        this.values = new ValueParser(problems);
    }

    /** A statement of the given block; empty if it is wrong. */
    public Optional<Statement> bind(Node node, Block block) {
        if (node.words().isEmpty()) {
            return Optional.empty();
        }
        Optional<Keyword> keyword = KeywordTable.find(block, node.name());
        if (keyword.isEmpty()) {
            Unknown.report(node, block, problems);
            return Optional.empty();
        }
        return bind(node, keyword.get());
    }

    private Optional<Statement> bind(Node node, Keyword keyword) {
        checkStanding(node, keyword);
        Value value = keyword.grammar().isBlock() ? block(node, keyword) : plain(node, keyword);
        return value instanceof Value.Invalid ? Optional.empty() : Optional.of(new Statement(keyword, node, value));
    }

    private void checkStanding(Node node, Keyword keyword) {
        if (keyword.status() == Status.PLANNED) {
            problems.add(
                    ProblemCode.NOT_YET_SUPPORTED,
                    node.place(),
                    "keepalived knows " + keyword.name() + ", but Vigil does not do it yet",
                    "Remove it, or keep keepalived on this node for now.");
        }
        if (keyword.deprecated() && keyword.replacement().isPresent()) {
            problems.add(
                    ProblemCode.DEPRECATED_KEYWORD,
                    node.place(),
                    keyword.name() + " is an old spelling of "
                            + keyword.replacement().get(),
                    "Write " + keyword.replacement().get() + " instead.");
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

    private Value block(Node node, Keyword keyword) {
        if (!node.block()) {
            problems.add(
                    ProblemCode.MISSING_BLOCK,
                    node.endPlace(),
                    keyword.name() + " needs a block: " + keyword.grammar().form(),
                    "Add { after it and } where the block ends.");
            return new Value.Invalid();
        }
        return switch (keyword.grammar()) {
            case Grammar.Body body -> body(node, keyword, body);
            case Grammar.WordList _, Grammar.EntryList _ -> new Value.Entries(node.children());
            default -> throw new IllegalStateException("not a block: " + keyword);
        };
    }

    private Value body(Node node, Keyword keyword, Grammar.Body grammar) {
        if (node.arguments().size() < grammar.headerWords()) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    node.endPlace(),
                    keyword.name() + " needs " + grammar.header() + " before its block, which is skipped",
                    "Add " + grammar.header() + " before the {.");
            return new Value.Invalid();
        }
        return new Value.Body(section(node, grammar.block()));
    }

    private Section section(Node node, Block block) {
        List<Statement> statements = new ArrayList<>(node.children().size());
        for (Node child : node.children()) {
            bind(child, block).ifPresent(statements::add);
        }
        return new Section(block, node, statements);
    }
}
