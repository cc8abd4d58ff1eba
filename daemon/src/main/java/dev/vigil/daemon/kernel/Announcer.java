package dev.vigil.daemon.kernel;

import dev.vigil.config.model.GlobalDefs;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.PacketSocket;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends gratuitous ARPs and unsolicited neighbour advertisements: at once, or with the configured gap between two of a kind
 * on one interface. The queue of those that wait is bounded; beyond its bound the oldest give way, since the newest owner of
 * an address is the right one.
 */
final class Announcer {
    /** The most announcements of a kind that wait on one interface: a burst of 5 for 255 addresses of 16 virtual routers. */
    static final int WAITING_MAX = 20_400;

    /** A frame that is ready to be sent. */
    record Frame(NativeBuffer bytes, int ifindex, int ethertype) {}

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
     */
    record Gaps(long arpNs, long neighborNs) {
        static final Gaps NONE = new Gaps(0, 0);

        static Gaps of(GlobalDefs global) {
            return new Gaps(global.garpIntervalNs(), global.gnaIntervalNs());
        }

        private long ns(int ethertype) {
            return ethertype == PacketSocket.ETHERTYPE_ARP ? arpNs : neighborNs;
        }
    }

    private record Kind(int ifindex, int ethertype) {}

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
        gaps = next;
        lanes.forEach((kind, lane) -> lane.earliestNs = Math.min(lane.earliestNs, nowNs + next.ns(kind.ethertype)));
        nextNs = earliestNs();
    }

    void announce(Frame frame, long nowNs) {
        long gapNs = gaps.ns(frame.ethertype);
        Lane lane = lanes.computeIfAbsent(new Kind(frame.ifindex, frame.ethertype), _ -> new Lane());
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
        Lane lane = lanes.get(new Kind(frame.ifindex, frame.ethertype));
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
                lane.earliestNs = nowNs + gaps.ns(kind.ethertype);
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
