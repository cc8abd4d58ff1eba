package dev.vigil.daemon.outcome;

/** How one run of a program ended. */
public sealed interface Outcome {
    /** The last line that the program wrote, or an empty string. */
    String lastLine();

    /** From the start to the end of the run; 0 if it never ran. */
    long durationNs();

    /** Whether the run was a success: exit status 0. */
    default boolean success() {
        return this instanceof Exited exited && exited.status() == 0;
    }

    record Exited(int status, String lastLine, long durationNs) implements Outcome {}

    /** A signal ended it that this daemon did not send. */
    record Killed(int signal, String lastLine, long durationNs) implements Outcome {}

    /** It took too long and was killed with everything that it had started. */
    record TimedOut(long limitNs, String lastLine, long durationNs) implements Outcome {}

    /** It could not be started. */
    record CannotRun(String program, String reason) implements Outcome {
        @Override
        public String lastLine() {
            return "";
        }

        @Override
        public long durationNs() {
            return 0;
        }
    }
}
