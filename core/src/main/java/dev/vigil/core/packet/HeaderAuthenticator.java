package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The IP authentication header of {@code auth_type AH}, over IPv4 (RFC 2402 2), with HMAC-MD5-96 (RFC 2403).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * | Next header   | Length (4)    |           Reserved            |
 * +---------------+---------------+-------------------------------+
 * |        Security parameters index: the source address          |
 * +---------------------------------------------------------------+
 * |                        Sequence number                        |
 * +---------------------------------------------------------------+
 * |               Integrity check value, 12 bytes                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>As with keepalived, one sequence counts the advertisements of all nodes of a virtual router: who sends goes on from
 * what was heard, and what is heard must be beyond what was sent and heard before. So a node that was started again is in
 * step as soon as it has heard another one.
 */
final class HeaderAuthenticator extends Authenticator {
    private static final int AH = 51;
    private static final int LENGTH = 24;
    private static final int WORDS = 4;
    private static final int PAYLOAD_LENGTH = 1;
    private static final int SPI = 4;
    private static final int SEQUENCE = 8;
    private static final int ICV = 12;
    private static final int ICV_LENGTH = 12;
    private static final long SEQUENCE_MAX = 0xffff_ffffL;

    private static final int IP_TTL = 8;
    private static final int IP_CHECKSUM = 10;
    private static final int IP_DESTINATION = 16;
    private static final int IP_OPTIONS = 20;

    private final Digest digest;

    /** The last number that was sent or heard. */
    private long sequence;

    HeaderAuthenticator(Key key) {
        digest = Digest.of("HmacMD5", key);
    }

    @Override
    public int protocol() {
        return AH;
    }

    @Override
    public int leadBytes() {
        return LENGTH;
    }

    @Override
    public void advance(long wallNs) {
        sequence = sequence == SEQUENCE_MAX ? 1 : sequence + 1;
    }

    @Override
    void seal(ByteBuffer packet, int messageAt, int messageLength, IpAddress source) {
        int at = messageAt - LENGTH;
        packet.put(at, (byte) Advertisement.PROTOCOL);
        packet.put(at + PAYLOAD_LENGTH, (byte) WORDS);
        packet.putShort(at + 2, (short) 0);
        packet.putInt(at + SPI, source.ipv4Bits());
        packet.putInt(at + SEQUENCE, (int) sequence);
        digest(packet, at, messageLength).write(packet, at + ICV, ICV_LENGTH);
    }

    /** Covers the packet with the IP header at position 0 and the authentication header at a position. */
    // RFC 2402 3.3.3.1: what changes on the way counts as zero.
    private Digest digest(ByteBuffer packet, int at, int messageLength) {
        boolean multicast = (packet.get(IP_DESTINATION) & 0xf0) == 0xe0;
        digest.add(packet, 0, 1).addByte(0).add(packet, 2, 4).addZeros(2);
        // The TTL of a multicast packet is known: it does not change on the way.
        digest.addByte(multicast ? packet.get(IP_TTL) : 0).add(packet, IP_TTL + 1, 1);
        digest.addZeros(2).add(packet, IP_CHECKSUM + 2, at - IP_CHECKSUM - 2);
        return digest.add(packet, at, ICV).addZeros(ICV_LENGTH).add(packet, at + LENGTH, messageLength);
    }

    @Override
    @Nullable
    public DropReason judgeLead(Datagram heard) {
        ByteBuffer packet = heard.buffer();
        int at = heard.at() - LENGTH;
        boolean sound = at == IP_OPTIONS
                && (packet.get(at) & 0xff) == Advertisement.PROTOCOL
                && packet.get(at + PAYLOAD_LENGTH) == WORDS
                && packet.getInt(at + SPI) == Ipv4Header.source(packet);
        if (!sound || !digest(packet, at, heard.lengthBytes()).stands(packet, at + ICV, ICV_LENGTH)) {
            return DropReason.AUTH_FAILED;
        }
        long number = packet.getInt(at + SEQUENCE) & SEQUENCE_MAX;
        if (number <= sequence) {
            return DropReason.AUTH_REPLAYED;
        }
        sequence = number;
        return null;
    }

    @Override
    public void inherit(Authenticator old) {
        if (old instanceof HeaderAuthenticator header) {
            sequence = header.sequence;
        }
    }
}
