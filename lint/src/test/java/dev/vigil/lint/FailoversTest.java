package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A failing check must move the addresses to a node where it does not fail. */
class FailoversTest {
    @Test
    void aWeightThatIsTooSmallIsFoundAndTheRightOneNamed() {
        Linted linted = weight(alpha(), -20).lintedWith(weight(beta(), -20));
        assertThat(linted.codes()).containsExactly(LintCode.WEIGHT_TOO_SMALL.code());
        assertThat(linted.message(LintCode.WEIGHT_TOO_SMALL))
                .contains("when check_web fails on alpha, its priority goes from 150 to 130")
                .contains("stays above the 100 of beta");
        assertThat(linted.finding(LintCode.WEIGHT_TOO_SMALL).hint().orElseThrow())
                .contains("weight -51 or lower");
        assertThat(linted.text()).contains("! alpha").contains("STAY on alpha");
    }

    @Test
    void theWeightThatIsNamedIsEnough() {
        assertThat(weight(alpha(), -51).lintedWith(weight(beta(), -51)).codes()).isEmpty();
        assertThat(weight(alpha(), -50).lintedWith(weight(beta(), -50)).codes())
                .containsExactly(LintCode.WEIGHT_TIES.code());
    }

    @Test
    void aPositiveWeightIsAddedWhileAllIsWell() {
        Linted small = weight(alpha(), 2).lintedWith(weight(beta(), 2));
        assertThat(small.finding(LintCode.WEIGHT_TOO_SMALL).hint().orElseThrow())
                .contains("weight 51 or higher");
        assertThat(weight(alpha(), 51).lintedWith(weight(beta(), 51)).codes()).isEmpty();
    }

    @Test
    void weightZeroMovesTheAddressesWhateverThePriorities() {
        assertThat(weight(alpha(), 0).lintedWith(weight(beta(), 0)).codes()).isEmpty();
    }

    @Test
    void nopreemptOnTheStandbyBlocksWeightedChecks() {
        NodeText master = alpha().with("state MASTER", "state BACKUP").instance("nopreempt");
        Linted linted = master.lintedWith(beta().instance("nopreempt"));
        assertThat(linted.has(LintCode.NOPREEMPT_BLOCKS)).isTrue();
        assertThat(linted.message(LintCode.NOPREEMPT_BLOCKS))
                .contains("when check_web fails on alpha, nobody takes over")
                .contains("nopreempt on beta forbids it");
    }

    @Test
    void twoChecksThatMoveTheAddressesOnlyTogetherAreFound() {
        Linted linted = twoChecks(alpha(), -30).lintedWith(twoChecks(beta(), -30));
        assertThat(linted.codes()).containsExactly(LintCode.WEIGHTS_ONLY_TOGETHER.code());
        assertThat(linted.message(LintCode.WEIGHTS_ONLY_TOGETHER))
                .contains("when check_web or check_db fails on alpha")
                .contains("150 to 120");
        assertThat(twoChecks(alpha(), -60).lintedWith(twoChecks(beta(), -60)).codes())
                .doesNotContain(LintCode.WEIGHTS_ONLY_TOGETHER.code());
    }

    @Test
    void aCombinationThatLeavesTheWorseNodeAsMasterIsFound() {
        // The weights of alpha and beta are such that two failures on alpha weigh less than one on beta.
        NodeText one = twoChecks(alpha(), -51);
        NodeText other = twoChecks(beta(), -51).with("timeout 1\n    weight -51", "timeout 1\n    weight -99");
        Linted linted = one.lintedWith(other);
        assertThat(linted.message(LintCode.SICKER_NODE_WINS)).contains("alpha").contains("beta");
        assertThat(twoChecks(alpha(), -60).lintedWith(twoChecks(beta(), -60)).has(LintCode.SICKER_NODE_WINS))
                .isFalse();
    }

    @Test
    void limitsThatDecideAreFound() {
        NodeText one = weight(alpha().with("priority 150", "priority 250"), 40);
        NodeText other = weight(beta().with("priority 100", "priority 240"), 40);
        Linted linted = one.lintedWith(other);
        assertThat(linted.message(LintCode.PRIORITIES_EQUAL)).contains("254");
        assertThat(linted.message(LintCode.CLAMPING_DECIDES)).contains("254");
        assertThat(alpha().lintedWith(beta()).has(LintCode.CLAMPING_DECIDES)).isFalse();
    }

    @Test
    void aReversedWeightCountsTheOtherWayRound() {
        NodeText one = alpha().with("check_web\n    }\n}", "check_web weight 60 reverse\n    }\n}");
        NodeText other = beta().with("check_web\n    }\n}", "check_web weight 60 reverse\n    }\n}");
        Linted linted = one.lintedWith(other);
        assertThat(linted.text()).contains("alpha 90, beta 100").contains("move to beta");
        assertThat(linted.codes()).isEmpty();
    }

    @Test
    void manyTrackersAreTriedInPairsOnly() {
        StringBuilder checks = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int number = 0; number < 20; number++) {
            checks.append("vrrp_script c%d {\n    script \"/usr/local/libexec/c%d\"\n    weight -60\n}\n"
                    .formatted(number, number));
            names.append("        c%d\n".formatted(number));
        }
        NodeText one = alpha().with("vrrp_instance", checks + "vrrp_instance")
                .with("        check_web\n", "        check_web\n" + names);
        NodeText other = beta().with("vrrp_instance", checks + "vrrp_instance")
                .with("        check_web\n", "        check_web\n" + names);
        Linted linted = one.lintedWith(other);
        assertThat(linted.report().failovers().getFirst().complete()).isFalse();
        assertThat(linted.text()).contains("Too much is tracked to try every combination");
    }

    private static NodeText weight(NodeText node, int weight) {
        return node.with("    weight -60\n", "    weight " + weight + "\n");
    }

    private static NodeText twoChecks(NodeText node, int weight) {
        String second =
                "vrrp_script check_db {\n    script \"/usr/local/libexec/check-db\"\n    weight " + weight + "\n}\n";
        return weight(node, weight)
                .with("vrrp_instance", second + "vrrp_instance")
                .with("        check_web\n", "        check_web\n        check_db\n");
    }
}
