package dev.vigil.config.bind;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.syntax.Node;
import java.util.List;

/** Explains a word that is no keyword where it stands. */
final class Unknown {
    private Unknown() {}

    static void report(Node node, Block block, Problems problems) {
        String skipped = node.block() ? "; it is skipped with everything in its braces" : "; the line is ignored";
        List<Keyword> elsewhere = KeywordTable.named(node.name());
        if (!elsewhere.isEmpty()) {
            problems.add(
                    ProblemCode.MISPLACED_KEYWORD,
                    node.place(),
                    node.name() + " does not belong in " + block.title() + skipped,
                    "It belongs in " + elsewhere.getFirst().block().title() + "; is a } missing before it?");
            return;
        }
        problems.add(
                ProblemCode.UNKNOWN_KEYWORD,
                node.place(),
                "\"" + node.name() + "\" is no keyword of " + block.title() + skipped,
                hint(node.name(), block));
    }

    private static String hint(String name, Block block) {
        List<String> names =
                KeywordTable.keywords(block).stream().map(Keyword::name).toList();
        return Suggestions.nearest(name, names)
                .map(meant -> "Did you mean " + meant + "?")
                .orElse("Remove the line, or look the keyword up.");
    }
}
