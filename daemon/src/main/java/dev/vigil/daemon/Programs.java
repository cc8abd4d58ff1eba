package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.VrrpEvent;
import dev.vigil.daemon.process.Notice;
import dev.vigil.daemon.process.NotifyState;
import dev.vigil.daemon.process.ProcessLoop;
import dev.vigil.daemon.process.ScriptSettings;
import dev.vigil.daemon.vrrp.LoopInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The programs of a configuration: what is tracked by running it, and who is told about transitions. */
final class Programs implements LogTeller.Listener, AutoCloseable {
    private final ProcessLoop loop;
    private final OptionalInt umask;
    private volatile Config config;
    private final EventLog log;
    private volatile Map<String, Told> told;

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
    Programs(Config config, OptionalInt umask, EventLog log, Consumer<LoopInput.ScriptSeen> verdicts) {
        this.config = config;
        this.umask = umask;
        this.log = log;
        told = told(config);
        loop = ProcessLoop.start(
                (script, up, detail) ->
                        verdicts.accept(new LoopInput.ScriptSeen(script, up ? Condition.UP : Condition.DOWN, detail)),
                log);
        // Whom programs run as holds before anything can be told; a notification may come before tracking starts.
        loop.track(List.of(), settings(config, umask));
    }

    /** Starts to track. */
    void start() {
        track();
    }

    /** Lets the instances of a configuration be told, beside those of the one in force: a reload is about to begin. */
    void prepare(Config next) {
        Map<String, Told> both = new HashMap<>(told);
        both.putAll(told(next));
        told = Map.copyOf(both);
    }

    /** A configuration is in force. */
    void adopt(Config next) {
        config = next;
        told = told(next);
        track();
    }

    private void track() {
        loop.track(config.scripts(), settings(config, umask));
    }

    static ScriptSettings settings(Config config, OptionalInt umask) {
        GlobalDefs global = config.global();
        return new ScriptSettings(
                global.scriptUser(),
                global.scriptSecurity(),
                umask.orElse(global.dumps().umask()));
    }

    private static Map<String, Told> told(Config config) {
        Map<String, Told> byName = new HashMap<>();
        for (VrrpInstance instance : config.instances()) {
            byName.put(instance.name(), new Told(instance.notifications(), config.groupOfOne(instance.name())));
        }
        return Map.copyOf(byName);
    }

    @Override
    public void transition(String instance, Transition transition) {
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
        tell(instance, state, transition.priority());
        Told whom = told.get(instance);
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
    public void priority(String instance, int priority, State state) {
        Told whom = told.get(instance);
        if (whom != null && whom.programs().priorityChanges()) {
            switch (state) {
                case MASTER -> tell(instance, NotifyState.MASTER_PRIORITY, priority);
                case BACKUP -> tell(instance, NotifyState.BACKUP_PRIORITY, priority);
                case INIT, FAULT -> {}
            }
        }
    }

    @Override
    public void lowerPriority(String instance, int ourPriority) {
        tell(instance, NotifyState.MASTER_RX_LOWER_PRI, ourPriority);
    }

    private void tell(String instance, NotifyState state, int priority) {
        Optional.ofNullable(told.get(instance))
                .ifPresent(whom ->
                        loop.tell(new Notice(Notice.Subject.INSTANCE, instance, state, priority, whom.programs())));
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
