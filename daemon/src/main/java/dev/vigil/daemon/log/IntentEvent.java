package dev.vigil.daemon.log;

import java.time.Instant;
import java.util.OptionalLong;

/** What becomes of the intents of operators. */
public sealed interface IntentEvent extends Event {
    /** The instance or the server that it is about, or the file. */
    @Override
    String subject();

    /** One is in force from now on. */
    record Stored(String subject, String wish, String who, String reason, boolean keep, OptionalLong untilEpochMs)
            implements IntentEvent {
        @Override
        public EventKind kind() {
            return EventKind.INTENT_STORED;
        }
    }

    /** One of an earlier run of the daemon is in force again. */
    record Resumed(String subject, String wish, String who, String reason) implements IntentEvent {
        @Override
        public EventKind kind() {
            return EventKind.INTENT_RESUMED;
        }
    }

    /** One is no longer in force. */
    record Ended(String subject, String wish, String why) implements IntentEvent {
        @Override
        public EventKind kind() {
            return EventKind.INTENT_ENDED;
        }
    }

    /** Their file cannot be read or written as it should. */
    record Damaged(String subject, String reason) implements IntentEvent {
        @Override
        public EventKind kind() {
            return EventKind.INTENTS_DAMAGED;
        }
    }

    /** The line of text. */
    default String text() {
        return switch (this) {
            case Stored e ->
                subject() + ": " + e.wish + ", asked for by " + e.who + (e.keep ? ", kept over a restart" : "")
                        + (e.untilEpochMs.isPresent()
                                ? ", until " + Instant.ofEpochMilli(e.untilEpochMs.getAsLong())
                                : "")
                        + because(e.reason);
            case Resumed e ->
                subject() + ": " + e.wish + " is in force again, asked for by " + e.who + " before the restart"
                        + because(e.reason);
            case Ended e -> subject() + ": " + e.wish + " ends" + because(e.why);
            case Damaged e -> "The intents of operators in " + subject() + " are damaged" + because(e.reason);
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Its fields in JSON. */
    default void fields(Fields out) {
        switch (this) {
            case Stored e -> {
                out.put("object", e.subject).put("wish", e.wish).put("who", e.who);
                out.put("reason", e.reason).put("keep", e.keep);
                e.untilEpochMs.ifPresent(until -> out.put("until_epoch_ms", until));
            }
            case Resumed e ->
                out.put("object", e.subject)
                        .put("wish", e.wish)
                        .put("who", e.who)
                        .put("reason", e.reason);
            case Ended e -> out.put("object", e.subject).put("wish", e.wish).put("why", e.why);
            case Damaged e -> out.put("file", e.subject).put("reason", e.reason);
        }
    }
}
