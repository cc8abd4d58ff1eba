package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.linux.Capabilities;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.ThisThread;
import dev.vigil.linux.TimerFd;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A program whose end is waited for: one that stands before everything that the daemon does, or after it. */
public final class AwaitedProgram implements RunListener {
    private static final int EVENTS_MAX = 8;
    private static final long TIMER_TOKEN = 0;

    private @Nullable Outcome outcome;
    private boolean gone;

    private AwaitedProgram() {}

    /**
     * Runs it, on a thread that programs are started from.
     *
     * @param limitNs after which it is ended, with all that it started
     */
    public static Outcome run(Command command, ScriptSettings settings, long limitNs) throws InterruptedException {
        AtomicReference<@Nullable Outcome> result = new AtomicReference<>();
        Thread thread = Thread.ofPlatform()
                .name("vigil-script")
                .daemon(true)
                .start(() -> result.set(new AwaitedProgram().runHere(command, settings, limitNs)));
        thread.join();
        Outcome outcome = result.get();
        return outcome != null
                ? outcome
                : new Outcome.CannotRun(command.arguments().getFirst(), "a defect of Vigil");
    }

    private @Nullable Outcome runHere(Command command, ScriptSettings settings, long limitNs) {
        try {
            ThisThread.setWorkingDirectory("/");
            int _ = ThisProcess.setUmask(settings.umask());
            Capabilities.leaveRootToPrograms();
            Launcher launcher = Launcher.ofThisProcess();
            launcher.use(settings);
            switch (launcher.prepare(command)) {
                case Launch.Ready ready -> await(ready, limitNs);
                case Launch.Refused refused -> outcome = new Outcome.CannotRun(refused.program(), refused.reason());
            }
        } catch (LinuxException refusal) {
            outcome = new Outcome.CannotRun(command.arguments().getFirst(), String.valueOf(refusal.getMessage()));
        }
        return outcome;
    }

    private void await(Launch.Ready ready, long limitNs) {
        try (Epoll epoll = Epoll.open(EVENTS_MAX);
                TimerFd timer = TimerFd.open()) {
            epoll.add(timer, TIMER_TOKEN);
            Children children = new Children(epoll);
            Child _ = children.start(ready, limitNs, MonotonicClock.nowNs(), this);
            while (!gone) {
                timer.arm(children.deadlineNs());
                int count = epoll.await();
                long nowNs = MonotonicClock.nowNs();
                for (int index = 0; index < count; index++) {
                    if (epoll.token(index) == TIMER_TOKEN) {
                        timer.drain();
                    } else {
                        children.onReady(epoll.token(index), nowNs);
                    }
                }
                children.onDeadlines(nowNs);
            }
            children.close();
        }
    }

    @Override
    public void onOutcome(Outcome how, long nowNs) {
        outcome = how;
    }

    @Override
    public void onGone(long nowNs) {
        gone = true;
    }

    /** It was killed and hangs in the kernel: nobody waits for it. */
    @Override
    public void onStuck(long nowNs) {
        gone = true;
    }
}
