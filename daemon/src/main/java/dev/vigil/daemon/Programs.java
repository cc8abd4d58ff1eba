package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.process.Notice;
import dev.vigil.daemon.process.NotifyState;
import dev.vigil.daemon.process.ProcessLoop;
import dev.vigil.daemon.process.ScriptSettings;
import dev.vigil.daemon.vrrp.LoopInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The programs of a configuration: what is tracked by running it, and who is told about transitions. */
final class Programs implements LogTeller.Listener, AutoCloseable {
    private final ProcessLoop loop;
    private volatile Config config;
    private volatile Map<String, Notifications> notifications;

    /** @param verdicts takes what tracked scripts say; it is called on the thread of the programs and must only queue */
    Programs(Config config, EventLog log, Consumer<LoopInput.ScriptSeen> verdicts) {
        this.config = config;
        notifications = notifications(config);
        loop = ProcessLoop.start(
                (script, up, detail) ->
                        verdicts.accept(new LoopInput.ScriptSeen(script, up ? Condition.UP : Condition.DOWN, detail)),
                log);
        // Whom programs run as holds before anything can be told; a notification may come before tracking starts.
        loop.track(List.of(), settings(config));
    }

    /** Starts to track. */
    void start() {
        track();
    }

    /** Lets the instances of a configuration be told, beside those of the one in force: a reload is about to begin. */
    void prepare(Config next) {
        Map<String, Notifications> both = new HashMap<>(notifications);
        both.putAll(notifications(next));
        notifications = Map.copyOf(both);
    }

    /** A configuration is in force. */
    void adopt(Config next) {
        config = next;
        notifications = notifications(next);
        track();
    }

    private void track() {
        loop.track(config.scripts(), settings(config));
    }

    static ScriptSettings settings(Config config) {
        GlobalDefs global = config.global();
        return new ScriptSettings(global.scriptUser(), global.scriptSecurity());
    }

    private static Map<String, Notifications> notifications(Config config) {
        Map<String, Notifications> byName = new HashMap<>();
        for (VrrpInstance instance : config.instances()) {
            byName.put(instance.name(), instance.notifications());
        }
        return Map.copyOf(byName);
    }

    @Override
    public void transition(String instance, Transition transition) {
        NotifyState told = switch (transition.kind()) {
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
        tell(instance, told, transition.priority());
    }

    @Override
    public void priority(String instance, int priority, State state) {
        Notifications programs = notifications.get(instance);
        if (programs != null && programs.priorityChanges()) {
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
        Optional.ofNullable(notifications.get(instance))
                .ifPresent(programs ->
                        loop.tell(new Notice(Notice.Subject.INSTANCE, instance, state, priority, programs)));
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
