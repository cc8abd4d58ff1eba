package dev.vigil.daemon;

import dev.vigil.daemon.log.ConsoleSink;
import dev.vigil.daemon.log.JournalSink;
import dev.vigil.daemon.log.LogSink;
import dev.vigil.daemon.options.DaemonOptions;
import java.util.ArrayList;
import java.util.List;

/** Chooses where the log goes. */
final class LogSinks {
    private LogSinks() {}

    static List<LogSink> of(DaemonOptions.Logging logging) {
        List<LogSink> sinks = new ArrayList<>();
        if (logging.console() || JournalSink.isStandardErrorOfJournal(System.getenv("JOURNAL_STREAM"))) {
            sinks.add(ConsoleSink.standardError(style()));
        }
        return sinks;
    }

    private static ConsoleSink.Style style() {
        return "keepalived".equals(System.getProperty("vigil.program"))
                ? ConsoleSink.Style.KEEPALIVED
                : ConsoleSink.Style.VIGIL;
    }
}
