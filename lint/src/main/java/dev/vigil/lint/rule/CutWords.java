package dev.vigil.lint.rule;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@code !} or {@code #} begins a comment even in the middle of a word. */
final class CutWords {
    private static final String PASSWORD = "auth_pass";

    /** Keywords whose argument is free text that may hold such a character. */
    private static final Set<String> FREE_TEXT = Set.of(
            "router_id",
            "script",
            "notification_email_from",
            "notify",
            "notify_master",
            "notify_backup",
            "notify_fault",
            "notify_stop",
            "misc_path",
            "path",
            "virtualhost",
            "key",
            "password");

    private final Findings findings;
    private final SourceText sources;

    private CutWords(ClusterNode node, Findings findings) {
        this.findings = findings;
        this.sources = new SourceText(List.of(node.source()));
    }

    static void judge(ClusterNode node, Findings findings) {
        CutWords rule = new CutWords(node, findings);
        node.outline().top().forEach(rule::statement);
    }

    /** Whether a comment begins in the middle of the argument of a password. */
    static boolean isCut(ClusterNode node, Node password) {
        return new CutWords(node, new Findings()).gluedComment(password, true).isPresent();
    }

    private void statement(Node statement) {
        statement.children().forEach(this::statement);
        boolean password = statement.name().equals(PASSWORD);
        if (statement.block() || !(password || FREE_TEXT.contains(statement.name()))) {
            return;
        }
        Optional<SourcePlace> comment = gluedComment(statement, password);
        if (comment.isPresent()) {
            findings.add(
                    password ? LintCode.PASSWORD_CUT_BY_COMMENT : LintCode.WORD_CUT_BY_COMMENT,
                    comment.get(),
                    password
                            ? "a ! or # begins a comment even in the middle of a word: the password ends before it, or"
                                    + " is empty"
                            : "a ! or # begins a comment even in the middle of a word: " + statement.name()
                                    + " ends before it",
                    "Put the word into double quotes, or write \\! or \\#.");
        }
    }

    /** Where a comment begins right after the last word; for a password also in place of the word. */
    private Optional<SourcePlace> gluedComment(Node statement, boolean orInPlaceOfWord) {
        List<Word> arguments = statement.arguments();
        if (arguments.isEmpty() && !orInPlaceOfWord) {
            return Optional.empty();
        }
        SourcePlace end = statement.endPlace();
        String line = sources.line(end.file(), end.line()).orElse("");
        int index = end.column() - 1;
        while (arguments.isEmpty() && index < line.length() && Character.isWhitespace(line.charAt(index))) {
            index++;
        }
        boolean comment = index >= 0 && index < line.length() && "!#".indexOf(line.charAt(index)) >= 0;
        return comment ? Optional.of(new SourcePlace(end.file(), end.line(), index + 1)) : Optional.empty();
    }
}
