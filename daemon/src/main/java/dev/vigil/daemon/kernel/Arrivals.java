package dev.vigil.daemon.kernel;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.linux.DatagramBatch;
import dev.vigil.linux.LinuxException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Takes advertisements off the receiving sockets and brings each to whom it is for. Nothing here is allocated. */
final class Arrivals implements Receivers.Registry {
    private static final int BATCH = 32;

    /** The most batches of one socket in one turn, so that a flood cannot keep the loop from its deadlines. */
    private static final int BATCHES_MAX = 16;

    private final Watcher watcher;
    private final Datagram heard = new Datagram(LinuxMachine::wallNs);
    private final DatagramBatch batch = new DatagramBatch(BATCH);
    private final Map<Receivers.Receiver, Runnable> handlers = new HashMap<>();

    Arrivals(Watcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public void opened(Receivers.Receiver receiver) {
        Runnable handler = () -> drain(receiver);
        watcher.watch(receiver.socket, handler);
        handlers.put(receiver, handler);
    }

    @Override
    public void closing(Receivers.Receiver receiver) {
        watcher.forget(receiver.socket, Objects.requireNonNull(handlers.remove(receiver)));
    }

    private void drain(Receivers.Receiver receiver) {
        for (int round = 0; round < BATCHES_MAX && receiver.socket.isOpen(); round++) {
            int count = receive(receiver);
            for (int index = 0; index < count; index++) {
                arrive(receiver, index);
            }
            if (count < BATCH) {
                return;
            }
        }
    }

    private int receive(Receivers.Receiver receiver) {
        try {
            return receiver.socket.receive(batch);
        } catch (LinuxException refusal) {
            // ENETDOWN is told once when an interface goes; netlink tells the rest.
            return 0;
        }
    }

    private void arrive(Receivers.Receiver receiver, int index) {
        ByteBuffer packet = batch.datagram(index);
        boolean ipv4 = receiver.socket.settings().address().family() == Family.IPV4;
        DropReason wrong = ipv4
                ? Ipv4Header.check(
                        packet, packet.limit(), receiver.socket.settings().protocol())
                : null;
        if (wrong != null) {
            receiver.count(wrong);
            return;
        }
        // Over IPv6 the kernel keeps the header to itself.
        int at = (ipv4 ? Ipv4Header.headerLength(packet) : 0) + receiver.leadBytes();
        int messageLength = (ipv4 ? Ipv4Header.totalLength(packet) : packet.limit()) - at;
        if (messageLength < Advertisement.HEADER_LENGTH) {
            receiver.count(DropReason.LENGTH);
            return;
        }
        Arrival arrival = receiver.arrival(Advertisement.vrid(packet, at));
        if (arrival == null) {
            stranger(receiver, packet, at, index);
            return;
        }
        int ttl = ipv4 ? Ipv4Header.ttl(packet) : batch.ttl(index);
        IpAddress source = ipv4
                ? arrival.source(Ipv4Header.source(packet))
                : arrival.source(batch.sourceHigh(index), batch.sourceLow(index));
        arrival.arrive(heard.message(packet, at, messageLength)
                .from(source, ttl)
                .to(receiver.socket.settings().address())
                .arrivedAt(watcher.nowNs()));
    }

    private void stranger(Receivers.Receiver receiver, ByteBuffer packet, int at, int index) {
        receiver.count(DropReason.UNKNOWN_VRID);
        int vrid = Advertisement.vrid(packet, at);
        if (receiver.isStrange(vrid, watcher.nowNs())) {
            boolean ipv4 = receiver.socket.settings().address().family() == Family.IPV4;
            IpAddress source = ipv4
                    ? IpAddress.ipv4(Ipv4Header.source(packet))
                    : IpAddress.ipv6(batch.sourceHigh(index), batch.sourceLow(index));
            watcher.stranger(receiver.socket.settings().interfaceName(), vrid, source);
        }
    }
}
