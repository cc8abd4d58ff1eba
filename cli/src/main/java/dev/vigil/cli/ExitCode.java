package dev.vigil.cli;

import dev.vigil.config.Severity;
import dev.vigil.core.vrrp.State;

/** The exit codes of the commands. They are stable: scripts may rely on them. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;

    /** The command could not do its work. */
    static final int FAILED = 1;

    /** Of {@code check} and {@code lint}: there are warnings and no errors. */
    static final int WARNINGS = 1;

    /** Of {@code check} and {@code lint}: there are errors. */
    static final int ERRORS = 2;

    /** Of every command that asks a daemon: none runs. */
    static final int NOT_RUNNING = 3;

    /** Of every command that asks a daemon: it runs, but there is no answer to this question. */
    static final int NO_ANSWER = 4;

    /** Of {@code status}: a second master is heard, or a node that is configured differently. */
    static final int RIVAL = 5;

    /** Of {@code server}: it would do harm, and there was no force. */
    static final int UNSAFE = 5;

    /** Of {@code cleanup}: a daemon runs, so there is nothing to clean up after. */
    static final int DAEMON_RUNS = 5;

    /** Of {@code drain}, {@code promote} and {@code resume}: refused, and nothing was begun. */
    static final int REFUSED = 2;

    /** Of {@code replay}: the recording cannot be read to its end. */
    static final int UNREADABLE = 2;

    /** The command line was wrong. */
    static final int USAGE = 64;

    /** A defect of Vigil; never to be taken for a state. */
    static final int DEFECT = 70;

    private ExitCode() {}

    /** Of {@code check} and {@code lint}, by the worst finding. */
    static int of(Severity worst) {
        return switch (worst) {
            case INFO -> OK;
            case WARNING -> WARNINGS;
            case ERROR -> ERRORS;
        };
    }

    /** Of {@code status}: 0 master, 1 backup, 2 anything that can neither be nor become master now. */
    static int of(State state) {
        return switch (state) {
            case MASTER -> 0;
            case BACKUP -> 1;
            case FAULT, INIT -> 2;
        };
    }
}
