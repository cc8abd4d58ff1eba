package dev.vigil.daemon.log;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdDrop;

/** What is seen of tracked files, processes and neighbours; {@code name} is that of the block. */
public sealed interface TrackerEvent extends Event {
    String name();

    @Override
    default String subject() {
        return name();
    }

    /**
     * A tracked file was looked at and is another one than before.
     *
     * @param remark what is special about it; empty if it simply holds this number
     */
    record FileHolds(String name, int value, String remark) implements TrackerEvent {
        @Override
        public EventKind kind() {
            return EventKind.FILE_HOLDS;
        }
    }

    /** There are as many processes as there shall be. */
    record QuorumGained(String name, String detail) implements TrackerEvent {
        @Override
        public EventKind kind() {
            return EventKind.QUORUM_GAINED;
        }
    }

    /** There are too few processes, or too many. */
    record QuorumLost(String name, String detail) implements TrackerEvent {
        @Override
        public EventKind kind() {
            return EventKind.QUORUM_LOST;
        }
    }

    /**
     * A BFD session is up, or not, at its beginning too.
     *
     * @param state as RFC 5880 writes it
     * @param reason why it is not up; empty if it is
     */
    record BfdState(String name, String state, String neighbor, String reason) implements TrackerEvent {
        @Override
        public EventKind kind() {
            return EventKind.BFD_STATE;
        }
    }

    /** What a BFD session needs is refused, or what all of them need if the name is empty. */
    record BfdRefused(String name, String reason) implements TrackerEvent {
        @Override
        public EventKind kind() {
            return EventKind.BFD_REFUSED;
        }
    }

    /**
     * A BFD packet was refused, as others may be that are not told of.
     *
     * @param total how many were refused for this reason since the start
     */
    record BfdDropped(BfdDrop reason, IpAddress from, long total) implements TrackerEvent {
        @Override
        public String name() {
            return "";
        }

        @Override
        public EventKind kind() {
            return EventKind.BFD_DROPPED;
        }
    }

    /** The kernel does not show changes of processes here, so that /proc is looked at twice a second. */
    record ProcessesPolled(String reason) implements TrackerEvent {
        @Override
        public String name() {
            return "";
        }

        @Override
        public EventKind kind() {
            return EventKind.PROCESSES_POLLED;
        }
    }
}
