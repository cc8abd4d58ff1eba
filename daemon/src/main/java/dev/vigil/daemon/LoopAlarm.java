package dev.vigil.daemon;

import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.watch.LoopGuard;
import dev.vigil.linux.ServiceManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What is done about a VRRP loop that hangs: it is logged with its stack, systemd hears nothing more, and when others have its
 * addresses by now, the process ends, and the guardian removes them.
 */
final class LoopAlarm implements LoopGuard.Actions {
    private static final String LOOP = "VRRP";
    private static final int FRAMES_MAX = 12;

    private final EventLog log;
    private final Thread thread;
    private final Optional<ServiceManager> manager;
    private final OptionalLong everyNs;
    private final LongSupplier clock;
    private final LongSupplier latenesses;
    private final Runnable end;
    private long toldNs = Long.MIN_VALUE;
    private long latenessesBefore;

    /**
     * @param thread runs the loop
     * @param everyNs how often the service manager wants to hear that all is well
     * @param latenesses how often the loop itself has reported that it was late
     * @param end ends the process at once
     */
    LoopAlarm(
            EventLog log,
            Thread thread,
            Optional<ServiceManager> manager,
            OptionalLong everyNs,
            LongSupplier clock,
            LongSupplier latenesses,
            Runnable end) {
        this.log = log;
        this.thread = thread;
        this.manager = manager;
        this.everyNs = everyNs;
        this.clock = clock;
        this.latenesses = latenesses;
        this.end = end;
    }

    @Override
    public void alive() {
        long nowNs = clock.getAsLong();
        if (everyNs.isPresent() && (toldNs == Long.MIN_VALUE || nowNs - toldNs >= everyNs.getAsLong())) {
            toldNs = nowNs;
            manager.ifPresent(ServiceManager::alive);
        }
    }

    @Override
    public void late(long silentNs) {
        latenessesBefore = latenesses.getAsLong();
        log.put(new DaemonEvent.LoopStalled(LOOP, silentNs, false, stack()));
    }

    @Override
    public void back(long silentNs) {
        // Where something was due, the loop has said so itself, and knows better how late it was.
        if (latenesses.getAsLong() == latenessesBefore) {
            log.put(new DaemonEvent.LoopLate(LOOP, silentNs));
        }
    }

    @Override
    public void lost(long silentNs) {
        log.put(new DaemonEvent.LoopStalled(LOOP, silentNs, true, stack()));
        end.run();
    }

    private List<String> stack() {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES_MAX)
                .map(StackTraceElement::toString)
                .toList();
    }
}
