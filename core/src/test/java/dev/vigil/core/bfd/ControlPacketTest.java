package dev.vigil.core.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPacketTest {
    /** Captured from keepalived 2.2.7, idle and then up with a Poll. */
    private static final String DOWN = "20400418 81dc5c00 00000000 000f4240 0000c350 00000000";

    private static final String UP_AND_POLL = "20e00318 af2789ce 1d8b0a8f 0000c350 0000c350 00000000";

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static BfdDrop read(ByteBuffer bytes) {
        return new ControlPacket().read(bytes, 0, bytes.capacity());
    }

    @Test
    void aCapturedPacketIsReadFieldByField() {
        ControlPacket packet = new ControlPacket();
        assertThat(packet.read(bytes(DOWN), 0, 24)).isNull();

        assertThat(packet.diagnostic()).isEqualTo(Diagnostic.NONE);
        assertThat(packet.state()).isEqualTo(BfdState.DOWN);
        assertThat(packet.multiplier()).isEqualTo(4);
        assertThat(packet.myDiscriminator()).isEqualTo(0x81dc5c00);
        assertThat(packet.yourDiscriminator()).isZero();
        assertThat(packet.desiredMinTxUs()).isEqualTo(1_000_000);
        assertThat(packet.requiredMinRxUs()).isEqualTo(50_000);
        assertThat(packet.isPoll() || packet.isFinal() || packet.isDemand()).isFalse();
    }

    @Test
    void whatWasReadIsWrittenAsTheSameBytes() {
        for (String hex : new String[] {DOWN, UP_AND_POLL}) {
            ControlPacket packet = new ControlPacket();
            assertThat(packet.read(bytes(hex), 0, 24)).isNull();
            ByteBuffer written = ByteBuffer.allocate(30);
            packet.write(written, 6);
            assertThat(written.slice(6, 24)).isEqualTo(bytes(hex));
        }
    }

    @Test
    void flagsAndStatesAreToldApart() {
        ControlPacket packet = new ControlPacket();
        assertThat(packet.read(bytes(UP_AND_POLL), 0, 24)).isNull();
        assertThat(packet.state()).isEqualTo(BfdState.UP);
        assertThat(packet.isPoll()).isTrue();

        assertThat(packet.read(bytes("20d20318 00000001 00000002 0000c350 0000c350 00000000"), 0, 24))
                .isNull();
        assertThat(packet.isPoll()).isFalse();
        assertThat(packet.isFinal()).isTrue();
        assertThat(packet.isDemand()).isTrue();
    }

    @Test
    void intervalsAreUnsignedAndTheLongestIsTheMost() {
        ControlPacket packet = new ControlPacket();
        assertThat(packet.read(bytes("20400318 00000001 00000000 ffffffff 80000000 00000000"), 0, 24))
                .isNull();
        assertThat(packet.desiredMinTxUs()).isEqualTo(0xffff_ffffL);
        assertThat(packet.requiredMinRxUs()).isEqualTo(0x8000_0000L);

        ByteBuffer written = ByteBuffer.allocate(24);
        packet.every(1L << 40, 5, 3).write(written, 0);
        assertThat(written.getInt(12)).isEqualTo(-1);
    }

    /** RFC 5880 6.8.6: each rule broken alone, in a packet that is right otherwise. */
    @ParameterizedTest
    @CsvSource({
        "VERSION,           00400318 00000001 00000000 000f4240 000f4240 00000000",
        "VERSION,           40400318 00000001 00000000 000f4240 000f4240 00000000",
        "LENGTH,            20400317 00000001 00000000 000f4240 000f4240 00000000",
        "LENGTH,            20400319 00000001 00000000 000f4240 000f4240 00000000",
        "LENGTH,            20400300 00000001 00000000 000f4240 000f4240 00000000",
        "LENGTH,            204003ff 00000001 00000000 000f4240 000f4240 00000000",
        "LENGTH,            20400318 00000001 00000000 000f4240 000f4240 000000",
        "LENGTH,            20",
        "MULTIPLIER_ZERO,   20400018 00000001 00000000 000f4240 000f4240 00000000",
        "MULTIPOINT,        20410318 00000001 00000000 000f4240 000f4240 00000000",
        "DISCRIMINATOR_ZERO,20400318 00000000 00000000 000f4240 000f4240 00000000",
        "STATE,             20800318 00000001 00000000 000f4240 000f4240 00000000",
        "STATE,             20c00318 00000001 00000000 000f4240 000f4240 00000000",
        "POLL_AND_FINAL,    20f00318 00000001 00000002 000f4240 000f4240 00000000",
        "AUTHENTICATED,     20440318 00000001 00000000 000f4240 000f4240 00000000",
        "AUTHENTICATED,     2044031b 00000001 00000000 000f4240 000f4240 00000000 010301"
    })
    void aPacketThatBreaksARuleIsRefusedForIt(BfdDrop reason, String hex) {
        assertThat(read(bytes(hex))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown diagnostic,        3f400318 00000001 00000000 000f4240 000f4240 00000000",
        "administratively down,        27000318 00000001 00000000 000f4240 000f4240 00000000",
        "the control plane bit,        20480318 00000001 00000000 000f4240 000f4240 00000000",
        "padding behind the packet,    20400318 00000001 00000000 000f4240 000f4240 00000000 0000",
        "echo packets can be received, 20400318 00000001 00000000 000f4240 000f4240 000f4240"
    })
    void whatTheRfcAllowsIsTaken(String what, String hex) {
        assertThat(read(bytes(hex))).as(what).isNull();
    }

    @Test
    void anEmptyDatagramIsRefused() {
        assertThat(read(ByteBuffer.allocate(0))).isEqualTo(BfdDrop.LENGTH);
    }

    @Test
    void randomBytesAreRefusedOrReadAndNeverThrow() {
        Random random = new Random(5880);
        int taken = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] raw = new byte[random.nextInt(40)];
            random.nextBytes(raw);
            if (raw.length > 3 && random.nextBoolean()) {
                raw[0] = (byte) (0x20 | (raw[0] & 0x1f));
                raw[3] = (byte) raw.length;
            }
            ControlPacket packet = new ControlPacket();
            BfdDrop drop = packet.read(ByteBuffer.wrap(raw), 0, raw.length);
            if (drop == null) {
                taken++;
                assertThat(packet.multiplier()).isPositive();
                assertThat(packet.myDiscriminator()).isNotZero();
                assertThat(Diagnostic.text(packet.diagnostic())).isNotEmpty();
            }
        }
        assertThat(taken).as("some of them are packets").isGreaterThan(1000);
    }

    @Test
    void everyDiagnosticHasAText() {
        assertThat(Diagnostic.text(Diagnostic.DETECTION_TIME_EXPIRED)).isEqualTo("control detection time expired");
        assertThat(Diagnostic.text(Diagnostic.ADMINISTRATIVELY_DOWN)).isEqualTo("administratively down");
        assertThat(Diagnostic.text(8)).isEqualTo("reverse concatenated path down");
        assertThat(Diagnostic.text(9)).isEqualTo("diagnostic 9");
    }
}
