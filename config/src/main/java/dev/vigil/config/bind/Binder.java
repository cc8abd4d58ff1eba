package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Deciding;
import dev.vigil.config.keyword.FormerKeywords;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.syntax.Braces;
import dev.vigil.config.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Matches the statements of one block with the keyword table. What is wrong is reported once, and its braces are skipped
 * as a whole.
 */
public final class Binder {
    private static final Value INVALID = new Value.Invalid();

    private static final Set<String> NAMED = Set.of("vrrp_instance", "vrrp_sync_group");
    private static final Set<Block> NOTIFYING =
            Set.of(Block.VRRP_INSTANCE, Block.SYNC_GROUP, Block.VIRTUAL_SERVER, Block.REAL_SERVER);

    private final Block block;
    private final boolean planned;
    private final Problems problems;
    private final ValueParser values;

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

    /** The blocks of the outermost level. */
    public static Braces braces() {
        return new TableBraces(Block.ROOT);
    }

    /** Understands a statement; empty if it is wrong. */
    public Optional<Statement> bind(Node node) {
        if (node.words().isEmpty()) {
            return Optional.empty();
        }
        Optional<Keyword> keyword = KeywordTable.find(block, node.name());
        if (keyword.isEmpty()) {
            Unknown.report(node, block, problems);
            return Optional.empty();
        }
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
                    Deciding.decides(keyword) || Unknown.holdsDeciding(node, block),
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
                    Deciding.decides(keyword),
                    node.endPlace(),
                    keyword.name() + " needs a block: " + keyword.grammar().form(),
                    "Add { after it and } where the block ends.");
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
            return isOneName(node, keyword);
        }
        problems.add(
                ProblemCode.MISSING_ARGUMENT,
                Deciding.decides(keyword),
                node.endPlace(),
                keyword.name() + " needs " + header + " before its block, which is skipped",
                "Add " + header + " before the {.");
        return false;
    }

    /** keepalived finds no name where there are several words. */
    private boolean isOneName(Node node, Keyword keyword) {
        if (node.arguments().size() < 2 || !NAMED.contains(keyword.path())) {
            return true;
        }
        String words = node.text().substring(node.name().length()).strip();
        problems.add(
                ProblemCode.NAME_OF_SEVERAL_WORDS,
                node.place(node.arguments().get(1)),
                keyword.name() + " takes one name, and " + words + " is "
                        + node.arguments().size() + " words; the block is left out",
                "Put the name into one pair of double quotes, or write it without blanks.");
        return false;
    }

    private Section section(Node node, Block inner, boolean innerPlanned) {
        Binder binder = new Binder(inner, innerPlanned || planned, problems, values);
        List<Statement> statements = new ArrayList<>(node.children().size());
        for (Node child : node.children()) {
            binder.bind(child)
                    .filter(statement -> isFirst(statement, statements))
                    .ifPresent(statements::add);
        }
        return new Section(inner, node, statements);
    }

    /** Of several programs for one occasion the first one counts, unlike with all other keywords. */
    private boolean isFirst(Statement statement, List<Statement> earlier) {
        String name = statement.keyword().canonicalName();
        boolean program = NOTIFYING.contains(statement.keyword().block())
                && (name.startsWith("notify") || name.startsWith("quorum_"))
                && isProgram(statement.keyword().grammar());
        if (!program
                || earlier.stream()
                        .noneMatch(one -> one.keyword().canonicalName().equals(name))) {
            return true;
        }
        problems.add(
                ProblemCode.REPEATED_PROGRAM,
                statement.node().place(),
                name + " is given before in this block; this line is ignored and the first one counts",
                "Remove one of the two, or call both programs from a script.");
        return false;
    }

    private static boolean isProgram(Grammar grammar) {
        return grammar instanceof Grammar.Script || grammar instanceof Grammar.OptionalScript;
    }
}
