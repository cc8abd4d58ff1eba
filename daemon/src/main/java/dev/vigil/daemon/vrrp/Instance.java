package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.RawReceiver;
import dev.vigil.linux.RawSender;
import dev.vigil.linux.SocketAddress;
import dev.vigil.recording.RecordedRouter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual router with its place in the world: its configuration, its sockets, its addresses on real interfaces and its
 * counters. It belongs to the VRRP loop.
 */
final class Instance {
    /** The source of a virtual router whose interface has no address. */
    static final IpAddress NO_SOURCE = IpAddress.ipv4(0);

    private static final long DROP_SAID_AGAIN_NS = 60_000_000_000L;

    /** One destination of our advertisements, with the packet for it. */
    record Destination(OutgoingAdvertisement advertisement, NativeBuffer packet, SocketAddress address) {}

    /** What an instance needs while its interface exists and it has a source address. */
    record Attachment(
            LinkInfo link,
            IpAddress source,
            Receivers.@Nullable Receiver receiver,
            RawSender sender,
            List<Destination> destinations) {}

    final KernelEffects effects;
    private int index;
    private VrrpInstance config;
    private final Kernel kernel;
    private final RecordedRouter router;
    private Reception reception;
    private List<OwnedAddress> addresses = List.of();
    private List<NetlinkRequest> additions = List.of();
    private List<NetlinkRequest> removals = List.of();
    private @Nullable Attachment attachment;
    private IpAddress lastSource = NO_SOURCE;
    private final long[] dropSaidNs = new long[DropReason.values().length];
    private boolean driftSaid;

    Instance(int index, VrrpInstance config, Config whole, Kernel kernel) {
        this.index = index;
        this.config = config;
        this.kernel = kernel;
        reception = new Reception(Assemble.expectation(config));
        effects = new KernelEffects(this, kernel);
        router = new RecordedRouter(
                new VirtualRouter(Assemble.router(config, NO_SOURCE), Assemble.tracks(config, whole)),
                effects,
                kernel.recorder,
                kernel.nowNs);
        Arrays.fill(dropSaidNs, Long.MIN_VALUE / 2);
    }

    /** The position among all instances, which decides ties. */
    int index() {
        return index;
    }

    void moveTo(int newIndex) {
        index = newIndex;
    }

    VrrpInstance config() {
        return config;
    }

    String name() {
        return config.name();
    }

    /** The virtual router, to be read. */
    VirtualRouter router() {
        return router.router();
    }

    /** The virtual router, to be told something. */
    RecordedRouter inputs() {
        return router;
    }

    Reception reception() {
        return reception;
    }

    /** The addresses whose interfaces exist. */
    List<OwnedAddress> addresses() {
        return addresses;
    }

    Optional<Attachment> attachment() {
        return Optional.ofNullable(attachment);
    }

    /**
     * What announces our own source address to switches that may have forgotten where this node is: unicast peers reach it
     * only by way of them.
     */
    Optional<Announcer.Frame> ownFrame() {
        return config.transport().peers().isEmpty()
                ? Optional.empty()
                : attachment().flatMap(place -> OwnedAddress.announcement(place.link(), place.source()));
    }

    /** Takes over a configuration that differs in its places alone. */
    void keep(VrrpInstance same) {
        config = same;
    }

    /** Takes over a changed configuration; sockets and addresses follow by {@link #attach} and {@link #place}. */
    void configure(VrrpInstance newConfig) {
        config = newConfig;
        Reception next = new Reception(Assemble.expectation(newConfig));
        next.inherit(reception);
        reception = next;
        driftSaid = false;
    }

    // Addresses

    /** Finds the interfaces of the addresses, again after each change of those. */
    void place(InterfaceTable interfaces) {
        List<OwnedAddress> placed = new ArrayList<>();
        for (List<VirtualAddress> list : List.of(config.addresses(), config.excludedAddresses())) {
            for (VirtualAddress address : list) {
                interfaces.link(address.interfaceName()).ifPresent(link -> placed.add(OwnedAddress.on(link, address)));
            }
        }
        own(placed);
    }

    private void own(List<OwnedAddress> placed) {
        addresses = List.copyOf(placed);
        additions = placed.stream().map(OwnedAddress::add).toList();
        removals = placed.stream().map(OwnedAddress::delete).toList();
    }

    /** The requests that make all addresses present. */
    List<NetlinkRequest> additions() {
        return additions;
    }

    /** The requests that make all addresses absent. */
    List<NetlinkRequest> removals() {
        return removals;
    }

    Optional<OwnedAddress> owned(int ifindex, IpAddress address) {
        for (OwnedAddress owned : addresses) {
            if (owned.ifindex() == ifindex && owned.config().address().equals(address)) {
                return Optional.of(owned);
            }
        }
        return Optional.empty();
    }

    // Sockets

    /** Whether sockets and packets still fit this interface and source. */
    boolean isAttachedTo(LinkInfo link, IpAddress source) {
        Attachment current = attachment;
        return current != null
                && current.link.ifindex() == link.ifindex()
                && current.link.name().equals(link.name())
                && current.source.equals(source);
    }

    /** Opens the sockets and prepares the packets for an interface and a source address. */
    void attach(LinkInfo link, IpAddress source, Receivers receivers) {
        Attachment old = attachment;
        Transport transport = config.transport();
        boolean multicast = transport.peers().isEmpty();
        Receivers.Receiver receiver = receivers.join(
                new RawReceiver.Settings(
                        Advertisement.PROTOCOL, multicast ? transport.group() : source, link.name(), link.ifindex(), 0),
                config.vrid(),
                this);
        RawSender sender;
        try {
            sender = RawSender.open(senderSettings(link, source));
        } catch (RuntimeException refused) {
            receivers.leave(receiver, config.vrid(), this);
            throw refused;
        }
        attachment = new Attachment(link, source, receiver, sender, destinations(link, source));
        // The old sockets go last, so that a group that is needed further on is never left.
        release(old, receivers);
        receiver.serve(config.vrid(), this);
        router.onSource(source, kernel.nowNs);
    }

    /** Attaches to an interface that does not exist, with a destination that the kernel refuses. */
    void rehearse(LinkInfo link, IpAddress source, RawSender sender, SocketAddress nowhere) {
        Destination real = destination(link, source, config.transport().group(), Advertisement.TTL);
        Destination refused = new Destination(real.advertisement, real.packet, nowhere);
        attachment = new Attachment(link, source, null, sender, List.of(refused));
        router.onSource(source, kernel.nowNs);
        own(config.addresses().stream()
                .map(address -> OwnedAddress.on(link, address))
                .toList());
    }

    private RawSender.Settings senderSettings(LinkInfo link, IpAddress source) {
        Transport transport = config.transport();
        Optional<IpAddress> bound = config.family() == Family.IPV6 ? Optional.of(source) : Optional.empty();
        return new RawSender.Settings(
                config.family(),
                Advertisement.PROTOCOL,
                link.name(),
                link.ifindex(),
                bound,
                transport.peers().isEmpty() ? 0 : transport.unicastTtl());
    }

    private List<Destination> destinations(LinkInfo link, IpAddress source) {
        Transport transport = config.transport();
        if (transport.peers().isEmpty()) {
            return List.of(destination(link, source, transport.group(), Advertisement.TTL));
        }
        return transport.peers().stream()
                .map(UnicastPeer::address)
                .map(peer -> destination(link, source, peer, transport.unicastTtl()))
                .toList();
    }

    private Destination destination(LinkInfo link, IpAddress source, IpAddress to, int ttl) {
        Advertisement message = Assemble.advertisement(config);
        NativeBuffer packet = NativeBuffer.packet(OutgoingAdvertisement.lengthBytes(message, config.family()));
        OutgoingAdvertisement advertisement = new OutgoingAdvertisement(
                packet.bytes(),
                message,
                source,
                to,
                config.transport().group(),
                ttl,
                Assemble.checksumForm(config.transport().checksum()));
        return new Destination(advertisement, packet, SocketAddress.of(to, link.ifindex()));
    }

    void detach(Receivers receivers) {
        Attachment old = attachment;
        attachment = null;
        release(old, receivers);
    }

    private void release(@Nullable Attachment old, Receivers receivers) {
        if (old != null) {
            if (old.receiver != null) {
                receivers.leave(old.receiver, config.vrid(), this);
            }
            old.sender.close();
        }
    }

    // Reception

    /** The address with these bits; the same object as long as the same node speaks, so that nothing is allocated. */
    IpAddress source(int bits) {
        if (!lastSource.isIpv4(bits)) {
            lastSource = IpAddress.ipv4(bits);
        }
        return lastSource;
    }

    /** As {@link #source(int)} for an IPv6 address. */
    IpAddress source(long high, long low) {
        if (lastSource.family() != Family.IPV6 || lastSource.high() != high || lastSource.low() != low) {
            lastSource = IpAddress.ipv6(high, low);
        }
        return lastSource;
    }

    /** Whether a drop is to be told: once for each reason in a minute, whoever sends. */
    boolean isDropToSay(DropReason reason, long nowNs) {
        if (nowNs - dropSaidNs[reason.ordinal()] < DROP_SAID_AGAIN_NS) {
            return false;
        }
        dropSaidNs[reason.ordinal()] = nowNs;
        return true;
    }

    /** Whether a difference of the address lists is to be told: once for each configuration. */
    boolean isDriftToSay() {
        boolean first = !driftSaid;
        driftSaid = true;
        return first;
    }
}
