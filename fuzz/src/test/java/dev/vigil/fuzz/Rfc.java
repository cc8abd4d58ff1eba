package dev.vigil.fuzz;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Reception.Expectation;
import dev.vigil.fuzz.VrrpInput.Arrival;
import java.nio.ByteBuffer;

/** What RFC 791, RFC 3768 and RFC 9568 demand of a packet, read from its bytes without any code of Vigil's. */
final class Rfc {
    private static final long NS_PER_S = 1_000_000_000L;

    private Rfc() {}

    /** RFC 791 3.1, for a whole packet of protocol 112. */
    static boolean isIpv4Header(byte[] packet) {
        if (packet.length < 20) {
            return false;
        }
        int headerLength = (packet[0] & 0xf) * 4;
        int total = (packet[2] & 0xff) * 256 + (packet[3] & 0xff);
        boolean fragment = (packet[6] & 0x3f) != 0 || packet[7] != 0;
        return (packet[0] & 0xf0) == 0x40
                && headerLength >= 20
                && packet[9] == 112
                && !fragment
                && total >= headerLength
                && total <= packet.length;
    }

    /** RFC 9568 7.1 and RFC 3768 7.1, with the forms of checksum that Vigil takes besides. */
    static boolean conforms(Arrival arrival) {
        byte[] message = new byte[arrival.length()];
        arrival.packet().get(arrival.at(), message);
        Expectation expected = arrival.expected();
        boolean ipv4 = expected.family() == Family.IPV4;
        int count = message[3] & 0xff;
        int length = 8 + count * (ipv4 ? 4 : 16) + (expected.version() == 2 && ipv4 ? 8 : 0);
        boolean whole = message.length >= length;
        boolean ttl = expected.peers().isEmpty() ? arrival.ttl() == 255 : arrival.ttl() >= 0;
        boolean type = message[0] == (expected.version() << 4 | 1);
        boolean counted = count > 0 || expected.addresses().isEmpty();
        return whole
                && ttl
                && type
                && counted
                && (!ipv4 || isChecksum(message, length, arrival))
                && (expected.version() == 2
                        ? conformsV2(message, length, expected)
                        : (message[4] & 0xf) != 0 || message[5] != 0);
    }

    private static boolean conformsV2(byte[] message, int length, Expectation expected) {
        if (message[5] == 0 || (message[5] & 0xff) * NS_PER_S != expected.intervalNs()) {
            return false;
        }
        if (expected.authentication().type() == 0) {
            return message[4] == 0;
        }
        boolean same = message[4] == 1;
        for (int index = 0; index < 8; index++) {
            same &= message[length - 8 + index]
                    == expected.authentication().data().get(index);
        }
        return same;
    }

    /** RFC 1071 over IPv4: of the message, or of a pseudo-header and the message. */
    private static boolean isChecksum(byte[] message, int length, Arrival arrival) {
        int plain = sum(message, length);
        if (plain == 0xffff) {
            return true;
        }
        IpAddress destination = arrival.destination();
        return arrival.expected().version() == 3
                && (sum(pseudo(arrival.source(), destination, length), 12, plain) == 0xffff
                        || sum(pseudo(arrival.source(), arrival.expected().group(), length), 12, plain) == 0xffff);
    }

    private static byte[] pseudo(IpAddress source, IpAddress destination, int length) {
        return ByteBuffer.allocate(12)
                .putInt(source.ipv4Bits())
                .putInt(destination.ipv4Bits())
                .putShort((short) 112)
                .putShort((short) length)
                .array();
    }

    private static int sum(byte[] bytes, int length) {
        return sum(bytes, length, 0);
    }

    private static int sum(byte[] bytes, int length, int start) {
        int sum = start;
        for (int index = 0; index < length; index++) {
            sum += (bytes[index] & 0xff) << (index % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
