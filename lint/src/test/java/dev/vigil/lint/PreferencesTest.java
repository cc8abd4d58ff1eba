package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ProblemCode;
import org.junit.jupiter.api.Test;

/** Priorities, states and preemption must say the same about who is to be master. */
class PreferencesTest {
    @Test
    void equalPrioritiesAreFound() {
        Linted linted = alpha().lintedWith(beta().with("priority 100", "priority 150"));
        assertThat(linted.message(LintCode.PRIORITIES_EQUAL)).contains("alpha and beta have the same priority, 150");
    }

    @Test
    void twoNodesWithStateMasterAreFound() {
        Linted linted = alpha().lintedWith(beta().with("state BACKUP", "state MASTER"));
        assertThat(linted.codes()).containsExactly(LintCode.SEVERAL_MASTERS.code());
    }

    @Test
    void stateMasterOnTheLowerPriorityIsFound() {
        Linted linted =
                alpha().with("state MASTER", "state BACKUP").lintedWith(beta().with("state BACKUP", "state MASTER"));
        assertThat(linted.codes()).containsExactly(LintCode.MASTER_HAS_LOWER_PRIORITY.code());
        assertThat(linted.message(LintCode.MASTER_HAS_LOWER_PRIORITY))
                .contains("beta has state MASTER but priority 100; alpha has 150");
    }

    @Test
    void stateBackupOnAllNodesIsFine() {
        assertThat(alpha().with("state MASTER", "state BACKUP")
                        .lintedWith(beta())
                        .codes())
                .isEmpty();
    }

    @Test
    void nopreemptOnTheLowerNodeAloneIsFound() {
        Linted linted = withFaults(alpha()).lintedWith(withFaults(beta()).instance("nopreempt"));
        assertThat(linted.codes()).containsExactly(LintCode.NOPREEMPT_ON_LOWER.code());
        assertThat(linted.message(LintCode.NOPREEMPT_ON_LOWER)).contains("works on beta but not on alpha");
    }

    @Test
    void nopreemptOnTheHigherNodeIsFine() {
        NodeText higher =
                withFaults(alpha()).with("state MASTER", "state BACKUP").instance("nopreempt");
        assertThat(higher.lintedWith(withFaults(beta())).codes()).isEmpty();
        assertThat(higher.lintedWith(withFaults(beta()).instance("nopreempt")).codes())
                .isEmpty();
    }

    @Test
    void nopreemptWithStateMasterIsFound() {
        Linted linted = withFaults(alpha()).instance("nopreempt").lintedWith(withFaults(beta()));
        assertThat(linted.codes()).containsExactly(ProblemCode.NOPREEMPT_IGNORED.code());
    }

    /** The node with a check whose failure is a fault, which works with nopreempt. */
    private static NodeText withFaults(NodeText node) {
        return node.without("    weight -60\n");
    }
}
