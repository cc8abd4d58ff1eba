package dev.vigil.daemon.balance;

import dev.vigil.linux.LinuxException;
import dev.vigil.linux.Sysctl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The groups that may send echo requests over a socket of their own: ours is added when it is needed, and taken out again. */
final class EchoPermission {
    private static final List<String> SETTING = List.of("net", "ipv4", "ping_group_range");

    private @Nullable String before;

    /** Adds the group of this process; false if it was there, or cannot be added. */
    boolean obtain() {
        try {
            Optional<String> range = Sysctl.read(SETTING.toArray(String[]::new));
            if (before != null || range.isEmpty()) {
                return false;
            }
            String[] ends = range.get().split("\\s+", -1);
            long from = Long.parseLong(ends[0]);
            long to = Long.parseLong(ends[1]);
            long own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            boolean none = from > to;
            long newFrom = none ? own : Math.min(from, own);
            long newTo = none ? own : Math.max(to, own);
            Sysctl.write(SETTING, newFrom + " " + newTo);
            before = range.get();
            return true;
        } catch (LinuxException | IOException refused) {
            return false;
        }
    }

    /** Takes it out again. */
    void giveBack() {
        String range = before;
        if (range == null) {
            return;
        }
        before = null;
        try {
            Sysctl.write(SETTING, range);
        } catch (LinuxException refused) {
            // The namespace may be gone, or /proc read-only by now: what stays allows echo requests only.
        }
    }
}
