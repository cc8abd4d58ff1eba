package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static dev.vigil.linux.VethNamespace.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done to practise succeeds like the real thing, however often, and has no effect. */
@Timeout(60)
class NowhereTest {
    /** More than any queue of a socket holds. */
    private static final int TIMES = 20_000;

    private static final RawSender.Settings SETTINGS =
            new RawSender.Settings(Family.IPV6, 112, "none", 4711, Optional.empty(), 0);

    private static long openDescriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void packetsAreTakenAndNeverQueued() {
        NativeBuffer packet = NativeBuffer.packet(40);
        SocketAddress peer = SocketAddress.ofPeer();
        try (RawSender sender = RawSender.toNowhere(SETTINGS)) {
            for (int number = 0; number < TIMES; number++) {
                assertThat(sender.trySend(packet, packet.sizeBytes(), peer)).isZero();
            }
            assertThat(sender.settings()).isEqualTo(SETTINGS);
        }
        assertThat(peer).hasToString("the peer");
    }

    @Test
    void framesAreTakenAndLeaveOnNoInterface() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open();
                    PacketSocket frames = PacketSocket.toNowhere()) {
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                NativeBuffer frame = NativeBuffer.packet(42);
                long before = sent();
                for (int number = 0; number < TIMES; number++) {
                    assertThat(frames.trySend(
                                    frame,
                                    frame.sizeBytes(),
                                    ifindex,
                                    PacketSocket.ETHERTYPE_ARP,
                                    MacAddress.BROADCAST))
                            .isZero();
                }
                assertThat(sent() - before).isLessThan(TIMES / 2);
            }
        });
    }

    /** The packets that have left by an interface; a few are the kernel's own. */
    private static long sent() throws IOException {
        // This thread alone is in the namespace.
        String line = Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
                .filter(each -> each.strip().startsWith(A + ":"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip().split(" +", -1)[9]);
    }

    @Test
    void requestsAreAcknowledgedAndNothingChanges() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open();
                    NetlinkMonitor monitor = NetlinkMonitor.open()) {
                int ifindex = VethNamespace.link(netlink, B).orElseThrow().ifindex();
                List<AddressInfo> before = netlink.addresses();
                InterfaceAddress address = VethNamespace.address(ifindex, IpAddress.of("10.77.0.100"), 32);
                NetlinkRequest add = NetlinkRequest.addAddress(address).asNothing();
                NetlinkRequest remove = NetlinkRequest.deleteAddress(address).asNothing();
                List<String> refused = new ArrayList<>();
                netlink.executeAll(
                        List.of(add, add, remove, remove), (request, errno, detail) -> refused.add(request.toString()));
                assertThat(refused).isEmpty();
                assertThat(netlink.tryExecute(remove)).isZero();
                assertThat(netlink.addresses()).isEqualTo(before);
                List<NetlinkEvent> shown = new ArrayList<>();
                boolean _ = monitor.read(shown::add);
                assertThat(shown.stream().map(Object::toString)).noneMatch(text -> text.contains("10.77.0.100"));
            }
        });
    }

    @Test
    void nothingStaysOpen() {
        long before = openDescriptors();
        RawSender sender = RawSender.toNowhere(SETTINGS);
        PacketSocket frames = PacketSocket.toNowhere();
        assertThat(openDescriptors()).isGreaterThanOrEqualTo(before + 4);
        sender.close();
        frames.close();
        sender.close();
        assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }
}
