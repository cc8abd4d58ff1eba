package dev.vigil.config.lint.rule;

import dev.vigil.config.lint.Cluster;
import dev.vigil.config.lint.Findings;

/** Judges all nodes and all virtual routers together. */
@FunctionalInterface
public interface ClusterRule {
    void judge(Cluster cluster, Findings findings);
}
