package dev.vigil.daemon.log;

import dev.vigil.daemon.outcome.Outcome;

/** What tracked scripts ({@code vrrp_script}) do; {@code script} is the name of the block. */
public sealed interface ScriptEvent extends Event {
    String script();

    @Override
    default String subject() {
        return script();
    }

    /** The script counts as up now. */
    record Succeeded(String script) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return EventKind.SCRIPT_SUCCEEDED;
        }
    }

    /** The script counts as down now. */
    record Failed(String script, Outcome outcome) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return outcome instanceof Outcome.TimedOut ? EventKind.SCRIPT_TIMED_OUT : EventKind.SCRIPT_FAILED;
        }
    }

    /** The exit status is another one than that of the run before. */
    record Returns(String script, int status) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return EventKind.SCRIPT_RETURNS;
        }
    }

    /** The program cannot be run at all; it is tried again at every interval. */
    record Unusable(String script, String reason) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return EventKind.SCRIPT_UNUSABLE;
        }
    }

    /** A run was due while the one before was still going on. */
    record Overrun(String script, long runningNs) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return EventKind.SCRIPT_OVERRUN;
        }
    }

    /** The program runs as root, and others than root could replace it. */
    record Insecure(String script, String reason) implements ScriptEvent {
        @Override
        public EventKind kind() {
            return EventKind.SCRIPT_INSECURE;
        }
    }
}
