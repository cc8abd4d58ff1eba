package dev.vigil.fuzz;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Checksum;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.vrrp.Reception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The input of {@link VrrpPacketFuzz}: one byte of flags, one with the hop limit of an IPv6 packet, and the packet, over
 * IPv4 with its IP header.
 *
 * <pre>
 * 0x01 IPv6                 0x10 sources are checked
 * 0x02 version 3            0x20 the checksum is made right first, which chance alone hardly does
 * 0x04 a password           0x40 our interval is the packet's
 * 0x08 unicast              0x80 our addresses are the packet's
 * </pre>
 */
final class VrrpInput {
    static final Map<Family, IpAddress> OWN =
            Map.of(Family.IPV4, IpAddress.of("10.77.0.2"), Family.IPV6, IpAddress.of("fe80::2"));

    private static final List<Byte> PASSWORD =
            List.of((byte) 's', (byte) '3', (byte) 'c', (byte) 'r', (byte) 'e', (byte) 't');
    private static final IpAddress SOURCE_IPV6 = IpAddress.of("fe80::1");
    private static final IpAddress PEER_IPV4 = IpAddress.of("10.77.0.1");
    private static final int HEAD_LENGTH = 2;
    private static final long NS_PER_S = 1_000_000_000L;

    /** A packet, what is expected of it, and what the socket says about it. */
    record Arrival(
            Reception.Expectation expected,
            ByteBuffer packet,
            int at,
            int length,
            int ttl,
            IpAddress source,
            IpAddress destination) {
        Datagram heard() {
            return new Datagram().message(packet, at, length).from(source, ttl).to(destination);
        }
    }

    private final int flags;
    private final ByteBuffer packet;
    private final Family family;

    private VrrpInput(byte[] input) {
        flags = input[0];
        family = has(0x01) ? Family.IPV6 : Family.IPV4;
        packet = ByteBuffer.allocate(input.length - HEAD_LENGTH).put(input, HEAD_LENGTH, input.length - HEAD_LENGTH);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The arrival that an input stands for; empty if the daemon would not look for a virtual router. */
    static Optional<Arrival> read(byte[] input) {
        return input.length <= HEAD_LENGTH ? Optional.empty() : new VrrpInput(input).arrival(input[1] & 0xff);
    }

    private Optional<Arrival> arrival(int hopLimit) {
        boolean ipv4 = family == Family.IPV4;
        int at = 0;
        int length = packet.capacity();
        if (ipv4) {
            DropReason reason = Ipv4Header.check(packet, length, Advertisement.PROTOCOL);
            Property.equal(
                    Rfc.isIpv4Header(packet.array()), reason == null, "the IP header is judged as RFC 791 has it");
            if (reason != null) {
                return Optional.empty();
            }
            at = Ipv4Header.headerLength(packet);
            length = Ipv4Header.totalLength(packet) - at;
        }
        if (length < Advertisement.HEADER_LENGTH) {
            return Optional.empty();
        }
        IpAddress source = ipv4 ? IpAddress.ipv4(Ipv4Header.source(packet)) : SOURCE_IPV6;
        IpAddress destination = has(0x08) ? OWN.get(family) : group();
        if (has(0x20)) {
            mend(at, length, source, destination);
        }
        int ttl = ipv4 ? Ipv4Header.ttl(packet) : hopLimit;
        return Optional.of(new Arrival(expected(at, length), packet, at, length, ttl, source, destination));
    }

    private Reception.Expectation expected(int at, int length) {
        int version = has(0x02) ? 3 : 2;
        boolean password = has(0x04) && version == 2 && family == Family.IPV4;
        IpAddress peer = family == Family.IPV4 ? PEER_IPV4 : SOURCE_IPV6;
        return new Reception.Expectation(
                version,
                family,
                password ? Authentication.password(PASSWORD) : Authentication.NONE,
                has(0x40) ? Advertisement.intervalNs(packet, at) : NS_PER_S,
                addresses(at, length),
                group(),
                has(0x08) ? List.of(new Reception.Peer(peer, 250, 255)) : List.of(),
                has(0x10),
                false);
    }

    private List<IpAddress> addresses(int at, int length) {
        Optional<Advertisement> message =
                has(0x80) ? Advertisement.decode(packet, at, length, family) : Optional.empty();
        return message.map(Advertisement::addresses).orElse(List.of(OWN.get(family)));
    }

    private IpAddress group() {
        return family == Family.IPV4 ? Advertisement.GROUP_IPV4 : Advertisement.GROUP_IPV6;
    }

    private void mend(int at, int length, IpAddress source, IpAddress destination) {
        int count = Advertisement.addressCount(packet, at);
        int version = has(0x02) ? 3 : 2;
        int covered = Math.min(length, Advertisement.expectedLength(version, family, count));
        packet.putShort(at + 6, (short) 0);
        long pseudo = version == 3 ? Checksum.pseudoHeader(source, destination, Advertisement.PROTOCOL, covered) : 0;
        packet.putShort(at + 6, Checksum.fold(Checksum.sum(pseudo, packet, at, covered)));
    }
}
