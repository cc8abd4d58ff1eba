package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs are named, and who runs them. */
class ProgramsTest {
    private static final String CHECK = "\"/usr/local/libexec/check-web http://127.0.0.1/\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"pidof nginx\"",
                "\"/usr/bin/pgrep -x haproxy\"",
                "\"killall -0 haproxy\"",
                "\"/usr/bin/killall -s 0 mysqld\"",
                "\"pkill -0 -x nginx\"",
                "\"systemctl is-active --quiet nginx\"",
                "\"/bin/sh -c 'ps -C nginx --no-headers'\"",
                "\"/bin/bash -c 'ps aux | grep -v grep | grep -q nginx'\"",
            })
    void aCheckThatOnlyLooksForAProcessIsFound(String command) {
        Linted linted = alpha().with(CHECK, command).linted();
        assertThat(linted.codes()).containsExactly(LintCode.PROCESS_ONLY.code());
        assertThat(linted.message(LintCode.PROCESS_ONLY)).contains("a service that hangs keeps the addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"/usr/bin/curl -fsS -m 1 http://127.0.0.1/\"",
                "\"/bin/sh -c 'pidof nginx && curl -fsS http://127.0.0.1/'\"",
                "\"/usr/local/bin/check-process-and-port\"",
                "\"/usr/lib/nagios/plugins/check_http -H 127.0.0.1\"",
            })
    void aCheckThatAsksTheServiceIsFine(String command) {
        assertThat(alpha().with(CHECK, command).linted().codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"/usr/bin/check-web || exit 1\"",
                "\"/usr/bin/check-web > /dev/null\"",
                "\"/usr/bin/check-web 2>&1\"",
                "\"/usr/bin/check-web && /usr/bin/check-db\"",
                "\"/usr/bin/check-web; exit 0\"",
                "\"/usr/bin/check-web $(hostname)\"",
                "\"/usr/bin/check-web `hostname`\"",
                "\"</dev/tcp/127.0.0.1/80\"",
                "\"/usr/bin/check-web &\"",
                "\"/bin/sh -c exit | true\"",
            })
    void shellSyntaxWithoutAShellIsFound(String command) {
        assertThat(alpha().with(CHECK, command).linted().codes()).contains(LintCode.SHELL_SYNTAX.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"/usr/bin/check-web 'a|b' 'c > d'\"",
                "\"/bin/sh -c '/usr/bin/check-web > /dev/null || exit 1'\"",
                "\"/usr/bin/check-web http://127.0.0.1/?a=1&b=2\"",
            })
    void operatorsInQuotesAreFine(String command) {
        assertThat(alpha().with(CHECK, command).linted().codes()).isEmpty();
    }

    @Test
    void theOperatorIsPointedAt() {
        Linted linted = alpha().with(CHECK, "\"/usr/bin/check-web || exit 1\"").linted();
        assertThat(linted.finding(LintCode.SHELL_SYNTAX).place().column())
                .isEqualTo("    script \"/usr/bin/check-web |".length());
        assertThat(linted.message(LintCode.SHELL_SYNTAX))
                .contains("|| and what follows")
                .contains("of check-web");
    }

    @Test
    void scriptsAsRootWithoutALookAtThemAreFound() {
        NodeText careless = alpha().without("    enable_script_security\n");
        assertThat(careless.linted().codes()).isEmpty();
        assertThat(careless.without("    script_user nobody\n").linted().message(LintCode.SCRIPTS_AS_ROOT))
                .contains("run as root (unless there is a user keepalived_script)");
        assertThat(careless.with("script_user nobody", "script_user root")
                        .linted()
                        .codes())
                .containsExactly(LintCode.SCRIPTS_AS_ROOT.code());
    }

    @Test
    void aNotifyScriptAsRootIsFound() {
        NodeText careless = alpha().without("    enable_script_security\n")
                .instance("notify_master \"/usr/local/bin/on-master\" root");
        assertThat(careless.linted().finding(LintCode.SCRIPTS_AS_ROOT).spots()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./check.sh", "scripts/check-web", "check.sh"})
    void aRelativePathIsFound(String command) {
        assertThat(alpha().with(CHECK, command).linted().codes()).containsExactly(LintCode.PATH_RELATIVE.code());
    }
}
