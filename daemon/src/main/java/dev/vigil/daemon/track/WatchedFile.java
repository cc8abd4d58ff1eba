package dev.vigil.daemon.track;

import dev.vigil.config.model.TrackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One tracked file: which changes concern it, and what it held when it was looked at last. It belongs to one thread. */
final class WatchedFile {
    /** So often the way to a file may change while its directories are being watched; then it is looked at later again. */
    private static final int TRIES_MAX = 8;

    private final String name;
    private final Path path;
    private Map<Integer, Set<String>> points = Map.of();
    private List<Trail.Step> trail = List.of();
    private @Nullable Reading last;

    WatchedFile(TrackFile definition) {
        name = definition.name();
        path = Path.of(definition.path());
    }

    String name() {
        return name;
    }

    boolean isSameAs(TrackFile definition) {
        return name.equals(definition.name()) && path.equals(Path.of(definition.path()));
    }

    /** Watches directories. */
    interface Watcher {
        /** The number of the watch; negative if the directory is not there or cannot be watched. */
        int watch(Path directory, boolean entries);
    }

    /** Watches everything on the way to the file; the file is to be read after that, so that no change falls between. */
    void follow(Watcher watcher) {
        List<Trail.Step> now = Trail.to(path);
        for (int tries = 0; tries < TRIES_MAX && !now.equals(trail); tries++) {
            trail = now;
            points = new HashMap<>();
            for (Trail.Step step : trail) {
                int watch = watcher.watch(step.directory(), step.isOfEntry());
                if (watch >= 0) {
                    points.computeIfAbsent(watch, _ -> new HashSet<>()).add(step.name());
                }
            }
            now = Trail.to(path);
        }
    }

    /** The way is to be walked anew although its names are the same: a directory may be another one by now. */
    void lose() {
        trail = List.of();
    }

    boolean isOnWay(int watch, String entry) {
        return points.getOrDefault(watch, Set.of()).contains(entry);
    }

    /** The watches that it needs. */
    Set<Integer> watches() {
        return points.keySet();
    }

    /**
     * Whether what came into being is the file itself, whose writer has still to close it, which is seen as well. A link to a
     * file that was written before is no such thing.
     */
    boolean isBeingWritten() {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(path, "unix:isRegularFile,nlink", LinkOption.NOFOLLOW_LINKS);
            return Objects.equals(attributes.get("isRegularFile"), true) && Objects.equals(attributes.get("nlink"), 1);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether the entry is the last step, the file's own name. */
    boolean isItself(String entry) {
        return !trail.isEmpty() && trail.getLast().name().equals(entry) && path.endsWith(entry);
    }

    /** Reads the file; null if it is as it was. */
    @Nullable
    Reading read() {
        Reading now = Reading.of(path, last == null ? 0 : last.value());
        if (now.equals(last)) {
            return null;
        }
        last = now;
        return now;
    }

    /** What it held last; null before the first reading. */
    @Nullable
    Reading last() {
        return last;
    }
}
