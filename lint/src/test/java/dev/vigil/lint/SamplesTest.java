package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that everybody copies from the same samples, and passwords that are cut. */
class SamplesTest {
    @Test
    void aHealthyNodeGivesNoFinding() {
        assertThat(alpha().linted().text()).isEqualTo("""
                alpha: nothing to complain about
                alpha: would start, as far as its file says (vigil check --host asks the machine, too)
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1111", "8888", "aaaaaaa", "1234", "123456", "12345678", "secret", "Password", "web1234"})
    void aSamplePasswordIsFoundAndNotShown(String password) {
        Linted linted = alpha().with("k7Qw29xz", password).linted();
        assertThat(linted.codes()).containsExactly(LintCode.SAMPLE_PASSWORD.code());
        assertThat(linted.text()).doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k7Q!w29x", "k7Q#w29x", "!k7Qw29x"})
    void aPasswordThatBecomesACommentIsFound(String password) {
        Linted linted = alpha().with("k7Qw29xz", password).linted();
        assertThat(linted.codes()).contains(LintCode.PASSWORD_CUT_BY_COMMENT.code());
        assertThat(linted.text()).doesNotContain("w29x");
        int column = "        auth_pass ".length() + Math.max(password.indexOf('!'), password.indexOf('#')) + 1;
        assertThat(linted.finding(LintCode.PASSWORD_CUT_BY_COMMENT).place().column())
                .isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"k7Q!w29x\"", "k7Q\\!w29x", "k7Qw29xz # shared", "k7Qw29xz\t! shared"})
    void aPasswordInQuotesOrBeforeACommentIsFine(String password) {
        assertThat(alpha().with("k7Qw29xz", password).linted().codes()).isEmpty();
    }

    @Test
    void aScriptPathThatIsCutIsFound() {
        Linted linted = alpha().with("\"/usr/local/libexec/check-web http://127.0.0.1/\"", "/usr/local/check#2")
                .linted();
        assertThat(linted.codes()).containsExactly(LintCode.WORD_CUT_BY_COMMENT.code());
    }

    @Test
    void vrid51IsRemarkedOn() {
        Linted linted =
                alpha().with("virtual_router_id 77", "virtual_router_id 51").linted();
        assertThat(linted.codes()).containsExactly(LintCode.SAMPLE_VRID.code());
        assertThat(linted.finding(LintCode.SAMPLE_VRID).place().column()).isEqualTo(23);
    }

    @Test
    void theRouterIdAndTheAddressesOfSamplesAreRemarkedOn() {
        assertThat(alpha().global("router_id LVS_DEVEL").linted().codes())
                .containsExactly(LintCode.SAMPLE_ROUTER_ID.code());
        assertThat(alpha().with("198.51.100.10/24", "192.168.200.16/24")
                        .linted()
                        .codes())
                .containsExactly(LintCode.SAMPLE_ADDRESS.code());
    }

    @Test
    void theMailSettingsOfSamplesAreFound() {
        Linted linted = alpha().global(
                        "smtp_server 192.168.200.1",
                        "notification_email_from Alexandre.Cassen@firewall.loc",
                        "notification_email {",
                        "    acassen@firewall.loc",
                        "    ops@corp.net",
                        "}")
                .linted();
        assertThat(linted.codes().stream().filter(LintCode.SAMPLE_MAIL.code()::equals))
                .hasSize(3);
        assertThat(alpha().global("smtp_server 10.0.0.25", "notification_email_from web1@corp.net")
                        .linted()
                        .has(LintCode.SAMPLE_MAIL))
                .isFalse();
    }

    @Test
    void aRouterIdThatNodesShareIsRemarkedOn() {
        NodeText one = alpha().global("router_id web");
        assertThat(one.lintedWith(NodeText.beta().global("router_id web")).message(LintCode.ROUTER_ID_EQUAL))
                .contains("router_id is web on alpha and beta");
        assertThat(one.lintedWith(NodeText.beta().global("router_id db")).codes())
                .isEmpty();
    }
}
