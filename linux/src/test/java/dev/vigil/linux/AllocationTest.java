package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static dev.vigil.linux.VethNamespace.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Ipv4Header;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loop does in its steady state leaves no garbage. */
class AllocationTest {
    private static final int WARM_UP_CALLS = 5_000;
    private static final int COUNTED_CALLS = 2_000;

    /** A compiler that works while we count may cost something; one object for each call is more. */
    private static final long ALLOWED_BYTES = COUNTED_CALLS * 8L;

    /** What this thread has allocated so far; by reflection, since this module does not read the management modules. */
    private static long allocatedBytes() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Method counter =
                    Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            return (long) counter.invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JVM does not count allocations", e);
        }
    }

    private static void assertAllocatesNothing(String what, Runnable call) {
        for (int number = 0; number < WARM_UP_CALLS; number++) {
            call.run();
        }
        long before = allocatedBytes();
        for (int number = 0; number < COUNTED_CALLS; number++) {
            call.run();
        }
        assertThat(allocatedBytes() - before)
                .as("bytes allocated by %d calls: %s", COUNTED_CALLS, what)
                .isLessThan(ALLOWED_BYTES);
    }

    @Test
    void timersAndWakeUpsAllocateNothing() {
        try (Epoll epoll = Epoll.open(8);
                TimerFd timer = TimerFd.open();
                EventFd wake = EventFd.open()) {
            epoll.add(timer, 1);
            epoll.add(wake, 2);
            assertAllocatesNothing("a turn of a loop", () -> {
                timer.arm(MonotonicClock.nowNs());
                wake.signal();
                int ready = epoll.await();
                for (int index = 0; index < ready; index++) {
                    if (epoll.token(index) == 2) {
                        wake.drain();
                    }
                }
            });
        }
    }

    @Test
    void packetsAndRequestsAllocateNothing() throws Exception {
        VethNamespace.run(() -> {
            IpAddress group = IpAddress.of("224.0.0.18");
            try (RouteNetlink netlink = RouteNetlink.open();
                    PacketSocket frames = PacketSocket.openRaw()) {
                int a = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                int b = VethNamespace.link(netlink, B).orElseThrow().ifindex();
                InterfaceAddress address = VethNamespace.address(a, IpAddress.of("10.77.0.100"), 32);
                NetlinkRequest add = NetlinkRequest.addAddress(address);
                NetlinkRequest delete = NetlinkRequest.deleteAddress(address);
                assertAllocatesNothing("taking and releasing an address", () -> {
                    netlink.execute(add);
                    netlink.execute(delete);
                });
                NativeBuffer packet = RawSocketTest.ipv4Packet(IpAddress.of("10.77.0.1"), group);
                assertAllocatesNothing(
                        "sending a frame",
                        () -> assertZero(
                                frames.trySend(packet, 28, a, PacketSocket.ETHERTYPE_ARP, MacAddress.BROADCAST)));
                SocketAddress destination = SocketAddress.of(group, 0);
                DatagramBatch batch = new DatagramBatch(16);
                try (RawSender sender =
                                RawSender.open(new RawSender.Settings(Family.IPV4, 112, A, a, Optional.empty(), 0));
                        RawReceiver receiver = RawReceiver.open(new RawReceiver.Settings(112, group, B, b, 1 << 20));
                        Epoll epoll = Epoll.open(1)) {
                    epoll.add(receiver, 0);
                    assertAllocatesNothing("an advertisement there and back", () -> {
                        assertZero(sender.trySend(packet, 28, destination));
                        epoll.await();
                        int count = receiver.receive(batch);
                        assertNonZero(count * Ipv4Header.source(batch.datagram(0)) * batch.ttl(0));
                    });
                }
            }
        });
    }

    private static void assertZero(int errno) {
        if (errno != 0) {
            throw new AssertionError("refused with " + errno);
        }
    }

    private static void assertNonZero(int value) {
        if (value == 0) {
            throw new AssertionError("nothing received");
        }
    }
}
