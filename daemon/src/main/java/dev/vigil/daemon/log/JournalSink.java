package dev.vigil.daemon.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to the systemd journal with their fields ({@code VIGIL_CODE}, {@code VIGIL_INSTANCE}, ...), so that
 * {@code journalctl VIGIL_CODE=VGL1201} works. The form of a datagram is that of systemd's native journal protocol: one
 * {@code NAME=value} line per field, or name, 64-bit little-endian length and bytes where the value has several lines.
 */
public final class JournalSink implements LogSink {
    /** The socket of the journal. */
    public static final String SOCKET = "/run/systemd/journal/socket";

    private final DatagramPort port;
    private final Idents idents;

    public JournalSink(DatagramPort port, Idents idents) {
        this.port = port;
        this.idents = idents;
    }

    /**
     * Whether standard error leads to the journal: systemd says so in JOURNAL_STREAM (device:inode), and a child whose
     * standard error was redirected since then must not believe it.
     */
    public static boolean isStandardErrorOfJournal(@Nullable String journalStream) {
        return journalStream != null && journalStream.equals(identity(Path.of("/proc/self/fd/2")));
    }

    /** The device and inode of what a path leads to, as JOURNAL_STREAM writes them, or an empty string. */
    static String identity(Path path) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino");
            return attributes.get("dev") + ":" + attributes.get("ino");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public void write(LogLine line) throws IOException {
        EventKind kind = line.event().kind();
        JournalFields fields = new JournalFields();
        fields.add("MESSAGE", line.text());
        fields.add("PRIORITY", Integer.toString(kind.level().syslog()));
        fields.add("SYSLOG_IDENTIFIER", idents.of(kind.area()));
        fields.add("VIGIL_CODE", kind.code());
        EventFields.of(line.event(), fields);
        port.send(fields.datagram.toByteArray());
    }

    @Override
    public void close() {
        port.close();
    }

    private static final class JournalFields implements Fields {
        final ByteArrayOutputStream datagram = new ByteArrayOutputStream();

        void add(String name, String value) {
            datagram.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (value.indexOf('\n') < 0) {
                datagram.write('=');
            } else {
                ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                datagram.write('\n');
                datagram.writeBytes(length.putLong(0, bytes.length).array());
            }
            datagram.writeBytes(bytes);
            datagram.write('\n');
        }

        @Override
        public Fields put(String name, String value) {
            add("VIGIL_" + name.toUpperCase(Locale.ROOT), value);
            return this;
        }

        @Override
        public Fields put(String name, long value) {
            return put(name, Long.toString(value));
        }

        @Override
        public Fields put(String name, boolean value) {
            return put(name, Boolean.toString(value));
        }

        @Override
        public Fields put(String name, List<String> values) {
            // The journal keeps several values of one name.
            values.forEach(value -> put(name, value));
            return this;
        }
    }
}
