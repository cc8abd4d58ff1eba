package dev.vigil.daemon.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes lines to standard error. */
public final class ConsoleSink implements LogSink {
    private final LineFormat format;
    private final OutputStream out;

    ConsoleSink(LineFormat format, OutputStream out) {
        this.format = format;
        this.out = out;
    }

    public static ConsoleSink standardError(LineFormat format) {
        return new ConsoleSink(format, new FileOutputStream(FileDescriptor.err));
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public void write(LogLine line) throws IOException {
        // One write for one line, so that lines of several writers do not mix.
        out.write(format.bytes(line));
    }

    @Override
    public void close() {}
}
