package dev.vigil.daemon.kernel;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.linux.LinuxException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one virtual router does, done to the kernel. */
final class KernelEdge implements Edge {
    /** How sockets are opened; a refusal of the kernel is thrown. */
    private interface Opener {
        Sockets open(Link link, IpAddress source);
    }

    /** How what is done to an address is encoded. */
    private interface Encoder {
        EncodedAddress encode(PlacedAddress address);
    }

    /** So many addresses are announced or prepared before anybody could miss an advertisement. */
    private static final int QUICK_MAX = 64;

    private final VrrpInstance config;
    private final LinuxMachine machine;
    private final Arrival arrival;
    private final Authenticator authenticator;
    private final Opener opener;
    private final Encoder encoder;
    private final IdentityHashMap<PlacedAddress, EncodedAddress> encoded = new IdentityHashMap<>();
    private final KernelRouting routing;

    /** Whether it may drop packets of the host. */
    private boolean filtering;

    private @Nullable Sockets sockets;
    private final KeptAdvert kept = new KeptAdvert(this::resend);
    private int sendErrno;

    /** The priority of the last advertisement. */
    private int priority;

    /** Whether what arrives comes here, and not to an edge before this one. */
    private boolean serving;

    private KernelEdge(
            VrrpInstance config,
            LinuxMachine machine,
            Arrival arrival,
            Authenticator authenticator,
            Opener opener,
            Encoder encoder) {
        this.config = config;
        this.machine = machine;
        this.arrival = arrival;
        this.authenticator = authenticator;
        this.opener = opener;
        this.encoder = encoder;
        routing = new KernelRouting(machine);
    }

    static KernelEdge of(VrrpInstance config, LinuxMachine machine, Arrival arrival, Authenticator authenticator) {
        KernelEdge edge = new KernelEdge(
                config,
                machine,
                arrival,
                authenticator,
                (link, source) -> Sockets.open(config, link, source, machine, authenticator),
                EncodedAddress::of);
        edge.filtering = true;
        return edge;
    }

    /** An edge whose packets, requests and frames are taken by the kernel and have no effect. */
    static KernelEdge toNowhere(
            VrrpInstance config, LinuxMachine machine, Arrival arrival, Authenticator authenticator) {
        return new KernelEdge(
                config,
                machine,
                arrival,
                authenticator,
                (link, source) -> Sockets.toNowhere(config, link, source, machine.senders(), authenticator),
                address -> EncodedAddress.of(address).asNothing());
    }

    /** An edge for a rehearsal, with sockets that hear nobody and reach nobody. */
    static KernelEdge forRehearsal(VrrpInstance config, LinuxMachine machine) {
        return new KernelEdge(
                config,
                machine,
                new Nobody(),
                Authenticator.none(),
                (link, source) -> Sockets.forRehearsal(config, link, source, machine.senders()),
                EncodedAddress::of);
    }

    private static final class Nobody implements Arrival {
        @Override
        public IpAddress source(int bits) {
            return IpAddress.ipv4(bits);
        }

        @Override
        public IpAddress source(long high, long low) {
            return IpAddress.ipv6(high, low);
        }

        @Override
        public void arrive(Datagram heard) {}
    }

    // Sockets

    @Override
    public @Nullable String attach(Link link, IpAddress source) {
        Sockets old = sockets;
        Sockets fresh;
        try {
            fresh = machine.opening(() -> opener.open(link, source));
        } catch (LinuxException refusal) {
            return refusal.getMessage();
        }
        // What is kept is what was stamped last.
        fresh.destinations().forEach(to -> to.advertisement().stamp(priority));
        sockets = fresh;
        // The old sockets go last, so that a group that is needed further on is never left.
        close(old);
        return null;
    }

    @Override
    public void serve() {
        Sockets open = sockets;
        if (open != null && open.receiver() != null) {
            open.receiver().serve(config.vrid(), arrival);
            serving = true;
        }
    }

    @Override
    public void detach() {
        keepNoLonger();
        Sockets old = sockets;
        sockets = null;
        close(old);
    }

    private void close(@Nullable Sockets old) {
        if (old != null) {
            machine.waiting(() -> leave(old));
        }
    }

    private void leave(Sockets old) {
        if (old.receiver() != null && serving) {
            machine.receivers().leave(old.receiver(), config.vrid(), arrival);
        } else if (old.receiver() != null) {
            machine.receivers().release(old.receiver(), config.vrid());
        }
        serving = false;
        machine.senders().leave(old.sender());
    }

    @Override
    public int send(int newPriority) {
        priority = newPriority;
        Sockets open = sockets;
        if (open == null) {
            return 0;
        }
        if (priority == 0) {
            keepNoLonger();
        } else {
            long intervalNs = config.election().advertIntervalNs();
            machine.keeper().keep(kept, machine.nowNs() + intervalNs, intervalNs);
        }
        List<Sockets.Destination> destinations = open.destinations();
        advance();
        int failures = 0;
        for (int index = 0; index < destinations.size(); index++) {
            Sockets.Destination to = destinations.get(index);
            int length = to.advertisement().stamp(priority);
            int errno = open.sender().trySend(to.packet(), length, to.address());
            if (errno != 0) {
                failures++;
                sendErrno = errno;
            }
        }
        return failures;
    }

    /** An advertisement that is proved has a place of its own in the order. */
    private void advance() {
        if (authenticator.isOrdered()) {
            authenticator.advance(LinuxMachine.wallNs());
        }
    }

    /** For the keeper. */
    private boolean resend() {
        Sockets open = sockets;
        boolean left = false;
        if (open != null) {
            List<Sockets.Destination> destinations = open.destinations();
            advance();
            for (int index = 0; index < destinations.size(); index++) {
                Sockets.Destination to = destinations.get(index);
                OutgoingAdvertisement advertisement = to.advertisement();
                int length = authenticator.isOrdered() ? advertisement.stamp(priority) : advertisement.lengthBytes();
                left |= open.sender().trySend(to.packet(), length, to.address()) == 0;
            }
        }
        return left;
    }

    @Override
    public void keepNoLonger() {
        machine.keeper().release(kept);
    }

    @Override
    public int takeKept() {
        return kept.takeSent();
    }

    @Override
    public long keptNs() {
        return kept.lastSentNs();
    }

    @Override
    public int destinations() {
        return sockets == null ? 0 : sockets.destinations().size();
    }

    @Override
    public String sendRefusal() {
        String name = config.transport().interfaceName();
        return String.valueOf(new LinuxException("send advertisement on", sendErrno, name).getMessage());
    }

    // Addresses

    @Override
    public void place(List<PlacedAddress> addresses) {
        if (addresses.size() > QUICK_MAX) {
            machine.waiting(() -> encode(addresses));
        } else {
            encode(addresses);
        }
    }

    private void encode(List<PlacedAddress> addresses) {
        Map<PlacedAddress, EncodedAddress> known = new HashMap<>(encoded);
        encoded.clear();
        for (PlacedAddress address : addresses) {
            EncodedAddress same = known.get(address);
            encoded.put(address, same == null ? encoder.encode(address) : same);
        }
    }

    private EncodedAddress encoded(PlacedAddress address) {
        EncodedAddress prepared = encoded.get(address);
        return prepared == null ? encoder.encode(address) : prepared;
    }

    @Override
    public void change(List<AddressRequest> requests, Refusals refusals) {
        machine.change(requests, this::encoded, refusals);
    }

    @Override
    public void placeRouting(List<PlacedEntry> entries) {
        routing.place(entries);
    }

    @Override
    public void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals) {
        routing.change(requests, refusals);
    }

    @Override
    public @Nullable String drop(FilterSettings settings, Set<DroppedAddress> addresses) {
        return filtering ? machine.drop(this, settings, addresses) : null;
    }

    @Override
    public void announce(List<PlacedAddress> addresses) {
        if (addresses.size() > QUICK_MAX) {
            machine.waiting(() -> announceEach(addresses));
        } else {
            announceEach(addresses);
        }
    }

    private void announceEach(List<PlacedAddress> addresses) {
        for (int index = 0; index < addresses.size(); index++) {
            Optional<Announcer.Frame> frame = encoded(addresses.get(index)).frame();
            if (frame.isPresent()) {
                machine.announce(frame.get());
            }
        }
    }

    @Override
    public void withdraw(List<PlacedAddress> addresses) {
        for (PlacedAddress address : addresses) {
            EncodedAddress prepared = encoded.get(address);
            if (prepared != null) {
                prepared.frame().ifPresent(machine::withdraw);
            }
        }
    }

    @Override
    public void announceSource() {
        Sockets open = sockets;
        if (open != null && !config.transport().peers().isEmpty()) {
            EncodedAddress.announcement(open.link(), open.source()).ifPresent(machine::announce);
        }
    }
}
