package dev.vigil.cli;

import dev.vigil.config.ProblemCode;
import dev.vigil.daemon.DaemonExit;
import dev.vigil.lint.LintCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** With which exit code {@code -t} ends: that of keepalived 2.2.7 for the same file. */
final class ConfigTestStatus {
    /** Rules of the linter that keepalived has, too, as they look at the machine. */
    private static final Set<String> MACHINE = Set.of(
            LintCode.INTERFACE_MISSING.code(),
            LintCode.USER_MISSING.code(),
            LintCode.SCRIPT_MISSING.code(),
            LintCode.SCRIPT_NOT_EXECUTABLE.code(),
            LintCode.NOTIFY_NOT_EXECUTABLE.code(),
            LintCode.SCRIPT_UNSAFE.code(),
            LintCode.SCRIPTS_AS_ROOT.code(),
            LintCode.BLANK_MISSING.code(),
            LintCode.PASSWORD_CUT_BY_COMMENT.code(),
            LintCode.STRICT_REFUSES_TRAFFIC.code());

    /** What keepalived says nothing about, or only in its log without a change of the exit code. */
    private static final Set<String> SILENT = Set.of(
            ProblemCode.NOT_YET_SUPPORTED.code(),
            ProblemCode.DEPRECATED_KEYWORD.code(),
            ProblemCode.EXTRA_ARGUMENTS.code(),
            ProblemCode.DUPLICATE_SCRIPT.code(),
            ProblemCode.INCLUDE_MISSING.code(),
            ProblemCode.INCLUDE_SKIPPED.code(),
            ProblemCode.NOT_UTF_8.code(),
            ProblemCode.UNCHECKED_SERVER.code(),
            ProblemCode.UNUSABLE_ADDRESS.code(),
            ProblemCode.DUPLICATE_ADDRESS.code(),
            ProblemCode.PEER_NOT_HEARD.code(),
            ProblemCode.SOURCE_NOT_OWN.code(),
            LintCode.STRICT_REFUSES_TRAFFIC.code());

    private static final Set<String> ALWAYS =
            Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet());

    private ConfigTestStatus() {}

    /** Whether {@code -t} reports such findings; advice on how to configure a cluster is for {@code vigil check}. */
    static boolean concerns(String code) {
        return ALWAYS.contains(code) || MACHINE.contains(code);
    }

    /** The exit code for findings with these codes. */
    static int of(Collection<String> codes) {
        if (codes.contains(ProblemCode.INCLUDE_FAILED.code())) {
            return DaemonExit.CHECK_FOUND_DANGER;
        }
        if (codes.contains(ProblemCode.MISSING_ARGUMENT.code())) {
            return DaemonExit.BAD_CONFIG;
        }
        // A missing interface ends keepalived before it looks at scripts.
        boolean scripts = !codes.contains(LintCode.INTERFACE_MISSING.code());
        if (scripts && codes.contains(LintCode.SCRIPTS_AS_ROOT.code())) {
            return DaemonExit.CHECK_FOUND_DANGER;
        }
        List<String> told =
                codes.stream().filter(code -> !SILENT.contains(code)).toList();
        return told.isEmpty() ? DaemonExit.OK : DaemonExit.CHECK_FOUND_PROBLEMS;
    }
}
