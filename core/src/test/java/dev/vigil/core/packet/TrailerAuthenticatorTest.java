package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trailer, against an advertisement that keepalived 2.4.3 sent, and by its own rules. */
class TrailerAuthenticatorTest {
    private static final Key KEY =
            Key.of(Octets.of("00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff"));
    private static final Key OTHER = Key.of(new byte[32]);
    private static final IpAddress SOURCE = IpAddress.of("10.77.0.1");
    private static final String MESSAGE = "313e960100644290 0a4d00a2";
    private static final String KNOWN = MESSAGE + "01080000 6b014cc1 0374 0000 12ae9628db580d29145b563caeb0053e";
    private static final int MESSAGE_LENGTH = 12;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long WINDOW_NS = 5 * SECOND_NS;

    /** Seconds and fraction of {@link #KNOWN}. */
    private static final long KNOWN_NS = 0x6b014cc1L * SECOND_NS + 0x0374 * SECOND_NS / 65536 + 1;

    private long wallNs = KNOWN_NS;

    private static Protection.Trailer settings(Protection.Mode mode, boolean timed) {
        return new Protection.Trailer(Map.of(8, KEY, 9, OTHER), 8, WINDOW_NS, timed, mode);
    }

    private final Authenticator timed = settings(Protection.Mode.ENFORCE, true).authenticator();

    private @Nullable DropReason judge(Authenticator by, ByteBuffer message, IpAddress from) {
        return by.judgeTrail(
                new Datagram(() -> wallNs)
                        .message(message, 0, message.capacity())
                        .from(from, 255)
                        .to(Advertisement.GROUP_IPV4),
                MESSAGE_LENGTH);
    }

    private @Nullable DropReason judge(Authenticator by, String message) {
        return judge(by, Octets.buffer(message), SOURCE);
    }

    /** An advertisement over IPv4, without its IP header. */
    private static ByteBuffer sent(Authenticator by, long atNs) {
        ByteBuffer packet = ByteBuffer.allocate(20 + MESSAGE_LENGTH + 28);
        by.advance(atNs);
        int length = outgoing(packet, by).stamp(150);
        return packet.slice(20, length - 20);
    }

    private static OutgoingAdvertisement outgoing(ByteBuffer packet, Authenticator by) {
        return new OutgoingAdvertisement(
                packet,
                new Advertisement(3, 62, 0, 100, Authentication.ABSENT, List.of(IpAddress.of("10.77.0.162"))),
                SOURCE,
                Advertisement.GROUP_IPV4,
                Advertisement.GROUP_IPV4,
                255,
                ChecksumForm.PSEUDO_HEADER,
                by);
    }

    @Test
    void whatItSendsIsWhatKeepalivedSends() {
        ByteBuffer message = sent(timed, KNOWN_NS);
        assertThat(Octets.hex(message, 0, message.capacity())).isEqualTo(KNOWN.replace(" ", ""));
    }

    @Test
    void whatKeepalivedSendsIsAccepted() {
        assertThat(judge(timed, KNOWN)).isNull();
    }

    @Test
    void theIpHeaderCountsTheTrailerAndTheChecksumDoesNot() {
        ByteBuffer packet = ByteBuffer.allocate(60);
        assertThat(outgoing(packet, timed).stamp(150)).isEqualTo(60);
        assertThat(Ipv4Header.totalLength(packet)).isEqualTo(60);
        assertThat(Octets.hex(packet, 20, MESSAGE_LENGTH)).isEqualTo(MESSAGE.replace(" ", ""));
    }

    @Test
    void anAdvertisementCountsOnce() {
        assertThat(judge(timed, KNOWN)).isNull();
        assertThat(judge(timed, KNOWN)).isEqualTo(DropReason.TRAILER_REPLAYED);
    }

    @Test
    void ofTwoTheLaterOneIsTheEndOfTheEarlierOne() {
        Authenticator sender = settings(Protection.Mode.ENFORCE, true).authenticator();
        ByteBuffer first = sent(sender, KNOWN_NS);
        ByteBuffer second = sent(sender, KNOWN_NS);
        assertThat(judge(timed, second, SOURCE)).isNull();
        assertThat(judge(timed, first, SOURCE)).isEqualTo(DropReason.TRAILER_REPLAYED);
    }

    @Test
    void eachSenderHasItsOwnOrder() {
        IpAddress other = IpAddress.of("10.77.0.2");
        assertThat(judge(timed, KNOWN)).isNull();
        // The address is part of what is proved.
        assertThat(judge(timed, Octets.buffer(KNOWN), other)).isEqualTo(DropReason.TRAILER_INVALID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 16, 19, 20, 21, 22, 23, 24, 31, 39})
    void aChangedByteIsNoticed(int at) {
        ByteBuffer message = Octets.buffer(KNOWN);
        message.put(at, (byte) (message.get(at) ^ 0x01));
        assertThat(judge(settings(Protection.Mode.ENFORCE, false).authenticator(), message, SOURCE))
                .isEqualTo(DropReason.TRAILER_INVALID);
    }

    @Test
    void theChecksumIsNotCovered() {
        ByteBuffer message = Octets.buffer(KNOWN);
        message.putShort(6, (short) 0);
        assertThat(judge(timed, message, SOURCE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"12, TRAILER_MALFORMED", "14, TRAILER_MALFORMED", "15, TRAILER_MALFORMED", "13, TRAILER_INVALID"})
    void theTypeAndTheKeyAreLookedAtBeforeTheProof(int at, DropReason reason) {
        ByteBuffer message = Octets.buffer(KNOWN);
        message.put(at, (byte) (message.get(at) ^ 0x01));
        assertThat(judge(timed, message, SOURCE)).isEqualTo(reason);
    }

    @Test
    void aKeyOfAnUnknownNumberProvesNothing() {
        ByteBuffer message = Octets.buffer(KNOWN);
        message.put(13, (byte) 7);
        assertThat(judge(timed, message, SOURCE)).isEqualTo(DropReason.TRAILER_UNKNOWN_KEY);
    }

    @ParameterizedTest
    @CsvSource({"-6, true", "-4, false", "0, false", "4, false", "6, true"})
    void aClockMayBeOffByTheWindow(int seconds, boolean stale) {
        wallNs = KNOWN_NS + seconds * SECOND_NS;
        assertThat(judge(timed, KNOWN)).isEqualTo(stale ? DropReason.TRAILER_STALE : null);
        assertThat(judge(settings(Protection.Mode.ENFORCE, false).authenticator(), KNOWN))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"-4, 4", "-2, 0", "0, 0", "2, 0", "4, -4"})
    void aClockThatIsHalfAsWrongAsItMayBeIsSpokenOfOnce(int seconds, long aheadS) {
        wallNs = KNOWN_NS + seconds * SECOND_NS;
        assertThat(timed.takeClockAheadNs()).isZero();
        assertThat(judge(timed, KNOWN)).isNull();
        assertThat(timed.takeClockAheadNs()).isCloseTo(aheadS * SECOND_NS, within(SECOND_NS / 10));
        assertThat(timed.takeClockAheadNs()).isZero();
    }

    @Test
    void aClockIsNotSpokenOfWhereItDoesNotMatter() {
        Authenticator monotonic = settings(Protection.Mode.ENFORCE, false).authenticator();
        wallNs = KNOWN_NS - 4 * SECOND_NS;
        assertThat(judge(monotonic, KNOWN)).isNull();
        assertThat(monotonic.takeClockAheadNs()).isZero();
    }

    @Test
    void aPlaceHalfTheOrderAwayIsStaleToo() {
        Authenticator sender = settings(Protection.Mode.ENFORCE, false).authenticator();
        ByteBuffer message = sent(sender, (0x6b014cc1L - 0x8000_0000L + (1L << 32)) * SECOND_NS);
        assertThat(judge(timed, message, SOURCE)).isEqualTo(DropReason.TRAILER_STALE);
    }

    @Test
    void aSenderWhoseClockWentBackIsHeardAgainAfterTheWindow() {
        assertThat(judge(timed, sent(settings(Protection.Mode.ENFORCE, true).authenticator(), KNOWN_NS), SOURCE))
                .isNull();
        wallNs = KNOWN_NS - 3 * SECOND_NS;
        ByteBuffer earlier = sent(settings(Protection.Mode.ENFORCE, true).authenticator(), KNOWN_NS - 3 * SECOND_NS);
        assertThat(judge(timed, earlier, SOURCE)).isEqualTo(DropReason.TRAILER_REPLAYED);
        wallNs = KNOWN_NS + 6 * SECOND_NS;
        ByteBuffer later = sent(settings(Protection.Mode.ENFORCE, true).authenticator(), KNOWN_NS + 2 * SECOND_NS);
        assertThat(judge(timed, later, SOURCE)).isNull();
    }

    @Test
    void withoutTimesTheOrderHoldsForEver() {
        Authenticator monotonic = settings(Protection.Mode.ENFORCE, false).authenticator();
        assertThat(judge(monotonic, KNOWN)).isNull();
        wallNs = KNOWN_NS + 3600 * SECOND_NS;
        assertThat(judge(monotonic, KNOWN)).isEqualTo(DropReason.TRAILER_REPLAYED);
    }

    @Test
    void aClockThatGoesBackDoesNotMoveTheOrderBack() {
        Authenticator sender = settings(Protection.Mode.ENFORCE, true).authenticator();
        ByteBuffer first = sent(sender, KNOWN_NS);
        ByteBuffer second = sent(sender, KNOWN_NS - SECOND_NS);
        assertThat(judge(timed, first, SOURCE)).isNull();
        assertThat(judge(timed, second, SOURCE)).isNull();
    }

    @Test
    void aClockThatGoesBackByMoreThanTheWindowIsFollowed() {
        Authenticator sender = settings(Protection.Mode.ENFORCE, true).authenticator();
        sender.advance(KNOWN_NS);
        wallNs = KNOWN_NS - 60 * SECOND_NS;
        assertThat(judge(timed, sent(sender, wallNs), SOURCE)).isNull();
        Authenticator monotonic = settings(Protection.Mode.ENFORCE, false).authenticator();
        monotonic.advance(KNOWN_NS);
        assertThat(judge(timed, sent(monotonic, wallNs), SOURCE)).isEqualTo(DropReason.TRAILER_STALE);
    }

    @Test
    void onlyEnforcingDemandsATrailer() {
        assertThat(judge(timed, MESSAGE)).isEqualTo(DropReason.TRAILER_MISSING);
        assertThat(judge(settings(Protection.Mode.PERMISSIVE, true).authenticator(), MESSAGE))
                .isNull();
        assertThat(judge(settings(Protection.Mode.RECEIVE_ONLY, true).authenticator(), MESSAGE))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERMISSIVE", "RECEIVE_ONLY"})
    void aWrongTrailerIsRefusedInEveryMode(Protection.Mode mode) {
        ByteBuffer message = Octets.buffer(KNOWN);
        message.put(39, (byte) 0);
        assertThat(judge(settings(mode, true).authenticator(), message, SOURCE)).isEqualTo(DropReason.TRAILER_INVALID);
    }

    @Test
    void whoOnlyReceivesSendsNoTrailer() {
        ByteBuffer message = sent(settings(Protection.Mode.RECEIVE_ONLY, true).authenticator(), KNOWN_NS);
        assertThat(Octets.hex(message, 0, message.capacity())).isEqualTo(MESSAGE.replace(" ", ""));
    }

    @Test
    void aReloadDoesNotForgetTheOrder() {
        assertThat(judge(timed, KNOWN)).isNull();
        timed.advance(KNOWN_NS + SECOND_NS);
        Authenticator next = settings(Protection.Mode.ENFORCE, true).authenticator();
        next.inherit(timed);
        assertThat(judge(next, KNOWN)).isEqualTo(DropReason.TRAILER_REPLAYED);
        assertThat(judge(timed, sent(next, KNOWN_NS), SOURCE)).isNull();
        Authenticator fresh = settings(Protection.Mode.ENFORCE, true).authenticator();
        fresh.inherit(Authenticator.none());
        assertThat(judge(fresh, KNOWN)).isNull();
    }

    @Test
    void overIpv6TheAddressesOfThatFamilyAreCovered() {
        IpAddress from = IpAddress.of("fe80::1");
        Advertisement message =
                new Advertisement(3, 62, 0, 100, Authentication.ABSENT, List.of(IpAddress.of("fe80::62")));
        ByteBuffer packet = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(message, Family.IPV6, timed));
        timed.advance(KNOWN_NS);
        int length = new OutgoingAdvertisement(
                        packet,
                        message,
                        from,
                        Advertisement.GROUP_IPV6,
                        Advertisement.GROUP_IPV6,
                        255,
                        ChecksumForm.PSEUDO_HEADER,
                        timed)
                .stamp(100);
        assertThat(length).isEqualTo(24 + 28);
        Authenticator receiver = settings(Protection.Mode.ENFORCE, true).authenticator();
        Datagram heard = new Datagram(() -> wallNs)
                .message(packet, 0, length)
                .from(IpAddress.of("fe80::2"), 255)
                .to(Advertisement.GROUP_IPV6);
        assertThat(receiver.judgeTrail(heard, 24)).isEqualTo(DropReason.TRAILER_INVALID);
        assertThat(receiver.judgeTrail(heard.from(from, 255), 24)).isNull();
    }

    @Test
    void theKeyThatSignsMustBeOneOfTheKeys() {
        Protection.Trailer wrong = new Protection.Trailer(Map.of(8, KEY), 9, WINDOW_NS, true, Protection.Mode.ENFORCE);
        assertThatThrownBy(wrong::authenticator).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysAreNotShown() {
        assertThat(settings(Protection.Mode.ENFORCE, true).toString()).contains("8=********");
    }

    @Test
    void theSenderThatWasSilentForLongestIsForgottenFirst() {
        ReplayMarks marks = new ReplayMarks();
        for (int sender = 0; sender < ReplayMarks.SENDERS_MAX; sender++) {
            assertThat(marks.advance(IpAddress.ipv4(sender), 10, ReplayMarks.NEVER_FORGOTTEN))
                    .isTrue();
        }
        assertThat(marks.advance(IpAddress.ipv4(0), 11, ReplayMarks.NEVER_FORGOTTEN))
                .isTrue();
        assertThat(marks.advance(IpAddress.ipv4(1000), 10, ReplayMarks.NEVER_FORGOTTEN))
                .isTrue();
        assertThat(marks.advance(IpAddress.ipv4(0), 11, ReplayMarks.NEVER_FORGOTTEN))
                .isFalse();
        assertThat(marks.advance(IpAddress.ipv4(2), 10, ReplayMarks.NEVER_FORGOTTEN))
                .isFalse();
        assertThat(marks.advance(IpAddress.ipv4(1), 1, ReplayMarks.NEVER_FORGOTTEN))
                .isTrue();
    }
}
