package dev.vigil.daemon.log;

import java.time.Instant;

/** What concerns reloads beside their course: when they are due, and what is kept of them. */
public sealed interface ReloadEvent extends Event {
    /** The file that it is about. */
    String file();

    @Override
    default String subject() {
        return file();
    }

    /** The file of {@code reload_time_file} names a time to come. */
    record Due(String file, Instant at) implements ReloadEvent {
        @Override
        public EventKind kind() {
            return EventKind.RELOAD_DUE;
        }
    }

    /** The file of {@code reload_time_file} is there and leads to no reload. */
    record NoTime(String file, String reason) implements ReloadEvent {
        @Override
        public EventKind kind() {
            return EventKind.RELOAD_TIME_UNUSABLE;
        }
    }

    /** The configuration that was read is in this file, too. */
    record Saved(String file) implements ReloadEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONFIGURATION_SAVED;
        }
    }
}
