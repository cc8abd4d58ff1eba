package dev.vigil.daemon.kernel;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.assemble.ReceiveBuffer;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.time.Nanos;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.RawReceiver;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The receiving sockets: one for each group or own address on each interface, shared by its virtual routers. */
final class Receivers {
    /** One receiving socket and whom it serves, by VRID. */
    static final class Receiver {
        final RawReceiver socket;
        private final int leadBytes;
        private final @Nullable Arrival[] arrivals = new @Nullable Arrival[256];
        private final Admitted admitted;
        private final long[] drops;
        private final long[] quietUntilNs = new long[256];
        private boolean telling;
        private int bufferBytes;

        private Receiver(RawReceiver socket, int leadBytes, long[] drops) {
            this.socket = socket;
            this.leadBytes = leadBytes;
            this.drops = drops;
            // A neighbour's other routers, however many and however loud, do not even wake this process.
            admitted = new Admitted(vrids -> socket.keepOnly(leadBytes + Advertisement.VRID, vrids));
        }

        /** Bytes between the IP header and the message. */
        int leadBytes() {
            return leadBytes;
        }

        @Nullable
        Arrival arrival(int vrid) {
            return arrivals[vrid];
        }

        /** Brings the advertisements with this VRID to whom they are for, and to nobody else any more. */
        void serve(int vrid, Arrival arrival) {
            arrivals[vrid] = arrival;
        }

        /** Whether somebody is to hear of an advertisement that is for nobody here; once in a while for each VRID. */
        boolean isStrange(int vrid, long nowNs) {
            if (!telling || nowNs < quietUntilNs[vrid]) {
                return false;
            }
            quietUntilNs[vrid] = nowNs + QUIET_NS;
            return true;
        }

        private void tell(boolean all) {
            try {
                admitted.admitAll(all);
                telling = all;
            } catch (LinuxException refusal) {
                // The filter that stays keeps strangers out, so there is nothing to tell of them.
                telling = false;
            }
        }

        /** Counts a refusal for which there is no virtual router. */
        void count(DropReason reason) {
            drops[reason.ordinal()]++;
        }
    }

    /** Told when a socket opens, which it may refuse, and before it closes. */
    interface Registry {
        void opened(Receiver receiver);

        void closing(Receiver receiver);
    }

    private static final BitSet NOBODY = new BitSet();

    /** So long nothing more is told of a VRID that is for nobody here. */
    private static final long QUIET_NS = 10 * Nanos.PER_S;

    private final Map<RawReceiver.Settings, Receiver> receivers = new LinkedHashMap<>();
    private final Registry registry;

    /** The VRIDs that a configuration has on each interface. */
    private final Map<Segment, BitSet> expected = new HashMap<>();

    /** What the instances on each interface ask the kernel's queue to be. */
    private final Map<Segment, List<ReceiveBuffer>> buffers = new HashMap<>();

    private final ToIntFunction<String> mtus;
    private boolean telling;

    private record Segment(String interfaceName, Family family) {}

    /** Refusals by interface, which outlive the sockets. */
    private final Map<String, long[]> drops = new LinkedHashMap<>();

    /** @param mtus the longest packet of an interface */
    Receivers(Registry registry, ToIntFunction<String> mtus) {
        this.registry = registry;
        this.mtus = mtus;
    }

    /** From now on the virtual routers of this configuration join, or some of them. */
    void expect(Config config) {
        expected.clear();
        buffers.clear();
        for (VrrpInstance each : config.instances()) {
            Segment segment = new Segment(each.speakingInterface(), each.family());
            expected.computeIfAbsent(segment, _ -> new BitSet()).set(each.vrid());
            buffers.computeIfAbsent(segment, _ -> new ArrayList<>()).add(Assemble.receiveBuffer(each, config));
        }
    }

    private BitSet expected(RawReceiver.Settings settings) {
        Segment segment =
                new Segment(settings.interfaceName(), settings.address().family());
        return expected.getOrDefault(segment, NOBODY);
    }

    /**
     * The socket with these settings, opened if nobody has it yet, for advertisements with a VRID; what arrives goes where it
     * went, until it is served.
     *
     * @param leadBytes between the IP header and the message, which is so for all messages of a protocol
     */
    Receiver join(RawReceiver.Settings settings, int leadBytes, int vrid) {
        Receiver receiver = receivers.get(settings);
        if (receiver == null) {
            long[] counts = drops.computeIfAbsent(settings.interfaceName(), _ -> new long[DropReason.values().length]);
            receiver = new Receiver(RawReceiver.open(settings), leadBytes, counts);
            try {
                receiver.admitted.admit(vrid, expected(settings));
                receiver.tell(telling);
                registry.opened(receiver);
            } catch (RuntimeException refused) {
                receiver.socket.close();
                throw refused;
            }
            receivers.put(settings, receiver);
        } else {
            receiver.admitted.admit(vrid, expected(settings));
        }
        resize(receiver);
        return receiver;
    }

    /** Advertisements that are for nobody here arrive all the same from now on, or no more. */
    void tellOfStrangers(boolean all) {
        telling = all;
        receivers.values().forEach(receiver -> receiver.tell(all));
    }

    /** Gives the queues the length that the expected configuration asks for. */
    void resize() {
        receivers.values().forEach(this::resize);
    }

    /** A socket that several share has the longest queue that one of them asks for. */
    private void resize(Receiver receiver) {
        RawReceiver.Settings settings = receiver.socket.settings();
        Segment segment =
                new Segment(settings.interfaceName(), settings.address().family());
        int bytes = 0;
        for (ReceiveBuffer each : buffers.getOrDefault(segment, List.of())) {
            int mtu = each.packets() > 0 ? mtus.applyAsInt(settings.interfaceName()) : 0;
            bytes = Math.max(bytes, each.bytesWith(mtu));
        }
        if (bytes != receiver.bufferBytes) {
            receiver.socket.resize(bytes);
            receiver.bufferBytes = bytes;
        }
    }

    /** The refusals for which there was no virtual router, by interface; no count of 0. */
    Map<String, Map<DropReason, Long>> strays() {
        Map<String, Map<DropReason, Long>> strays = new LinkedHashMap<>();
        drops.forEach((interfaceName, counts) -> {
            Map<DropReason, Long> some = new EnumMap<>(DropReason.class);
            for (DropReason reason : DropReason.values()) {
                if (counts[reason.ordinal()] > 0) {
                    some.put(reason, counts[reason.ordinal()]);
                }
            }
            strays.put(interfaceName, some);
        });
        return strays;
    }

    /** Gives a socket back that served; the last to do so closes it. */
    void leave(Receiver receiver, int vrid, Arrival arrival) {
        if (arrival.equals(receiver.arrivals[vrid])) {
            receiver.arrivals[vrid] = null;
        }
        release(receiver, vrid);
    }

    /** Gives a socket back that never served. */
    void release(Receiver receiver, int vrid) {
        receiver.admitted.dismiss(vrid);
        if (receiver.admitted.isEmpty()) {
            receivers.values().remove(receiver);
            registry.closing(receiver);
            receiver.socket.close();
        }
    }
}
