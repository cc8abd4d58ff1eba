package dev.vigil.daemon.track;

import dev.vigil.config.model.Buffers;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever looks at files and processes; each has its thread only from the first configuration on that tracks any. */
public final class Observers implements Participant, AutoCloseable {
    private final TrackListener listener;
    private final EventLog log;
    private @Nullable FileWatch files;
    private @Nullable ProcessWatch processes;

    public Observers(TrackListener listener, EventLog log) {
        this.listener = listener;
        this.log = log;
    }

    /** Begins with the configuration of the start: makes the files that it asks for, and looks at everything. */
    public synchronized void start(Config config) {
        InitialFiles.make(config.files(), log);
        track(config);
    }

    private void track(Config config) {
        if (files == null && !config.files().isEmpty()) {
            files = new FileWatch(listener, log);
            files.start();
        }
        if (files != null) {
            files.track(config.files());
        }
        if (processes == null && !config.processes().isEmpty()) {
            Buffers.Buffer buffer = config.global().buffers().processMonitor();
            processes = new ProcessWatch(listener, log, new ProcFiles(Path.of("/proc")), buffer);
            processes.start(true);
        }
        if (processes != null) {
            processes.track(config.processes());
        }
    }

    /** What is known of everything that is tracked. Any thread may ask. */
    public synchronized Observed observed() {
        return new Observed(
                files == null ? Map.of() : files.values(), processes == null ? Map.of() : processes.counts());
    }

    @Override
    public synchronized void adopt(ReloadPlan plan) {
        track(plan.next());
    }

    @Override
    public synchronized void close() {
        if (files != null) {
            files.close();
        }
        if (processes != null) {
            processes.close();
        }
    }
}
