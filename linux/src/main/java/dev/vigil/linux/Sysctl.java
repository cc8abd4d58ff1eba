package dev.vigil.linux;

import static dev.vigil.linux.Constants.O_RDONLY;
import static dev.vigil.linux.Constants.O_WRONLY;

import java.util.List;
import java.util.Optional;

/**
 * Kernel settings under /proc/sys. Those below {@code net} belong to the network namespace of the calling thread. A
 * setting is named by its steps, since interface names may have dots and so a dotted name would be ambiguous:
 * {@code read("net", "ipv4", "conf", "eth0.10", "arp_ignore")}.
 */
public final class Sysctl {
    private static final int VALUE_BYTES_MAX = 4096;

    private Sysctl() {}

    /** The value without its line end; empty if there is no such setting. */
    public static Optional<String> read(String... steps) {
        String path = path(steps);
        int fd = OpenFile.tryOpen(path, O_RDONLY, 0);
        if (fd == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (fd < 0) {
            throw new LinuxException("open", -fd, path);
        }
        try {
            return Optional.of(OpenFile.read(fd, VALUE_BYTES_MAX, path).strip());
        } finally {
            OpenFile.close(fd);
        }
    }

    /** Changes a setting; whatever it is that the kernel refuses is thrown. */
    public static void write(List<String> steps, String value) {
        String path = path(steps.toArray(String[]::new));
        int fd = OpenFile.open(path, O_WRONLY, 0);
        try {
            OpenFile.write(fd, value, path);
        } finally {
            OpenFile.close(fd);
        }
    }

    private static String path(String... steps) {
        for (String step : steps) {
            if (step.isEmpty() || step.equals("..") || step.indexOf('/') >= 0) {
                throw new IllegalArgumentException("not a step of a setting's name: " + step);
            }
        }
        return "/proc/sys/" + String.join("/", steps);
    }
}
