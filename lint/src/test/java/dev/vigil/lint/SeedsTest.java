package dev.vigil.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import org.junit.jupiter.api.Test;

/** Configurations in the manner of published articles: each of their mistakes is found. */
class SeedsTest {
    private static final String SEEDS = "src/test/resources/lint/seeds/";

    @Test
    void aPasswordThatBecomesACommentAndAScriptThatNothingTracks() {
        Linted linted = Linted.files(SEEDS + "single-tracked/keepalived.conf");
        assertThat(linted.codes())
                .contains(
                        LintCode.PASSWORD_CUT_BY_COMMENT.code(),
                        LintCode.SCRIPT_NEVER_TRACKED.code(),
                        LintCode.SAMPLE_MAIL.code(),
                        LintCode.SAMPLE_ROUTER_ID.code(),
                        LintCode.SCRIPTS_AS_ROOT.code(),
                        ProblemCode.GROUP_OF_ONE.code())
                .doesNotContain(LintCode.SAMPLE_PASSWORD.code());
        assertThat(linted.message(LintCode.SCRIPT_NEVER_TRACKED)).contains("checkhaproxy");
    }

    @Test
    void aPairWhoseCheckCanNeverMoveTheAddress() {
        Linted linted = Linted.files(SEEDS + "nginx-pair/a", SEEDS + "nginx-pair/b");
        assertThat(linted.codes())
                .contains(
                        LintCode.WEIGHT_TOO_SMALL.code(),
                        LintCode.NOPREEMPT_BLOCKS.code(),
                        LintCode.NOPREEMPT_ON_LOWER.code(),
                        LintCode.ROUTER_ID_EQUAL.code(),
                        LintCode.STRICT_REFUSES_TRAFFIC.code(),
                        LintCode.SAMPLE_PASSWORD.code(),
                        LintCode.SAMPLE_VRID.code(),
                        LintCode.SCRIPTS_AS_ROOT.code(),
                        LintCode.PROCESS_ONLY.code(),
                        ProblemCode.AUTHENTICATION_IGNORED.code(),
                        ProblemCode.STRICT_MODE.code());
        assertThat(linted.message(LintCode.WEIGHT_TOO_SMALL))
                .contains("from 100 to 95")
                .contains("the 90 of b");
    }

    @Test
    void aCheckScriptThatStopsTheDaemonAndSleepsAndNeverFails() {
        Linted linted = Linted.files(SEEDS + "nginx-pair/a", SEEDS + "nginx-pair/b");
        assertThat(linted.codes())
                .contains(
                        LintCode.SCRIPT_STOPS_DAEMON.code(),
                        LintCode.SCRIPT_OUTLIVES_TIMEOUT.code(),
                        LintCode.SCRIPT_NEVER_FAILS.code(),
                        LintCode.SCRIPT_REPAIRS.code(),
                        LintCode.SCRIPT_SETS_HOST_NAME.code(),
                        LintCode.NOTIFY_NOT_EXECUTABLE.code())
                .doesNotContain(LintCode.SCRIPT_NOT_EXECUTABLE.code());
        assertThat(linted.finding(LintCode.NOTIFY_NOT_EXECUTABLE).spots()).hasSize(6);
    }

    @Test
    void anOverviewOfEveryKeyword() {
        assertThat(Linted.files(SEEDS + "overview/keepalived.conf").codes())
                .contains(
                        LintCode.SAMPLE_MAIL.code(),
                        LintCode.SAMPLE_PASSWORD.code(),
                        LintCode.SAMPLE_ADDRESS.code(),
                        LintCode.SAMPLE_VRID.code(),
                        LintCode.SHELL_SYNTAX.code(),
                        LintCode.SERVER_ADDRESS_NOT_VIRTUAL.code(),
                        ProblemCode.MISPLACED_KEYWORD.code(),
                        ProblemCode.UNDEFINED_NAME.code(),
                        ProblemCode.NOT_A_CHOICE.code(),
                        ProblemCode.TRACKING_WITHOUT_EFFECT.code(),
                        ProblemCode.PREEMPT_DELAY_IGNORED.code(),
                        ProblemCode.MISSING_ARGUMENT.code(),
                        ProblemCode.UNKNOWN_KEYWORD.code(),
                        ProblemCode.DEPRECATED_KEYWORD.code());
    }

    @Test
    void anInstanceThatIsLostBecauseABlankIsMissing() {
        Linted linted = Linted.files(SEEDS + "cloud/a.conf", SEEDS + "cloud/b.conf");
        assertThat(linted.codes()).contains(LintCode.BLANK_MISSING.code());
        assertThat(linted.finding(LintCode.BLANK_MISSING).spots()).hasSize(2);
    }

    @Test
    void aUnicastPairThatPreemptsAlthoughItShouldNot() {
        Linted linted = Linted.files(SEEDS + "cloud/a-mended.conf", SEEDS + "cloud/b-mended.conf");
        assertThat(linted.codes())
                .contains(
                        ProblemCode.NOPREEMPT_IGNORED.code(),
                        ProblemCode.PREEMPT_DELAY_IGNORED.code(),
                        LintCode.NOPREEMPT_ON_LOWER.code(),
                        LintCode.NOTHING_TRACKED.code())
                .doesNotContain(LintCode.PEER_ONE_WAY.code(), LintCode.UNICAST_AGAINST_MULTICAST.code());
    }

    @Test
    void twoActiveNodesWithSwappedAddressesAndACheckThatIsAlwaysTrue() {
        Linted linted = Linted.files(SEEDS + "two-active/a", SEEDS + "two-active/b");
        assertThat(linted.codes())
                .contains(
                        LintCode.ADDRESSES_SWAPPED.code(),
                        LintCode.COMPARISON_REDIRECTS.code(),
                        LintCode.ASSIGNMENT_WITH_BLANKS.code(),
                        LintCode.SCRIPT_COUNTS_ITSELF.code(),
                        LintCode.SCRIPT_NEVER_TRACKED.code(),
                        LintCode.NOTHING_TRACKED.code(),
                        ProblemCode.NOPREEMPT_IGNORED.code())
                .doesNotContain(LintCode.ADDRESSES_DIFFER.code());
        assertThat(linted.report().findings().getFirst().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void aMasterThatDoesNotTrackWhatItsBackupTracks() {
        Linted linted = Linted.files(SEEDS + "one-active/a", SEEDS + "one-active/b");
        assertThat(linted.codes())
                .contains(
                        LintCode.TRACKERS_DIFFER.code(),
                        LintCode.SCRIPT_NEVER_TRACKED.code(),
                        LintCode.SCRIPT_MISPRINT.code(),
                        LintCode.SCRIPT_STOPS_DAEMON.code());
        assertThat(linted.message(LintCode.TRACKERS_DIFFER)).contains("none on a, chk_haproxy on b");
    }
}
