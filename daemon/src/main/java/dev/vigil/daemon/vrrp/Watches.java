package dev.vigil.daemon.vrrp;

import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.Descriptor;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.TimerFd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the loop waits for: descriptors, each with its handler, a deadline, and a call of another thread. */
final class Watches {
    private static final int READY_MAX = 64;

    /** A token is never given twice, so what was ready when its descriptor was forgotten reaches nobody else. */
    private record Watch(long token, Runnable handler) {}

    private final Epoll epoll = Epoll.open(READY_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wake = EventFd.open();
    private final List<@Nullable Watch> slots = new ArrayList<>();
    private long given;
    private long armedNs = VirtualRouter.NEVER;

    /** Whether the timer has fired since it was armed: it stays ready until it is armed again. */
    private boolean expired;

    /** @param onWake runs after {@link #wake} */
    Watches(Runnable onWake) {
        add(timer, this::onTimer);
        add(wake, () -> {
            long _ = wake.drain();
            onWake.run();
        });
    }

    void add(Descriptor descriptor, Runnable handler) {
        int slot = slots.indexOf(null);
        if (slot < 0) {
            slot = slots.size();
            slots.add(null);
        }
        long token = given << Integer.SIZE | slot;
        given++;
        epoll.add(descriptor, token);
        slots.set(slot, new Watch(token, handler));
    }

    void remove(Descriptor descriptor, Runnable handler) {
        slots.replaceAll(watch -> watch != null && watch.handler.equals(handler) ? null : watch);
        epoll.remove(descriptor.fd());
    }

    /** Ends a wait. Any thread may call it. */
    void wake() {
        wake.signal();
    }

    /**
     * Sets when a wait ends at the latest. It may end sooner: a timer that is set to an earlier time stays so, because a
     * turn for nothing now and then costs less than to move the timer with each advertisement heard.
     */
    void arm(long deadlineNs) {
        if (expired || deadlineNs < armedNs) {
            set(deadlineNs);
        }
    }

    private void set(long deadlineNs) {
        if (deadlineNs == VirtualRouter.NEVER) {
            timer.disarm();
        } else {
            timer.arm(deadlineNs);
        }
        armedNs = deadlineNs;
        expired = false;
    }

    private void onTimer() {
        expired = true;
    }

    /** Waits until something is ready; how much is. */
    int await() {
        return epoll.await();
    }

    /** Waits for a short time without sleep; how much is ready before that or just at its end. */
    int stayAwake(long untilNs) {
        set(VirtualRouter.NEVER);
        while (true) {
            boolean over = MonotonicClock.nowNs() >= untilNs;
            // What has arrived counts before the time does, so this is asked after the time.
            int ready = epoll.poll();
            if (over || ready > 0) {
                return ready;
            }
        }
    }

    /** How much is ready now besides the time, of which nobody is told any more until it is armed again. */
    int pollTimeless() {
        if (armedNs != VirtualRouter.NEVER) {
            set(VirtualRouter.NEVER);
        }
        return epoll.poll();
    }

    /** How much is ready now. */
    int poll() {
        return epoll.poll();
    }

    /** The handler of what is ready; null if it was forgotten since. */
    @Nullable
    Runnable handler(int index) {
        long token = epoll.token(index);
        Watch watch = slots.get((int) token);
        return watch != null && watch.token == token ? watch.handler : null;
    }
}
