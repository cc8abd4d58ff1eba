package dev.vigil.daemon.log;

import java.util.List;
import java.util.Optional;

/** What became of mail alerts; {@code instance} is the name of the instance, group, virtual or real server. */
public sealed interface MailEvent extends Event {
    String instance();

    @Override
    default String subject() {
        return instance();
    }

    /**
     * The mail server took an alert.
     *
     * @param refused what it said about recipients that it does not take
     */
    record Sent(String instance, String state, List<String> recipients, List<String> refused) implements MailEvent {
        @Override
        public EventKind kind() {
            return EventKind.MAIL_SENT;
        }
    }

    /**
     * The mail server did not take an alert.
     *
     * @param againNs after how long it is tried again; empty if it is not
     */
    record Failed(String instance, String state, String reason, Optional<Long> againNs) implements MailEvent {
        @Override
        public EventKind kind() {
            return EventKind.MAIL_FAILED;
        }
    }

    /** Alerts will not be sent. */
    record Lost(String instance, int count, String reason) implements MailEvent {
        @Override
        public EventKind kind() {
            return EventKind.MAIL_LOST;
        }
    }
}
