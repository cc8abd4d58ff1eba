package dev.vigil.systemtests.trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process costs.
 *
 * @param cpuMs its processor time, and that of its children, since keepalived works in one
 */
record Footprint(long descriptors, long threads, long residentKb, long cpuMs) {
    private static final long MS_PER_TICK = 10;

    static Footprint of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            String status = Files.readString(process.resolve("status"));
            return new Footprint(descriptors.count(), number(status, "Threads:"), number(status, "VmRSS:"), cpuMs(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuMs(long pid) throws IOException {
        long ticks = 0;
        List<Long> family = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(process -> process.descendants().forEach(child -> family.add(child.pid())));
        for (long member : family) {
            Path file = Path.of("/proc", Long.toString(member), "stat");
            if (Files.exists(file)) {
                String stat = Files.readString(file);
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks * MS_PER_TICK;
    }

    private static long number(String status, String name) {
        int at = status.indexOf(name) + name.length();
        return Long.parseLong(status.substring(at, status.indexOf('\n', at)).replaceAll("\\D", ""));
    }

    @Override
    public String toString() {
        return descriptors + " descriptors, " + threads + " threads, " + residentKb / 1024 + " MB";
    }
}
