package dev.vigil.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vigil.core.Seeds;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.77.0.1", "192.168.100.200", "255.255.255.255", "224.0.0.18"})
    void dottedQuadsAreTheirOwnText(String text) {
        assertThat(IpAddress.of(text)).hasToString(text);
        assertThat(IpAddress.of(text).family()).isEqualTo(Family.IPV4);
    }

    @Test
    void ipv4BitsAreInNetworkOrder() {
        assertThat(IpAddress.of("10.77.0.1").ipv4Bits()).isEqualTo(0x0a4d0001);
        assertThat(IpAddress.of("255.255.255.254").ipv4Bits()).isEqualTo(-2);
        assertThat(IpAddress.ipv4(-2)).hasToString("255.255.255.254");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3.4",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.00",
                "0001.2.3.4",
                "1000.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4/24",
                "a.b.c.d",
                "1.2.3.-4",
                "1.2.3.+4",
                "0x1.2.3.4",
                "1,2,3,4",
                "localhost",
                "١.٢.٣.٤"
            })
    void whatInetPtonRefusesIsNoIpv4Address(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    // RFC 5952 4 and 5.
    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::A, 2001:db8::a",
        "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
        "0:0:1:2:0:5:0:0, ::1:2:0:5:0:0",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1::8, 1::8",
        "::ffff:10.77.0.1, ::ffff:10.77.0.1",
        "::ffff:a4d:1, ::ffff:10.77.0.1",
        "::fffe:10.77.0.1, ::fffe:a4d:1",
        "1::ffff:10.77.0.1, 1::ffff:a4d:1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::1.2.3.4, ::102:304",
        "::0.0.0.0, ::",
        "1::0.0.0.0, 1::",
        "fe80::FF:fe00:a, fe80::ff:fe00:a",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void ipv6TextIsCanonical(String text, String canonical) {
        assertThat(IpAddress.of(text)).hasToString(canonical);
        assertThat(IpAddress.of(canonical)).isEqualTo(IpAddress.of(text));
        assertThat(IpAddress.of(text).family()).isEqualTo(Family.IPV6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":1",
                "1:",
                ":::",
                "1:::2",
                "1::2::3",
                "::1:",
                ":1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "::/64",
                "fe80::1%eth0",
                "::1.2.3",
                "::1.2.3.256",
                "::01.2.3.4",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                " ::1",
                "::1 ",
                "[::1]",
                "::-1",
                "::+1",
                "::١",
                "1:2:3:4:5:6::1.2.3.4",
                "::.1.2.3"
            })
    void whatInetPtonRefusesIsNoIpv6Address(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void everyAddressSurvivesItsTextAndItsBytes() {
        Seeds.each(2000, random -> {
            IpAddress address = anyAddress(random);
            assertThat(IpAddress.of(address.toString())).isEqualTo(address);
            ByteBuffer buffer = ByteBuffer.allocate(20);
            address.write(buffer, 3);
            assertThat(IpAddress.read(buffer, 3, address.family())).isEqualTo(address);
            assertThat(buffer.position()).isZero();
        });
    }

    @Test
    void randomTextNeverThrows() {
        Seeds.each(5000, random -> {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append("0123456789abcfF:::..%g".charAt(random.nextInt(22)));
            }
            IpAddress.parse(text.toString())
                    .ifPresent(address ->
                            assertThat(IpAddress.of(address.toString())).isEqualTo(address));
        });
    }

    @Test
    void aTextThatIsNoAddressIsAnErrorWhereALiteralIsKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.of("nonsense"))
                .withMessage("not an IP address: nonsense");
    }

    @Test
    void theOrderIsThatOfUnsignedNumbers() {
        assertThat(IpAddress.of("10.0.0.2")).isGreaterThan(IpAddress.of("10.0.0.1"));
        assertThat(IpAddress.of("200.0.0.1")).isGreaterThan(IpAddress.of("10.0.0.1"));
        assertThat(IpAddress.of("fe80::1")).isGreaterThan(IpAddress.of("2001::1"));
        assertThat(IpAddress.of("fe80::8000:0:0:1")).isGreaterThan(IpAddress.of("fe80::1"));
        assertThat(IpAddress.of("::")).isGreaterThan(IpAddress.of("255.255.255.255"));
        assertThat(IpAddress.of("::1")).isEqualByComparingTo(IpAddress.of("0::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.18, true",
        "239.255.255.255, true",
        "223.255.255.255, false",
        "240.0.0.0, false",
        "ff02::12, true",
        "fe80::1, false",
        "::e000:12, false"
    })
    void multicastIsToldByTheLeadingBits(String text, boolean multicast) {
        assertThat(IpAddress.of(text).isMulticast()).isEqualTo(multicast);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.1.1, true",
        "169.253.1.1, false",
        "fe80::1, true",
        "febf::1, true",
        "fec0::1, false",
        "fe00::1, false",
        "::a9fe:101, false"
    })
    void linkLocalIsToldByTheLeadingBits(String text, boolean linkLocal) {
        assertThat(IpAddress.of(text).isLinkLocal()).isEqualTo(linkLocal);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, true", "::, true", "0.0.0.1, false", "::1, false", "1::, false"})
    void theUnspecifiedAddressIsAllZero(String text, boolean any) {
        assertThat(IpAddress.of(text).isAny()).isEqualTo(any);
    }

    @Test
    void comparisonWithIpv4BitsNeedsAnIpv4Address() {
        assertThat(IpAddress.of("255.0.0.1").isIpv4(0xff000001)).isTrue();
        assertThat(IpAddress.of("255.0.0.1").isIpv4(0xff000002)).isFalse();
        assertThat(IpAddress.of("::ff00:1").isIpv4(0xff000001)).isFalse();
    }

    @Test
    void anIpv6AddressHasNoIpv4Bits() {
        assertThatIllegalStateException()
                .isThrownBy(() -> IpAddress.of("::1").ipv4Bits())
                .withMessage("not an IPv4 address: ::1");
    }

    @Test
    void anIpv4AddressHas32Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.IPV4, 0, 1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.IPV4, 1, 0));
    }

    @Test
    void familiesKnowTheirLengths() {
        assertThat(Family.IPV4.lengthBytes()).isEqualTo(4);
        assertThat(Family.IPV4.prefixMax()).isEqualTo(32);
        assertThat(Family.IPV6.lengthBytes()).isEqualTo(16);
        assertThat(Family.IPV6.prefixMax()).isEqualTo(128);
    }

    @Test
    void equalAddressesHaveEqualHashesAndNeighboursDoNot() {
        assertThat(IpAddress.of("10.77.0.1")).hasSameHashCodeAs(IpAddress.ipv4(0x0a4d0001));
        assertThat(IntStream.range(0, 256)
                        .map(last -> IpAddress.ipv4(0x0a4d0000 + last).hashCode())
                        .distinct())
                .hasSize(256);
        assertThat(IntStream.range(0, 256)
                        .map(subnet -> IpAddress.ipv6(0xfd77_0000_0000_0000L + subnet, 1)
                                .hashCode())
                        .distinct())
                .hasSize(256);
    }

    private static IpAddress anyAddress(RandomGenerator random) {
        if (random.nextBoolean()) {
            return IpAddress.ipv4(random.nextInt());
        }
        // Zero groups are as frequent as others, so that shortening is met in all its forms.
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return IpAddress.ipv6(random.nextLong() & mask, random.nextLong() & ~mask);
    }
}
