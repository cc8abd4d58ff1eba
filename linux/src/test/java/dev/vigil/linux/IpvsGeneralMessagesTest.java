package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.core.balance.SyncDaemon.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ipvsadm 1.31 sends, and a kernel 6.1 answers, byte by byte on a little-endian machine. */
class IpvsGeneralMessagesTest {
    private static final int FAMILY = 32;
    private static final SyncDaemon WHOLE =
            new SyncDaemon(Role.MASTER, "d0", 7, 1400, 8848, 1, Optional.of(IpAddress.of("224.0.0.81")));
    private static final String ATTRIBUTES = """
            0800 0100 01000000
            0700 0200 643000 00
            0800 0300 07000000
            0600 0400 7805 0000
            0600 0700 9022 0000
            0500 0800 01 000000
            0800 0500 e0000051
            """;

    private static String hex(NetlinkRequest request) {
        byte[] copy = new byte[request.lengthBytes()];
        request.message().bytes().get(0, copy);
        return HexFormat.of().formatHex(copy);
    }

    private static String message(int length, int command, String attributes) {
        return HexFormat.of().formatHex(new byte[] {
                    (byte) length, 0, 0, 0, FAMILY, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) command, 1, 0, 0
                })
                + attributes.replaceAll("\\s", "");
    }

    private static NetlinkReader answer(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        NetlinkReader reader = new NetlinkReader(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        reader.begin(bytes.length);
        assertThat(reader.next()).isTrue();
        return reader;
    }

    @Test
    void timeoutsAreSetAndRead() {
        Ipvs.Timeouts timeouts = new Ipvs.Timeouts(900, 120, 300);
        String expected = message(44, 12, "0800 0400 84030000 0800 0500 78000000 0800 0600 2c010000");

        assertThat(hex(IpvsGeneralMessages.setTimeouts(FAMILY, timeouts))).isEqualTo(expected);
        assertThat(hex(IpvsGeneralMessages.getTimeouts(FAMILY))).isEqualTo(message(20, 13, ""));
        assertThat(IpvsGeneralMessages.timeouts(answer(expected))).isEqualTo(timeouts);
    }

    @Test
    void aSyncDaemonIsStartedWithWhatIsGiven() {
        assertThat(hex(IpvsGeneralMessages.start(FAMILY, WHOLE))).isEqualTo(message(80, 9, "3c00 0380" + ATTRIBUTES));
        assertThat(hex(IpvsGeneralMessages.start(
                        FAMILY, new SyncDaemon(Role.BACKUP, "d0", 7, 0, 0, 0, Optional.empty()))))
                .isEqualTo(message(48, 9, "1c00 0380 0800 0100 02000000 0700 0200 643000 00 0800 0300 07000000"));
    }

    @Test
    void aSyncDaemonIsStoppedByItsRole() {
        assertThat(hex(IpvsGeneralMessages.stop(FAMILY, Role.MASTER)))
                .isEqualTo(message(48, 10, "1c00 0380 0800 0100 01000000 0500 0200 00 000000 0800 0300 00000000"));
    }

    @Test
    void aSyncDaemonThatRunsIsRead() {
        assertThat(IpvsGeneralMessages.daemon(answer(message(80, 9, "3c00 0300" + ATTRIBUTES))))
                .contains(WHOLE);
        assertThat(IpvsGeneralMessages.daemon(answer(message(32, 9, "0c00 0300 0800 0100 03000000"))))
                .isEmpty();
        assertThat(IpvsGeneralMessages.daemon(answer(message(20, 9, "")))).isEmpty();
    }

    @Test
    void everyServiceIsRemovedByOneRequest() {
        assertThat(hex(IpvsGeneralMessages.flush(FAMILY))).isEqualTo(message(20, 17, ""));
    }
}
