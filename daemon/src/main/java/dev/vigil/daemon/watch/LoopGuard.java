package dev.vigil.daemon.watch;

import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.watch.LoopWatch.Verdict;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread that looks at a loop at regular times and acts on what {@link LoopWatch} says. While the loop is alive or ends, somebody
 * outside hears so; from the moment on that it is late otherwise nobody does.
 */
public final class LoopGuard implements AutoCloseable {
    /** What is done about a verdict; called on the thread of the guard. */
    public interface Actions {
        /** The loop is alive; comes at every look. */
        void alive();

        /** It has made no step for a while; comes once. */
        void late(long silentNs);

        /** It was late and goes on. */
        void back(long silentNs);

        /** It is given up. */
        void lost(long silentNs);
    }

    private final Watched loop;
    private final LoopWatch watch;
    private final LongSupplier clock;
    private final Actions actions;
    private final Envelope envelope;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean released;
    private boolean late;

    LoopGuard(Watched loop, LoopWatch watch, LongSupplier clock, Actions actions, Envelope envelope) {
        this.loop = loop;
        this.watch = watch;
        this.clock = clock;
        this.actions = actions;
        this.envelope = envelope;
        thread = Thread.ofPlatform().name("vigil-watch").daemon(true).unstarted(this::run);
    }

    /**
     * Starts to look.
     *
     * @param takeOverNs tells after how much silence the first other node takes addresses over
     */
    public static LoopGuard start(
            Watched loop, LongSupplier takeOverNs, LongSupplier clock, Actions actions, Envelope envelope) {
        LoopWatch watch = new LoopWatch(takeOverNs, clock.getAsLong());
        LoopGuard guard = new LoopGuard(loop, watch, clock, actions, envelope);
        guard.thread.start();
        return guard;
    }

    private void run() {
        try {
            while (!closing.await(LoopWatch.LOOK_EVERY_NS, TimeUnit.NANOSECONDS)) {
                boolean _ = envelope.attempt(this::look);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        if (released) {
            actions.alive();
            return;
        }
        Verdict verdict = watch.look(clock.getAsLong(), loop);
        switch (verdict) {
            case FINE -> actions.alive();
            case LATE -> {
                if (!late) {
                    actions.late(watch.silentNs());
                }
                if (loop.isEnding()) {
                    actions.alive();
                }
            }
            case BACK -> {
                actions.back(watch.silentNs());
                actions.alive();
            }
            case LOST -> actions.lost(watch.silentNs());
        }
        late = verdict == Verdict.LATE;
    }

    /** The loop has ended as it should: nothing is expected of it any more. */
    public void release() {
        released = true;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
