package dev.vigil.daemon.reload;

import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ReloadEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the file of {@code reload_time_file} asks for a reload. It is looked at again and again with what the file holds at
 * that moment, so that a file that comes, changes or goes, and a clock that is set, count at once.
 */
final class ReloadAlarm {
    private final String file;
    private final EventLog log;
    private @Nullable String held;
    private @Nullable ReloadTime due;

    ReloadAlarm(String file, EventLog log) {
        this.file = file;
        this.log = log;
    }

    /** What is to be done now. */
    enum Action {
        NOTHING,
        /** Reload; the same time comes again tomorrow. */
        RELOAD,
        /** Reload; the file has done its duty and goes. */
        RELOAD_AND_REMOVE
    }

    /**
     * Looks at the time.
     *
     * @param content what the file holds; empty if there is none
     * @param repeat keyword {@code reload_repeat}
     */
    Action look(Optional<String> content, Instant now, ZoneId here, boolean repeat) {
        String text = content.orElse(null);
        if (text == null ? held != null : !text.equals(held)) {
            held = text;
            due = text == null ? null : read(text, now, here);
        }
        if (due == null || due.at().isAfter(now)) {
            return Action.NOTHING;
        }
        if (repeat && due.daily()) {
            due = ReloadTime.parse(held == null ? "" : held, now, here).orElse(null);
            return Action.RELOAD;
        }
        due = null;
        return Action.RELOAD_AND_REMOVE;
    }

    private @Nullable ReloadTime read(String text, Instant now, ZoneId here) {
        Optional<ReloadTime> time = ReloadTime.parse(text, now, here);
        if (time.isEmpty()) {
            log.put(new ReloadEvent.NoTime(file, "it holds no time: write HH:MM:SS or YYYY-MM-DD HH:MM:SS"));
            return null;
        }
        if (!time.get().at().isAfter(now)) {
            log.put(new ReloadEvent.NoTime(file, "its time is over"));
            return null;
        }
        log.put(new ReloadEvent.Due(file, time.get().at()));
        return time.get();
    }

    /** How long nothing is to be done, as far as is known now; no longer than {@code most}. */
    Duration pause(Instant now, Duration most) {
        if (due == null) {
            return most;
        }
        Duration left = Duration.between(now, due.at());
        return left.compareTo(most) < 0 ? left : most;
    }
}
