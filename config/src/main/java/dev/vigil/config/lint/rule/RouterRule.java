package dev.vigil.config.lint.rule;

import dev.vigil.config.lint.Findings;
import dev.vigil.config.lint.SharedRouter;

/** Judges one virtual router on all its nodes. */
@FunctionalInterface
public interface RouterRule {
    void judge(SharedRouter router, Findings findings);
}
