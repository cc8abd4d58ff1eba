package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static dev.vigil.linux.VethNamespace.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Ipv4Header;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RawSocketTest {
    private static final int VRRP = 112;
    private static final IpAddress GROUP = IpAddress.of("224.0.0.18");
    private static final IpAddress GROUP_IPV6 = IpAddress.of("ff02::12");
    private static final IpAddress SOURCE = IpAddress.of("10.77.0.1");

    /** An IPv4 packet of protocol 112 with the eight payload bytes 1 to 8. */
    static NativeBuffer ipv4Packet(IpAddress source, IpAddress destination) {
        NativeBuffer packet = NativeBuffer.packet(28);
        ByteBuffer bytes = packet.bytes();
        bytes.putInt(0, 0x45c0_001c).putInt(4, 0x0001_0000).putInt(8, 0xff70_0000);
        source.write(bytes, 12);
        destination.write(bytes, 16);
        bytes.putLong(20, 0x0102_0304_0506_0708L);
        return packet;
    }

    private static RawReceiver receiver(IpAddress address, String name, int ifindex) {
        return RawReceiver.open(new RawReceiver.Settings(VRRP, address, name, ifindex, 65536));
    }

    private static RawSender sender(Family family, String name, int ifindex, Optional<IpAddress> source) {
        return RawSender.open(new RawSender.Settings(family, VRRP, name, ifindex, source, 0));
    }

    private static void send(RawSender sender, NativeBuffer packet, int lengthBytes, SocketAddress destination) {
        assertThat(sender.trySend(packet, lengthBytes, destination)).isZero();
    }

    private static int ifindex(String name) {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            return VethNamespace.link(netlink, name).orElseThrow().ifindex();
        }
    }

    private static int receive(RawReceiver receiver, DatagramBatch batch) {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(receiver, 0);
            epoll.await();
        }
        return receiver.receive(batch);
    }

    @Test
    void multicastPacketArrivesWithItsHeader() throws Exception {
        VethNamespace.run(() -> {
            try (RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty());
                    RawReceiver receiver = receiver(GROUP, B, ifindex(B))) {
                DatagramBatch batch = new DatagramBatch(4);
                assertThat(receiver.receive(batch)).isZero();
                send(sender, ipv4Packet(SOURCE, GROUP), 28, SocketAddress.of(GROUP, 0));
                assertThat(receive(receiver, batch)).isEqualTo(1);
                ByteBuffer datagram = batch.datagram(0);
                assertThat(datagram.position()).isEqualTo(20);
                assertThat(datagram.remaining()).isEqualTo(8);
                assertThat(datagram.getLong(20)).isEqualTo(0x0102_0304_0506_0708L);
                assertThat(datagram.get(1) & 0xff).isEqualTo(0xc0);
                assertThat(batch.ttl(0)).isEqualTo(255);
                assertThat(Ipv4Header.source(batch.datagram(0))).isEqualTo(SOURCE.ipv4Bits());
                assertThat(batch.datagram(0).getInt(16)).isEqualTo(GROUP.ipv4Bits());
                assertThat(receiver.receive(batch)).isZero();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void onlyDatagramsWithAWantedByteAreKept(Family family) throws Exception {
        VethNamespace.run(() -> {
            boolean ipv4 = family == Family.IPV4;
            IpAddress group = ipv4 ? GROUP : GROUP_IPV6;
            IpAddress source = ipv4 ? SOURCE : IpAddress.of("fe80::77");
            if (!ipv4) {
                VethNamespace.addUsable("fe80::77", 64, A);
            }
            try (RawSender sender = sender(family, A, ifindex(A), ipv4 ? Optional.empty() : Optional.of(source));
                    RawReceiver receiver = receiver(group, B, ifindex(B))) {
                int payload = ipv4 ? 20 : 0;
                NativeBuffer packet = ipv4 ? ipv4Packet(SOURCE, GROUP) : NativeBuffer.packet(8);
                BitSet wanted = new BitSet();
                wanted.set(7);
                wanted.set(200);
                receiver.keepOnly(1, wanted);
                for (int value : new int[] {6, 7, 8, 199, 200, 0}) {
                    packet.bytes().put(payload + 1, (byte) value);
                    send(sender, packet, payload + 8, SocketAddress.of(group, ipv4 ? 0 : ifindex(A)));
                }
                DatagramBatch batch = new DatagramBatch(8);
                assertThat(receive(receiver, batch)).isEqualTo(2);
                assertThat(batch.datagram(0).get(payload + 1)).isEqualTo((byte) 7);
                assertThat(batch.datagram(1).get(payload + 1)).isEqualTo((byte) 200);
                wanted.set(100, 100 + ByteFilter.VALUES_MAX);
                receiver.keepOnly(1, wanted);
                send(sender, packet, payload + 8, SocketAddress.of(group, ipv4 ? 0 : ifindex(A)));
                assertThat(receive(receiver, batch)).isEqualTo(1);
            }
        });
    }

    @Test
    void burstFillsTheBatchAndLeavesTheRest() throws Exception {
        VethNamespace.run(() -> {
            try (RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty());
                    RawReceiver receiver = receiver(GROUP, B, ifindex(B))) {
                DatagramBatch batch = new DatagramBatch(4);
                NativeBuffer packet = ipv4Packet(SOURCE, GROUP);
                for (int number = 0; number < 6; number++) {
                    packet.bytes().put(20, (byte) number);
                    send(sender, packet, 28, SocketAddress.of(GROUP, 0));
                }
                assertThat(receive(receiver, batch)).isEqualTo(4);
                assertThat(batch.datagram(3).get(20)).isEqualTo((byte) 3);
                assertThat(receive(receiver, batch)).isEqualTo(2);
                assertThat(batch.datagram(1).get(20)).isEqualTo((byte) 5);
            }
        });
    }

    @Test
    void unicastArrivesAtAnAddressThatCameAfterTheSocket() throws Exception {
        VethNamespace.run(() -> {
            IpAddress own = IpAddress.of("10.77.0.2");
            try (RawReceiver receiver = receiver(own, "", 0);
                    RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty())) {
                VethNamespace.ip("addr", "add", "10.77.0.2/24", "dev", B);
                VethNamespace.ip("route", "add", "10.77.0.0/24", "dev", A, "metric", "1");
                // The cable ends in the namespace that it starts in, so the kernel would deliver by itself: no ARP.
                String mac = mac(B);
                VethNamespace.ip("neigh", "add", "10.77.0.2", "lladdr", mac, "dev", A);
                VethNamespace.ip("rule", "del", "pref", "0");
                VethNamespace.ip("rule", "add", "pref", "100", "iif", B, "lookup", "local");
                DatagramBatch batch = new DatagramBatch(4);
                send(sender, ipv4Packet(SOURCE, own), 28, SocketAddress.of(own, 0));
                assertThat(receive(receiver, batch)).isEqualTo(1);
                assertThat(batch.datagram(0).getInt(16)).isEqualTo(own.ipv4Bits());
            }
        });
    }

    private static String mac(String name) {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            return VethNamespace.link(netlink, name)
                    .orElseThrow()
                    .mac()
                    .orElseThrow()
                    .toString();
        }
    }

    @Test
    void ipv6PacketArrivesWithHopLimitAndChecksum() throws Exception {
        VethNamespace.run(() -> {
            IpAddress source = IpAddress.of("fe80::77");
            VethNamespace.addUsable("fe80::77", 64, A);
            try (RawSender sender = sender(Family.IPV6, A, ifindex(A), Optional.of(source));
                    RawReceiver receiver = receiver(GROUP_IPV6, B, ifindex(B))) {
                NativeBuffer packet = NativeBuffer.packet(8);
                packet.bytes().putLong(0, 0x3133_7800_0032_0000L);
                send(sender, packet, 8, SocketAddress.of(GROUP_IPV6, ifindex(A)));
                DatagramBatch batch = new DatagramBatch(4);
                assertThat(receive(receiver, batch)).isEqualTo(1);
                ByteBuffer datagram = batch.datagram(0);
                assertThat(datagram.position()).isZero();
                assertThat(datagram.limit()).isEqualTo(8);
                assertThat(datagram.getShort(6)).as("checksum").isNotZero();
                assertThat(batch.ttl(0)).isEqualTo(255);
                assertThat(IpAddress.ipv6(batch.sourceHigh(0), batch.sourceLow(0)))
                        .isEqualTo(source);
            }
        });
    }

    @Test
    void senderReceivesNothing() throws Exception {
        VethNamespace.run(() -> {
            // Every raw socket of the protocol would hear unicast.
            IpAddress target = IpAddress.of("fe80::b");
            VethNamespace.addUsable("fe80::b", 64, B);
            try (RawSender listening = sender(Family.IPV6, B, ifindex(B), Optional.empty());
                    RawReceiver receiver = receiver(target, B, ifindex(B));
                    RawSender sender = sender(Family.IPV6, A, ifindex(A), Optional.empty())) {
                send(sender, NativeBuffer.packet(8), 8, SocketAddress.of(target, ifindex(A)));
                assertThat(receive(receiver, new DatagramBatch(1))).isEqualTo(1);
                NativeBuffer buffer = NativeBuffer.packet(64);
                assertThat(Libc.call(
                                Syscall.RECVFROM, listening.fd(), buffer.address(), 64, Constants.MSG_DONTWAIT, 0, 0))
                        .isEqualTo(-Errno.EAGAIN);
            }
        });
    }

    @Test
    void anIpv4SenderIsNotEvenOfferedWhatArrives() throws Exception {
        VethNamespace.run(() -> {
            try (RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty())) {
                String sockets = Files.readString(Path.of("/proc/thread-self/net/raw"));
                assertThat(sockets.lines().skip(1))
                        .as("sockets by protocol, %s", sender)
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains(":00FF "));
            }
        });
    }

    @Test
    void otherInterfaceIsNotHeard() throws Exception {
        VethNamespace.run(() -> {
            try (RawReceiver onSendingSide = receiver(GROUP, A, ifindex(A));
                    RawReceiver receiver = receiver(GROUP, B, ifindex(B));
                    RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty())) {
                send(sender, ipv4Packet(SOURCE, GROUP), 28, SocketAddress.of(GROUP, 0));
                DatagramBatch batch = new DatagramBatch(1);
                assertThat(receive(receiver, batch)).isEqualTo(1);
                assertThat(onSendingSide.receive(batch)).isZero();
            }
        });
    }

    @Test
    void sendingOnADeadInterfaceIsRefused() throws Exception {
        VethNamespace.run(() -> {
            try (RawSender sender = sender(Family.IPV4, A, ifindex(A), Optional.empty())) {
                VethNamespace.ip("link", "set", A, "down");
                NativeBuffer packet = ipv4Packet(SOURCE, GROUP);
                SocketAddress group = SocketAddress.of(GROUP, 0);
                assertThat(sender.trySend(packet, 28, group)).isIn(Errno.ENETDOWN, Errno.ENETUNREACH, Errno.ENODEV);
            }
        });
    }

    @Test
    void unknownInterfaceIsRefused() throws Exception {
        VethNamespace.run(() -> assertThatThrownBy(() -> receiver(GROUP, "none", 4711))
                .isInstanceOf(LinuxException.class)
                .hasMessage("set socket option SO_BINDTODEVICE none: No such device (ENODEV)"));
    }

    @Test
    void preparedFrameLeavesTheInterface() throws Exception {
        VethNamespace.run(() -> {
            int allProtocols = Short.reverseBytes((short) 0x0003) & 0xffff;
            int tap = Socket.openNonBlocking(Constants.AF_PACKET, Constants.SOCK_RAW, allProtocols, "tap");
            NativeBuffer address = NativeBuffer.struct(Structs.SockaddrLl.SIZE);
            address.bytes()
                    .putShort(Structs.SockaddrLl.SLL_FAMILY, (short) Constants.AF_PACKET)
                    .putShort(Structs.SockaddrLl.SLL_PROTOCOL, (short) allProtocols)
                    .putInt(Structs.SockaddrLl.SLL_IFINDEX, ifindex(B));
            Socket.bind(tap, address, address.sizeBytes(), "tap");
            NativeBuffer frame = NativeBuffer.packet(42);
            MacAddress.BROADCAST.write(frame.bytes(), 0);
            frame.bytes()
                    .put(6, new byte[] {2, 0, 0, 0, 0, 1})
                    .putShort(12, (short) PacketSocket.ETHERTYPE_ARP)
                    .putInt(14, 0x0001_0800);
            NativeBuffer heard = NativeBuffer.packet(2048);
            try (PacketSocket socket = PacketSocket.openRaw();
                    Epoll epoll = Epoll.open(1)) {
                epoll.add(tap, Epoll.READABLE, 0);
                assertThat(socket.trySend(frame, 42, ifindex(A), PacketSocket.ETHERTYPE_ARP, MacAddress.BROADCAST))
                        .isZero();
                do {
                    epoll.await();
                    Libc.require("receive", "tap", Syscall.RECVFROM, tap, heard.address(), 2048);
                } while (heard.bytes().getShort(12) != PacketSocket.ETHERTYPE_ARP);
            } finally {
                Libc.callOnce(Syscall.CLOSE, tap);
            }
            assertThat(MacAddress.read(heard.bytes(), 0)).isEqualTo(MacAddress.BROADCAST);
            assertThat(MacAddress.read(heard.bytes(), 6)).hasToString("02:00:00:00:00:01");
            assertThat(heard.bytes().getInt(14)).isEqualTo(0x0001_0800);
        });
    }
}
