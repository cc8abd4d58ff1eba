package dev.vigil.daemon.log;

/** What happens on the control socket. */
public sealed interface ControlEvent extends Event {
    @Override
    default String subject() {
        return "";
    }

    record Listening(String socket) implements ControlEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONTROL_LISTENING;
        }
    }

    /** A connection or a request that was refused. */
    record Refused(String peer, String reason) implements ControlEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONTROL_REFUSED;
        }
    }

    /** Somebody asked for something that changes the daemon. */
    record Requested(String peer, String command) implements ControlEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONTROL_REQUEST;
        }
    }

    /** The socket cannot be offered. */
    record Unavailable(String socket, String reason) implements ControlEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONTROL_UNAVAILABLE;
        }
    }
}
