package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Hex;
import dev.vigil.core.Seeds;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    // The example of RFC 1071 3.
    @Test
    void theExampleOfTheRfcSumsUp() {
        ByteBuffer bytes = Hex.buffer("0001 f203 f4f5 f6f7");
        assertThat(Checksum.sum(0, bytes, 0, 8)).isEqualTo(0x2ddf0);
        assertThat(Checksum.fold(0x2ddf0)).isEqualTo((short) ~0xddf2);
    }

    @Test
    void anOddLastByteIsTheHighHalfOfAWord() {
        ByteBuffer bytes = Hex.buffer("ff 0102 ab ff");
        assertThat(Checksum.sum(0, bytes, 1, 3)).isEqualTo(0x0102 + 0xab00);
        assertThat(Checksum.sum(0, bytes, 1, 1)).isEqualTo(0x0100);
        assertThat(Checksum.sum(7, bytes, 1, 0)).isEqualTo(7);
    }

    @Test
    void carriesOfCarriesAreFolded() {
        assertThat(Checksum.fold(0x1_ffffL)).isEqualTo((short) ~1);
        assertThat(Checksum.fold(0xffff_ffff_ffffL)).isEqualTo((short) 0);
        assertThat(Checksum.fold(0)).isEqualTo((short) 0xffff);
    }

    @Test
    void aSumThatIncludesItsChecksumHolds() {
        Seeds.each(500, random -> {
            ByteBuffer bytes = ByteBuffer.allocate(2 + random.nextInt(60));
            random.nextBytes(bytes.array());
            bytes.putShort(0, (short) 0);
            bytes.putShort(0, Checksum.fold(Checksum.sum(0, bytes, 0, bytes.capacity())));
            assertThat(Checksum.holds(Checksum.sum(0, bytes, 0, bytes.capacity())))
                    .isTrue();

            int at = random.nextInt(bytes.capacity());
            bytes.put(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
            assertThat(Checksum.holds(Checksum.sum(0, bytes, 0, bytes.capacity())))
                    .as("a flipped bit at %d", at)
                    .isFalse();
        });
    }

    @Test
    void thePseudoHeaderIsSummedAsItsBytesAre() {
        assertPseudoHeader("10.77.0.1", "224.0.0.18", "0a4d0001 e0000012 0070 0014", 112, 20);
        assertPseudoHeader("255.255.255.255", "255.255.255.254", "ffffffff fffffffe 0070 ffff", 112, 0xffff);
        assertPseudoHeader(
                "fe80::ff:feff:a",
                "ff02::12",
                "fe800000000000000000 00ff feff 000a ff020000000000000000000000000012 00000028 00000070",
                112,
                40);
    }

    private static void assertPseudoHeader(String source, String destination, String digits, int protocol, int length) {
        ByteBuffer bytes = Hex.buffer(digits);
        assertThat(Checksum.pseudoHeader(IpAddress.of(source), IpAddress.of(destination), protocol, length))
                .isEqualTo(Checksum.sum(0, bytes, 0, bytes.capacity()));
    }
}
