package dev.vigil.daemon;

import dev.vigil.linux.ChildProcess;
import dev.vigil.linux.Exit;
import dev.vigil.linux.Pipe;
import dev.vigil.linux.Program;
import dev.vigil.linux.Signals;
import dev.vigil.linux.StandardStreams;
import dev.vigil.linux.ThisProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A start without {@code -n}: a process of its own session serves, and this one ends as soon as that one is up or has
 * failed, with its exit code. A JVM cannot fork, so the other one is started anew through the launcher.
 */
final class Background {
    /** Set in the environment of the process that serves: it writes one line to its standard output when it is up. */
    private static final String MARK = "VIGIL_BACKGROUND";

    private static final long LOOK_EVERY_NS = 5_000_000;
    private static final long READY_WITHIN_NS = 60_000_000_000L;
    private static final int STANDARD_ERROR = 2;

    private Background() {}

    /** @param arguments those of this program, to which {@code -n} is added */
    @SuppressWarnings("SystemOut")
    static int start(List<String> arguments) {
        String launcher = System.getProperty("vigil.launcher", "");
        if (launcher.isEmpty()) {
            System.err.println("vigil: start it in the foreground with -n");
            return DaemonExit.FAILED;
        }
        List<String> words = new ArrayList<>();
        words.add(launcher);
        words.addAll(arguments);
        words.add("-n");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(MARK, "1");
        Program program = new Program(launcher, words, environment, Optional.empty(), Optional.empty());
        try (Pipe pipe = Pipe.open();
                ChildProcess child =
                        ChildProcess.start(program, new StandardStreams(nullInput(), pipe.writeFd(), STANDARD_ERROR))) {
            pipe.closeWriteEnd();
            return await(child, pipe);
        }
    }

    private static int nullInput() {
        return StandardStreams.discarded().input();
    }

    @SuppressWarnings("SystemOut")
    private static int await(ChildProcess child, Pipe pipe) {
        byte[] told = new byte[64];
        Signals signals = Signals.open(Signals.TERM, Signals.INT);
        long startedNs = System.nanoTime();
        while (System.nanoTime() - startedNs < READY_WITHIN_NS) {
            if (pipe.read(told) > 0) {
                return DaemonExit.OK;
            }
            Optional<Exit> exit = child.exit();
            if (exit.isPresent()) {
                return switch (exit.get()) {
                    case Exit.Exited exited -> exited.code();
                    case Exit.Killed _ -> DaemonExit.FAILED;
                };
            }
            for (int signal = signals.next(); signal != 0; signal = signals.next()) {
                // Whoever ends this process means the daemon, which says how it ended.
                boolean _ = child.kill(signal);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        System.err.println("vigil: process " + child.pid() + " did not say within a minute that it is up");
        return DaemonExit.FAILED;
    }

    /**
     * Tells the process that started this one, if it waits for it, that the daemon is up, and lets go of its error output,
     * on which whoever started that one may wait for an end.
     *
     * @return whether this process serves in the background
     */
    @SuppressWarnings("SystemOut")
    static boolean up() {
        if (System.getenv(MARK) == null) {
            return false;
        }
        System.out.println("up");
        System.out.flush();
        ThisProcess.discardStandardStreams();
        return true;
    }
}
