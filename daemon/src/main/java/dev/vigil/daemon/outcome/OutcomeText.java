package dev.vigil.daemon.outcome;

/** The words for how a run ended, as logs, status and cause chains use them. */
public final class OutcomeText {
    private OutcomeText() {}

    /** For example {@code exited with status 1: <last output line>} or {@code timed out after 3 s}. */
    public static String of(Outcome outcome) {
        return brief(outcome) + (outcome.lastLine().isEmpty() ? "" : ": " + outcome.lastLine());
    }

    /** The same without the output of the program. */
    public static String brief(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exited exited -> "exited with status " + exited.status();
            case Outcome.Killed killed -> "killed by " + SignalName.of(killed.signal());
            case Outcome.TimedOut timedOut -> "timed out after " + seconds(timedOut.limitNs());
            case Outcome.CannotRun cannot -> "cannot run " + cannot.program() + ": " + cannot.reason();
        };
    }

    /** A duration in seconds with as many decimals as it needs, at most three: {@code 3 s}, {@code 0.25 s}. */
    public static String seconds(long ns) {
        long ms = ns / 1_000_000;
        String fraction = Long.toString(1000 + ms % 1000).substring(1);
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return ms / 1000 + (end == 0 ? "" : "." + fraction.substring(0, end)) + " s";
    }
}
