package dev.vigil.daemon.balance;

import dev.vigil.config.model.Ipvs.Timeouts;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.Ipvs;
import dev.vigil.linux.LinuxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What concerns IPVS as a whole: its timeouts, and the daemons that synchronize connections. */
final class IpvsGeneral {
    private final Ipvs ipvs;
    private final EventLog log;

    /** The timeouts as they were before they were set here. */
    private Ipvs.@Nullable Timeouts original;

    private List<SyncDaemon> wanted = List.of();

    /** Whether a sync daemon was ever started here, so that those that run are ours to stop. */
    private boolean synchronizes;

    /** What was told to be refused, so that it is told once. */
    private final Set<String> refusals = new HashSet<>();

    IpvsGeneral(Ipvs ipvs, EventLog log) {
        this.ipvs = ipvs;
        this.log = log;
    }

    /** This is configured from now on; true if nothing was refused. */
    boolean follow(GeneralSettings settings) {
        wanted = settings.syncDaemons();
        synchronizes |= !wanted.isEmpty();
        boolean timeouts = attempt(
                "set the timeouts of IPVS", () -> setTimeouts(settings.ipvs().timeouts()));
        return reconcile() && timeouts;
    }

    private void setTimeouts(Timeouts given) {
        boolean any = given.tcpS().isPresent()
                || given.tcpFinS().isPresent()
                || given.udpS().isPresent();
        if (!any && original == null) {
            return;
        }
        Ipvs.Timeouts now = ipvs.timeouts();
        Ipvs.Timeouts before = original == null ? now : original;
        original = before;
        Ipvs.Timeouts next = new Ipvs.Timeouts(
                given.tcpS().orElse(before.tcpS()),
                given.tcpFinS().orElse(before.tcpFinS()),
                given.udpS().orElse(before.udpS()));
        if (!next.equals(now)) {
            ipvs.setTimeouts(next);
        }
    }

    /** Makes the sync daemons that run those that are wanted; true if nothing was refused. */
    boolean reconcile() {
        if (!synchronizes) {
            return true;
        }
        return attempt("start the sync daemons of IPVS", () -> {
            SyncDaemon.Plan plan = SyncDaemon.Plan.between(ipvs.syncDaemons(), wanted);
            plan.stops().forEach(ipvs::stop);
            plan.starts().forEach(ipvs::start);
        });
    }

    private boolean attempt(String what, Runnable step) {
        try {
            step.run();
            refusals.remove(what);
            return true;
        } catch (LinuxException refusal) {
            if (refusals.add(what)) {
                log.put(new DaemonEvent.OperationFailed(what, String.valueOf(refusal.getMessage())));
            }
            return false;
        }
    }

    /**
     * The daemon stops.
     *
     * @param flushes whether every service goes, whosever it is
     */
    void end(boolean flushes) {
        wanted = List.of();
        boolean _ = reconcile();
        Ipvs.Timeouts before = original;
        if (before != null) {
            boolean _ = attempt("restore the timeouts of IPVS", () -> ipvs.setTimeouts(before));
        }
        if (flushes) {
            boolean _ = attempt("flush IPVS", ipvs::flush);
        }
    }
}
