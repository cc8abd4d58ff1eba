package dev.vigil.lint.rule;

import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;

/** Judges the configuration of one node. */
@FunctionalInterface
public interface NodeRule {
    void judge(ClusterNode node, Findings findings);
}
