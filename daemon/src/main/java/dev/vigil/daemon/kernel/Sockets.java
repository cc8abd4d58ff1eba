package dev.vigil.daemon.kernel;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.place.Link;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.RawReceiver;
import dev.vigil.linux.RawSender;
import dev.vigil.linux.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of one virtual router, with a packet for each destination.
 *
 * @param receiver null where nobody is heard
 */
record Sockets(
        Link link,
        IpAddress source,
        Receivers.@Nullable Receiver receiver,
        RawSender sender,
        List<Destination> destinations) {

    /** A destination that the kernel refuses to a socket without SO_BROADCAST. */
    static final IpAddress NOWHERE = IpAddress.of("255.255.255.255");

    /** One destination of our advertisements, with the packet for it. */
    record Destination(OutgoingAdvertisement advertisement, NativeBuffer packet, SocketAddress address) {}

    /** Opens what an instance needs on a link; a refusal of the kernel is thrown, and nothing is left open. */
    static Sockets open(
            VrrpInstance config, Link link, IpAddress source, LinuxMachine machine, Authenticator authenticator) {
        Transport transport = config.transport();
        IpAddress listening = transport.peers().isEmpty() ? transport.group() : source;
        Receivers.Receiver receiver = machine.receivers()
                .join(
                        new RawReceiver.Settings(authenticator.protocol(), listening, link.name(), link.ifindex(), 0),
                        authenticator.leadBytes(),
                        config.vrid());
        try {
            RawSender sender = machine.senders().join(senderSettings(config, link, source));
            return new Sockets(link, source, receiver, sender, destinations(config, link, source, authenticator));
        } catch (RuntimeException refused) {
            machine.receivers().release(receiver, config.vrid());
            throw refused;
        }
    }

    /** For an interface that does not exist, and a destination that the kernel refuses. */
    static Sockets forRehearsal(VrrpInstance config, Link link, IpAddress source, Senders senders) {
        Destination real =
                destination(config, link, source, config.transport().group(), Advertisement.TTL, Authenticator.none());
        Destination none = new Destination(real.advertisement, real.packet, SocketAddress.of(NOWHERE, 0));
        RawSender sender = senders.join(
                new RawSender.Settings(config.family(), Advertisement.PROTOCOL, "", 0, Optional.empty(), 0));
        return new Sockets(link, source, null, sender, List.of(none));
    }

    /** Those that take every packet, of which none leaves; they hear nobody. */
    static Sockets toNowhere(
            VrrpInstance config, Link link, IpAddress source, Senders senders, Authenticator authenticator) {
        List<Destination> none = destinations(config, link, source, authenticator).stream()
                .map(real -> new Destination(real.advertisement, real.packet, SocketAddress.ofPeer()))
                .toList();
        return new Sockets(link, source, null, senders.join(senderSettings(config, link, source)), none);
    }

    private static RawSender.Settings senderSettings(VrrpInstance config, Link link, IpAddress source) {
        Transport transport = config.transport();
        boolean ipv6 = config.family() == Family.IPV6;
        // Over IPv4 the header of each packet has its source and TTL.
        return new RawSender.Settings(
                config.family(),
                Advertisement.PROTOCOL,
                link.name(),
                link.ifindex(),
                ipv6 ? Optional.of(source) : Optional.empty(),
                ipv6 && !transport.peers().isEmpty() ? transport.unicastTtl() : 0);
    }

    private static List<Destination> destinations(
            VrrpInstance config, Link link, IpAddress source, Authenticator authenticator) {
        Transport transport = config.transport();
        if (transport.peers().isEmpty()) {
            return List.of(destination(config, link, source, transport.group(), Advertisement.TTL, authenticator));
        }
        return transport.peers().stream()
                .map(UnicastPeer::address)
                .map(peer -> destination(config, link, source, peer, transport.unicastTtl(), authenticator))
                .toList();
    }

    private static Destination destination(
            VrrpInstance config, Link link, IpAddress source, IpAddress to, int ttl, Authenticator authenticator) {
        Advertisement message = Assemble.advertisement(config);
        NativeBuffer packet =
                NativeBuffer.packet(OutgoingAdvertisement.lengthBytes(message, config.family(), authenticator));
        OutgoingAdvertisement advertisement = new OutgoingAdvertisement(
                packet.bytes(),
                message,
                source,
                to,
                config.transport().group(),
                ttl,
                Assemble.checksumForm(config.transport().checksum()),
                authenticator);
        return new Destination(advertisement, packet, SocketAddress.of(to, link.ifindex()));
    }
}
