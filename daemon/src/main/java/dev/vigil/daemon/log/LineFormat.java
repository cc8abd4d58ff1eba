package dev.vigil.daemon.log;

import io.avaje.json.stream.JsonStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a line looks in a stream or a file. */
public final class LineFormat {
    /** The forms of a line. */
    public enum Style {
        /** {@code Sat Nov 21 10:18:37 2026: (VI_1) Entering MASTER STATE}: keepalived's own. */
        KEEPALIVED,
        /** {@code 2026-11-21T10:18:37.123Z notice VGL1201 (VI_1) Entering MASTER STATE}. */
        VIGIL,
        /** One JSON object, see {@link EventJson}. */
        JSON
    }

    private static final DateTimeFormatter KEEPALIVED_TIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter VIGIL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private final Style style;
    private final ZoneId zone;
    private final JsonStream json = JsonStream.builder().build();

    public LineFormat(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /** The line with its line feed, in UTF-8. */
    byte[] bytes(LogLine line) {
        return (text(line) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private String text(LogLine line) {
        return switch (style) {
            case KEEPALIVED -> time(line, KEEPALIVED_TIME) + ": " + line.text();
            case VIGIL -> {
                EventKind kind = line.event().kind();
                yield time(line, VIGIL_TIME) + ' ' + kind.level().word() + ' ' + kind.code() + ' ' + line.text();
            }
            case JSON -> EventJson.of(json, line);
        };
    }

    private String time(LogLine line, DateTimeFormatter format) {
        return format.format(Instant.ofEpochMilli(line.epochMs()).atZone(zone));
    }
}
