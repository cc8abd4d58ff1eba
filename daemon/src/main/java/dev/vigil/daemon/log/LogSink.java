package dev.vigil.daemon.log;

import java.io.IOException;

/** A destination of log lines, used by the log's thread only. */
public interface LogSink extends AutoCloseable {
    /** The word for it in messages: {@code syslog}. */
    String name();

    /** Writes a line, in bounded time. A line that cannot be written is lost and counted by the caller. */
    void write(LogLine line) throws IOException;

    @Override
    void close();
}
