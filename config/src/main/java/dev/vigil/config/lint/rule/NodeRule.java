package dev.vigil.config.lint.rule;

import dev.vigil.config.lint.ClusterNode;
import dev.vigil.config.lint.Findings;

/** Judges the configuration of one node. */
@FunctionalInterface
public interface NodeRule {
    void judge(ClusterNode node, Findings findings);
}
