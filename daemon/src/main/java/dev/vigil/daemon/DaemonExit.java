package dev.vigil.daemon;

/** The exit codes of the daemon; those below 70 are keepalived's. */
public final class DaemonExit {
    /** A normal stop; also when another daemon holds the pid file already. */
    public static final int OK = 0;
    /** A wrong option, or a refusal of the operating system that no other code names. */
    public static final int FAILED = 1;
    /** The configuration has errors. */
    public static final int BAD_CONFIG = 2;
    /** A capability is missing. */
    public static final int NO_PERMISSION = 4;
    /** {@code -t -e} found no configuration. */
    public static final int CHECK_FOUND_NO_FILE = 4;
    /** {@code -t} found something wrong. */
    public static final int CHECK_FOUND_PROBLEMS = 5;
    /** {@code -t} found scripts that run as root unguarded, or an include that fails and must not. */
    public static final int CHECK_FOUND_DANGER = 6;
    /** The configuration file cannot be read. */
    public static final int NO_CONFIG = 6;
    /** A defect of this program. */
    public static final int DEFECT = 70;

    private DaemonExit() {}
}
