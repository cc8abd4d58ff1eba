package dev.vigil.daemon.track;

import dev.vigil.config.model.TrackFile;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.TrackerEvent;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.Inotify;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.TimerFd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tracked files when the kernel shows a change of them, on a thread of its own: a file system that does not answer
 * holds up nothing else. What the kernel does not show, as of files that another machine writes, is found by looking now and
 * then.
 */
final class FileWatch implements AutoCloseable {
    /** How often everything is looked at although nothing was shown. */
    static final long LOOK_EVERY_NS = 10_000_000_000L;

    /** The same where the kernel refuses to show changes. */
    static final long POLL_EVERY_NS = 1_000_000_000L;

    /** So many batches of changes are taken at once, so that a busy directory does not hold up the rest. */
    private static final int READS_MAX = 64;

    private static final int EVENTS_MAX = 8;
    private static final long TIMER_TOKEN = 0;
    private static final long WAKE_TOKEN = 1;
    private static final long CHANGE_TOKEN = 2;
    private static final long END_WITHIN_MS = 500;

    private final TrackListener listener;
    private final EventLog log;
    private final Envelope envelope;
    private final Epoll epoll = Epoll.open(EVENTS_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wakeUp = EventFd.open();
    private final @Nullable Inotify inotify;
    private final Thread thread;
    private final Set<WatchedFile> changed = new LinkedHashSet<>();
    private final Set<WatchedFile> moved = new LinkedHashSet<>();
    private final Set<Integer> watches = new HashSet<>();
    private Map<String, WatchedFile> byName = new LinkedHashMap<>();
    private boolean blind;
    private volatile Map<String, Integer> values = Map.of();
    private volatile @Nullable List<TrackFile> wanted;
    private volatile boolean ending;

    FileWatch(TrackListener listener, EventLog log) {
        this.listener = listener;
        this.log = log;
        envelope = new Envelope("tracked files", log);
        inotify = open();
        blind = inotify == null;
        epoll.add(timer, TIMER_TOKEN);
        epoll.add(wakeUp, WAKE_TOKEN);
        if (inotify != null) {
            epoll.add(inotify, CHANGE_TOKEN);
        }
        thread = Thread.ofPlatform().name("vigil-files").daemon(true).unstarted(this::run);
    }

    private @Nullable Inotify open() {
        try {
            return Inotify.open();
        } catch (LinuxException refusal) {
            tellBlind(refusal);
            return null;
        }
    }

    void start() {
        thread.start();
    }

    /** Tracks exactly these files from now on. Each that is known is told of again. Any thread may call it. */
    void track(List<TrackFile> files) {
        wanted = List.copyOf(files);
        wakeUp.signal();
    }

    /** The number in each file, by name. Any thread may ask. */
    Map<String, Integer> values() {
        return values;
    }

    @Override
    public void close() {
        ending = true;
        wakeUp.signal();
        try {
            boolean _ = thread.join(java.time.Duration.ofMillis(END_WITHIN_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!ending) {
            boolean _ = envelope.attempt(this::turn);
        }
    }

    private void turn() {
        timer.arm(MonotonicClock.nowNs() + (blind ? POLL_EVERY_NS : LOOK_EVERY_NS));
        int ready = epoll.await();
        for (int index = 0; index < ready; index++) {
            long token = epoll.token(index);
            if (token == TIMER_TOKEN) {
                byName.values().forEach(this::lost);
            } else if (token == WAKE_TOKEN) {
                wakeUp.drain();
            } else {
                takeChanges();
            }
        }
        adopt();
        look();
    }

    private void takeChanges() {
        Inotify source = inotify;
        for (int reads = 0; source != null && reads < READS_MAX && source.read(changes); reads++) {
            // What was read is noted in the sets.
        }
    }

    private final Inotify.Sink changes = new Inotify.Sink() {
        @Override
        public void changed(int watch, String name, boolean created) {
            for (WatchedFile file : byName.values()) {
                if (file.isOnWay(watch, name)) {
                    moved.add(file);
                    if (!created || !file.isItself(name) || !file.isBeingWritten()) {
                        changed.add(file);
                    }
                }
            }
        }

        @Override
        public void lost() {
            byName.values().forEach(FileWatch.this::lost);
        }
    };

    private void lost(WatchedFile file) {
        moved.add(file);
        changed.add(file);
    }

    private void adopt() {
        List<TrackFile> next = wanted;
        if (next == null) {
            return;
        }
        wanted = null;
        Map<String, WatchedFile> kept = new LinkedHashMap<>();
        for (TrackFile definition : next) {
            WatchedFile old = byName.get(definition.name());
            boolean same = old != null && old.isSameAs(definition);
            WatchedFile file = same && old != null ? old : new WatchedFile(definition);
            kept.put(definition.name(), file);
            lost(file);
        }
        byName = kept;
        moved.retainAll(kept.values());
        changed.retainAll(kept.values());
        listener.onTracked(Track.Kind.FILE);
        for (WatchedFile file : kept.values()) {
            Reading known = file.last();
            if (known != null) {
                listener.onFile(file.name(), known.value(), known.detail());
            }
        }
    }

    private void look() {
        for (WatchedFile file : moved) {
            file.lose();
            file.follow(this::watch);
        }
        if (!moved.isEmpty()) {
            forgetUnneeded();
        }
        moved.clear();
        List<WatchedFile> some = List.copyOf(changed);
        for (WatchedFile file : some) {
            changed.remove(file);
            Reading now = file.read();
            if (now != null) {
                listener.onFile(file.name(), now.value(), now.detail());
                log.put(new TrackerEvent.FileHolds(file.name(), now.value(), now.detail()));
            }
        }
        if (!some.isEmpty()) {
            publish();
        }
    }

    private void publish() {
        Map<String, Integer> next = new HashMap<>();
        for (WatchedFile file : byName.values()) {
            Reading known = file.last();
            next.put(file.name(), known == null ? 0 : known.value());
        }
        values = next;
    }

    private int watch(Path directory, boolean entries) {
        if (inotify == null) {
            return -1;
        }
        try {
            OptionalInt watch = inotify.watch(directory.toString(), entries);
            watch.ifPresent(watches::add);
            return watch.orElse(-1);
        } catch (LinuxException refusal) {
            tellBlind(refusal);
            return -1;
        }
    }

    /** Told once: from then on everything is looked at every second. */
    private void tellBlind(LinuxException refusal) {
        if (!blind) {
            log.put(new DaemonEvent.OperationFailed(
                    "see changes of tracked files at once, which are looked at every second instead",
                    String.valueOf(refusal.getMessage())));
        }
        blind = true;
    }

    private void forgetUnneeded() {
        Set<Integer> needed = new HashSet<>();
        byName.values().forEach(file -> needed.addAll(file.watches()));
        for (int watch : new ArrayList<>(watches)) {
            if (inotify != null && !needed.contains(watch)) {
                watches.remove(watch);
                inotify.forget(watch);
            }
        }
    }
}
