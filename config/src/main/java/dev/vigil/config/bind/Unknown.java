package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.Deciding;
import dev.vigil.config.keyword.FormerKeywords;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.syntax.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Explains a word that is no keyword where it stands. */
final class Unknown {
    private Unknown() {}

    static void report(Node node, Block block, Problems problems) {
        String skipped = node.block() ? "; it is skipped with everything in its braces" : "; the line is ignored";
        List<Keyword> elsewhere = elsewhere(node.name(), block);
        Optional<String> advice = FormerKeywords.advice(node.name());
        if (elsewhere.isEmpty()) {
            problems.add(
                    ProblemCode.UNKNOWN_KEYWORD,
                    harms(node, block),
                    node.place(),
                    "\"" + SecretKeywords.masked(node.name()) + "\" is no keyword of " + block.title() + skipped,
                    advice.orElseGet(() -> hint(node.name(), block)));
        } else {
            problems.add(
                    ProblemCode.MISPLACED_KEYWORD,
                    harmsHere(node, block),
                    node.place(),
                    node.name() + " does not belong in " + block.title() + skipped,
                    advice.orElseGet(() -> home(elsewhere.getFirst().block(), block)));
        }
    }

    /** Every keyword of this name; those of the same file are more likely meant, and come first. */
    private static List<Keyword> elsewhere(String name, Block block) {
        return KeywordTable.named(name).stream()
                .sorted(Comparator.comparing(keyword -> keyword.block().file() != block.file()))
                .toList();
    }

    /** Where a keyword belongs that stands in another block, or in another file. */
    private static String home(Block owner, Block here) {
        String inside = owner.isOutermost() ? "outside of all blocks" : "in " + owner.title();
        if (owner.file() == here.file()) {
            return "It belongs " + inside + "; is a } missing before it?";
        }
        return switch (owner.file()) {
            case VIGIL ->
                "It belongs " + inside + " of vigil.conf, the file of Vigil's own settings, which keepalived"
                        + " never reads.";
            case KEEPALIVED -> "It belongs " + inside + " of keepalived.conf; vigil.conf holds what only Vigil has.";
        };
    }

    /**
     * Whether a word may have been meant as a keyword that decides: one that is nearly such a keyword, or braces in which
     * there is one. A word that is near none, such as a stray letter or a prompt of a shell, cost nothing.
     */
    private static boolean harms(Node node, Block block) {
        if (block.file() == ConfFile.VIGIL) {
            return true;
        }
        if (FormerKeywords.advice(node.name()).isPresent()) {
            return false;
        }
        List<String> names =
                KeywordTable.keywords(block).stream().map(Keyword::name).toList();
        boolean decides = glued(node.name(), block)
                .or(() -> Suggestions.nearest(node.name(), names))
                .flatMap(meant -> KeywordTable.find(block, meant))
                .filter(Deciding::decides)
                .isPresent();
        return decides || holdsDeciding(node, block);
    }

    private static boolean harmsHere(Node node, Block block) {
        boolean former = FormerKeywords.advice(node.name()).isPresent();
        return block.file() == ConfFile.VIGIL
                || (!former && (Deciding.decidesElsewhere(node.name(), block) || holdsDeciding(node, block)));
    }

    /** Whether braces hold a keyword that decides elsewhere, however deep. */
    static boolean holdsDeciding(Node node, Block block) {
        return node.children().stream()
                .anyMatch(child -> Deciding.decidesElsewhere(child.name(), block) || holdsDeciding(child, block));
    }

    private static String hint(String name, Block block) {
        if (name.startsWith("$")) {
            return "A definition has no blank before its =: write " + name + "=VALUE";
        }
        List<String> names =
                KeywordTable.keywords(block).stream().map(Keyword::name).toList();
        return glued(name, block)
                .map(keyword -> "Put a blank after " + keyword + ".")
                .or(() -> Suggestions.nearest(name, names).map(meant -> "Did you mean " + meant + "?"))
                .orElse("Remove the line, or look for the keyword in what `vigil keywords` lists.");
    }

    /** A keyword whose argument follows without a blank, as in {@code vrrp_instanceVI_1}. */
    private static Optional<String> glued(String name, Block block) {
        return KeywordTable.keywords(block).stream()
                .map(Keyword::name)
                .filter(keyword -> name.startsWith(keyword) && name.length() > keyword.length())
                .filter(keyword -> Character.isUpperCase(name.charAt(keyword.length()))
                        || Character.isDigit(name.charAt(keyword.length())))
                .findFirst();
    }
}
