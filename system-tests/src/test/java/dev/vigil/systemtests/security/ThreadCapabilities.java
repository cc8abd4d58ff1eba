package dev.vigil.systemtests.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sets of capabilities of one thread, as the kernel shows them.
 *
 * @param thread the name of the thread
 */
record ThreadCapabilities(String thread, long effective, long permitted, long bounding) {
    /** CHOWN, DAC_OVERRIDE, KILL, SETPCAP, NET_ADMIN, NET_RAW, IPC_LOCK and SYS_NICE. */
    static final long OF_THE_DAEMON = 1 | 1 << 1 | 1 << 5 | 1 << 8 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 23;

    /** Those of every thread that a process has at this moment. */
    static List<ThreadCapabilities> of(long pid) {
        List<ThreadCapabilities> all = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks.toList()) {
                add(task, all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static void add(Path task, List<ThreadCapabilities> all) throws IOException {
        try {
            List<String> status = Files.readAllLines(task.resolve("status"));
            all.add(new ThreadCapabilities(
                    value(status, "Name"),
                    Long.parseUnsignedLong(value(status, "CapEff"), 16),
                    Long.parseUnsignedLong(value(status, "CapPrm"), 16),
                    Long.parseUnsignedLong(value(status, "CapBnd"), 16)));
        } catch (NoSuchFileException ended) {
            // Threads of the JVM come and go.
            return;
        }
    }

    static String value(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
