package dev.vigil.daemon.log;

import dev.vigil.config.Problem;
import java.util.List;

/** Findings about a configuration, for the log. */
public final class Findings {
    private Findings() {}

    /** Brings findings to the log, each by its severity. */
    public static void log(List<Problem> problems, EventLog log) {
        for (Problem problem : problems) {
            log.put(
                    switch (problem.severity()) {
                        case INFO -> new DaemonEvent.ConfigurationRemark(line(problem));
                        case WARNING -> new DaemonEvent.ConfigurationWarning(line(problem));
                        case ERROR -> new DaemonEvent.ConfigurationError(line(problem));
                    });
        }
    }

    /** A finding in one line. */
    public static String line(Problem problem) {
        return problem.toString().replaceAll("\\R\\s*", " ");
    }
}
