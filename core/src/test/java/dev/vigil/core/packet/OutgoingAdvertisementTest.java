package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Hex;
import dev.vigil.core.Seeds;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutgoingAdvertisementTest {
    private static final IpAddress PEER = IpAddress.of("10.77.0.2");

    @ParameterizedTest
    @MethodSource("dev.vigil.core.packet.Captures#all")
    void whatIsSentIsWhatKeepalivedSends(Captures.Ipv4 capture) {
        ByteBuffer packet = garbage(64);
        OutgoingAdvertisement outgoing = multicast(packet, capture.meaning());
        int length = 0;
        for (int sending = 1; sending <= capture.identification(); sending++) {
            length = outgoing.stamp(capture.meaning().priority());
        }
        assertThat(Hex.text(packet, 0, length)).isEqualTo(Hex.digits(capture.digits()));
        assertThat(outgoing.lengthBytes()).isEqualTo(length);
    }

    @Test
    void thePriorityIsThatOfEachSending() {
        ByteBuffer packet = ByteBuffer.allocate(64);
        OutgoingAdvertisement outgoing = multicast(packet, Captures.PASS.meaning());
        for (int priority : new int[] {255, 100, 1, 0, 254}) {
            int length = outgoing.stamp(priority);
            assertThat(Advertisement.priority(packet, 20)).isEqualTo(priority);
            assertThat(Checksum.holds(Checksum.sum(0, packet, 20, length - 20))).isTrue();
            assertThat(Checksum.holds(Checksum.sum(0, packet, 0, 20))).isTrue();
        }
    }

    @Test
    void theIdentificationCountsFromOneAndSkipsZero() {
        ByteBuffer packet = ByteBuffer.allocate(64);
        OutgoingAdvertisement outgoing = multicast(packet, Captures.V3.meaning());
        for (int sending = 1; sending <= 0xffff; sending++) {
            outgoing.stamp(100);
            assertThat(packet.getShort(4) & 0xffff).isEqualTo(sending);
        }
        outgoing.stamp(100);
        assertThat(packet.getShort(4)).isEqualTo((short) 1);
    }

    @ParameterizedTest
    @EnumSource(ChecksumForm.class)
    void eachFormOfChecksumIsRecognised(ChecksumForm form) {
        ByteBuffer packet = ByteBuffer.allocate(64);
        OutgoingAdvertisement outgoing = new OutgoingAdvertisement(
                packet, Captures.V3.meaning(), Captures.SOURCE, PEER, Advertisement.GROUP_IPV4, 64, form);
        int length = outgoing.stamp(100);
        assertThat(form(packet, length, PEER)).isEqualTo(form);
        assertThat(Ipv4Header.ttl(packet)).isEqualTo(64);
        assertThat(packet.getInt(16)).isEqualTo(PEER.ipv4Bits());
    }

    @Test
    void authenticationDataIsZeroWhereNoneIsGiven() {
        Advertisement message =
                new Advertisement(2, 52, 255, 2, Authentication.ABSENT, Captures.addresses("10.77.0.102"));
        ByteBuffer packet = garbage(64);
        int length = multicast(packet, message).stamp(255);
        assertThat(Hex.text(packet, 0, length)).isEqualTo(Hex.digits(Captures.NONE.digits()));
    }

    @Test
    void bytesBehindThePacketAreLeftAlone() {
        ByteBuffer packet = garbage(64);
        int length = multicast(packet, Captures.NONE.meaning()).stamp(255);
        assertThat(Hex.text(packet, length, 64 - length)).isEqualTo("ff".repeat(64 - length));
        assertThat(packet.position()).isZero();
        assertThat(packet.limit()).isEqualTo(64);
    }

    @Test
    void overIpv6ThereIsOnlyTheMessageAndTheKernelSumsIt() {
        ByteBuffer packet = garbage(64);
        OutgoingAdvertisement outgoing = new OutgoingAdvertisement(
                packet,
                Captures.V3_IPV6_MEANING,
                Captures.SOURCE_IPV6,
                Advertisement.GROUP_IPV6,
                Advertisement.GROUP_IPV6,
                255,
                ChecksumForm.PSEUDO_HEADER);
        assertThat(outgoing.stamp(255)).isEqualTo(40);
        ByteBuffer expected = Hex.buffer(Captures.V3_IPV6).putShort(6, (short) 0);
        assertThat(Hex.text(packet, 0, 40)).isEqualTo(Hex.text(expected));
    }

    @Test
    void theBytesNeededAreKnownBeforehand() {
        assertThat(OutgoingAdvertisement.lengthBytes(Captures.PASS.meaning(), Family.IPV4))
                .isEqualTo(44);
        assertThat(OutgoingAdvertisement.lengthBytes(Captures.V3_IPV6_MEANING, Family.IPV6))
                .isEqualTo(40);
    }

    @Test
    void whateverIsSentIsDecodedToTheSame() {
        Seeds.each(500, random -> {
            Advertisement message = AdvertisementTest.anyAdvertisement(random, Family.IPV4);
            ByteBuffer packet = garbage(OutgoingAdvertisement.lengthBytes(message, Family.IPV4));
            int length = multicast(packet, message).stamp(message.priority());
            assertThat(Ipv4Header.check(packet, length, Advertisement.PROTOCOL)).isNull();
            assertThat(Advertisement.decode(packet, 20, length - 20, Family.IPV4))
                    .contains(message);
            assertThat(form(packet, length, Advertisement.GROUP_IPV4))
                    .isEqualTo(message.version() == 2 ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER);
        });
    }

    private static OutgoingAdvertisement multicast(ByteBuffer packet, Advertisement message) {
        return new OutgoingAdvertisement(
                packet,
                message,
                Captures.SOURCE,
                Advertisement.GROUP_IPV4,
                Advertisement.GROUP_IPV4,
                Advertisement.TTL,
                ChecksumForm.PSEUDO_HEADER);
    }

    private static ByteBuffer garbage(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return ByteBuffer.wrap(bytes);
    }

    private static ChecksumForm form(ByteBuffer packet, int length, IpAddress destination) {
        Datagram heard = new Datagram()
                .message(packet, 20, length - 20)
                .from(Captures.SOURCE, Advertisement.TTL)
                .to(destination);
        return Advertisement.checksumForm(heard, length - 20, Advertisement.GROUP_IPV4);
    }
}
