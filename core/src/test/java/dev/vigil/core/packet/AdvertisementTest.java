package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Hex;
import dev.vigil.core.Seeds;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdvertisementTest {
    private static final int AT = Ipv4Header.LENGTH;
    private static final int CHECKSUM_AT = 6;

    @ParameterizedTest
    @MethodSource("dev.vigil.core.packet.Captures#all")
    void theMessagesOfKeepalivedAreDecoded(Captures.Ipv4 capture) {
        assertThat(Advertisement.decode(capture.packet(), AT, capture.length(), Family.IPV4))
                .contains(capture.meaning());
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.core.packet.Captures#all")
    void theMessagesOfKeepalivedAreEncoded(Captures.Ipv4 capture) {
        ByteBuffer expected = capture.packet();
        expected.putShort(AT + CHECKSUM_AT, (short) 0);
        ByteBuffer encoded = ByteBuffer.allocate(capture.length() + 3);
        assertThat(capture.meaning().encode(encoded, 3)).isEqualTo(capture.length());
        assertThat(Hex.text(encoded, 3, capture.length())).isEqualTo(Hex.text(expected, AT, capture.length()));
    }

    @Test
    void theIpv6MessageOfKeepalivedIsReadAndWritten() {
        ByteBuffer message = Hex.buffer(Captures.V3_IPV6);
        assertThat(Advertisement.decode(message, 0, message.capacity(), Family.IPV6))
                .contains(Captures.V3_IPV6_MEANING);
        ByteBuffer encoded = ByteBuffer.allocate(message.capacity());
        assertThat(Captures.V3_IPV6_MEANING.encode(encoded, 0)).isEqualTo(40);
        message.putShort(CHECKSUM_AT, (short) 0);
        assertThat(Hex.text(encoded)).isEqualTo(Hex.text(message));
    }

    @Test
    void theFieldsAreReadInPlace() {
        ByteBuffer packet = Captures.PASS.packet();
        assertThat(Advertisement.version(packet, AT)).isEqualTo(2);
        assertThat(Advertisement.type(packet, AT)).isEqualTo(1);
        assertThat(Advertisement.vrid(packet, AT)).isEqualTo(51);
        assertThat(Advertisement.priority(packet, AT)).isEqualTo(255);
        assertThat(Advertisement.addressCount(packet, AT)).isEqualTo(2);
        assertThat(Advertisement.authType(packet, AT)).isEqualTo(1);
        assertThat(Advertisement.intervalSeconds(packet, AT)).isEqualTo(1);
        assertThat(Advertisement.intervalCs(Captures.V3.packet(), AT)).isEqualTo(50);
    }

    @Test
    void theGroupsAreThoseOfTheRfc() {
        assertThat(Advertisement.GROUP_IPV4).hasToString("224.0.0.18");
        assertThat(Advertisement.GROUP_IPV6).hasToString("ff02::12");
    }

    @Test
    void fieldsAreUnsigned() {
        ByteBuffer message = Hex.buffer("f5 ff ff ff ff ff 0000");
        assertThat(Advertisement.version(message, 0)).isEqualTo(15);
        assertThat(Advertisement.type(message, 0)).isEqualTo(5);
        assertThat(Advertisement.vrid(message, 0)).isEqualTo(255);
        assertThat(Advertisement.priority(message, 0)).isEqualTo(255);
        assertThat(Advertisement.addressCount(message, 0)).isEqualTo(255);
        assertThat(Advertisement.authType(message, 0)).isEqualTo(255);
        assertThat(Advertisement.intervalSeconds(message, 0)).isEqualTo(255);
    }

    // RFC 9568 5.2.6: reserved bits are ignored.
    @Test
    void theReservedBitsAboveTheIntervalAreIgnored() {
        assertThat(Advertisement.intervalCs(Hex.buffer("31 01 64 00 f064 0000"), 0))
                .isEqualTo(100);
        assertThat(Advertisement.intervalCs(Hex.buffer("31 01 64 00 ffff 0000"), 0))
                .isEqualTo(Advertisement.INTERVAL_CS_MAX);
    }

    @Test
    void anIntervalIsCutToItsTwelveBits() {
        ByteBuffer encoded = ByteBuffer.allocate(8);
        new Advertisement(3, 1, 100, 0xf064, Authentication.ABSENT, List.of()).encode(encoded, 0);
        assertThat(Hex.text(encoded)).isEqualTo("3101640000640000");
    }

    @ParameterizedTest
    @CsvSource({
        "2, IPV4, 0, 16",
        "2, IPV4, 1, 20",
        "2, IPV4, 255, 1036",
        "2, IPV6, 0, 8",
        "2, IPV6, 2, 40",
        "3, IPV4, 0, 8",
        "3, IPV4, 1, 12",
        "3, IPV6, 1, 24",
        "3, IPV6, 255, 4088"
    })
    void theLengthFollowsFromVersionFamilyAndCount(int version, Family family, int count, int length) {
        assertThat(Advertisement.expectedLength(version, family, count)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "310101000064, too short for a header",
        "3201010000640000, another type",
        "1101010000640000, version 1",
        "4101010000640000, version 4",
        "3101010100640000, an address less than counted",
        "31010100006400000a4d0064, an address more than counted",
        "21010100000100000000000000000000 00, a byte more",
        "2101010000010000, no authentication data"
    })
    void whatIsNoAdvertisementIsNotDecoded(String digits, String what) {
        ByteBuffer message = Hex.buffer(digits);
        assertThat(Advertisement.decode(message, 0, message.capacity(), Family.IPV4))
                .as(what)
                .isEmpty();
    }

    @Test
    void theSmallestMessagesAreDecoded() {
        assertThat(Advertisement.decode(Hex.buffer("3101640000640000"), 0, 8, Family.IPV4))
                .contains(new Advertisement(3, 1, 100, 100, Authentication.ABSENT, List.of()));
        assertThat(Advertisement.decode(Hex.buffer("2101640000010000 0000000000000000"), 0, 16, Family.IPV4))
                .contains(new Advertisement(2, 1, 100, 1, Authentication.NONE, List.of()));
    }

    @Test
    void whatIsEncodedIsDecodedToTheSame() {
        Seeds.each(2000, random -> {
            Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
            Advertisement message = anyAdvertisement(random, family);
            int at = random.nextInt(30);
            ByteBuffer buffer = ByteBuffer.allocate(5000);
            int length = message.encode(buffer, at);
            assertThat(Advertisement.decode(buffer, at, length, family)).contains(message);
        });
    }

    @Test
    void whatIsDecodedIsEncodedToTheSame() {
        Seeds.each(5000, random -> {
            ByteBuffer bytes = ByteBuffer.allocate(random.nextInt(60));
            random.nextBytes(bytes.array());
            if (bytes.capacity() >= 8 && random.nextBoolean()) {
                bytes.put(0, (byte) (random.nextBoolean() ? 0x21 : 0x31));
                bytes.put(3, (byte) random.nextInt(4));
            }
            Family family = random.nextBoolean() ? Family.IPV4 : Family.IPV6;
            Advertisement.decode(bytes, 0, bytes.capacity(), family).ifPresent(message -> {
                ByteBuffer again = ByteBuffer.allocate(bytes.capacity());
                assertThat(message.encode(again, 0)).isEqualTo(bytes.capacity());
                bytes.putShort(CHECKSUM_AT, (short) 0);
                if (message.version() == 3) {
                    bytes.put(4, (byte) (bytes.get(4) & 0xf));
                }
                assertThat(Hex.text(again)).isEqualTo(Hex.text(bytes));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.core.packet.Captures#all")
    void theChecksumsOfKeepalivedHold(Captures.Ipv4 capture) {
        ChecksumForm form = capture.meaning().version() == 2 ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
        assertThat(form(capture.packet(), Captures.SOURCE, Advertisement.GROUP_IPV4))
                .isEqualTo(form);
        for (int bit = 0; bit < capture.length() * 8; bit++) {
            ByteBuffer damaged = capture.packet();
            int at = AT + bit / 8;
            damaged.put(at, (byte) (damaged.get(at) ^ (1 << bit % 8)));
            assertThat(form(damaged, Captures.SOURCE, Advertisement.GROUP_IPV4))
                    .as("bit %d", bit)
                    .isNull();
        }
    }

    @Test
    void theChecksumOfTheKernelOverIpv6Holds() {
        ByteBuffer message = Hex.buffer(Captures.V3_IPV6);
        assertThat(formOverIpv6(message, Advertisement.GROUP_IPV6)).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    }

    // RFC 9568 5.2.8: over IPv4 the message alone.
    @Test
    void aVersion3ChecksumOverTheMessageAloneIsKnown() {
        ByteBuffer packet = withChecksum(Captures.V3.packet(), 0);
        assertThat(form(packet, Captures.SOURCE, Advertisement.GROUP_IPV4)).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    }

    @Test
    void anIpv6ChecksumOverTheMessageAloneIsWrong() {
        ByteBuffer message = Hex.buffer(Captures.V3_IPV6);
        message.putShort(CHECKSUM_AT, (short) 0);
        message.putShort(CHECKSUM_AT, Checksum.fold(Checksum.sum(0, message, 0, 40)));
        assertThat(formOverIpv6(message, Advertisement.GROUP_IPV6)).isNull();
        assertThat(formOverIpv6(message, IpAddress.of("fe80::2"))).isNull();
    }

    // The sample of an old release: sent to a peer, the group in the pseudo-header.
    @Test
    void theOldUnicastChecksumIsKnownForUnicastOnly() {
        IpAddress peer = IpAddress.of("10.77.0.2");
        long pseudo = Checksum.pseudoHeader(Captures.SOURCE, Advertisement.GROUP_IPV4, Advertisement.PROTOCOL, 20);
        ByteBuffer packet = withChecksum(Captures.V3.packet(), pseudo);
        assertThat(form(packet, Captures.SOURCE, peer)).isEqualTo(ChecksumForm.OLD_UNICAST);
        assertThat(form(packet, Captures.SOURCE, IpAddress.of("224.0.0.19")))
                .as("another group")
                .isNull();
    }

    @Test
    void aUnicastChecksumCoversThePeer() {
        IpAddress peer = IpAddress.of("10.77.0.2");
        long pseudo = Checksum.pseudoHeader(Captures.SOURCE, peer, Advertisement.PROTOCOL, 20);
        ByteBuffer packet = withChecksum(Captures.V3.packet(), pseudo);
        assertThat(form(packet, Captures.SOURCE, peer)).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(form(packet, Captures.SOURCE, IpAddress.of("10.77.0.3"))).isNull();
    }

    @Test
    void aVersion2ChecksumHasNoPseudoHeader() {
        ByteBuffer packet = Captures.NONE.packet();
        long pseudo = Checksum.pseudoHeader(Captures.SOURCE, Advertisement.GROUP_IPV4, Advertisement.PROTOCOL, 20);
        assertThat(form(withChecksum(packet, pseudo), Captures.SOURCE, Advertisement.GROUP_IPV4))
                .isNull();
    }

    private static ChecksumForm form(ByteBuffer packet, IpAddress source, IpAddress destination) {
        int length = packet.capacity() - AT;
        Datagram heard = new Datagram()
                .message(packet, AT, length)
                .from(source, Advertisement.TTL)
                .to(destination);
        return Advertisement.checksumForm(heard, length, Advertisement.GROUP_IPV4);
    }

    private static ChecksumForm formOverIpv6(ByteBuffer message, IpAddress destination) {
        Datagram heard = new Datagram()
                .message(message, 0, 40)
                .from(Captures.SOURCE_IPV6, Advertisement.TTL)
                .to(destination);
        return Advertisement.checksumForm(heard, 40, Advertisement.GROUP_IPV6);
    }

    private static ByteBuffer withChecksum(ByteBuffer packet, long pseudo) {
        packet.putShort(AT + CHECKSUM_AT, (short) 0);
        long sum = Checksum.sum(pseudo, packet, AT, packet.capacity() - AT);
        return packet.putShort(AT + CHECKSUM_AT, Checksum.fold(sum));
    }

    static Advertisement anyAdvertisement(RandomGenerator random, Family family) {
        int version = random.nextInt(2, 4);
        List<IpAddress> addresses = new ArrayList<>();
        for (int count = random.nextInt(random.nextBoolean() ? 4 : 256); count > 0; count--) {
            addresses.add(
                    family == Family.IPV4
                            ? IpAddress.ipv4(random.nextInt())
                            : IpAddress.ipv6(random.nextLong(), random.nextLong()));
        }
        List<Byte> auth = new ArrayList<>();
        if (version == 2 && family == Family.IPV4) {
            for (int index = 0; index < Advertisement.AUTH_LENGTH; index++) {
                auth.add((byte) random.nextInt());
            }
        }
        return new Advertisement(
                version,
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(version == 2 ? 256 : 4096),
                new Authentication(version == 2 ? random.nextInt(256) : 0, auth),
                addresses);
    }
}
