package dev.vigil.daemon.log;

import java.util.List;

/** What the daemon as a whole does. */
public sealed interface DaemonEvent extends Event {
    @Override
    default String subject() {
        return "";
    }

    record Starting(String product, String version) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.STARTING;
        }
    }

    record StartupComplete() implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.STARTUP_COMPLETE;
        }
    }

    record Stopping(String reason) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.STOPPING;
        }
    }

    record Stopped() implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.STOPPED;
        }
    }

    record Reloading(String reason) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.RELOADING;
        }
    }

    /** @param summary what changed, for people */
    record ReloadComplete(String summary) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.RELOAD_COMPLETE;
        }
    }

    /** The new configuration was not taken; the old one stays in force. */
    record ReloadRefused(String reason) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.RELOAD_REFUSED;
        }
    }

    /**
     * What a reload changed at one place, and what that cost if this node was MASTER.
     *
     * @param instance its name; empty for what belongs to no instance
     */
    record ReloadChange(String instance, String change) implements DaemonEvent {
        @Override
        public String subject() {
            return instance;
        }

        @Override
        public EventKind kind() {
            return EventKind.RELOAD_CHANGE;
        }
    }

    /** A signal asked for a dump, and it is in this file. */
    record DumpWritten(String file) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.DUMP_WRITTEN;
        }
    }

    record ConfigurationRead(String file) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONFIGURATION_READ;
        }
    }

    /** A finding about the configuration that changes nothing. */
    record ConfigurationRemark(String text) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONFIGURATION_REMARK;
        }
    }

    record ConfigurationWarning(String text) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONFIGURATION_WARNING;
        }
    }

    record ConfigurationError(String text) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.CONFIGURATION_ERROR;
        }
    }

    /** What of the configuration Vigil cannot do yet, in one line at the end of a start or a reload. */
    record KeywordsWithoutEffect(List<String> keywords) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.KEYWORDS_WITHOUT_EFFECT;
        }
    }

    record AlreadyRunning(String where) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.ALREADY_RUNNING;
        }
    }

    /**
     * The daemon wrote what its VRRP loop remembers to a file.
     *
     * @param occasion one of few words; the recordings of one never hide those of another
     * @param detail more about it, or an empty string
     */
    record RecordingKept(String file, String occasion, String detail) implements DaemonEvent {
        /** The occasion and its detail, as they stand in the recording. */
        public String reason() {
            return detail.isEmpty() ? occasion : occasion + ": " + detail;
        }

        @Override
        public String subject() {
            return occasion;
        }

        @Override
        public EventKind kind() {
            return EventKind.RECORDING_KEPT;
        }
    }

    /** Addresses of an earlier run that was killed are gone now; each as {@code 192.0.2.10/24 on eth0}. */
    record LeftoversRemoved(List<String> addresses) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.LEFTOVERS_REMOVED;
        }
    }

    /**
     * An interface that a virtual router brings with it was made or removed.
     *
     * @param link as {@code interface vrrp.51 on eth0}
     */
    record LinkChanged(String link, boolean made) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.LINK_CHANGED;
        }
    }

    /** No guardian watches this daemon from outside. */
    record Unguarded() implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.UNGUARDED;
        }
    }

    /**
     * A loop makes no step.
     *
     * @param isLost whether it is given up, and the process ends for it
     * @param stack where its thread is, the innermost frame first
     */
    record LoopStalled(String loop, long silentNs, boolean isLost, List<String> stack) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return isLost ? EventKind.LOOP_LOST : EventKind.LOOP_STALLED;
        }

        @Override
        public String subject() {
            return loop;
        }
    }

    /** Something that the operating system refused and that belongs to no instance. */
    record OperationFailed(String operation, String reason) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.OPERATION_FAILED;
        }

        @Override
        public String subject() {
            return operation;
        }
    }

    /** A broken invariant or an unexpected exception: a defect of this program. */
    record Defect(String where, Throwable cause) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.DEFECT;
        }

        @Override
        public String subject() {
            return where;
        }
    }

    /** The VRRP loop waited in the kernel, and what was due meanwhile was sent all the same. */
    record WaitBridged(int adverts, long longestNs) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.WAIT_BRIDGED;
        }

        @Override
        public String subject() {
            return "";
        }
    }

    /** The VRRP loop was late, and has a higher real-time priority from now on. */
    record PriorityRaised(int priority) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.PRIORITY_RAISED;
        }
    }

    /** A loop did what was due later than it should have. */
    record LoopLate(String loop, long lateNs) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.LOOP_LATE;
        }

        @Override
        public String subject() {
            return loop;
        }
    }

    /** The queue of the log was full. */
    record EventsLost(long count) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.EVENTS_LOST;
        }
    }

    /**
     * Events of one kind and subject that were not written because there were too many.
     *
     * @param last the text of the last of them
     */
    record EventsHeldBack(EventKind heldBack, String about, long count, long withinNs, String last)
            implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.EVENTS_HELD_BACK;
        }

        @Override
        public String subject() {
            return about;
        }
    }

    /**
     * A destination of the log did not take lines for a while.
     *
     * @param lost how many, or 0 when it takes none from the start
     */
    record SinkFailed(String sink, String reason, long lost) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.SINK_FAILED;
        }
    }

    /** Something for those who asked for detail. */
    record Detail(String about, String text) implements DaemonEvent {
        @Override
        public EventKind kind() {
            return EventKind.DETAIL;
        }

        @Override
        public String subject() {
            return about;
        }
    }
}
