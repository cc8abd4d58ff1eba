package dev.vigil.simulator;

import org.jspecify.annotations.Nullable;

/** A rule was broken: a defect of the core, or of the simulator. */
public final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final String where;
    private final long atNs;

    /** @param atNs since the beginning of the simulation */
    BrokenRule(Rule rule, String where, long atNs, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.rule = rule;
        this.where = where;
        this.atNs = atNs;
    }

    public Rule rule() {
        return rule;
    }

    public long atNs() {
        return atNs;
    }

    /** The rule, where and when it was broken, and how. */
    public String text() {
        return rule + " at " + Times.text(atNs) + ", " + where + ": " + rule.text() + ", but " + getMessage();
    }
}
