package dev.vigil.core.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vigil.core.Hex;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Frames that keepalived 2.2.7 sent when it became MASTER, captured on the wire, and ours. */
class AnnouncementFramesTest {
    private static final long MAC = 0x0200_00ff_000aL;

    @Test
    void theGratuitousArpIsThatOfKeepalived() {
        ByteBuffer frame = ByteBuffer.allocate(GratuitousArp.LENGTH);
        GratuitousArp.encode(frame, MAC, IpAddress.of("10.77.0.100"));
        assertThat(Hex.text(frame)).isEqualTo(Hex.digits("""
                                ffff ffff ffff 0200 00ff 000a 0806 0001 0800 0604 0001 0200 00ff 000a 0a4d 0064
                                ffff ffff ffff 0a4d 0064
                                """));
    }

    @Test
    void theNeighborAdvertisementIsThatOfKeepalived() {
        assertThat(neighborAdvertisement("fe80::77:1", false)).isEqualTo(Hex.digits("""
                                3333 0000 0001 0200 00ff 000a 86dd 6000 0000 0020 3aff fe80 0000 0000 0000 0000
                                0000 0077 0001 ff02 0000 0000 0000 0000 0000 0000 0001 8800 55a5 2000 0000 fe80
                                0000 0000 0000 0000 0000 0077 0001 0201 0200 00ff 000a
                                """));
        assertThat(neighborAdvertisement("fd77::100", false)).isEqualTo(Hex.digits("""
                                3333 0000 0001 0200 00ff 000a 86dd 6000 0000 0020 3aff fd77 0000 0000 0000 0000
                                0000 0000 0100 ff02 0000 0000 0000 0000 0000 0000 0001 8800 56a7 2000 0000 fd77
                                0000 0000 0000 0000 0000 0000 0100 0201 0200 00ff 000a
                                """));
    }

    @Test
    void aForwardingNodeSetsTheRouterFlagAndTheChecksumFollows() {
        String host = neighborAdvertisement("fd77::100", false);
        String router = neighborAdvertisement("fd77::100", true);
        // 0x8000 more in the sum is 0x8000 less in its complement, with the borrow of one's complement.
        assertThat(router).isEqualTo(host.replace("56a720000000", "d6a6a0000000"));
    }

    @Test
    void anIpv6AddressHasNoGratuitousArp() {
        ByteBuffer frame = ByteBuffer.allocate(GratuitousArp.LENGTH);
        assertThatIllegalStateException().isThrownBy(() -> GratuitousArp.encode(frame, MAC, IpAddress.of("::1")));
    }

    private static String neighborAdvertisement(String address, boolean isRouter) {
        ByteBuffer frame = Hex.buffer("ff".repeat(NeighborAdvertisement.LENGTH));
        NeighborAdvertisement.encode(frame, MAC, IpAddress.of(address), isRouter);
        return Hex.text(frame);
    }
}
