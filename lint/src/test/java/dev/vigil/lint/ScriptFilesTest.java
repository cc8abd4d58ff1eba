package dev.vigil.lint;

import static dev.vigil.lint.NodeText.alpha;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of scripts, in a copy of a node's files. */
class ScriptFilesTest {
    private static final String CHECK = "\"/usr/local/libexec/check-web http://127.0.0.1/\"";
    private static final String GOOD = "#!/bin/sh\nexec curl -fsS -m 1 http://127.0.0.1/\n";

    @TempDir
    private Path root;

    @Test
    void aGoodScriptIsFine() throws IOException {
        assertThat(check(GOOD).codes()).isEmpty();
    }

    @Test
    void aScriptWithoutItsRunBitIsFound() throws IOException {
        script("etc/keepalived/check.sh", GOOD, "rw-r--r--");
        script("etc/keepalived/notify.sh", "#!/bin/sh\nlogger master\n", "rw-r--r--");
        Linted linted = node(alpha().with(CHECK, "\"/etc/keepalived/check.sh\"")
                .instance("notify_master /etc/keepalived/notify.sh"));
        assertThat(linted.codes())
                .containsExactly(LintCode.SCRIPT_NOT_EXECUTABLE.code(), LintCode.NOTIFY_NOT_EXECUTABLE.code());
        assertThat(linted.finding(LintCode.SCRIPT_NOT_EXECUTABLE).hint())
                .contains("Run: chmod 755 /etc/keepalived/check.sh");
    }

    @Test
    void aScriptThatAShellIsGivenNeedsNoRunBit() throws IOException {
        script("etc/keepalived/check.sh", "curl -fsS -m 1 http://127.0.0.1/\n", "rw-r--r--");
        assertThat(node(alpha().with(CHECK, "\"/bin/sh /etc/keepalived/check.sh\""))
                        .codes())
                .isEmpty();
    }

    @Test
    void aMissingScriptIsFoundWhereItsDirectoryWasCopied() throws IOException {
        assertThat(node(alpha().with(CHECK, "\"/etc/keepalived/nobody.sh\"")).codes())
                .containsExactly(LintCode.SCRIPT_MISSING.code());
        assertThat(node(alpha()).codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ $count > 0 ]", "[ \"$a\" < \"$b\" ]", "[ `pgrep x | wc -l` > 1 ]"})
    void aComparisonThatRedirectsIsFound(String condition) throws IOException {
        Linted linted = check("#!/bin/bash\nif " + condition + "; then\n  curl x\n  exit 1\nfi\n");
        assertThat(linted.codes()).containsExactly(LintCode.COMPARISON_REDIRECTS.code());
        assertThat(linted.finding(LintCode.COMPARISON_REDIRECTS).place().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ $count -gt 0 ]",
                "[[ $a > $b ]]",
                "[ -f x ] > /dev/null",
                "[ \"$a\" \\> \"$b\" ]",
                "(( a > b ))"
            })
    void otherConditionsAreFine(String condition) throws IOException {
        assertThat(check("#!/bin/bash\nif " + condition + "; then\n  curl x\n  exit 1\nfi\n")
                        .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"count = `date`", "  local count = 1", "count= $(date)"})
    void anAssignmentWithBlanksIsFound(String assignment) throws IOException {
        assertThat(check("#!/bin/bash\n" + assignment + "\ncurl x || exit 1\n").codes())
                .containsExactly(LintCode.ASSIGNMENT_WITH_BLANKS.code());
    }

    @Test
    void assignmentsAndComparisonsInPlaceAreFine() throws IOException {
        assertThat(check("#!/bin/bash\ncount=$(date)\n[ $count = 1 ] || test $count == 2\ncurl x || exit 1\n")
                        .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "systemctl stop keepalived",
                "service keepalived stop",
                "/etc/init.d/keepalived stop",
                "pkill keepalived",
                "killall -9 keepalived",
                "kill $(cat /var/run/keepalived.pid)"
            })
    void aCheckThatStopsTheDaemonIsFound(String command) throws IOException {
        assertThat(check("#!/bin/sh\ncurl x || " + command + "\ncurl y || exit 1\n")
                        .codes())
                .containsExactly(LintCode.SCRIPT_STOPS_DAEMON.code());
    }

    @Test
    void aCheckThatRestartsItsServiceIsFound() throws IOException {
        assertThat(check("#!/bin/sh\ncurl x || systemctl restart nginx\ncurl x || exit 1\n")
                        .codes())
                .containsExactly(LintCode.SCRIPT_REPAIRS.code());
    }

    @Test
    void aCheckThatSleepsLongerThanItMayRunIsFound() throws IOException {
        Linted killed = check("#!/bin/sh\ncurl x || sleep 0.5\nsleep 0.5\ncurl x || exit 1\n");
        assertThat(killed.message(LintCode.SCRIPT_OUTLIVES_TIMEOUT)).contains("sleeps 1 s but is killed after 1 s");
        assertThat(check("#!/bin/sh\ncurl x || sleep 0.9\ncurl x || exit 1\n").codes())
                .isEmpty();
    }

    @Test
    void aCheckThatSleepsLongerThanItsIntervalIsFound() throws IOException {
        script("usr/local/libexec/check-web", "#!/bin/sh\nsleep 3\ncurl x || exit 1\n", "rwxr-xr-x");
        assertThat(node(alpha().with("timeout 1", "timeout 5")).codes())
                .containsExactly(LintCode.SCRIPT_OUTLIVES_INTERVAL.code());
    }

    @Test
    void aCheckThatNeverFailsIsFound() throws IOException {
        assertThat(check("#!/bin/sh\nif ! curl x; then\n  logger dead\nfi\n").codes())
                .containsExactly(LintCode.SCRIPT_NEVER_FAILS.code());
        assertThat(check("#!/bin/sh\ncurl x\nexit 0\n").codes()).containsExactly(LintCode.SCRIPT_NEVER_FAILS.code());
        assertThat(check("#!/bin/sh\ncurl x\n").codes()).isEmpty();
        assertThat(check("#!/bin/sh\ncurl x\nexit $?\n").codes()).isEmpty();
        assertThat(check("#!/bin/sh\nset -e\ncurl x\nexit 0\n").codes()).isEmpty();
    }

    @Test
    void aScriptThatOnlyLooksForAProcessIsFound() throws IOException {
        assertThat(check("#!/bin/sh\npgrep -x nginx || exit 1\n").codes())
                .containsExactly(LintCode.PROCESS_ONLY.code());
        assertThat(check("#!/bin/sh\n# pgrep -x nginx\ncurl x || exit 1\n").codes())
                .isEmpty();
    }

    @Test
    void aCheckThatFindsItselfIsFound() throws IOException {
        script("etc/keepalived/chk_haproxy.sh", """
                #!/bin/bash
                count=$(ps aux | grep -v grep | grep haproxy | wc -l)
                [ "$count" -gt 0 ] && exit 0
                exit 1
                """, "rwxr-xr-x");
        Linted linted = node(alpha().with(CHECK, "\"/etc/keepalived/chk_haproxy.sh\""));
        assertThat(linted.codes()).containsExactly(LintCode.SCRIPT_COUNTS_ITSELF.code(), LintCode.PROCESS_ONLY.code());
        assertThat(linted.message(LintCode.SCRIPT_COUNTS_ITSELF)).contains("its own script");
    }

    @Test
    void aPipelineThatFindsItsGrepIsFoundUnlessItIsLeftOut() throws IOException {
        assertThat(check("#!/bin/sh\nps -ef | grep nginx || exit 1\n").message(LintCode.SCRIPT_COUNTS_ITSELF))
                .contains("its own grep");
        assertThat(check("#!/bin/sh\nps -ef | grep '[n]ginx' || exit 1\n").has(LintCode.SCRIPT_COUNTS_ITSELF))
                .isFalse();
        assertThat(check("#!/bin/sh\nps -ef | grep nginx | grep -v grep || exit 1\n")
                        .has(LintCode.SCRIPT_COUNTS_ITSELF))
                .isFalse();
    }

    @Test
    void lineEndsOfWindowsAreFound() throws IOException {
        assertThat(check("#!/bin/sh\r\ncurl x || exit 1\r\n").codes())
                .containsExactly(LintCode.SCRIPT_LINE_ENDS.code());
    }

    @Test
    void aScriptThatDoesNotSayWhatRunsItIsFound() throws IOException {
        assertThat(check("curl x || exit 1\n").codes()).containsExactly(LintCode.SCRIPT_WITHOUT_INTERPRETER.code());
    }

    @Test
    void misprintsAreFound() throws IOException {
        Linted linted = check("#!/bin/sh\nn=$(ls | grep v x | wc -1)\necho $(hostname changed)\ncurl x || exit 1\n");
        assertThat(linted.codes())
                .containsExactly(
                        LintCode.SCRIPT_MISPRINT.code(),
                        LintCode.SCRIPT_MISPRINT.code(),
                        LintCode.SCRIPT_SETS_HOST_NAME.code());
    }

    @Test
    void aBinaryAndAPythonScriptAreLeftAlone() throws IOException {
        assertThat(check("\0ELF sleep 100").codes()).isEmpty();
        assertThat(check("#!/usr/bin/python3\ncount = 1\n").codes()).isEmpty();
    }

    private Linted check(String text) throws IOException {
        script("usr/local/libexec/check-web", text, "rwxr-xr-x");
        return node(alpha());
    }

    private void script(String path, String text, String permissions) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Linted node(NodeText text) throws IOException {
        Path file = root.resolve("etc/keepalived/keepalived.conf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.text());
        return Linted.files(root.toString());
    }
}
