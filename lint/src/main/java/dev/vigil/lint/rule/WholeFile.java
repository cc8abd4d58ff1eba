package dev.vigil.lint.rule;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import dev.vigil.config.syntax.Node;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import java.util.Set;

/** What a file as a whole lacks, and blocks that are lost because of a missing blank. */
final class WholeFile {
    private static final Set<String> UNREADABLE = Set.of(
            ProblemCode.FILE_UNREADABLE.code(),
            ProblemCode.INCLUDE_FAILED.code(),
            ProblemCode.FILE_TOO_LARGE.code(),
            ProblemCode.NUL_CHARACTER.code());

    private WholeFile() {}

    static void judge(ClusterNode node, Findings findings) {
        boolean unreadable = node.problems().stream().anyMatch(problem -> UNREADABLE.contains(problem.code()));
        if (node.outline().isEmpty() && !unreadable) {
            findings.add(
                    LintCode.NOTHING_CONFIGURED,
                    node.start(),
                    "the file configures nothing: the daemon would run and do nothing",
                    "Is this the right file?");
        }
        node.outline().top().forEach(statement -> glued(statement, findings));
    }

    private static void glued(Node statement, Findings findings) {
        String word = statement.name();
        if (!statement.block() || KeywordTable.find(Block.ROOT, word).isPresent()) {
            return;
        }
        for (Keyword keyword : KeywordTable.keywords(Block.ROOT)) {
            String name = keyword.name();
            boolean named = keyword.grammar() instanceof Grammar.Body body && body.headerWords() > 0;
            if (named && word.length() > name.length() && word.startsWith(name)) {
                findings.add(
                        LintCode.BLANK_MISSING,
                        statement.place(),
                        "a blank is missing: keepalived does not know \"" + word + "\" and leaves the block out",
                        "Write: " + name + " " + word.substring(name.length()) + " {");
                return;
            }
        }
    }
}
