package dev.vigil.daemon;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.VrrpEvent;
import dev.vigil.daemon.process.CheckRun;
import dev.vigil.daemon.process.Errand;
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
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The programs of a configuration: what is tracked by running it, and who is told about transitions. */
final class Programs implements Teller, Participant, AutoCloseable {
    private final ProcessLoop loop;
    private final OptionalInt umask;
    private volatile Config config;
    private final EventLog log;
    private volatile Told told;

    /** What a reload is about to put in force; null while there is none. */
    private volatile @Nullable Coming coming;

    /** Those who will be told, from the moment at which the VRRP loop commits. */
    private record Coming(Proposal proposal, Told told) {}

    /** Who is told about instances and about sync groups, by their names. */
    private record Told(Map<String, Notifications> instances, Map<String, Notifications> groups) {}

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
    private @Nullable Notifications whom(String instance, boolean ends) {
        Notifications old = told.instances.get(instance);
        return ends && old != null ? old : inForce().instances.get(instance);
    }

    private Told inForce() {
        Coming next = coming;
        return next == null || !next.proposal.isCommitted() ? told : next.told;
    }

    private void track() {
        loop.track(config.scripts(), settings(config, umask));
    }

    private void follow() {
        Fifos fifos = config.global().fifos();
        loop.follow(
                config.virtualServers().isEmpty() ? fifos.withoutChecker() : fifos,
                settings(config, umask).umask());
    }

    static ScriptSettings settings(Config config, OptionalInt umask) {
        GlobalDefs global = config.global();
        return new ScriptSettings(
                global.scriptUser(),
                global.scriptSecurity(),
                umask.orElse(global.dumps().umask()),
                config.own().environment());
    }

    private static Told told(Config config) {
        Map<String, Notifications> instances = new HashMap<>();
        config.instances().forEach(each -> instances.put(each.name(), Assemble.notifications(each, config)));
        Map<String, Notifications> groups = new HashMap<>();
        config.syncGroups().forEach(each -> groups.put(each.name(), each.notifications()));
        return new Told(Map.copyOf(instances), Map.copyOf(groups));
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        NotifyState state = switch (transition.kind()) {
            case ENTERED -> entered(transition.to());
            case STOPPED -> NotifyState.STOP;
            case DELETED -> NotifyState.DELETED;
        };
        Notifications whom = whom(instance, transition.kind() == Transition.Kind.DELETED);
        if (state == NotifyState.DELETED && whom != null && !whom.reportDeleted()) {
            // keepalived tells the end of an instance as a FAULT unless notify_deleted is configured.
            state = NotifyState.FAULT;
        }
        tell(instance, whom, state, transition.priority());
    }

    private static NotifyState entered(State state) {
        return switch (state) {
            case MASTER -> NotifyState.MASTER;
            case INIT, BACKUP -> NotifyState.BACKUP;
            case FAULT -> NotifyState.FAULT;
        };
    }

    @Override
    public void group(GroupTransition transition) {
        if (!transition.stopped()) {
            log.put(new VrrpEvent.GroupSyncing(transition.group(), transition.to(), transition.why()));
        }
        Notifications whom = inForce().groups.get(transition.group());
        if (whom != null) {
            NotifyState state = transition.stopped() ? NotifyState.STOP : entered(transition.to());
            loop.tell(new Notice(Notice.Subject.GROUP, transition.group(), state, 0, whom));
        }
    }

    @Override
    public void priority(String instance, int from, int to, State state, Cause why) {
        Notifications whom = whom(instance, false);
        if (whom != null && whom.priorityChanges()) {
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

    private void tell(String instance, @Nullable Notifications whom, NotifyState state, int priority) {
        if (whom != null) {
            loop.tell(new Notice(Notice.Subject.INSTANCE, instance, state, priority, whom));
        }
    }

    /** Writes a line to the FIFOs that no program is told of. */
    void write(FifoLine line) {
        loop.write(line);
    }

    /** Runs a program once. */
    void run(Errand errand) {
        loop.run(errand);
    }

    /** Runs a program that checks a server. */
    void check(CheckRun run) {
        loop.check(run);
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
        loop.close(config.global().startup().childWaitNs());
    }
}
