package dev.vigil.lint.rule;

import dev.vigil.lint.Findings;
import dev.vigil.lint.SharedRouter;

/** Judges one virtual router on all its nodes. */
@FunctionalInterface
public interface RouterRule {
    void judge(SharedRouter router, Findings findings);
}
