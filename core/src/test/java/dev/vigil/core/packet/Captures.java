package dev.vigil.core.packet;

import dev.vigil.core.Hex;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Packets that keepalived 2.2.7 sent from 10.77.0.1 and fe80::ff:feff:a, captured on the wire, with their meaning. */
final class Captures {
    static final IpAddress SOURCE = IpAddress.of("10.77.0.1");
    static final IpAddress SOURCE_IPV6 = IpAddress.of("fe80::ff:feff:a");

    /**
     * One IPv4 packet.
     *
     * @param identification of its IP header
     */
    record Ipv4(String name, String digits, int identification, Advertisement meaning) {
        ByteBuffer packet() {
            return Hex.buffer(digits);
        }

        int length() {
            return packet().capacity() - Ipv4Header.LENGTH;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Captures() {}

    static final Ipv4 PASS = new Ipv4(
            "version 2, simple password, two addresses",
            "45c0002c 00010000 ff70d040 0a4d0001 e0000012 2133ff02 01018d4b 0a4d0064 0a4d0065 73336372 65740000",
            1,
            new Advertisement(
                    2, 51, 255, 1, new Authentication(1, auth("s3cret")), addresses("10.77.0.100", "10.77.0.101")));

    static final Ipv4 NONE = new Ipv4(
            "version 2, no authentication",
            "45c00028 00010000 ff70d044 0a4d0001 e0000012 2134ff01 0002d514 0a4d0066 00000000 00000000",
            1,
            new Advertisement(2, 52, 255, 2, Authentication.NONE, addresses("10.77.0.102")));

    static final Ipv4 V3 = new Ipv4(
            "version 3, three addresses, every 0.5 s",
            "45c00028 00020000 ff70d043 0a4d0001 e0000012 3135ff03 0032c490 0a4d0067 0a4d0068 0a4d0069",
            2,
            new Advertisement(
                    3, 53, 255, 50, Authentication.ABSENT, addresses("10.77.0.103", "10.77.0.104", "10.77.0.105")));

    static final Ipv4 PASS_RESIGNING = new Ipv4(
            "version 2, simple password, priority 0",
            "45c0002c 00060000 ff70d03b 0a4d0001 e0000012 21330002 01018c4c 0a4d0064 0a4d0065 73336372 65740000",
            6,
            new Advertisement(
                    2, 51, 0, 1, new Authentication(1, auth("s3cret")), addresses("10.77.0.100", "10.77.0.101")));

    static final Ipv4 V3_RESIGNING = new Ipv4(
            "version 3, priority 0",
            "45c00028 000b0000 ff70d03a 0a4d0001 e0000012 31350003 0032c391 0a4d0067 0a4d0068 0a4d0069",
            11,
            new Advertisement(
                    3, 53, 0, 50, Authentication.ABSENT, addresses("10.77.0.103", "10.77.0.104", "10.77.0.105")));

    static final Ipv4 PASS_150 = new Ipv4(
            "version 2, simple password, priority 150",
            "45c0002c 00010000 ff70d040 0a4d0001 e0000012 21339602 0101f64b 0a4d0064 0a4d0065 73336372 65740000",
            1,
            new Advertisement(
                    2, 51, 150, 1, new Authentication(1, auth("s3cret")), addresses("10.77.0.100", "10.77.0.101")));

    /** The message behind an IPv6 header, with the checksum that the kernel made. */
    static final String V3_IPV6 =
            "3136ff02 0032d3ec fe800000 00000000 00000000 00770001 fd770000 00000000 00000000 00000100";

    static final Advertisement V3_IPV6_MEANING =
            new Advertisement(3, 54, 255, 50, Authentication.ABSENT, addresses("fe80::77:1", "fd77::100"));

    static Stream<Ipv4> all() {
        return Stream.of(PASS, NONE, V3, PASS_RESIGNING, V3_RESIGNING, PASS_150);
    }

    /** The eight bytes of a simple password, padded with zeros. */
    static List<Byte> auth(String password) {
        Byte[] bytes = new Byte[Advertisement.AUTH_LENGTH];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = index < password.length() ? (byte) password.charAt(index) : 0;
        }
        return List.of(bytes);
    }

    static List<IpAddress> addresses(String... texts) {
        return Stream.of(texts).map(IpAddress::of).toList();
    }
}
