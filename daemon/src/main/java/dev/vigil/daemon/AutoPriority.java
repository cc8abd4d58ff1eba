package dev.vigil.daemon;

import dev.vigil.config.model.GlobalDefs;
import dev.vigil.core.time.Nanos;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.vrrp.Teller;
import dev.vigil.linux.LinuxException;
import java.util.function.IntConsumer;

/**
 * Raises the real-time priority of the VRRP loop by one whenever that was late, up to a limit. It hears of lateness on the
 * thread of the loop, which is the one that it raises.
 */
final class AutoPriority implements Teller {
    private final GlobalDefs.AutoPriority settings;
    private final IntConsumer raise;
    private final EventLog log;
    private int priority;
    private boolean refused;

    /**
     * @param priority the real-time priority that the loop has from the start; 0 for none
     * @param raise schedules the calling thread
     */
    AutoPriority(GlobalDefs.AutoPriority settings, int priority, IntConsumer raise, EventLog log) {
        this.settings = settings;
        this.priority = priority;
        this.raise = raise;
        this.log = log;
    }

    @Override
    public void late(long lateNs) {
        boolean late = lateNs >= settings.delayUs() * Nanos.PER_US;
        if (!late || refused || priority >= settings.priorityMax()) {
            return;
        }
        try {
            raise.accept(priority + 1);
            priority++;
            log.put(new DaemonEvent.PriorityRaised(priority));
        } catch (LinuxException refusal) {
            refused = true;
            log.put(new DaemonEvent.OperationFailed(
                    "raise the real-time priority of the VRRP loop", String.valueOf(refusal.getMessage())));
        }
    }
}
