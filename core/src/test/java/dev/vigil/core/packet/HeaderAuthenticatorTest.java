package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authentication header, against packets that keepalived 2.2.7 sent. */
class HeaderAuthenticatorTest {
    private static final Key KEY = Key.of("k3y12345".getBytes(StandardCharsets.US_ASCII));
    private static final IpAddress SOURCE = IpAddress.of("10.77.0.1");
    private static final int MESSAGE_AT = 44;
    private static final int MESSAGE_LENGTH = 20;

    /** The first advertisement that keepalived sent after it had heard 0x66 of another node: number 0x67. */
    private static final String FIRST = """
            45c0 0040 0001 0000 ff33 d069 0a4d 0001 e000 0012 7004 0000 0a4d 0001 0000 0067
            bebf efe6 72c5 dd33 8df5 1a34 2147 6401 0201 6e05 0a4d 0064 0000 0000 0000 0000""".replace("\n", "");

    private static final String SECOND = """
            45c0 0040 0002 0000 ff33 d068 0a4d 0001 e000 0012 7004 0000 0a4d 0001 0000 0068
            3f36 ebde 6062 af31 5a5c e828 2147 6401 0201 6e05 0a4d 0064 0000 0000 0000 0000""".replace("\n", "");

    private final Authenticator authenticator = new Protection.Header(KEY).authenticator();

    private static Datagram heard(ByteBuffer packet) {
        return new Datagram()
                .message(packet, MESSAGE_AT, MESSAGE_LENGTH)
                .from(SOURCE, 255)
                .to(Advertisement.GROUP_IPV4);
    }

    private DropReason judge(String packet) {
        return authenticator.judgeLead(heard(Octets.buffer(packet)));
    }

    private static OutgoingAdvertisement outgoing(ByteBuffer packet, IpAddress to, int ttl, Authenticator by) {
        Advertisement message =
                new Advertisement(2, 71, 0, 1, Authentication.HEADER, List.of(IpAddress.of("10.77.0.100")));
        return new OutgoingAdvertisement(
                packet, message, SOURCE, to, Advertisement.GROUP_IPV4, ttl, ChecksumForm.PSEUDO_HEADER, by);
    }

    @Test
    void whatItSendsIsWhatKeepalivedSends() {
        assertThat(judge(FIRST)).isNull();
        ByteBuffer packet = ByteBuffer.allocate(64);
        OutgoingAdvertisement advertisement = outgoing(packet, Advertisement.GROUP_IPV4, 255, authenticator);
        advertisement.stamp(100);
        authenticator.advance(0);
        assertThat(advertisement.stamp(100)).isEqualTo(64);
        assertThat(Octets.hex(packet, 0, 64)).isEqualTo(SECOND.replace(" ", ""));
    }

    @Test
    void aNumberCountsOnceAndInOrder() {
        assertThat(judge(SECOND)).isNull();
        assertThat(judge(SECOND)).isEqualTo(DropReason.AUTH_REPLAYED);
        assertThat(judge(FIRST)).isEqualTo(DropReason.AUTH_REPLAYED);
    }

    @Test
    void whatWasSentCountsAsPassedToo() {
        for (int sent = 0; sent < 0x67; sent++) {
            authenticator.advance(0);
        }
        assertThat(judge(FIRST)).isEqualTo(DropReason.AUTH_REPLAYED);
        assertThat(judge(SECOND)).isNull();
    }

    @Test
    void aReloadDoesNotForgetTheOrder() {
        assertThat(judge(SECOND)).isNull();
        Authenticator next = new Protection.Header(KEY).authenticator();
        next.inherit(authenticator);
        assertThat(next.judgeLead(heard(Octets.buffer(FIRST)))).isEqualTo(DropReason.AUTH_REPLAYED);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 2, 3, 4, 5, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
                33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 55, 56, 63
            })
    void aChangedByteIsNoticed(int at) {
        ByteBuffer packet = Octets.buffer(FIRST);
        packet.put(at, (byte) (packet.get(at) ^ 0x01));
        assertThat(authenticator.judgeLead(heard(packet))).isEqualTo(DropReason.AUTH_FAILED);
        // Nothing of it is remembered.
        assertThat(judge(FIRST)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 10, 11})
    void whatRoutersChangeIsNotCovered(int at) {
        ByteBuffer packet = Octets.buffer(FIRST);
        packet.put(at, (byte) (packet.get(at) ^ 0x01));
        assertThat(authenticator.judgeLead(heard(packet))).isNull();
    }

    @Test
    void theTtlOfAUnicastPacketMayChangeOnTheWay() {
        ByteBuffer packet = ByteBuffer.allocate(64);
        Authenticator sender = new Protection.Header(KEY).authenticator();
        sender.advance(0);
        outgoing(packet, IpAddress.of("10.77.0.2"), 255, sender).stamp(100);
        packet.put(8, (byte) 254);
        assertThat(authenticator.judgeLead(heard(packet))).isNull();
    }

    @Test
    void anotherKeyProvesNothing() {
        Authenticator other = new Protection.Header(Key.of(new byte[] {1})).authenticator();
        assertThat(other.judgeLead(heard(Octets.buffer(FIRST)))).isEqualTo(DropReason.AUTH_FAILED);
    }
}
