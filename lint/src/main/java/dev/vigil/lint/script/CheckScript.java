package dev.vigil.lint.script;

import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a shell script as a check. */
final class CheckScript {
    private static final Pattern STOPS_DAEMON =
            Pattern.compile("\\bsystemctl\\s.*\\b(?:stop|kill|restart|disable)\\b.*\\b(?:keepalived|vigil)\\b"
                    + "|\\b(?:service\\s+|init\\.d/)(?:keepalived|vigil)\\s+(?:stop|restart)\\b"
                    + "|\\b(?:pkill|killall)\\s+(?!-0)(?:-\\S+\\s+)*(?:keepalived|vigil)\\b"
                    + "|\\bkill\\s+(?!-0).*\\b(?:keepalived|vigil)\\b");
    private static final Pattern RESTARTS =
            Pattern.compile("\\bsystemctl\\s+(?:-\\S+\\s+)*(?:re)?start\\s+(?!keepalived)\\S"
                    + "|\\b(?:service\\s+|init\\.d/)(?!keepalived)\\S+\\s+(?:re)?start\\b"
                    + "|\\bdocker\\s+(?:re)?start\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+(\\d+(?:\\.\\d+)?)([smhd]?)\\b");
    private static final Pattern MAY_FAIL = Pattern.compile(
            "\\b(?:exit|return)\\s+(?:[1-9]|\\$|\")|\\bset\\s+-\\w*e|\\bexec\\s|\\bfalse\\b|\\b(?:exit|return)\\s*(?:$|;|})");
    private static final Pattern SUCCEEDS =
            Pattern.compile("^\\s*(?:fi|done|esac|}|exit\\s+0|echo\\b.*|true|:|logger\\b.*)\\s*$");

    private final ShellScript script;
    private final Program program;
    private final Findings findings;

    CheckScript(ShellScript script, Program program, Findings findings) {
        this.script = script;
        this.program = program;
        this.findings = findings;
    }

    void judge() {
        boolean stops = report(
                STOPS_DAEMON,
                LintCode.SCRIPT_STOPS_DAEMON,
                "this check stops the daemon that runs it: the addresses move, but the node does not come back by itself"
                        + " when the service does, and every other instance on it goes, too",
                "Exit with 1 instead, and let the weight or a fault move the addresses.");
        report(
                RESTARTS,
                LintCode.SCRIPT_REPAIRS,
                "this check restarts what it looks at: the failure is hidden while it does, and a restart every interval"
                        + " keeps a broken service flapping",
                "Leave restarts to systemd (Restart=on-failure); a check only looks.");
        neverFails(stops);
        selfCount();
        sleeps();
        if (ProcessOnly.script(script)) {
            findings.add(
                    LintCode.PROCESS_ONLY,
                    List.of(new Spot(program.command().place(), ""), new Spot(script.start(), "")),
                    program.owner() + " only looks for a process: a service that hangs keeps the addresses",
                    "Ask the service for an answer, for example with curl -fsS -m 1.");
        }
    }

    private boolean report(Pattern pattern, LintCode code, String message, String hint) {
        for (ShellScript.Line line : script.lines()) {
            Matcher matcher = line.matcher(pattern);
            if (matcher.find()) {
                findings.add(code, line.place(matcher), message, hint);
                return true;
            }
        }
        return false;
    }

    /** The exit status of a script is that of its last command unless it says otherwise. */
    private void neverFails(boolean stopsDaemon) {
        boolean mayFail =
                script.lines().stream().anyMatch(line -> line.matcher(MAY_FAIL).find());
        ShellScript.Line last = script.lastCode();
        if (!mayFail && last.matcher(SUCCEEDS).matches()) {
            findings.add(
                    LintCode.SCRIPT_NEVER_FAILS,
                    List.of(
                            new Spot(last.place(0), "ends well"),
                            new Spot(program.command().place(), "")),
                    "this check never exits with a failure: " + program.owner() + " stays up whatever happens"
                            + (stopsDaemon ? ", and its weight never counts" : ""),
                    "Exit with 1 where the service is found dead.");
        }
    }

    private void selfCount() {
        for (ShellScript.Line line : script.lines()) {
            Optional<String> found = SelfCount.found(program, line);
            if (found.isPresent()) {
                findings.add(
                        LintCode.SCRIPT_COUNTS_ITSELF,
                        line.place(Math.max(0, line.code().indexOf("ps "))),
                        "this ps | grep finds " + found.get()
                                + ": there always is a process, and the check never fails",
                        "Use pgrep -x NAME, or better ask the service for an answer.");
                return;
            }
        }
    }

    private void sleeps() {
        List<Spot> spots = new ArrayList<>();
        long sleepNs = 0;
        for (ShellScript.Line line : script.lines()) {
            Matcher sleep = line.matcher(SLEEP);
            while (sleep.find()) {
                sleepNs += nanos(sleep.group(1), sleep.group(2));
                spots.add(new Spot(line.place(sleep), ""));
            }
        }
        Program.Timing timing = program.check().orElseThrow();
        SourcePlace place = program.command().place();
        String sleeps = "this check sleeps " + Words.seconds(sleepNs);
        if (sleepNs >= timing.timeoutNs()) {
            spots.add(new Spot(place, "timeout " + Words.seconds(timing.timeoutNs())));
            findings.add(
                    LintCode.SCRIPT_OUTLIVES_TIMEOUT,
                    spots,
                    sleeps + " but is killed after " + Words.seconds(timing.timeoutNs()) + " and then has failed; "
                            + "what comes after the sleep is never done",
                    "Do not sleep in a check: fall and rise decide how many failures count.");
        } else if (sleepNs >= timing.intervalNs()) {
            spots.add(new Spot(place, "interval " + Words.seconds(timing.intervalNs())));
            findings.add(
                    LintCode.SCRIPT_OUTLIVES_INTERVAL,
                    spots,
                    sleeps + " and is to run every " + Words.seconds(timing.intervalNs())
                            + ": runs are left out, and a failure is noticed late",
                    "Do not sleep in a check: fall and rise decide how many failures count.");
        }
    }

    private static long nanos(String number, String unit) {
        long unitS = switch (unit) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            default -> 1;
        };
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unitS * 1_000_000_000L));
        return nanos.min(BigDecimal.valueOf(Long.MAX_VALUE / 1024)).longValue();
    }
}
