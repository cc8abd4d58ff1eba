package dev.vigil.daemon.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes lines to the local syslog daemon in the form that libc's syslog(3) uses (RFC 3164 4.1). */
public final class SyslogSink implements LogSink {
    /** The socket of the local syslog daemon. */
    public static final String SOCKET = "/dev/log";

    // Numbers of facilities, RFC 5424 6.2.1.
    public static final int FACILITY_USER = 1;
    public static final int FACILITY_DAEMON = 3;
    public static final int FACILITY_LOCAL0 = 16;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    private final DatagramPort port;
    private final Idents idents;
    private final int facility;
    private final ZoneId zone;

    SyslogSink(DatagramPort port, Idents idents, int facility, ZoneId zone) {
        this.port = port;
        this.idents = idents;
        this.facility = facility;
        this.zone = zone;
    }

    /** @param facility the number of a syslog facility, 0..23 (option {@code -S}) */
    public static SyslogSink to(DatagramPort port, Idents idents, int facility) {
        return new SyslogSink(port, idents, facility, ZoneId.systemDefault());
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void write(LogLine line) throws IOException {
        EventKind kind = line.event().kind();
        String text = "<" + (facility * 8 + kind.level().syslog()) + ">"
                + TIME.format(Instant.ofEpochMilli(line.epochMs()).atZone(zone)) + ' ' + idents.of(kind.area()) + '['
                + idents.pid() + "]: " + line.text();
        port.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        port.close();
    }
}
