package dev.vigil.config.syntax;

import java.util.Optional;

/**
 * How much repetitions and definitions may lead to: one short line may stand for any number of others. An instance for each
 * VRID of 256 interfaces, which the manual of keepalived gives as an example, is far within it. The lines bound the time,
 * the lines of one outermost statement and the number of such statements what is in memory at once.
 */
final class Allowance {
    /** As many as all files together may have. */
    static final int LINES_MAX = Preprocessor.LINES_MAX;

    /** More than a block reasonably holds: an entry for each address of a network of 65,536 fits. */
    static final int STATEMENT_LINES_MAX = 100_000;

    /** The example has 130,048: an instance and a tracker for each of 65,024. */
    static final int STATEMENTS_MAX = 200_000;

    private int lines;
    private int statementLines;
    private int statements;
    private boolean used;

    /** Whether everything that may be generated has been. */
    boolean isUsed() {
        return used;
    }

    /** A line is generated. Returns what there is too much of, the first time that there is. */
    Optional<String> generate() {
        lines++;
        if (used) {
            return Optional.empty();
        }
        Optional<String> excess = excess();
        used = excess.isPresent();
        return excess;
    }

    private Optional<String> excess() {
        if (lines > LINES_MAX) {
            return Optional.of(LINES_MAX + " lines");
        }
        if (statementLines >= STATEMENT_LINES_MAX) {
            return Optional.of(STATEMENT_LINES_MAX + " lines of one block");
        }
        return statements > STATEMENTS_MAX ? Optional.of(STATEMENTS_MAX + " blocks") : Optional.empty();
    }

    /** A generated line is a part of an outermost statement. */
    void keep() {
        statementLines++;
    }

    /** A statement of the outermost level begins. */
    void beginStatement(boolean generated) {
        statementLines = 0;
        statements += generated ? 1 : 0;
    }
}
