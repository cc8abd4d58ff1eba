package dev.vigil.daemon.log;

import dev.vigil.daemon.outcome.Outcome;

/** What became of notifications; {@code instance} is the name of the instance or group. */
public sealed interface NotifyEvent extends Event {
    String instance();

    @Override
    default String subject() {
        return instance();
    }

    /**
     * A notification script ended.
     *
     * @param program the path of the script
     * @param state the state that it was told
     */
    record Ended(String instance, String program, String state, Outcome outcome) implements NotifyEvent {
        @Override
        public String subject() {
            return instance + ' ' + state;
        }

        @Override
        public EventKind kind() {
            return switch (outcome) {
                case Outcome.Exited exited -> exited.status() == 0 ? EventKind.NOTIFY_DONE : EventKind.NOTIFY_FAILED;
                case Outcome.Killed _ -> EventKind.NOTIFY_FAILED;
                case Outcome.CannotRun _ -> EventKind.NOTIFY_FAILED;
                case Outcome.TimedOut _ -> EventKind.NOTIFY_TIMED_OUT;
            };
        }
    }

    /** Transitions came faster than their scripts ended: older ones were not told. */
    record Skipped(String instance, int count, String toldInstead) implements NotifyEvent {
        @Override
        public EventKind kind() {
            return EventKind.NOTIFY_SKIPPED;
        }
    }

    /** The daemon ended before the scripts of this instance did. */
    record Abandoned(String instance, int count) implements NotifyEvent {
        @Override
        public EventKind kind() {
            return EventKind.NOTIFY_ABANDONED;
        }
    }

    /** The queue to the process loop was full. */
    record RequestsLost(long count) implements NotifyEvent {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public EventKind kind() {
            return EventKind.PROCESS_REQUESTS_LOST;
        }
    }
}
