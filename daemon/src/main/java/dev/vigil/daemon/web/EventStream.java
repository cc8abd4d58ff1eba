package dev.vigil.daemon.web;

import com.sun.net.httpserver.HttpExchange;
import dev.vigil.daemon.control.RequestRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Server-sent events of something that changes: {@code state} with each version, and {@code beat} every second with the time, so
 * that silence means something. A stream ends after a while, and the client comes again with the number of what it has; so
 * one that is gone costs nothing for long.
 */
final class EventStream {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int BEATS = 15;

    private EventStream() {}

    /** @param known what the client has seen, as its header says */
    static void serve(HttpExchange exchange, Live live, String known) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(Answer.OK, 0);
        OutputStream out = exchange.getResponseBody();
        write(out, "retry: 1000\n\n");
        String seen = known;
        try {
            for (int beat = 0; beat < BEATS; beat++) {
                seen = beat(out, live, seen);
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A beat, and before it the state if that is not what was seen; nothing while the VRRP loop does not answer. */
    private static String beat(OutputStream out, Live live, String seen) throws IOException {
        try {
            Live.Version version = live.now();
            String number = Long.toString(version.number());
            if (!number.equals(seen)) {
                // A line end would end the data.
                String data = version.text().replace("\n", "&#10;").replace("\r", "");
                write(out, "event: state\nid: " + number + "\ndata: " + data + "\n\n");
            }
            write(out, "event: beat\ndata: " + System.currentTimeMillis() + "\n\n");
            return number;
        } catch (RequestRefused silent) {
            return seen;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
