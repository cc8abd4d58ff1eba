package dev.vigil.lint.rule;

import dev.vigil.lint.Cluster;
import dev.vigil.lint.Findings;

/** Judges all nodes and all virtual routers together. */
@FunctionalInterface
public interface ClusterRule {
    void judge(Cluster cluster, Findings findings);
}
