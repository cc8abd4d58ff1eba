package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import org.junit.jupiter.api.Test;

/** What one node alone shows to be unwise. */
class InstanceHabitsTest {
    @Test
    void anIntervalOfFiveSecondsIsFound() {
        assertThat(alpha().with("advert_int 1", "advert_int 5").linted().message(LintCode.SLOW_FAILOVER))
                .contains("advert_int 5 s")
                .contains("more than 15 s");
        assertThat(alpha().with("advert_int 1", "advert_int 4").linted().codes())
                .isEmpty();
    }

    @Test
    void anInstanceThatTracksNothingIsFound() {
        Linted linted = alpha().without("    track_script {\n        check_web\n    }\n")
                .linted();
        assertThat(linted.codes())
                .containsExactly(LintCode.SCRIPT_NEVER_TRACKED.code(), LintCode.NOTHING_TRACKED.code());
        assertThat(linted.message(LintCode.SCRIPT_NEVER_TRACKED)).contains("check_web");
    }

    @Test
    void aTrackedScriptThatIsUndefinedIsFound() {
        Linted linted =
                alpha().with("        check_web\n", "        check_wbe\n").linted();
        assertThat(linted.codes()).contains(ProblemCode.UNDEFINED_NAME.code(), LintCode.SCRIPT_NEVER_TRACKED.code());
    }

    @Test
    void aPriorityThatWeightsMovePastItsLimitsIsRemarkedOn() {
        assertThat(alpha().with("weight -60", "weight -150").linted().message(LintCode.PRIORITY_CLAMPED))
                .contains("from 0 to 150");
        assertThat(alpha().with("weight -60", "weight 105").linted().message(LintCode.PRIORITY_CLAMPED))
                .contains("from 150 to 255");
        assertThat(alpha().with("weight -60", "weight -149").linted().codes()).isEmpty();
    }

    @Test
    void weightsOfAnAddressOwnerAreFound() {
        assertThat(alpha().with("priority 150", "priority 255").linted().codes())
                .contains(ProblemCode.TRACKING_WITHOUT_EFFECT.code());
    }

    @Test
    void theOwnInterfaceTrackedOnceMoreIsFound() {
        assertThat(alpha().instance("track_interface {", "    eth0", "}")
                        .linted()
                        .codes())
                .containsExactly(ProblemCode.TRACKING_WITHOUT_EFFECT.code());
    }

    @Test
    void aLongPasswordIsFound() {
        assertThat(alpha().with("k7Qw29xz", "k7Qw29xz1").linted().codes())
                .containsExactly(ProblemCode.PASSWORD_CUT.code());
    }

    @Test
    void strictModeThatRefusesTrafficIsFound() {
        Linted linted = alpha().global("vrrp_strict").linted();
        assertThat(linted.message(LintCode.STRICT_REFUSES_TRAFFIC))
                .contains("where keepalived is master it drops all packets", "Vigil has no such filter and answers");
        assertThat(linted.text().split("drops all packets", -1)).as("said once").hasSize(2);
        assertThat(linted.codes()).contains(ProblemCode.AUTHENTICATION_IGNORED.code());
        assertThat(alpha().linted().has(LintCode.STRICT_REFUSES_TRAFFIC)).isFalse();
    }

    @Test
    void strictModeForbidsUnicast() {
        assertThat(alpha().global("vrrp_strict")
                        .instance("unicast_peer {", "    192.0.2.2", "}")
                        .linted()
                        .codes())
                .contains(ProblemCode.STRICT_MODE_FORBIDS.code());
    }

    @Test
    void aBlankThatIsMissingIsFoundInPlaceOfAnUnknownKeyword() {
        Linted linted = alpha().with("vrrp_instance WEB", "vrrp_instanceWEB").linted();
        assertThat(linted.finding(LintCode.BLANK_MISSING).hint()).contains("Write: vrrp_instance WEB {");
        assertThat(linted.codes()).doesNotContain(ProblemCode.UNKNOWN_KEYWORD.code());
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThat(Linted.node("").codes()).containsExactly(LintCode.NOTHING_CONFIGURED.code());
        assertThat(Linted.node("# nothing but a comment\n").codes())
                .containsExactly(LintCode.NOTHING_CONFIGURED.code());
    }

    @Test
    void aMissingFileIsAnError() {
        Linted linted = Linted.files("/nonexistent/keepalived.conf");
        assertThat(linted.codes()).hasSize(1).doesNotContain(LintCode.NOTHING_CONFIGURED.code());
        assertThat(linted.report().worst()).isEqualTo(Severity.ERROR);
    }
}
