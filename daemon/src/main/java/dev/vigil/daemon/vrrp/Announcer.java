package dev.vigil.daemon.vrrp;

import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.PacketSocket;
import java.util.ArrayDeque;

/**
 * Sends gratuitous ARPs and unsolicited neighbour advertisements: at once, or with the configured gap between two of them ({@code vrrp_garp_interval}). The queue of
 * those that wait is bounded; beyond its bound the oldest give way, since the newest owner of an address is the right one.
 */
final class Announcer {
    /** The most announcements that wait: a burst of 5 for 255 addresses of each of 16 virtual routers. */
    static final int WAITING_MAX = 20_400;

    /** A frame that is ready to be sent. */
    record Frame(NativeBuffer bytes, int ifindex, int ethertype) {}

    private final PacketSocket socket;
    private final long gapNs;
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private long nextNs = VirtualRouter.NEVER;
    private long earliestNs = Long.MIN_VALUE;
    private long sent;
    private long failed;

    Announcer(PacketSocket socket, long gapNs) {
        this.socket = socket;
        this.gapNs = gapNs;
    }

    void announce(Frame frame, long nowNs) {
        if (gapNs == 0) {
            send(frame);
        } else if (waiting.isEmpty() && nowNs >= earliestNs) {
            send(frame);
            earliestNs = nowNs + gapNs;
        } else {
            if (waiting.size() == WAITING_MAX) {
                waiting.removeFirst();
            }
            waiting.addLast(frame);
            nextNs = earliestNs;
        }
    }

    /** Withdraws what waits for an interface and address that is no longer ours to announce. */
    void withdraw(Frame frame) {
        waiting.removeIf(frame::equals);
        nextNs = waiting.isEmpty() ? VirtualRouter.NEVER : nextNs;
    }

    long deadlineNs() {
        return nextNs;
    }

    void onDeadline(long nowNs) {
        Frame frame = waiting.pollFirst();
        if (frame != null) {
            send(frame);
            earliestNs = nowNs + gapNs;
        }
        nextNs = waiting.isEmpty() ? VirtualRouter.NEVER : earliestNs;
    }

    private void send(Frame frame) {
        int errno = socket.trySend(
                frame.bytes, frame.bytes.sizeBytes(), frame.ifindex, frame.ethertype, MacAddress.BROADCAST);
        if (errno == 0) {
            sent++;
        } else {
            failed++;
        }
    }

    long sent() {
        return sent;
    }

    /** Announcements that the kernel refused, as on an interface that is down. */
    long failed() {
        return failed;
    }
}
