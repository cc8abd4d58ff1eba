package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.FormerKeywords;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.syntax.Node;
import java.util.List;
import java.util.Optional;

/** Explains a word that is no keyword where it stands. */
final class Unknown {
    private Unknown() {}

    static void report(Node node, Block block, Problems problems) {
        String skipped = node.block() ? "; it is skipped with everything in its braces" : "; the line is ignored";
        List<Keyword> elsewhere = KeywordTable.named(node.name());
        Optional<String> advice = FormerKeywords.advice(node.name());
        if (elsewhere.isEmpty()) {
            problems.add(
                    ProblemCode.UNKNOWN_KEYWORD,
                    node.place(),
                    "\"" + SecretKeywords.masked(node.name()) + "\" is no keyword of " + block.title() + skipped,
                    advice.orElseGet(() -> hint(node.name(), block)));
        } else {
            Block owner = elsewhere.getFirst().block();
            String home = owner == Block.ROOT ? "outside of all blocks" : "in " + owner.title();
            problems.add(
                    ProblemCode.MISPLACED_KEYWORD,
                    node.place(),
                    node.name() + " does not belong in " + block.title() + skipped,
                    advice.orElse("It belongs " + home + "; is a } missing before it?"));
        }
    }

    private static String hint(String name, Block block) {
        if (name.startsWith("$")) {
            return "A definition has no blank before its =: write " + name + "=VALUE";
        }
        List<String> names =
                KeywordTable.keywords(block).stream().map(Keyword::name).toList();
        return glued(name, names)
                .or(() -> Suggestions.nearest(name, names).map(meant -> "Did you mean " + meant + "?"))
                .orElse("Remove the line, or look for the keyword in what `vigil keywords` lists.");
    }

    /** A keyword whose argument follows without a blank, as in {@code vrrp_instanceVI_1}. */
    private static Optional<String> glued(String name, List<String> keywords) {
        return keywords.stream()
                .filter(keyword -> name.startsWith(keyword) && name.length() > keyword.length())
                .filter(keyword -> Character.isUpperCase(name.charAt(keyword.length()))
                        || Character.isDigit(name.charAt(keyword.length())))
                .findFirst()
                .map(keyword -> "Put a blank after " + keyword + ".");
    }
}
