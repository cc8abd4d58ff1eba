package dev.vigil.daemon.vrrp;

import dev.vigil.core.packet.Advertisement;
import dev.vigil.linux.RawReceiver;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The receiving sockets: one for each group or own address on each interface, shared by its virtual routers. */
final class Receivers {
    /** One receiving socket and whom it serves, by VRID. */
    static final class Receiver {
        final RawReceiver socket;
        private final @Nullable Instance[] instances = new @Nullable Instance[256];
        private int users;
        private long unknownVrids;
        private long malformed;

        private Receiver(RawReceiver socket) {
            this.socket = socket;
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

        void countMalformed() {
            malformed++;
        }

        /** Packets that are no VRRP packets at all. */
        long malformed() {
            return malformed;
        }

        void countUnknownVrid() {
            unknownVrids++;
        }

        long unknownVrids() {
            return unknownVrids;
        }
    }

    /** Told when a socket opens and before it closes. */
    interface Registry {
        void opened(Receiver receiver);

        void closing(Receiver receiver);
    }

    private final Map<RawReceiver.Settings, Receiver> receivers = new LinkedHashMap<>();
    private final Registry registry;

    Receivers(Registry registry) {
        this.registry = registry;
    }

    Receiver join(RawReceiver.Settings settings, int vrid, Instance instance) {
        Receiver receiver = receivers.get(settings);
        if (receiver == null) {
            receiver = new Receiver(RawReceiver.open(settings));
            receivers.put(settings, receiver);
            registry.opened(receiver);
        }
        receiver.serve(vrid, instance);
        receiver.users++;
        return receiver;
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
