package dev.vigil.daemon.process;

import dev.vigil.config.model.VrrpScript;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ScriptEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tracked scripts of the configuration in force. */
final class Trackers {
    private final Launcher launcher;
    private final Children children;
    private final ScriptListener listener;
    private final EventLog log;
    private Map<String, ScriptTracker> byName = new LinkedHashMap<>();
    private volatile List<StatusReport.Script> status = List.of();

    Trackers(Launcher launcher, Children children, ScriptListener listener, EventLog log) {
        this.launcher = launcher;
        this.children = children;
        this.listener = listener;
        this.log = log;
    }

    /**
     * Tracks exactly these scripts. One that does the same as before goes on as if nothing had happened, with its counters and
     * the run that is going on; the others begin anew.
     */
    void replace(List<VrrpScript> scripts, long nowNs) {
        Map<String, ScriptTracker> kept = new LinkedHashMap<>();
        for (VrrpScript script : scripts) {
            String user = launcher.userName(script.command());
            ScriptTracker old = byName.get(script.name());
            if (old != null && old.isSameAs(script, user)) {
                kept.put(script.name(), old);
            } else {
                ScriptTracker fresh = old == null
                        ? new ScriptTracker(script, user, listener, log, nowNs)
                        : old.redefined(script, user, nowNs);
                kept.put(script.name(), fresh);
                tellIfInsecure(fresh);
            }
        }
        byName.forEach((name, old) -> {
            if (!kept.containsValue(old)) {
                old.cancel(Child.KILL_AFTER_NS, nowNs);
            }
        });
        boolean any = !byName.isEmpty() || !kept.isEmpty();
        byName = kept;
        if (any) {
            listener.onTracked();
        }
        byName.values().forEach(ScriptTracker::tell);
        publish();
    }

    private void tellIfInsecure(ScriptTracker tracker) {
        launcher.insecurity(tracker.command())
                .ifPresent(reason -> log.put(new ScriptEvent.Insecure(
                        tracker.name(), "it runs as root, but others could replace it: " + reason)));
    }

    long deadlineNs() {
        long next = Child.NEVER;
        for (ScriptTracker tracker : byName.values()) {
            next = Math.min(next, tracker.deadlineNs());
        }
        return next;
    }

    void onDeadlines(long nowNs) {
        for (ScriptTracker tracker : byName.values()) {
            tracker.onDeadline(launcher, children, nowNs);
        }
    }

    /** Stops tracking; runs that are going on are ended. */
    void stop(long graceNs, long nowNs) {
        byName.values().forEach(tracker -> tracker.cancel(graceNs, nowNs));
        byName = Map.of();
    }

    /** Makes what is known now visible to other threads. */
    void publish() {
        status = byName.values().stream().map(ScriptTracker::status).toList();
    }

    List<StatusReport.Script> status() {
        return status;
    }
}
