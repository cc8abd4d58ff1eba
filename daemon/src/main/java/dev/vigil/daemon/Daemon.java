package dev.vigil.daemon;

import dev.vigil.daemon.options.DaemonOptions;

/** The daemon from its start to its exit code. */
public final class Daemon {
    private Daemon() {}

    /** Runs until a signal ends the daemon, and answers its exit code. */
    @SuppressWarnings("SystemOut")
    public static int run(DaemonOptions options) {
        if (options.mode() instanceof DaemonOptions.Mode.Rehearse) {
            return 0;
        }
        System.err.println("vigil: the daemon is not there yet");
        return 1;
    }
}
