package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.VrrpEvent;
import dev.vigil.daemon.process.Notice;
import dev.vigil.daemon.process.NotifyState;
import dev.vigil.daemon.process.ProcessLoop;
import dev.vigil.daemon.process.ScriptListener;
import dev.vigil.daemon.process.ScriptSettings;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.Teller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The programs of a configuration: what is tracked by running it, and who is told about transitions. */
final class Programs implements Teller, Participant, AutoCloseable {
    private final ProcessLoop loop;
    private final OptionalInt umask;
    private volatile Config config;
    private final EventLog log;
    private volatile Map<String, Told> told;

    /** What a reload is about to put in force; null while there is none. */
    private volatile @Nullable Coming coming;

    /** Those who will be told, from the moment at which the VRRP loop commits. */
    private record Coming(Proposal proposal, Map<String, Told> told) {}

    /**
     * Who is told about an instance.
     *
     * @param group the sync group that has the instance for its only member, and is told the same
     */
    private record Told(Notifications programs, Optional<SyncGroup> group) {}

    /**
     * @param umask option {@code -u}, stronger than the configuration
     * @param verdicts takes what tracked scripts say; it is called on the thread of the programs and must only queue
     */
    Programs(Config config, OptionalInt umask, EventLog log, ScriptListener verdicts) {
        this.config = config;
        this.umask = umask;
        this.log = log;
        told = told(config);
        loop = ProcessLoop.start(verdicts, log);
        // Whom programs run as holds before anything can be told; a notification may come before tracking starts.
        loop.track(List.of(), settings(config, umask));
        follow();
    }

    /** Starts to track. */
    void start() {
        track();
    }

    /** Lets the instances of a configuration be told as soon as the VRRP loop puts it in force. */
    @Override
    public void prepare(Proposal proposal) {
        coming = new Coming(proposal, told(proposal.config()));
    }

    @Override
    public void adopt(ReloadPlan plan) {
        Coming prepared = coming;
        config = plan.next();
        told = prepared != null && prepared.proposal.config().equals(config) ? prepared.told : told(config);
        coming = null;
        track();
        follow();
    }

    @Override
    public void abort() {
        coming = null;
    }

    /** Who is told about an instance: during a reload it ends by the old configuration and begins by the new one. */
    private @Nullable Told whom(String instance, boolean ends) {
        Coming next = coming;
        if (next == null || !next.proposal.isCommitted()) {
            return told.get(instance);
        }
        Told old = told.get(instance);
        return ends && old != null ? old : next.told.get(instance);
    }

    private void track() {
        loop.track(config.scripts(), settings(config, umask));
    }

    private void follow() {
        loop.follow(config.global().fifos(), settings(config, umask).umask());
    }

    static ScriptSettings settings(Config config, OptionalInt umask) {
        GlobalDefs global = config.global();
        return new ScriptSettings(
                global.scriptUser(),
                global.scriptSecurity(),
                umask.orElse(global.dumps().umask()),
                config.own().environment());
    }

    private static Map<String, Told> told(Config config) {
        Map<String, Told> byName = new HashMap<>();
        for (VrrpInstance instance : config.instances()) {
            byName.put(instance.name(), new Told(instance.notifications(), config.groupOfOne(instance.name())));
        }
        return Map.copyOf(byName);
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        NotifyState state = switch (transition.kind()) {
            case ENTERED ->
                switch (transition.to()) {
                    case MASTER -> NotifyState.MASTER;
                    case INIT, BACKUP -> NotifyState.BACKUP;
                    case FAULT -> NotifyState.FAULT;
                };
            case STOPPED -> NotifyState.STOP;
            // keepalived tells the end of an instance as a FAULT unless notify_deleted is configured.
            case DELETED -> NotifyState.FAULT;
        };
        Told whom = whom(instance, transition.kind() == Transition.Kind.DELETED);
        tell(instance, whom, state, transition.priority());
        if (whom != null && transition.kind() != Transition.Kind.DELETED) {
            whom.group().ifPresent(group -> tellGroup(group, state, transition));
        }
    }

    private void tellGroup(SyncGroup group, NotifyState state, Transition transition) {
        if (transition.kind() == Transition.Kind.ENTERED) {
            log.put(new VrrpEvent.GroupSyncing(group.name(), transition.to(), transition.why()));
        }
        loop.tell(new Notice(Notice.Subject.GROUP, group.name(), state, 0, group.notifications()));
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        Told whom = whom(instance, false);
        if (whom != null && whom.programs().priorityChanges()) {
            switch (state) {
                case MASTER -> tell(instance, whom, NotifyState.MASTER_PRIORITY, to);
                case BACKUP -> tell(instance, whom, NotifyState.BACKUP_PRIORITY, to);
                case INIT, FAULT -> {}
            }
        }
    }

    @Override
    public void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority) {
        tell(instance, whom(instance, false), NotifyState.MASTER_RX_LOWER_PRI, ourPriority);
    }

    private void tell(String instance, @Nullable Told whom, NotifyState state, int priority) {
        if (whom != null) {
            loop.tell(new Notice(Notice.Subject.INSTANCE, instance, state, priority, whom.programs()));
        }
    }

    /** Writes a line to the FIFOs that no program is told of. */
    void write(FifoLine line) {
        loop.write(line);
    }

    StatusReport.Notify told(String instance) {
        return loop.notifications(Notice.Subject.INSTANCE, instance);
    }

    List<StatusReport.Script> scripts() {
        return loop.scripts();
    }

    /** Stops tracking, and waits until everybody was told what happened. */
    @Override
    public void close() {
        loop.close();
    }
}
