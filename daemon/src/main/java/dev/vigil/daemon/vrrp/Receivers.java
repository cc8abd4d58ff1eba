package dev.vigil.daemon.vrrp;

import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.DropReason;
import dev.vigil.linux.RawReceiver;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The receiving sockets: one for each group or own address on each interface, shared by its virtual routers. */
final class Receivers {
    /** One receiving socket and whom it serves, by VRID. */
    static final class Receiver {
        final RawReceiver socket;
        private final @Nullable Instance[] instances = new @Nullable Instance[256];
        private final long[] drops;
        private int users;

        private Receiver(RawReceiver socket, long[] drops) {
            this.socket = socket;
            this.drops = drops;
        }

        @Nullable
        Instance instance(int vrid) {
            return instances[vrid];
        }

        /** Brings the advertisements with this VRID to an instance. */
        void serve(int vrid, Instance instance) {
            boolean known = instances[vrid] != null;
            instances[vrid] = instance;
            if (!known) {
                keepServedOnly();
            }
        }

        private void abandon(int vrid) {
            instances[vrid] = null;
            keepServedOnly();
        }

        /** A neighbour's other routers, however many and however loud, do not even wake this process. */
        private void keepServedOnly() {
            if (socket.settings().protocol() != Advertisement.PROTOCOL) {
                return;
            }
            BitSet vrids = new BitSet();
            for (int vrid = 0; vrid < instances.length; vrid++) {
                vrids.set(vrid, instances[vrid] != null);
            }
            socket.keepOnly(Advertisement.VRID, vrids);
        }

        /** Counts a refusal for which there is no virtual router. */
        void count(DropReason reason) {
            drops[reason.ordinal()]++;
        }
    }

    /** Told when a socket opens and before it closes. */
    interface Registry {
        void opened(Receiver receiver);

        void closing(Receiver receiver);
    }

    private final Map<RawReceiver.Settings, Receiver> receivers = new LinkedHashMap<>();
    private final Registry registry;

    /** Refusals by interface, which outlive the sockets. */
    private final Map<String, long[]> drops = new LinkedHashMap<>();

    Receivers(Registry registry) {
        this.registry = registry;
    }

    Receiver join(RawReceiver.Settings settings, int vrid, Instance instance) {
        Receiver receiver = receivers.get(settings);
        if (receiver == null) {
            long[] counts = drops.computeIfAbsent(settings.interfaceName(), _ -> new long[DropReason.values().length]);
            receiver = new Receiver(RawReceiver.open(settings), counts);
            receivers.put(settings, receiver);
            registry.opened(receiver);
        }
        receiver.serve(vrid, instance);
        receiver.users++;
        return receiver;
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

    void leave(Receiver receiver, int vrid, Instance instance) {
        if (receiver.instances[vrid] == instance) {
            receiver.abandon(vrid);
        }
        receiver.users--;
        if (receiver.users == 0) {
            receivers.values().remove(receiver);
            registry.closing(receiver);
            receiver.socket.close();
        }
    }
}
