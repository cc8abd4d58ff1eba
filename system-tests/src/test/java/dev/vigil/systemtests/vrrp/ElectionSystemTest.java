package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class ElectionSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void theHigherPriorityIsElectedAndTheOtherStaysSilent(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.start();
        pair.awaitAdverts(pair.a, 4);

        assertThat(pair.adverts(pair.b)).isEmpty();
        assertThat(pair.b.holds(Pair.VIP)).isFalse();
        pair.assertAnnounced(pair.a, pair.adverts(pair.a).getFirst());
        assertEvenlySpaced(pair.adverts(pair.a), row);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void anAdvertisementHasExactlyTheseFields(Row row, Lab lab) {
        Pair pair = new Pair(lab, row)
                .withSettingsA(text -> text.virtualAddresses("10.77.0.100/24", "10.77.0.9/32", "10.77.0.200/28"));
        pair.startA();
        pair.awaitAdverts(pair.a, 1);
        Advert advert = pair.adverts(pair.a).getFirst();

        boolean multicast = row.cast() == Row.Cast.MULTICAST;
        assertThat(advert.destination()).isEqualTo(multicast ? "224.0.0.18" : pair.b.address());
        assertThat(advert.destinationMac()).isEqualTo(multicast ? "01:00:5e:00:00:12" : pair.b.mac());
        assertThat(advert.sourceMac()).isEqualTo(pair.a.mac());
        assertThat(advert.tos()).isEqualTo(0xc0);
        assertThat(advert.ttl()).isEqualTo(255);
        assertThat(advert.message()).asHexString().isEqualTo(expectedMessage(row, advert.checksum()));
    }

    /** The message as RFC 3768 5.1 and RFC 9568 5.1 lay it out; the checksum is judged by tshark after each test. */
    private static String expectedMessage(Row row, int checksum) {
        String addresses = "0A4D0064" + "0A4D0009" + "0A4D00C8";
        String sum = HexFormat.of().withUpperCase().toHexDigits((short) checksum);
        byte[] password = Arrays.copyOf(Pair.PASSWORD.getBytes(StandardCharsets.US_ASCII), 8);
        return row.version() == 2
                ? "21339603" + "0101" + sum + addresses
                        + HexFormat.of().withUpperCase().formatHex(password)
                : "31339603" + "0032" + sum + addresses;
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void theNewMasterAdvertisesAndThenAnnouncesEveryAddressFiveTimesAndAgainAfterTheDelay(Row row, Lab lab) {
        Pair pair = new Pair(lab, row)
                .withSettingsA(text ->
                        text.virtualAddresses("10.77.0.100/24", "10.77.0.9/32").line("garp_master_delay 2"));
        pair.startA();
        Await.until(
                "two bursts",
                LIMIT,
                () -> lab.wire().gratuitousArps("10.77.0.9").size() >= 10);

        List<Frame> fromA = lab.wire().frames().stream()
                .filter(frame -> frame.sourceMac().equals(pair.a.mac()))
                .filter(frame -> frame instanceof Advert || (frame instanceof Arp arp && arp.gratuitous()))
                .toList();
        assertThat(fromA.getFirst()).isInstanceOf(Advert.class);
        for (String address : List.of("10.77.0.100", "10.77.0.9")) {
            List<Arp> arps = lab.wire().gratuitousArps(address);
            assertThat(arps).hasSize(10);
            Pair.assertDelay(
                    "first burst", fromA.getFirst().timeNs(), arps.get(4).timeNs(), 0);
            Pair.assertDelay(
                    "second burst", arps.getFirst().timeNs(), arps.get(5).timeNs(), 2_000_000_000L);
            assertThat(arps.getFirst().operation()).isEqualTo(1);
            assertThat(arps.getFirst().targetMac()).isEqualTo("ff:ff:ff:ff:ff:ff");
            assertThat(arps.getFirst().senderMac()).isEqualTo(pair.a.mac());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#all")
    void aHealedPartitionHasOneMaster(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.start();

        lab.partition(pair.a, pair.b);
        Advert second = pair.awaitAdvert(pair.b, 0);
        pair.assertAnnounced(pair.b, second);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();

        lab.heal(pair.a, pair.b);
        pair.awaitAddressGone(pair.b);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.lastAdvert(pair.b).priority())
                .as("a loser says no goodbye")
                .isEqualTo(Pair.PRIORITY_B);
    }

    /** A late advertisement may be followed by a punctual one, so it is the whole that counts. */
    private static void assertEvenlySpaced(List<Advert> adverts, Row row) {
        long spanNs = adverts.getLast().timeNs() - adverts.getFirst().timeNs();
        Pair.assertDelay("intervals", 0, spanNs, (adverts.size() - 1) * row.advertIntervalNs());
    }
}
