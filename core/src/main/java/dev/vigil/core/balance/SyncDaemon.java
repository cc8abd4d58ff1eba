package dev.vigil.core.balance;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A thread of the kernel that sends its connections to other directors, or receives theirs. What is not given is what the
 * kernel takes.
 *
 * @param packetMax 0 if it is not given, as are the port and the time to live
 */
public record SyncDaemon(
        Role role, String interfaceName, int syncId, int packetMax, int port, int ttl, Optional<IpAddress> group) {
    /** What such a thread does. There is at most one for each of them. */
    public enum Role {
        /** It sends. */
        MASTER(1),
        /** It receives. */
        BACKUP(2);

        /** The kernel's number. */
        public final int number;

        Role(int number) {
            this.number = number;
        }
    }

    /** The same in another role. */
    public SyncDaemon as(Role other) {
        return new SyncDaemon(other, interfaceName, syncId, packetMax, port, ttl, group);
    }

    /** Whether one that runs is what this one asks for. */
    boolean isMetBy(SyncDaemon running) {
        return role == running.role
                && interfaceName.equals(running.interfaceName)
                && syncId == running.syncId
                && (packetMax == 0 || packetMax == running.packetMax)
                && (port == 0 || port == running.port)
                && (ttl == 0 || ttl == running.ttl)
                && (group.isEmpty() || group.equals(running.group));
    }

    /**
     * What makes those that run those that are wanted.
     *
     * @param stops are done first, since two of a role cannot be
     */
    public record Plan(List<Role> stops, List<SyncDaemon> starts) {
        public static Plan between(List<SyncDaemon> running, List<SyncDaemon> wanted) {
            List<Role> stops = new ArrayList<>();
            List<SyncDaemon> starts = new ArrayList<>(wanted);
            for (SyncDaemon each : running) {
                if (!starts.removeIf(one -> one.isMetBy(each))) {
                    stops.add(each.role);
                }
            }
            return new Plan(List.copyOf(stops), List.copyOf(starts));
        }
    }
}
