package dev.vigil.daemon;

import dev.vigil.daemon.log.ConsoleSink;
import dev.vigil.daemon.log.FileSink;
import dev.vigil.daemon.log.Idents;
import dev.vigil.daemon.log.JournalSink;
import dev.vigil.daemon.log.LineFormat;
import dev.vigil.daemon.log.LocalPort;
import dev.vigil.daemon.log.LogSink;
import dev.vigil.daemon.log.SyslogSink;
import dev.vigil.daemon.options.DaemonOptions;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses where the log goes. When standard error leads to the journal, the journal gets every line with its fields, once,
 * in place of the console and of syslog, which would lead there as well.
 */
final class LogSinks {
    private LogSinks() {}

    static List<LogSink> of(DaemonOptions.Logging logging) {
        LineFormat format = new LineFormat(style(), ZoneId.systemDefault());
        Idents idents = new Idents(
                asKeepalived(), Optional.empty(), ProcessHandle.current().pid());
        List<LogSink> sinks = new ArrayList<>();
        if (JournalSink.isStandardErrorOfJournal(System.getenv("JOURNAL_STREAM"))) {
            if (logging.console() || logging.syslog()) {
                sinks.add(new JournalSink(LocalPort.to(JournalSink.SOCKET), idents));
            }
        } else {
            if (logging.console()) {
                sinks.add(ConsoleSink.standardError(format));
            }
            if (logging.syslog()) {
                sinks.add(SyslogSink.to(LocalPort.to(SyslogSink.SOCKET), idents, facility(logging.facility())));
            }
        }
        logging.file().ifPresent(file -> sinks.add(new FileSink(Path.of(file), format)));
        return sinks;
    }

    /** The number of a facility that the options name. */
    private static int facility(String name) {
        return switch (name) {
            case "user" -> SyslogSink.FACILITY_USER;
            case "daemon" -> SyslogSink.FACILITY_DAEMON;
            default -> SyslogSink.FACILITY_LOCAL0 + Integer.parseInt(name.substring("local".length()));
        };
    }

    private static boolean asKeepalived() {
        return "keepalived".equals(System.getProperty("vigil.program"));
    }

    private static LineFormat.Style style() {
        return asKeepalived() ? LineFormat.Style.KEEPALIVED : LineFormat.Style.VIGIL;
    }
}
