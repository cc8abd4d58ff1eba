package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.Arriving.AT;
import static dev.vigil.core.vrrp.Arriving.GROUP;
import static dev.vigil.core.vrrp.Arriving.OWN;
import static dev.vigil.core.vrrp.Arriving.SENDER;
import static dev.vigil.core.vrrp.Arriving.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.DropReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceptionTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void aSoundAdvertisementIsAccepted() {
        Reception reception = new Expecting().reception();
        assertThat(new Arriving().at(reception)).isNull();
        assertThat(reception.received()).isEqualTo(1);
        assertThat(reception.addressListErrors()).isZero();
        assertThat(reception.resignations()).isZero();
        for (DropReason reason : DropReason.values()) {
            assertThat(reception.dropped(reason)).as("%s", reason).isZero();
        }
    }

    static Stream<Refused> refused() {
        Reception.Peer peer = new Reception.Peer(SENDER, 60, 64);
        return Stream.of(
                new Refused("a byte less than counted", DropReason.LENGTH, new Expecting(), new Arriving().extra(-1)),
                new Refused("a byte more than counted", DropReason.LENGTH, new Expecting(), new Arriving().extra(1)),
                new Refused("less than a header", DropReason.LENGTH, new Expecting(), new Arriving().extra(-9)),
                new Refused("no bytes at all", DropReason.LENGTH, new Expecting(), new Arriving().extra(-16)),
                new Refused(
                        "an address less than counted", DropReason.LENGTH, new Expecting(), new Arriving().counted(1)),
                new Refused(
                        "an address more than counted", DropReason.LENGTH, new Expecting(), new Arriving().counted(-1)),
                new Refused("a trailer of 28 bytes", DropReason.LENGTH, new Expecting(), new Arriving().extra(28)),
                new Refused("its own", DropReason.OWN_ADVERTISEMENT, new Expecting(), new Arriving().from("10.77.0.2")),
                new Refused("TTL 254", DropReason.TTL, new Expecting(), new Arriving().ttl(254)),
                new Refused("TTL 0", DropReason.TTL, new Expecting(), new Arriving().ttl(0)),
                new Refused("version 2 for 3", DropReason.VERSION, new Expecting(), new Arriving().version2()),
                new Refused("version 3 for 2", DropReason.VERSION, new Expecting().version(2), new Arriving()),
                new Refused("version 0", DropReason.VERSION, new Expecting(), new Arriving().version(0)),
                new Refused(
                        "an unknown authentication type",
                        DropReason.AUTH_TYPE_INVALID,
                        new Expecting().version(2),
                        new Arriving().password(3, "")),
                new Refused(
                        "a password where none is configured",
                        DropReason.AUTH_TYPE_MISMATCH,
                        new Expecting().version(2),
                        new Arriving().password(1, "s3cret")),
                new Refused(
                        "no password where one is configured",
                        DropReason.AUTH_TYPE_MISMATCH,
                        new Expecting().password("s3cret"),
                        new Arriving().password(0, "s3cret")),
                new Refused(
                        "an authentication header",
                        DropReason.AUTH_TYPE_MISMATCH,
                        new Expecting().password("s3cret"),
                        new Arriving().password(2, "s3cret")),
                new Refused(
                        "a longer password",
                        DropReason.AUTH_FAILED,
                        new Expecting().password("s3cret"),
                        new Arriving().password(1, "s3cret1")),
                new Refused(
                        "a shorter password",
                        DropReason.AUTH_FAILED,
                        new Expecting().password("s3cret"),
                        new Arriving().password(1, "s3cre")),
                new Refused(
                        "another first letter",
                        DropReason.AUTH_FAILED,
                        new Expecting().password("s3cret"),
                        new Arriving().password(1, "S3cret")),
                new Refused(
                        "another eighth letter",
                        DropReason.AUTH_FAILED,
                        new Expecting().password("s3cret78"),
                        new Arriving().password(1, "s3cret79")),
                new Refused(
                        "version 2 with another interval",
                        DropReason.INTERVAL,
                        new Expecting().version(2),
                        new Arriving().version2().interval(2)),
                new Refused(
                        "version 2 with interval 0",
                        DropReason.INTERVAL_ZERO,
                        new Expecting().version(2),
                        new Arriving().version2().interval(0)),
                new Refused(
                        "version 3 with interval 0",
                        DropReason.INTERVAL_ZERO,
                        new Expecting(),
                        new Arriving().interval(0)),
                new Refused("another type", DropReason.TYPE, new Expecting(), new Arriving().type(2)),
                new Refused("a wrong checksum", DropReason.CHECKSUM, new Expecting(), new Arriving().checksumError(1)),
                new Refused(
                        "a wrong checksum in version 2",
                        DropReason.CHECKSUM,
                        new Expecting().version(2),
                        new Arriving().version2().checksumError(1)),
                new Refused("unicast for multicast", DropReason.CAST_MISMATCH, new Expecting(), new Arriving().to(OWN)),
                new Refused(
                        "multicast for unicast", DropReason.CAST_MISMATCH, new Expecting().peers(peer), new Arriving()),
                new Refused("anything", DropReason.OWNER_IGNORES, new Expecting().ignoreAll(), new Arriving()),
                new Refused("no address", DropReason.ADDRESS_COUNT_ZERO, new Expecting(), new Arriving().addresses()),
                new Refused(
                        "a stranger",
                        DropReason.UNKNOWN_PEER,
                        new Expecting().peers(peer).checkSource(),
                        new Arriving().to(OWN).ttl(64).from("10.77.0.9")),
                new Refused(
                        "a peer with too low a TTL",
                        DropReason.TTL,
                        new Expecting().peers(peer),
                        new Arriving().to(OWN).ttl(59)),
                new Refused(
                        "a peer with too high a TTL",
                        DropReason.TTL,
                        new Expecting().peers(peer),
                        new Arriving().to(OWN).ttl(65)));
    }

    record Refused(String what, DropReason reason, Expecting expecting, Arriving arriving) {
        @Override
        public String toString() {
            return reason + ": " + what;
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefusedIsCountedByItsReason(Refused refused) {
        Reception reception = refused.expecting.reception();
        assertThat(refused.arriving.at(reception)).isEqualTo(refused.reason);
        assertThat(refused.arriving.at(reception)).isEqualTo(refused.reason);
        for (DropReason reason : DropReason.values()) {
            assertThat(reception.dropped(reason)).as("%s", reason).isEqualTo(reason == refused.reason ? 2 : 0);
        }
        assertThat(reception.received()).isZero();
    }

    @Test
    void theChecksComeInKeepalivedsOrder() {
        Reception.Peer peer = new Reception.Peer(IpAddress.of("10.77.0.9"), 0, 255);
        Reception reception = new Expecting()
                .password("s3cret")
                .peers(peer)
                .checkSource()
                .ignoreAll()
                .reception();
        Arriving arriving = new Arriving()
                .password(7, "wrong")
                .version(3)
                .extra(-1)
                .ttl(1)
                .interval(0)
                .type(9)
                .checksumError(5);
        assertThat(arriving.at(reception)).isEqualTo(DropReason.TTL);
        assertThat(arriving.ttl(255).at(reception)).isEqualTo(DropReason.VERSION);
        assertThat(arriving.version(2).at(reception)).isEqualTo(DropReason.LENGTH);
        assertThat(arriving.extra(0).ttl(1).at(reception)).isEqualTo(DropReason.TTL);
        assertThat(arriving.ttl(255).at(reception)).isEqualTo(DropReason.AUTH_TYPE_INVALID);
        assertThat(arriving.password(0, "wrong").interval(0).at(reception)).isEqualTo(DropReason.AUTH_TYPE_MISMATCH);
        assertThat(arriving.password(1, "wrong").interval(0).at(reception)).isEqualTo(DropReason.AUTH_FAILED);
        assertThat(arriving.password(1, "s3cret").interval(0).at(reception)).isEqualTo(DropReason.INTERVAL_ZERO);
        assertThat(arriving.interval(3).at(reception)).isEqualTo(DropReason.INTERVAL);
        assertThat(arriving.interval(1).at(reception)).isEqualTo(DropReason.TYPE);
        assertThat(arriving.type(1).at(reception)).isEqualTo(DropReason.CHECKSUM);
        assertThat(arriving.checksumError(0).at(reception)).isEqualTo(DropReason.CAST_MISMATCH);
        assertThat(arriving.to(OWN).at(reception)).isEqualTo(DropReason.OWNER_IGNORES);
    }

    @Test
    void aPasswordIsItsFirstEightBytes() {
        assertThat(new Arriving()
                        .password(1, "s3cret")
                        .at(new Expecting().password("s3cret").reception()))
                .isNull();
        assertThat(new Arriving()
                        .password(1, "12345678")
                        .at(new Expecting().password("123456789").reception()))
                .isNull();
    }

    @Test
    void version2WithoutAuthenticationDoesNotLookAtItsData() {
        assertThat(new Arriving()
                        .password(0, "whatever")
                        .at(new Expecting().version(2).reception()))
                .isNull();
    }

    // An Ethernet frame carries at least 46 bytes: 12 of VRRP behind 20 of IP are padded by 14, or by 10 with a VLAN
    // tag.
    @ParameterizedTest
    @CsvSource({
        "1, 14, true", "1, 10, true", "1, 6, true", "1, 2, true", "1, 12, false", "1, 13, false", "1, 15, false",
        "1, 18, false", "1, 32, false", "2, 10, true", "2, 14, false", "4, 2, true", "4, 6, false", "5, 2, false"
    })
    void paddingOfAnEthernetFrameIsTolerated(int addresses, int extra, boolean accepted) {
        List<String> texts = Stream.iterate(100, last -> last + 1)
                .limit(addresses)
                .map(last -> "10.77.0." + last)
                .toList();
        Reception reception =
                new Expecting().addresses(all(texts.toArray(String[]::new))).reception();
        DropReason reason = new Arriving()
                .addresses(texts.toArray(String[]::new))
                .extra(extra)
                .at(reception);
        assertThat(reason).isEqualTo(accepted ? null : DropReason.LENGTH);
    }

    @Test
    void anIpv6PacketIsNeverPaddedByEthernet() {
        Reception reception = new Expecting().ipv6().reception();
        assertThat(ipv6().extra(2).at(reception)).isEqualTo(DropReason.LENGTH);
        Reception none = new Expecting().ipv6().addresses(List.of()).reception();
        assertThat(ipv6().addresses().extra(2).at(none)).isEqualTo(DropReason.LENGTH);
        assertThat(ipv6().addresses().at(none)).isNull();
    }

    @Test
    void overIpv6TheKernelHasCheckedTheChecksum() {
        Reception reception = new Expecting().ipv6().reception();
        assertThat(ipv6().at(reception)).isNull();
        assertThat(ipv6().checksumError(1).at(reception)).isNull();
        assertThat(reception.received()).isEqualTo(2);
        assertThat(reception.addressListErrors()).isZero();
        assertThat(ipv6().addresses("fe80::77:1", "fd77::101").at(reception)).isNull();
        assertThat(ipv6().addresses("fe80::77:1", "fd78::100").at(reception)).isNull();
        assertThat(reception.addressListErrors()).isEqualTo(2);
    }

    @Test
    void everyFormOfChecksumIsAccepted() {
        Reception.Peer peer = new Reception.Peer(SENDER, 0, 255);
        Reception reception = new Expecting().peers(peer).reception();
        for (ChecksumForm form : ChecksumForm.values()) {
            assertThat(new Arriving().to(OWN).form(form).at(reception))
                    .as("%s", form)
                    .isNull();
        }
        assertThat(new Arriving().form(ChecksumForm.MESSAGE_ONLY).at(new Expecting().reception()))
                .as("as RFC 9568 has it")
                .isNull();
    }

    @Test
    void otherAddressesAreCountedAndDoNotMakeTwoMasters() {
        Reception reception = new Expecting().reception();
        assertThat(new Arriving().addresses("10.77.0.100").at(reception)).isNull();
        assertThat(new Arriving().addresses("10.77.0.100", "10.77.0.102").at(reception))
                .isNull();
        assertThat(new Arriving().addresses("10.77.0.101", "10.77.0.101").at(reception))
                .isNull();
        assertThat(new Arriving()
                        .addresses("10.77.0.100", "10.77.0.101", "10.77.0.102")
                        .at(reception))
                .isNull();
        assertThat(reception.addressListErrors()).isEqualTo(4);
        assertThat(new Arriving().addresses("10.77.0.101", "10.77.0.100").at(reception))
                .isNull();
        assertThat(reception.addressListErrors()).as("in another order").isEqualTo(4);
        assertThat(reception.received()).isEqualTo(5);
    }

    @Test
    void whatLiesBehindAMessageIsNotRead() {
        ByteBuffer exact = ByteBuffer.allocate(AT + 16);
        Arriving arriving = new Arriving().addresses("10.77.0.100", "10.77.0.102");
        assertThat(arriving.encode(exact)).isEqualTo(16);
        Reception reception = new Expecting().reception();
        Datagram heard = new Datagram().message(exact, AT, 16).from(SENDER, 255).to(GROUP);
        assertThat(reception.admit(heard, OWN)).isNull();
        assertThat(reception.addressListErrors()).isEqualTo(1);
    }

    @Test
    void aVirtualRouterWithoutAddressesTakesAdvertisementsWithoutThem() {
        Reception reception = new Expecting().addresses(List.of()).reception();
        assertThat(new Arriving().addresses().at(reception)).isNull();
        assertThat(reception.addressListErrors()).isZero();
    }

    @Test
    void aDifferentIntervalIsAcceptedInVersion3() {
        Reception reception = new Expecting().reception();
        assertThat(new Arriving().interval(99).at(reception)).isNull();
        assertThat(new Arriving().interval(4095).at(reception)).isNull();
        assertThat(reception.received()).isEqualTo(2);
    }

    @Test
    void aRefusedAdvertisementIsCountedByItsReasonAlone() {
        Reception reception = new Expecting().reception();
        Arriving odd = new Arriving().priority(0).interval(99).addresses("10.77.0.1");
        assertThat(odd.checksumError(1).at(reception)).isEqualTo(DropReason.CHECKSUM);
        assertThat(reception.dropped(DropReason.CHECKSUM)).isEqualTo(1);
        assertThat(reception.received()).isZero();
        assertThat(reception.resignations()).isZero();
        assertThat(reception.addressListErrors()).isZero();
    }

    @Test
    void aResignationIsCounted() {
        Reception reception = new Expecting().reception();
        assertThat(new Arriving().priority(0).at(reception)).isNull();
        assertThat(new Arriving().priority(1).at(reception)).isNull();
        assertThat(reception.resignations()).isEqualTo(1);
        assertThat(reception.received()).isEqualTo(2);
    }

    @Test
    void aPeerIsAcceptedWithinItsTtls() {
        Reception.Peer other = new Reception.Peer(IpAddress.of("10.77.0.9"), 255, 255);
        Reception.Peer peer = new Reception.Peer(SENDER, 60, 64);
        Reception reception = new Expecting().peers(other, peer).checkSource().reception();
        assertThat(new Arriving().to(OWN).ttl(60).at(reception)).isNull();
        assertThat(new Arriving().to(OWN).ttl(64).at(reception)).isNull();
        assertThat(new Arriving().to(OWN).ttl(255).from("10.77.0.9").at(reception))
                .isNull();
    }

    @Test
    void aUnicastStrangerIsAcceptedUnlessSourcesAreChecked() {
        Reception.Peer peer = new Reception.Peer(SENDER, 60, 64);
        assertThat(new Arriving()
                        .to(OWN)
                        .ttl(3)
                        .from("10.77.0.9")
                        .at(new Expecting().peers(peer).reception()))
                .isNull();
    }

    @Test
    void theIntervalOfAMessageIsThatOfItsVersion() {
        ByteBuffer buffer = ByteBuffer.allocate(60);
        new Advertisement(2, 1, 100, 3, Authentication.NONE, List.of()).encode(buffer, AT);
        assertThat(Advertisement.intervalNs(buffer, AT)).isEqualTo(3 * SECOND_NS);
        new Advertisement(3, 1, 100, 4095, Authentication.ABSENT, List.of()).encode(buffer, AT);
        assertThat(Advertisement.intervalNs(buffer, AT)).isEqualTo(40_950_000_000L);
    }

    @Test
    void aReplacementContinuesTheCounters() {
        Reception old = new Expecting().reception();
        new Arriving().priority(0).interval(7).addresses("10.77.0.1").at(old);
        new Arriving().ttl(1).at(old);
        old.count(DropReason.NOT_LISTENING);
        Reception replacement = new Expecting().reception();
        replacement.inherit(old);
        new Arriving().at(replacement);
        assertThat(replacement.received()).isEqualTo(2);
        assertThat(replacement.resignations()).isEqualTo(1);
        assertThat(replacement.addressListErrors()).isEqualTo(1);
        assertThat(replacement.dropped(DropReason.TTL)).isEqualTo(1);
        assertThat(replacement.dropped(DropReason.NOT_LISTENING)).isEqualTo(1);
        assertThat(old.received()).isEqualTo(1);
    }

    @Test
    void randomBytesNeverThrow() {
        Reception.Peer peer = new Reception.Peer(SENDER, 0, 255);
        List<Reception> receptions = List.of(
                new Expecting().reception(),
                new Expecting().password("s3cret").reception(),
                new Expecting().version(2).peers(peer).checkSource().reception(),
                new Expecting().ipv6().reception(),
                new Expecting().ipv6().version(2).reception());
        Datagram heard = new Datagram();
        Seeds.each(5000, random -> {
            byte[] bytes = new byte[AT + random.nextInt(100)];
            random.nextBytes(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int length = bytes.length - AT;
            if (length > 3 && random.nextInt(4) > 0) {
                bytes[AT] = (byte) (random.nextBoolean() ? 0x31 : 0x21);
                bytes[AT + 3] = (byte) random.nextInt(5);
            }
            for (Reception reception : receptions) {
                IpAddress destination = random.nextBoolean() ? GROUP : OWN;
                heard.message(buffer, AT, length)
                        .from(SENDER, random.nextInt(250, 256))
                        .to(destination);
                reception.admit(heard, OWN);
            }
        });
    }

    private static Arriving ipv6() {
        return new Arriving()
                .from("fe80::ff:feff:a")
                .to(Advertisement.GROUP_IPV6)
                .addresses("fe80::77:1", "fd77::100");
    }
}
