package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static dev.vigil.lint.NodeText.beta;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes should track the same things in the same way. */
class TrackedScriptsTest {
    @Test
    void aScriptThatOnlyOneNodeTracksIsFound() {
        Linted linted = alpha().lintedWith(beta().without("    track_script {\n        check_web\n    }\n"));
        assertThat(linted.message(LintCode.TRACKERS_DIFFER)).contains("check_web on alpha, none on beta");
    }

    @Test
    void theSameScriptUnderAnotherNameIsFine() {
        NodeText other = new NodeText(beta().text().replace("check_web", "test_web"));
        assertThat(alpha().lintedWith(other).has(LintCode.TRACKERS_DIFFER)).isFalse();
    }

    @Test
    void aForgottenInterfaceIsFoundButNotAnotherName() {
        String uplink = "track_interface {\n        %s\n    }";
        assertThat(alpha().instance(uplink.formatted("eth1")).lintedWith(beta()).message(LintCode.TRACKERS_DIFFER))
                .contains("2 on alpha, 1 on beta");
        assertThat(alpha().instance(uplink.formatted("eth1"))
                        .lintedWith(beta().instance(uplink.formatted("ens3")))
                        .codes())
                .isEmpty();
    }

    @Test
    void aScriptThatRunsAtAnotherPaceIsFound() {
        Linted linted = alpha().lintedWith(beta().with("interval 2", "interval 10"));
        assertThat(linted.message(LintCode.TRACKER_SETTINGS_DIFFER))
                .contains("check_web is not the same on alpha and beta: interval 10 s or 2 s");
    }

    @Test
    void aScriptWithAnotherWeightIsFound() {
        Linted linted = alpha().lintedWith(beta().with("weight -60", "weight -70"));
        assertThat(linted.message(LintCode.TRACKER_SETTINGS_DIFFER)).contains("weight -60 or -70");
    }
}
