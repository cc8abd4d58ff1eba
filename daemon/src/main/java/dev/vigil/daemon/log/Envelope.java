package dev.vigil.daemon.log;

import java.util.concurrent.locks.LockSupport;

/**
 * What stands around each piece of work of a thread: an exception or error that comes out of it is a defect, which is logged
 * and counted, and the thread goes on with the next piece. A defect that repeats does not become a busy loop.
 */
public final class Envelope {
    private static final long AFTER_DEFECT_NS = 100_000_000L;

    private final String where;
    private final EventLog log;
    private final Runnable pause;

    /** @param where what the thread does, for people, as in "a defect of this program in the log" */
    public Envelope(String where, EventLog log) {
        this(where, log, () -> LockSupport.parkNanos(AFTER_DEFECT_NS));
    }

    Envelope(String where, EventLog log, Runnable pause) {
        this.where = where;
        this.log = log;
        this.pause = pause;
    }

    /**
     * Does one piece of work.
     *
     * @return false if it ended by a defect
     */
    public boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Exception | Error defect) {
            tell(defect);
            pause.run();
            return false;
        }
    }

    private void tell(Throwable defect) {
        try {
            log.put(new DaemonEvent.Defect(where, defect));
        } catch (RuntimeException | Error unspeakable) {
            // Nobody can be told; what matters is that the thread goes on.
            return;
        }
    }
}
