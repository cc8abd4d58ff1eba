package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.RiseFall;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ScriptEvent;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.daemon.outcome.OutcomeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One tracked script: when it runs, what its results amount to, and who is told. */
final class ScriptTracker implements RunListener {
    /** No script runs more often: it would do nothing else. */
    private static final long INTERVAL_MIN_NS = 1_000_000;

    private final VrrpScript script;
    private final String user;
    private final ScriptListener listener;
    private final EventLog log;
    private final Schedule schedule;
    private final RiseFall counter;
    private String detail = "not yet run";
    private int lastStatus;
    private String lastObstacle = "";
    private long startedNs;
    private boolean running;
    private @Nullable Child child;
    private long sinceEpochMs = System.currentTimeMillis();
    private Optional<StatusReport.Run> last = Optional.empty();

    ScriptTracker(VrrpScript script, String user, ScriptListener listener, EventLog log, long nowNs) {
        this(script, user, listener, log, nowNs, script.initFail() ? Condition.DOWN : Condition.UNKNOWN);
    }

    private ScriptTracker(
            VrrpScript script, String user, ScriptListener listener, EventLog log, long nowNs, Condition assumed) {
        this.script = script;
        this.user = user;
        this.listener = listener;
        this.log = log;
        this.schedule = new Schedule(Math.max(INTERVAL_MIN_NS, script.intervalNs()), nowNs);
        this.counter = new RiseFall(script.rise(), script.fall(), assumed);
    }

    /**
     * A tracker for a changed definition of the same name. While the program is the same, it counts as what it did until its
     * first result; another program says nothing before that, and who tracked the old one goes on with what that said.
     */
    ScriptTracker redefined(VrrpScript newScript, String newUser, long nowNs) {
        if (!isSameProgram(newScript, newUser)) {
            return new ScriptTracker(newScript, newUser, listener, log, nowNs, Condition.UNKNOWN);
        }
        ScriptTracker next = new ScriptTracker(newScript, newUser, listener, log, nowNs, counter.condition());
        next.detail = detail;
        next.sinceEpochMs = sinceEpochMs;
        next.last = last;
        return next;
    }

    /** Whether it does what {@code other}, run as {@code otherUser}, would do: where it stands and its weight do not count. */
    boolean isSameAs(VrrpScript other, String otherUser) {
        return script.name().equals(other.name())
                && isSameProgram(other, otherUser)
                && script.intervalNs() == other.intervalNs()
                && script.timeoutNs() == other.timeoutNs()
                && script.rise() == other.rise()
                && script.fall() == other.fall()
                && script.initFail() == other.initFail();
    }

    private boolean isSameProgram(VrrpScript other, String otherUser) {
        return script.command().arguments().equals(other.command().arguments()) && user.equals(otherUser);
    }

    Command command() {
        return script.command();
    }

    String name() {
        return script.name();
    }

    long deadlineNs() {
        return schedule.dueNs();
    }

    /** Starts a run if one is due; while another is going on the turn is left out. */
    void onDeadline(Launcher launcher, Children children, long nowNs) {
        if (!schedule.takeTurn(nowNs)) {
            return;
        }
        if (running) {
            log.put(new ScriptEvent.Overrun(script.name(), nowNs - startedNs));
            return;
        }
        running = true;
        startedNs = nowNs;
        switch (launcher.prepare(script.command(), Owner.SCRIPT, script.name())) {
            case Launch.Ready ready -> child = children.start(ready, script.timeoutNs(), nowNs, this);
            case Launch.Refused refused -> {
                onOutcome(new Outcome.CannotRun(refused.program(), refused.reason()), nowNs);
                onGone(nowNs);
            }
        }
    }

    @Override
    public void onOutcome(Outcome outcome, long nowNs) {
        detail = OutcomeText.of(outcome);
        last = Optional.of(new StatusReport.Run(
                script.command().arguments().getFirst(),
                OutcomeText.brief(outcome),
                outcome.lastLine(),
                outcome.durationNs(),
                System.currentTimeMillis()));
        boolean changed = counter.add(outcome.success());
        tellChanges(outcome, changed);
        if (changed) {
            sinceEpochMs = System.currentTimeMillis();
            log.put(
                    counter.condition() == Condition.UP
                            ? new ScriptEvent.Succeeded(script.name())
                            : new ScriptEvent.Failed(script.name(), outcome));
            tell();
        }
    }

    /** What is worth a line although it need not change what the script counts as. */
    private void tellChanges(Outcome outcome, boolean changed) {
        if (outcome instanceof Outcome.Exited exited && exited.status() != lastStatus) {
            lastStatus = exited.status();
            log.put(new ScriptEvent.Returns(script.name(), exited.status()));
        }
        String obstacle = outcome instanceof Outcome.CannotRun ? OutcomeText.brief(outcome) : "";
        if (!obstacle.equals(lastObstacle)) {
            lastObstacle = obstacle;
            if (!obstacle.isEmpty() && !changed) {
                log.put(new ScriptEvent.Unusable(script.name(), obstacle));
            }
        }
    }

    @Override
    public void onGone(long nowNs) {
        running = false;
        child = null;
    }

    /** A process that does not go keeps the next run from starting: a second one would hang as well. */
    @Override
    public void onStuck(long nowNs) {
        log.put(new ScriptEvent.Unusable(script.name(), "its last run was killed but does not end"));
    }

    /** Tells what the script counts as, if that is known. */
    void tell() {
        if (counter.condition() != Condition.UNKNOWN) {
            listener.onScript(script.name(), counter.condition() == Condition.UP, detail);
        }
    }

    /** Ends its run, if one is going on. */
    void cancel(long graceNs, long nowNs) {
        if (child != null) {
            child.cancel(graceNs, nowNs);
        }
    }

    StatusReport.Script status() {
        return new StatusReport.Script(
                script.name(),
                counter.condition(),
                sinceEpochMs,
                running,
                script.command().arguments(),
                user,
                script.intervalNs(),
                last);
    }
}
