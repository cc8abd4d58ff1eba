package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.vrrp.LoopInput;
import java.util.List;
import java.util.function.Consumer;

/** Everything that runs programs: tracked scripts and notifications. */
final class Programs implements AutoCloseable {
    Programs(Config config, EventLog log, Consumer<LoopInput.ScriptSeen> verdicts) {}

    void start() {}

    void reload(Config config) {}

    void transition(String instance, Transition transition) {}

    void priority(String instance, int priority, State state) {}

    void lowerPriority(String instance, int ourPriority) {}

    StatusReport.Notify notifications(String instance) {
        return StatusReport.Notify.NONE;
    }

    List<StatusReport.Script> scripts() {
        return List.of();
    }

    @Override
    public void close() {}
}
