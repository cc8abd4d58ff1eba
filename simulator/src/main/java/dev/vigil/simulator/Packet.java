package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Ipv4Header;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way. Over IPv4 the bytes begin with the IP header; over IPv6 they are the message alone, as sockets
 * deliver it, and what the header says is beside them.
 *
 * @param hostile whether no virtual router may accept it
 * @param meant whom it is hostile to, as that was configured when it was sent; null for everybody
 */
record Packet(
        ByteBuffer bytes,
        IpAddress source,
        IpAddress destination,
        int ttl,
        boolean hostile,
        @Nullable MemberPlan meant) {
    /** One that nobody may accept, or that everybody may. */
    Packet(ByteBuffer bytes, IpAddress source, IpAddress destination, int ttl, boolean hostile) {
        this(bytes, source, destination, ttl, hostile, null);
    }

    /** Whether a virtual router with this configuration must drop it. */
    boolean isHostileTo(MemberPlan plan) {
        return hostile && (meant == null || meant.equals(plan));
    }

    boolean isIpv4() {
        return source.family() == Family.IPV4;
    }

    /** The same packet with one bit turned over. */
    Packet damaged(int bit) {
        byte[] copy = new byte[bytes.capacity()];
        bytes.get(0, copy);
        copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return new Packet(ByteBuffer.wrap(copy), source, destination, ttl, !mayPass(copy));
    }

    /**
     * Whether damage may go unnoticed: in version 3 a message may have its checksum with or without a pseudo-header, and
     * one wrong bit can turn the one into the other.
     */
    private boolean mayPass(byte[] damaged) {
        if (damaged[Ipv4Header.LENGTH] >> 4 != 3) {
            return false;
        }
        // A proof may stand behind the message, which its checksum does not cover.
        int messageLength = 8 + 4 * (damaged[Ipv4Header.LENGTH + 3] & 0xff);
        int end = Math.min(damaged.length, Ipv4Header.LENGTH + messageLength);
        int sum = 0;
        for (int at = Ipv4Header.LENGTH; at + 1 < end; at += 2) {
            sum += (damaged[at] & 0xff) << 8 | (damaged[at + 1] & 0xff);
        }
        return sum % 0xffff == 0 || !destination.isMulticast();
    }
}
