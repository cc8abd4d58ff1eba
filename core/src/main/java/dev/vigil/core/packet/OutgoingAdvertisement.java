package dev.vigil.core.packet;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;

/**
 * An advertisement to one destination, encoded once and only stamped for each sending. Over IPv4 it starts with the IP
 * header; over IPv6 the kernel adds header and checksum. Nothing is allocated after construction.
 */
public final class OutgoingAdvertisement {
    private final ByteBuffer packet;
    private final int messageAt;
    private final int messageLength;
    private final long pseudoSum;
    private final boolean ipv4;
    private final IpAddress source;
    private final Authenticator authenticator;
    private int identification;

    /**
     * @param packet where it is encoded, at position 0: big-endian and of at least {@link #lengthBytes} bytes
     * @param group what an {@link ChecksumForm#OLD_UNICAST} checksum covers instead of the destination
     * @param ttl the TTL of the IPv4 header
     */
    public OutgoingAdvertisement(
            ByteBuffer packet,
            Advertisement message,
            IpAddress source,
            IpAddress destination,
            IpAddress group,
            int ttl,
            ChecksumForm form) {
        this(packet, message, source, destination, group, ttl, form, Authenticator.none());
    }

    /** @param authenticator proves it at each sending */
    public OutgoingAdvertisement(
            ByteBuffer packet,
            Advertisement message,
            IpAddress source,
            IpAddress destination,
            IpAddress group,
            int ttl,
            ChecksumForm form,
            Authenticator authenticator) {
        this.source = source;
        this.authenticator = authenticator;
        ipv4 = source.family() == Family.IPV4;
        messageAt = (ipv4 ? Ipv4Header.LENGTH : 0) + authenticator.leadBytes();
        messageLength = Advertisement.expectedLength(
                message.version(), source.family(), message.addresses().size());
        this.packet = packet;
        for (int at = 0; at < lengthBytes(); at++) {
            packet.put(at, (byte) 0);
        }
        message.encode(packet, messageAt);
        if (ipv4) {
            Ipv4Header.encode(
                    packet, lengthBytes(), ttl, authenticator.protocol(), source.ipv4Bits(), destination.ipv4Bits());
        }
        boolean covered = message.version() == 3 && form != ChecksumForm.MESSAGE_ONLY;
        IpAddress coveredDestination = form == ChecksumForm.OLD_UNICAST ? group : destination;
        pseudoSum =
                covered ? Checksum.pseudoHeader(source, coveredDestination, Advertisement.PROTOCOL, messageLength) : 0;
    }

    /**
     * Gives the packet this priority, a fresh identification, its checksums, and the proof at the place in the order where
     * its sender is.
     *
     * @return the length in bytes
     */
    public int stamp(int priority) {
        packet.put(messageAt + Advertisement.PRIORITY, (byte) priority);
        if (ipv4) {
            packet.putShort(messageAt + Advertisement.CHECKSUM, (short) 0);
            long sum = Checksum.sum(pseudoSum, packet, messageAt, messageLength);
            packet.putShort(messageAt + Advertisement.CHECKSUM, Checksum.fold(sum));
            identification = identification == 0xffff ? 1 : identification + 1;
            Ipv4Header.stamp(packet, identification);
        }
        authenticator.seal(packet, messageAt, messageLength, source);
        return lengthBytes();
    }

    /** The bytes that a message takes, with its IP header where it has one. */
    public static int lengthBytes(Advertisement message, Family family) {
        return lengthBytes(message, family, Authenticator.none());
    }

    /** The bytes that a message takes with its proof, and with its IP header where it has one. */
    public static int lengthBytes(Advertisement message, Family family, Authenticator authenticator) {
        int header = family == Family.IPV4 ? Ipv4Header.LENGTH : 0;
        return header
                + authenticator.leadBytes()
                + authenticator.trailBytes()
                + Advertisement.expectedLength(
                        message.version(), family, message.addresses().size());
    }

    public int lengthBytes() {
        return messageAt + messageLength + authenticator.trailBytes();
    }
}
