package dev.vigil.daemon.intent;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an operator wants of an instance or a server until it is taken back. Of one object there is one intent at a time: a
 * newer one replaces it.
 *
 * @param object the instance by its name, the server by those of its service and its own
 * @param value the weight of a server, and 1 of the drain of an instance that was done; empty otherwise
 * @param who asked for it, as {@code user root}
 * @param reason in the words of who asked; may be empty
 * @param keep whether it holds after a restart of the daemon as well; a reload never ends it
 * @param untilEpochMs when it ends by itself; empty for never
 */
public record Intent(
        Kind kind,
        String object,
        OptionalLong value,
        String who,
        long whenEpochMs,
        String reason,
        boolean keep,
        OptionalLong untilEpochMs) {
    /** What an intent is about. */
    public enum Subject {
        INSTANCE,
        SERVER
    }

    /** What is wanted. */
    public enum Kind {
        /** The instance gives its addresses to others, and takes none. */
        DRAIN(Subject.INSTANCE, "drain"),
        /** The instance is MASTER as far as it can. */
        PROMOTE(Subject.INSTANCE, "promote"),
        /** The server gets no new connections. */
        SERVER_DRAIN(Subject.SERVER, "drain"),
        /** The server has another weight than is configured. */
        SERVER_WEIGHT(Subject.SERVER, "weight"),
        /** The server is out as if a check of it had failed. */
        SERVER_DISABLE(Subject.SERVER, "disable");

        private final Subject subject;
        private final String command;

        Kind(Subject subject, String command) {
            this.subject = subject;
            this.command = command;
        }

        public Subject subject() {
            return subject;
        }

        /** The command by which an operator asks for it. */
        public String command() {
            return command;
        }

        /** The word that stands for it in a file. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isAbout(Subject subject, String other) {
        return kind.subject() == subject && object.equals(other);
    }

    boolean isOverAt(long nowEpochMs) {
        return untilEpochMs.isPresent() && untilEpochMs.getAsLong() <= nowEpochMs;
    }

    /** What is wanted, for people: {@code weight 5}. */
    public String wish() {
        boolean numbered = value.isPresent() && kind.subject() == Subject.SERVER;
        return kind.command() + (numbered ? " " + value.getAsLong() : "");
    }
}
