package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Reloading;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reloads at the time that the file of {@code reload_time_file} has. Its thread exists only while a configuration names one. */
public final class TimedReloads implements Participant, AutoCloseable {
    /** How long a change of the file, or of the clock, may go unseen. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A time is short; what is longer is none. */
    private static final int BYTES_MAX = 64;

    private final Consumer<String> request;
    private final EventLog log;
    private volatile Reloading settings = Reloading.DEFAULT;
    private @Nullable Thread thread;

    /** @param request asks for a reload, with the reason */
    public TimedReloads(Consumer<String> request, EventLog log) {
        this.request = request;
        this.log = log;
    }

    /** Begins with the configuration of the start, or goes on with another one. */
    public synchronized void follow(Config config) {
        settings = config.global().reloading();
        if (thread == null && settings.timeFile().isPresent()) {
            thread = Thread.ofPlatform().name("vigil-reload-at").daemon(true).start(this::run);
        }
    }

    private void run() {
        Envelope envelope = new Envelope("the time of a reload", log);
        Optional<String> file = Optional.empty();
        ReloadAlarm alarm = new ReloadAlarm("", log);
        while (!Thread.currentThread().isInterrupted()) {
            Reloading now = settings;
            if (!now.timeFile().equals(file)) {
                file = now.timeFile();
                alarm = new ReloadAlarm(file.orElse(""), log);
            }
            if (now.timeFile().isPresent()) {
                ReloadAlarm each = alarm;
                Path path = Path.of(now.timeFile().get());
                boolean _ = envelope.attempt(() -> look(each, path, now.repeat()));
            }
            LockSupport.parkNanos(alarm.pause(Instant.now(), LOOK_EVERY).toNanos());
        }
    }

    private void look(ReloadAlarm alarm, Path file, boolean repeat) {
        switch (alarm.look(content(file), Instant.now(), ZoneId.systemDefault(), repeat)) {
            case NOTHING -> {}
            case RELOAD -> request.accept("the time in " + file);
            case RELOAD_AND_REMOVE -> {
                remove(file);
                request.accept("the time in " + file);
            }
        }
    }

    private static Optional<String> content(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(BYTES_MAX), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void remove(Path file) {
        try {
            boolean _ = Files.deleteIfExists(file);
        } catch (IOException refusal) {
            log.put(new DaemonEvent.OperationFailed("remove reload_time_file " + file, String.valueOf(refusal)));
        }
    }

    @Override
    public void adopt(ReloadPlan plan) {
        follow(plan.next());
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
