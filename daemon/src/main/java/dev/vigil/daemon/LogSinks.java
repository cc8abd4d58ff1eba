package dev.vigil.daemon;

import dev.vigil.daemon.log.Area;
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
import java.util.Locale;

/**
 * Chooses where the log goes. When standard error leads to the journal, the journal gets every line with its fields, once,
 * in place of the console and of syslog, which would lead there as well.
 */
final class LogSinks {
    private LogSinks() {}

    static List<LogSink> of(DaemonOptions.Logging logging) {
        LineFormat format = new LineFormat(style(), ZoneId.systemDefault());
        Idents idents = idents(logging);
        List<LogSink> sinks = new ArrayList<>();
        if (toJournal(logging)) {
            sinks.add(new JournalSink(LocalPort.to(JournalSink.SOCKET), idents));
        }
        if (toConsole(logging)) {
            sinks.add(ConsoleSink.standardError(format));
        }
        if (toSyslog(logging)) {
            sinks.add(SyslogSink.to(LocalPort.to(SyslogSink.SOCKET), idents, facility(logging.facility())));
        }
        logging.file().ifPresent(file -> sinks.add(new FileSink(Path.of(file), format)));
        return sinks;
    }

    /** Where the guardian writes its line, in the words that it reads: where this log goes, but for a file. */
    static List<String> guardianLines(DaemonOptions.Logging logging) {
        List<String> lines = new ArrayList<>();
        if (toJournal(logging)) {
            lines.add("console journal");
        }
        if (toConsole(logging)) {
            lines.add("console " + style().name().toLowerCase(Locale.ROOT));
        }
        if (toSyslog(logging)) {
            lines.add("syslog " + facility(logging.facility()) + " "
                    + idents(logging).of(Area.DAEMON));
        }
        return lines;
    }

    private static boolean isUnderJournal() {
        return JournalSink.isStandardErrorOfJournal(System.getenv("JOURNAL_STREAM"));
    }

    private static boolean toJournal(DaemonOptions.Logging logging) {
        return isUnderJournal() && (logging.console() || logging.syslog());
    }

    private static boolean toConsole(DaemonOptions.Logging logging) {
        return logging.console() && !isUnderJournal();
    }

    private static boolean toSyslog(DaemonOptions.Logging logging) {
        return logging.syslog() && !isUnderJournal();
    }

    private static Idents idents(DaemonOptions.Logging logging) {
        return new Idents(
                asKeepalived(), logging.name(), ProcessHandle.current().pid());
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
