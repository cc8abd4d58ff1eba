package dev.vigil.core.packet;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The VRRP advertisement, versions 2 (RFC 3768 5.1) and 3 (RFC 9568 5.1).
 *
 * <pre>
 * version 2                                                        version 3
 * +-------+-------+---------------+---------------+--------------+ +-------+-------+-- VRID, priority, count as in 2 --+
 * |Version| Type  | Virtual Rtr ID|   Priority    | Count IP Addr| |   3   |   1   |                                   |
 * +-------+-------+---------------+---------------+--------------+ +-------+-------+---------------+-------------------+
 * |   Auth Type   |   Adver Int   |          Checksum            | |(rsvd) |     Max Advertise Int |     Checksum      |
 * +---------------+---------------+------------------------------+ +-------+-----------------------+-------------------+
 * |                        IP Address (1..n)                     | |           IPvX Address (1..n)                     |
 * +--------------------------------------------------------------+ +---------------------------------------------------+
 * |        Authentication Data, 8 bytes (IPv4 only)              |
 * +--------------------------------------------------------------+
 * </pre>
 *
 * <p>Received advertisements are read in place through the static accessors, without allocation; the record is for tests,
 * tools and recordings.
 *
 * @param interval in seconds for version 2, in hundredths of a second for version 3
 * @param authentication {@link Authentication#ABSENT} in version 3, and over IPv6
 */
public record Advertisement(
        int version, int vrid, int priority, int interval, Authentication authentication, List<IpAddress> addresses) {
    /** The IP protocol number of VRRP. */
    public static final int PROTOCOL = 112;
    /** The only message type there is. */
    public static final int TYPE = 1;
    /** The TTL or hop limit that proves that a packet was not forwarded (RFC 9568 5.1.1.3). */
    public static final int TTL = 255;
    /** Bytes before the first address. */
    public static final int HEADER_LENGTH = 8;
    /** Bytes of the authentication data of version 2. */
    public static final int AUTH_LENGTH = Authentication.LENGTH;
    /** The largest interval of version 3, in hundredths of a second (12 bits). */
    public static final int INTERVAL_CS_MAX = 4095;
    /** 224.0.0.18, the group of VRRP over IPv4. */
    public static final IpAddress GROUP_IPV4 = IpAddress.ipv4(0xe0000012);
    /** ff02::12, the group of VRRP over IPv6. */
    public static final IpAddress GROUP_IPV6 = IpAddress.ipv6(0xff02_0000_0000_0000L, 0x12);

    static final int VERSION_AND_TYPE = 0;
    /** Where the VRID stands in a message. */
    public static final int VRID = 1;

    static final int PRIORITY = 2;
    static final int COUNT = 3;
    static final int AUTH_TYPE = 4;
    static final int INTERVAL_V2 = 5;
    static final int INTERVAL_V3 = 4;
    static final int CHECKSUM = 6;

    public Advertisement {
        addresses = List.copyOf(addresses);
    }

    public static int version(ByteBuffer buffer, int at) {
        return (buffer.get(at + VERSION_AND_TYPE) & 0xff) >>> 4;
    }

    public static int type(ByteBuffer buffer, int at) {
        return buffer.get(at + VERSION_AND_TYPE) & 0xf;
    }

    public static int vrid(ByteBuffer buffer, int at) {
        return buffer.get(at + VRID) & 0xff;
    }

    public static int priority(ByteBuffer buffer, int at) {
        return buffer.get(at + PRIORITY) & 0xff;
    }

    public static int addressCount(ByteBuffer buffer, int at) {
        return buffer.get(at + COUNT) & 0xff;
    }

    public static int authType(ByteBuffer buffer, int at) {
        return buffer.get(at + AUTH_TYPE) & 0xff;
    }

    public static int intervalSeconds(ByteBuffer buffer, int at) {
        return buffer.get(at + INTERVAL_V2) & 0xff;
    }

    public static int intervalCs(ByteBuffer buffer, int at) {
        return buffer.getShort(at + INTERVAL_V3) & 0xfff;
    }

    /** What a valid message of its version says about its sender's interval. */
    public static long intervalNs(ByteBuffer buffer, int at) {
        return version(buffer, at) == 2
                ? intervalSeconds(buffer, at) * Nanos.PER_S
                : intervalCs(buffer, at) * Nanos.PER_CS;
    }

    /** The length that the header of an advertisement asks for, in bytes. */
    public static int expectedLength(int version, Family family, int addressCount) {
        int auth = version == 2 && family == Family.IPV4 ? AUTH_LENGTH : 0;
        return HEADER_LENGTH + addressCount * family.lengthBytes() + auth;
    }

    /** Decodes {@code length} bytes at an absolute position; empty if they are not an advertisement of a known version. */
    public static Optional<Advertisement> decode(ByteBuffer buffer, int at, int length, Family family) {
        if (length < HEADER_LENGTH || type(buffer, at) != TYPE) {
            return Optional.empty();
        }
        int version = version(buffer, at);
        int count = addressCount(buffer, at);
        if ((version != 2 && version != 3) || length != expectedLength(version, family, count)) {
            return Optional.empty();
        }
        List<IpAddress> addresses = new ArrayList<>(count);
        int position = at + HEADER_LENGTH;
        for (int index = 0; index < count; index++) {
            addresses.add(IpAddress.read(buffer, position, family));
            position += family.lengthBytes();
        }
        List<Byte> authData = new ArrayList<>(AUTH_LENGTH);
        for (; position < at + length; position++) {
            authData.add(buffer.get(position));
        }
        int interval = version == 2 ? intervalSeconds(buffer, at) : intervalCs(buffer, at);
        Authentication authentication = new Authentication(version == 2 ? authType(buffer, at) : 0, authData);
        return Optional.of(new Advertisement(
                version, vrid(buffer, at), priority(buffer, at), interval, authentication, addresses));
    }

    /**
     * Encodes at an absolute position, with a checksum of zero.
     *
     * @return the length in bytes
     */
    public int encode(ByteBuffer buffer, int at) {
        buffer.put(at + VERSION_AND_TYPE, (byte) (version << 4 | TYPE));
        buffer.put(at + VRID, (byte) vrid);
        buffer.put(at + PRIORITY, (byte) priority);
        buffer.put(at + COUNT, (byte) addresses.size());
        if (version == 2) {
            buffer.put(at + AUTH_TYPE, (byte) authentication.type());
            buffer.put(at + INTERVAL_V2, (byte) interval);
        } else {
            buffer.putShort(at + INTERVAL_V3, (short) (interval & 0xfff));
        }
        buffer.putShort(at + CHECKSUM, (short) 0);
        int position = at + HEADER_LENGTH;
        for (IpAddress address : addresses) {
            address.write(buffer, position);
            position += address.family().lengthBytes();
        }
        for (byte octet : authentication.data()) {
            buffer.put(position++, octet);
        }
        return position - at;
    }

    /**
     * Which of the known forms the checksum of a received message has.
     *
     * @param length that is covered, without padding
     * @param group the multicast group, which old releases put into the pseudo-header of unicast advertisements
     * @return null if it has none of them
     */
    public static @Nullable ChecksumForm checksumForm(Datagram heard, int length, IpAddress group) {
        IpAddress source = heard.source();
        IpAddress destination = heard.destination();
        long message = Checksum.sum(0, heard.buffer(), heard.at(), length);
        if (heard.version() == 2) {
            return Checksum.holds(message) ? ChecksumForm.MESSAGE_ONLY : null;
        }
        // RFC 9568 5.2.8
        if (Checksum.holds(message + Checksum.pseudoHeader(source, destination, PROTOCOL, length))) {
            return ChecksumForm.PSEUDO_HEADER;
        }
        if (source.family() == Family.IPV4 && Checksum.holds(message)) {
            return ChecksumForm.MESSAGE_ONLY;
        }
        boolean unicast = !destination.isMulticast() && source.family() == Family.IPV4;
        if (unicast && Checksum.holds(message + Checksum.pseudoHeader(source, group, PROTOCOL, length))) {
            return ChecksumForm.OLD_UNICAST;
        }
        return null;
    }
}
