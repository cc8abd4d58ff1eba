package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Hex;
import dev.vigil.core.Seeds;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Ipv4HeaderTest {
    private static final String SOUND = "45c00028 00010000 ff70d044 0a4d0001 e0000012";

    @ParameterizedTest
    @MethodSource("dev.vigil.core.packet.Captures#all")
    void theHeadersOfKeepalivedAreReadAndWritten(Captures.Ipv4 capture) {
        ByteBuffer packet = capture.packet();
        assertThat(Ipv4Header.check(packet, packet.capacity(), 112)).isNull();
        assertThat(Ipv4Header.headerLength(packet)).isEqualTo(20);
        assertThat(Ipv4Header.totalLength(packet)).isEqualTo(packet.capacity());
        assertThat(Ipv4Header.ttl(packet)).isEqualTo(255);
        assertThat(Ipv4Header.source(packet)).isEqualTo(0x0a4d0001);
        assertThat(packet.getInt(16)).isEqualTo(0xe0000012);

        ByteBuffer written = ByteBuffer.allocate(20);
        Ipv4Header.encode(written, packet.capacity(), 255, 112, 0x0a4d0001, 0xe0000012);
        Ipv4Header.stamp(written, capture.identification());
        assertThat(Hex.text(written)).isEqualTo(Hex.text(packet, 0, 20));
    }

    @Test
    void stampingAgainReplacesTheOldChecksum() {
        ByteBuffer packet = Hex.buffer(SOUND);
        Ipv4Header.stamp(packet, 7);
        Ipv4Header.stamp(packet, 1);
        assertThat(Hex.text(packet)).isEqualTo(Hex.digits(SOUND));
    }

    @Test
    void aPacketShorterThanItsHeaderHasTheWrongLength() {
        ByteBuffer packet = Hex.buffer(SOUND);
        assertThat(Ipv4Header.check(packet, 19, 112)).isEqualTo(DropReason.LENGTH);
        assertThat(Ipv4Header.check(packet, 0, 112)).isEqualTo(DropReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 65, another IP version",
        "0, 85, another IP version",
        "0, c5, another IP version",
        "0, 44, a header of 16 bytes",
        "9, 33, another protocol",
        "6, 20, more fragments",
        "7, 01, a fragment offset",
        "6, 1f, a fragment offset"
    })
    void aHeaderThatIsNotOneIsRefused(int at, String octet, String what) {
        ByteBuffer packet = Hex.buffer(SOUND);
        packet.put(at, (byte) Integer.parseInt(octet, 16));
        assertThat(Ipv4Header.check(packet, 40, 112)).as(what).isEqualTo(DropReason.IP_HEADER);
    }

    @Test
    void dontFragmentIsNoFragment() {
        ByteBuffer packet = Hex.buffer(SOUND);
        packet.put(6, (byte) 0x40);
        assertThat(Ipv4Header.check(packet, 40, 112)).isNull();
    }

    @Test
    void theTotalLengthMustFitThePacketAndItsHeader() {
        ByteBuffer packet = Hex.buffer(SOUND);
        assertThat(Ipv4Header.check(packet, 40, 112)).isNull();
        assertThat(Ipv4Header.check(packet, 46, 112)).as("padding behind it").isNull();
        assertThat(Ipv4Header.check(packet, 39, 112)).isEqualTo(DropReason.LENGTH);
        packet.putShort(2, (short) 20);
        assertThat(Ipv4Header.check(packet, 40, 112)).as("a header alone").isNull();
        assertThat(Ipv4Header.check(packet, 20, 112)).as("a header alone").isNull();
        packet.putShort(2, (short) 19);
        assertThat(Ipv4Header.check(packet, 40, 112)).isEqualTo(DropReason.LENGTH);
    }

    @Test
    void optionsLengthenTheHeader() {
        ByteBuffer packet = Hex.buffer(SOUND);
        packet.put(0, (byte) 0x4f);
        assertThat(Ipv4Header.headerLength(packet)).isEqualTo(60);
        assertThat(Ipv4Header.check(packet, 40, 112))
                .as("more options than bytes")
                .isEqualTo(DropReason.LENGTH);
        packet.putShort(2, (short) 60);
        assertThat(Ipv4Header.check(packet, 60, 112)).isNull();
    }

    @Test
    void randomBytesNeverThrow() {
        Seeds.each(5000, random -> {
            ByteBuffer packet = ByteBuffer.allocate(random.nextInt(80));
            random.nextBytes(packet.array());
            if (packet.capacity() > 9 && random.nextBoolean()) {
                packet.put(0, (byte) 0x45);
                packet.put(9, (byte) 112);
            }
            if (Ipv4Header.check(packet, packet.capacity(), 112) == null) {
                assertThat(Ipv4Header.headerLength(packet)).isBetween(20, packet.capacity());
                assertThat(Ipv4Header.totalLength(packet))
                        .isBetween(Ipv4Header.headerLength(packet), packet.capacity());
            }
        });
    }
}
