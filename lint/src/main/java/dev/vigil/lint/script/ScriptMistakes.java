package dev.vigil.lint.script;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mistakes in the text of shell scripts, whatever they are for. */
final class ScriptMistakes {
    private static final Pattern REDIRECTING_COMPARISON =
            Pattern.compile("(?<!\\[)\\[\\s+[^\\[\\]]*?\\s(?<!\\\\)([<>])\\s*[^\\[\\]<>&]*\\](?!\\])");
    private static final Pattern SPACED_ASSIGNMENT =
            Pattern.compile("^\\s*(?:(?:export|local|readonly)\\s+)?([A-Za-z_]\\w*)\\s+=(?![=~])");
    private static final Pattern EMPTY_ASSIGNMENT = Pattern.compile("^\\s*([A-Za-z_]\\w*)=\\s+[`$\"']");
    private static final Pattern HOST_NAME = Pattern.compile("\\bhostname\\s+(?![-|;&><)`\"'])[A-Za-z$]");
    private static final Pattern COUNT_OF_ONE = Pattern.compile("\\bwc\\s+-1\\b");
    private static final Pattern GREP_WITHOUT_DASH = Pattern.compile("\\|\\s*grep\\s+v\\s");

    private final ShellScript script;
    private final Findings findings;

    ScriptMistakes(ShellScript script, Findings findings) {
        this.script = script;
        this.findings = findings;
    }

    void judge() {
        if (script.hasCarriageReturns()) {
            findings.add(
                    LintCode.SCRIPT_LINE_ENDS,
                    script.start(),
                    "the lines of this script end as on Windows: the kernel looks for an interpreter whose name ends in"
                            + " a carriage return and does not find it",
                    "Convert it: sed -i 's/\\r$//' " + script.file());
        }
        for (ShellScript.Line line : script.lines()) {
            line(line);
        }
    }

    private void line(ShellScript.Line line) {
        Matcher comparison = line.matcher(REDIRECTING_COMPARISON);
        if (comparison.find()) {
            boolean greater = comparison.group(1).equals(">");
            findings.add(
                    LintCode.COMPARISON_REDIRECTS,
                    line.place(comparison.start(1)),
                    greater
                            ? "in [ ] a > writes to a file and compares nothing: the condition is always true"
                            : "in [ ] a < reads from a file and compares nothing",
                    greater ? "Write -gt in place of >." : "Write -lt in place of <.");
        }
        assignment(line, line.matcher(SPACED_ASSIGNMENT));
        assignment(line, line.matcher(EMPTY_ASSIGNMENT));
        misprints(line);
    }

    private void assignment(ShellScript.Line line, Matcher assignment) {
        if (assignment.find()) {
            String name = assignment.group(1);
            findings.add(
                    LintCode.ASSIGNMENT_WITH_BLANKS,
                    line.place(assignment.start(1)),
                    "blanks around = make a command of this assignment: " + name + " stays empty",
                    "Write " + name + "=... without blanks.");
        }
    }

    private void misprints(ShellScript.Line line) {
        Matcher hostName = line.matcher(HOST_NAME);
        if (hostName.find()) {
            findings.add(
                    LintCode.SCRIPT_SETS_HOST_NAME,
                    line.place(hostName),
                    "hostname with a word after it sets the host name of the machine",
                    "Close the parenthesis after hostname: $(hostname).");
        }
        Matcher one = line.matcher(COUNT_OF_ONE);
        if (one.find()) {
            misprint(line.place(one), "wc -1 (the digit) is no option: wc fails and counts nothing", "Write wc -l.");
        }
        Matcher grep = line.matcher(GREP_WITHOUT_DASH);
        if (grep.find()) {
            misprint(
                    line.place(grep),
                    "grep v looks for the letter v in files; it leaves nothing out",
                    "Write grep -v.");
        }
    }

    private void misprint(SourcePlace place, String message, String hint) {
        findings.add(LintCode.SCRIPT_MISPRINT, place, message, hint);
    }
}
