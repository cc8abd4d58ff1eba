package dev.vigil.daemon.balance;

import dev.vigil.core.balance.Probe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was seen last of the tracked files and BFD sessions that checks follow. Any thread may put and ask. */
final class Sightings {
    private final Map<String, Sighting> files = new ConcurrentHashMap<>();
    private final Map<String, Sighting> sessions = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    /** What something is like. */
    sealed interface Sighting {
        record InFile(int value) implements Sighting {}

        /** @param reason why it is not up, for people */
        record Session(boolean up, String reason) implements Sighting {}
    }

    /** Is called after each sighting, on the thread that has seen. */
    void listen(Runnable newListener) {
        listener = newListener;
    }

    void file(String name, int value) {
        files.put(name, new Sighting.InFile(value));
        listener.run();
    }

    void session(String name, boolean up, String reason) {
        sessions.put(name, new Sighting.Session(up, reason));
        listener.run();
    }

    /** What a check is to know; null before anything was seen. */
    @Nullable
    Sighting of(Probe.Watch watch) {
        return switch (watch) {
            case Probe.File file -> files.get(file.name());
            case Probe.Session session -> sessions.get(session.name());
        };
    }
}
