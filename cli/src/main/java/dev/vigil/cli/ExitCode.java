package dev.vigil.cli;

/** The exit codes of the commands. They are stable: scripts may rely on them. */
final class ExitCode {
    /** Done. Of {@code status}: the node is master. */
    static final int OK = 0;

    /** The command could not do its work. */
    static final int FAILED = 1;

    /** The command line was wrong. */
    static final int USAGE = 64;

    private ExitCode() {}
}
