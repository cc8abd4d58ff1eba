package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.Authenticator;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.packet.Key;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.packet.Protection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted where advertisements are proved. */
class ProvedReceptionTest {
    private static final long NOW_NS = 1_796_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final IpAddress OWN = Arriving.OWN;
    private static final IpAddress SENDER = Arriving.SENDER;
    private static final Key KEY = Key.of(new byte[32]);

    private static Protection trailer(Protection.Mode mode) {
        return new Protection.Trailer(Map.of(1, KEY), 1, 5 * SECOND_NS, true, mode);
    }

    private static Reception reception(Protection protection, Reception.Peer... peers) {
        boolean header = protection instanceof Protection.Header;
        return new Reception(
                new Reception.Expectation(
                        header ? 2 : 3,
                        Family.IPV4,
                        header ? Authentication.HEADER : Authentication.NONE,
                        SECOND_NS,
                        Arriving.ADDRESSES,
                        Arriving.GROUP,
                        List.of(peers),
                        false,
                        false),
                protection);
    }

    /** What a sender puts on the wire, with more or fewer bytes at the end. */
    private static Datagram sent(Protection by, IpAddress to, int extra) {
        Authenticator authenticator = by.authenticator();
        boolean header = by instanceof Protection.Header;
        ByteBuffer packet = ByteBuffer.allocate(200);
        authenticator.advance(NOW_NS);
        int length = new OutgoingAdvertisement(
                        packet,
                        new Advertisement(
                                header ? 2 : 3,
                                51,
                                0,
                                header ? 1 : 100,
                                header ? Authentication.HEADER : Authentication.ABSENT,
                                Arriving.ADDRESSES),
                        SENDER,
                        to,
                        Arriving.GROUP,
                        255,
                        ChecksumForm.PSEUDO_HEADER,
                        authenticator)
                .stamp(150);
        int at = 20 + authenticator.leadBytes();
        return new Datagram(() -> NOW_NS)
                .message(packet, at, length - at + extra)
                .from(SENDER, 255)
                .to(to);
    }

    @ParameterizedTest
    @CsvSource({"0,", "-1, LENGTH", "1, LENGTH", "-28, TRAILER_MISSING", "-26, TRAILER_MISSING", "28, LENGTH"})
    void aTrailerHasItsLength(int extra, DropReason reason) {
        Protection protection = trailer(Protection.Mode.ENFORCE);
        assertThat(reception(protection).admit(sent(protection, Arriving.GROUP, extra), OWN))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"-28,", "-27, LENGTH"})
    void whoDoesNotEnforceTakesAPlainAdvertisement(int extra, DropReason reason) {
        Protection protection = trailer(Protection.Mode.PERMISSIVE);
        assertThat(reception(protection).admit(sent(protection, Arriving.GROUP, extra), OWN))
                .isEqualTo(reason);
    }

    @Test
    void theOrderOfAStrangerIsNotKept() {
        Protection protection = trailer(Protection.Mode.ENFORCE);
        Reception.Peer other = new Reception.Peer(IpAddress.of("10.77.0.9"), 0, 255);
        assertThat(reception(protection, other).admit(sent(protection, OWN, 0), OWN))
                .isEqualTo(DropReason.UNKNOWN_PEER);
        Reception.Peer sender = new Reception.Peer(SENDER, 0, 255);
        assertThat(reception(protection, other, sender).admit(sent(protection, OWN, 0), OWN))
                .isNull();
        Protection lenient = trailer(Protection.Mode.PERMISSIVE);
        assertThat(reception(lenient, other).admit(sent(lenient, OWN, -28), OWN))
                .as("without a trailer, as without auth_hmac")
                .isNull();
    }

    @Test
    void aRefusedProofIsCountedAndTellsOfARival() {
        Protection protection = trailer(Protection.Mode.ENFORCE);
        Reception reception = reception(protection);
        Datagram heard = sent(protection, Arriving.GROUP, 0);
        heard.buffer().put(heard.at() + 40, (byte) 1);
        assertThat(reception.admit(heard, OWN)).isEqualTo(DropReason.TRAILER_INVALID);
        assertThat(reception.dropped(DropReason.TRAILER_INVALID)).isEqualTo(1);
        VirtualRouter router = new Given().backup().router();
        assertThat(reception.rivals().present(router, 0))
                .singleElement()
                .satisfies(rival -> assertThat(rival.disputes()).containsExactly(Rivals.Dispute.AUTHENTICATION));
    }

    @Test
    void aHeaderIsLookedAtFirst() {
        Protection protection = new Protection.Header(KEY);
        Reception reception = reception(protection);
        assertThat(reception.admit(sent(protection, Arriving.GROUP, 0), OWN)).isNull();
        assertThat(reception.admit(sent(protection, Arriving.GROUP, 0), OWN)).isEqualTo(DropReason.AUTH_REPLAYED);
        Protection other = new Protection.Header(Key.of(new byte[] {1}));
        assertThat(reception(other).admit(sent(protection, Arriving.GROUP, -8), OWN))
                .isEqualTo(DropReason.AUTH_FAILED);
    }

    @Test
    void aReloadGoesOnWithTheOrder() {
        Protection protection = trailer(Protection.Mode.ENFORCE);
        Reception old = reception(protection);
        assertThat(old.admit(sent(protection, Arriving.GROUP, 0), OWN)).isNull();
        Reception next = reception(protection);
        next.inherit(old);
        assertThat(next.admit(sent(protection, Arriving.GROUP, 0), OWN)).isEqualTo(DropReason.TRAILER_REPLAYED);
    }
}
