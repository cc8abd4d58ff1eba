package dev.vigil.daemon.kernel;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdKind;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.bfd.BfdSessions;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.bfd.BfdWire;
import dev.vigil.core.bfd.ControlPacket;
import dev.vigil.linux.DatagramBatch;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.SocketAddress;
import dev.vigil.linux.UdpSocket;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The UDP sockets of BFD: one for each kind of packet that is received, and one for each session that sends. */
final class BfdSockets implements BfdWire {
    private static final int BATCH = 16;

    /** The most batches of one socket in one turn, so that a flood cannot keep the loop from its deadlines. */
    private static final int BATCHES_MAX = 16;

    private static final int QUEUE_BYTES = 1 << 17;

    /** RFC 5881 4: the source ports, of which each session has one. */
    private static final int PORT_MIN = 49_152;

    private static final int PORTS = 65_536 - PORT_MIN;

    /** So many ports in a row that others have are all of them. */
    private static final int PORTS_TRIED_MAX = 256;

    /** What sends the packets of a session. */
    private record Sender(UdpSocket socket, SocketAddress neighbor) {}

    /** What receives packets of a kind. */
    private record Receiver(UdpSocket socket, Runnable handler) {}

    private final Watcher watcher;
    private final BfdArrival arrival;
    private final RandomGenerator random;
    private final DatagramBatch batch = new DatagramBatch(BATCH);
    private final NativeBuffer packet = NativeBuffer.packet(ControlPacket.LENGTH);
    private final Map<BfdKind, Receiver> receivers = new HashMap<>();
    private final IdentityHashMap<BfdSession, Sender> senders = new IdentityHashMap<>();

    BfdSockets(Watcher watcher, BfdArrival arrival, RandomGenerator random) {
        this.watcher = watcher;
        this.arrival = arrival;
        this.random = random;
    }

    @Override
    public @Nullable String open(BfdSession session) {
        BfdSettings.Path path = session.settings().path();
        IpAddress any = path.neighbor().family() == Family.IPV4 ? IpAddress.ipv4(0) : IpAddress.ipv6(0, 0);
        int first = random.nextInt(PORTS);
        for (int tried = 0; ; tried++) {
            int port = PORT_MIN + (first + tried) % PORTS;
            try {
                UdpSocket socket = UdpSocket.sender(path.source().orElse(any), port, path.ttl());
                SocketAddress neighbor =
                        SocketAddress.withPort(path.neighbor(), path.kind().port());
                senders.put(session, new Sender(socket, neighbor));
                return null;
            } catch (LinuxException refusal) {
                if (refusal.errno() != Errno.EADDRINUSE || tried == PORTS_TRIED_MAX) {
                    return refusal.getMessage();
                }
            }
        }
    }

    @Override
    public @Nullable String send(BfdSession session, ControlPacket content) {
        Sender sender = senders.get(session);
        if (sender == null) {
            return "its socket is closed";
        }
        content.write(packet.bytes(), 0);
        int errno = sender.socket.trySend(packet, ControlPacket.LENGTH, sender.neighbor);
        return errno == 0 ? null : new LinuxException("send to", errno, sender.neighbor.toString()).getMessage();
    }

    @Override
    public void close(BfdSession session) {
        Sender sender = senders.remove(session);
        if (sender != null) {
            sender.socket.close();
        }
    }

    @Override
    public @Nullable String listen(Set<BfdKind> kinds) {
        for (BfdKind kind : Set.copyOf(receivers.keySet())) {
            if (!kinds.contains(kind)) {
                close(receivers.remove(kind));
            }
        }
        String refusal = null;
        for (BfdKind kind : kinds) {
            if (!receivers.containsKey(kind)) {
                try {
                    receivers.put(kind, open(kind));
                } catch (LinuxException refused) {
                    refusal = refused.getMessage();
                }
            }
        }
        return refusal;
    }

    private Receiver open(BfdKind kind) {
        UdpSocket socket = UdpSocket.receiver(kind.family(), kind.port(), QUEUE_BYTES);
        Receiver receiver = new Receiver(socket, () -> drain(socket, kind));
        watcher.watch(socket, receiver.handler);
        return receiver;
    }

    private void close(@Nullable Receiver receiver) {
        if (receiver != null) {
            watcher.forget(receiver.socket, receiver.handler);
            receiver.socket.close();
        }
    }

    private void drain(UdpSocket socket, BfdKind kind) {
        for (int round = 0; round < BATCHES_MAX && socket.isOpen(); round++) {
            int count = receive(socket);
            for (int index = 0; index < count; index++) {
                var origin = new BfdSessions.Origin(kind, batch.source(index), batch.ttl(index));
                arrival.arrive(batch.datagram(index), origin);
            }
            if (count < BATCH) {
                return;
            }
        }
    }

    private int receive(UdpSocket socket) {
        try {
            return socket.receive(batch);
        } catch (LinuxException refusal) {
            // What the kernel reports here is of a link that went, which the detection time shows.
            return 0;
        }
    }
}
