package dev.vigil.daemon.kernel;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Links.GarpGroup;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.PacketSocket;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends gratuitous ARPs and unsolicited neighbour advertisements: at once, or with the configured gap between two of a kind
 * on one interface, or on the interfaces of one {@code garp_group}. The queue of those that wait is bounded; beyond its bound the oldest give way, since the newest owner of
 * an address is the right one.
 */
final class Announcer {
    /** The most announcements of a kind that wait on one interface: a burst of 5 for 255 addresses of 16 virtual routers. */
    static final int WAITING_MAX = 20_400;

    /** A frame that is ready to be sent. */
    record Frame(NativeBuffer bytes, int ifindex, int ethertype, String interfaceName) {}

    /** The way out. */
    interface Outlet {
        /** Sends a frame; 0, or the error number of the kernel's refusal. */
        int trySend(Frame frame);
    }

    /**
     * The least time between two frames of a kind on one interface; 0 for none.
     *
     * @param arpNs keyword {@code vrrp_garp_interval}
     * @param neighborNs keyword {@code vrrp_gna_interval}
     * @param groups interfaces that share gaps of their own
     */
    record Gaps(long arpNs, long neighborNs, List<GarpGroup> groups) {
        static final Gaps NONE = new Gaps(0, 0);

        Gaps {
            groups = List.copyOf(groups);
        }

        Gaps(long arpNs, long neighborNs) {
            this(arpNs, neighborNs, List.of());
        }

        static Gaps of(Config config) {
            GlobalDefs global = config.global();
            return new Gaps(
                    global.garpIntervalNs(),
                    global.gnaIntervalNs(),
                    config.links().garpGroups());
        }

        private long ns(Kind kind) {
            boolean arp = kind.ethertype == PacketSocket.ETHERTYPE_ARP;
            if (kind.group < 0) {
                return arp ? arpNs : neighborNs;
            }
            GarpGroup group = groups.get(kind.group);
            return arp ? group.garpIntervalNs() : group.gnaIntervalNs();
        }

        /** The number of the group that an interface is in; -1 for none. */
        private int groupOf(String interfaceName) {
            for (int index = 0; index < groups.size(); index++) {
                if (groups.get(index).interfaces().contains(interfaceName)) {
                    return index;
                }
            }
            return -1;
        }

        private Kind kind(Frame frame) {
            int group = groupOf(frame.interfaceName);
            return new Kind(group < 0 ? frame.ifindex : 0, group, frame.ethertype);
        }
    }

    /** What waits for each other: frames of an ethertype on an interface, or on those of a group. */
    private record Kind(int ifindex, int group, int ethertype) {}

    /** What waits of one kind. */
    private static final class Lane {
        private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
        private long earliestNs = Long.MIN_VALUE;
    }

    private final Outlet outlet;
    private final Map<Kind, Lane> lanes = new LinkedHashMap<>();
    private Gaps gaps;
    private long nextNs = VirtualRouter.NEVER;

    Announcer(Outlet outlet, Gaps gaps) {
        this.outlet = outlet;
        this.gaps = gaps;
    }

    static Announcer on(PacketSocket socket, Gaps gaps) {
        return new Announcer(
                frame -> socket.trySend(
                        frame.bytes, frame.bytes.sizeBytes(), frame.ifindex, frame.ethertype, MacAddress.BROADCAST),
                gaps);
    }

    /** Takes over other gaps, for what waits too. */
    void pace(Gaps next, long nowNs) {
        if (!next.groups.equals(gaps.groups)) {
            sortAnew(next);
        }
        gaps = next;
        lanes.forEach((kind, lane) -> lane.earliestNs = Math.min(lane.earliestNs, nowNs + next.ns(kind)));
        nextNs = earliestNs();
    }

    /** What waits goes on waiting with those that it is grouped with now. */
    private void sortAnew(Gaps next) {
        List<Lane> old = List.copyOf(lanes.values());
        lanes.clear();
        for (Lane lane : old) {
            for (Frame frame : lane.waiting) {
                Lane fresh = lanes.computeIfAbsent(next.kind(frame), _ -> new Lane());
                fresh.waiting.addLast(frame);
                fresh.earliestNs = Math.max(fresh.earliestNs, lane.earliestNs);
            }
        }
    }

    void announce(Frame frame, long nowNs) {
        Kind kind = gaps.kind(frame);
        long gapNs = gaps.ns(kind);
        Lane lane = lanes.computeIfAbsent(kind, _ -> new Lane());
        if (lane.waiting.isEmpty() && nowNs >= lane.earliestNs) {
            send(frame);
            lane.earliestNs = nowNs + gapNs;
            return;
        }
        if (lane.waiting.size() == WAITING_MAX) {
            lane.waiting.removeFirst();
        }
        lane.waiting.addLast(frame);
        nextNs = Math.min(nextNs, lane.earliestNs);
    }

    /** Withdraws what waits for an interface and address that is no longer ours to announce. */
    void withdraw(Frame frame) {
        Lane lane = lanes.get(gaps.kind(frame));
        if (lane != null && lane.waiting.removeIf(frame::equals)) {
            nextNs = earliestNs();
        }
    }

    long deadlineNs() {
        return nextNs;
    }

    void onDeadline(long nowNs) {
        lanes.forEach((kind, lane) -> {
            while (!lane.waiting.isEmpty() && lane.earliestNs <= nowNs) {
                send(lane.waiting.removeFirst());
                lane.earliestNs = nowNs + gaps.ns(kind);
            }
        });
        nextNs = earliestNs();
    }

    private long earliestNs() {
        long earliest = VirtualRouter.NEVER;
        for (Lane lane : lanes.values()) {
            earliest = lane.waiting.isEmpty() ? earliest : Math.min(earliest, lane.earliestNs);
        }
        return earliest;
    }

    private void send(Frame frame) {
        // A refusal, as on an interface that is down, is made good by the next repetition.
        int _ = outlet.trySend(frame);
    }
}
