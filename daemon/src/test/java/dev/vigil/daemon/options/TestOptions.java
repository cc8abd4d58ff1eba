package dev.vigil.daemon.options;

import java.util.List;

/** Options as a command line gives them. */
public final class TestOptions {
    private TestOptions() {}

    public static DaemonOptions of(String... words) {
        if (CommandLine.read(List.of(words)) instanceof CommandLine.Start start) {
            return start.options();
        }
        throw new IllegalArgumentException("nothing to start: " + List.of(words));
    }
}
