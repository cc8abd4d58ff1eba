package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class UdpSocketTest {
    private static final int PORT = 3784;
    private static final int QUEUE_BYTES = 65536;

    private static int receive(UdpSocket receiver, DatagramBatch batch) {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(receiver, 0);
            epoll.await();
        }
        return receiver.receive(batch);
    }

    @ParameterizedTest
    @CsvSource({"10.77.0.1, 255", "10.77.0.1, 7", "fd00:77::1, 255", "fd00:77::1, 64"})
    void aDatagramArrivesWithItsSourceItsTtlAndNoHeader(String own, int ttl) throws Exception {
        VethNamespace.run(() -> {
            VethNamespace.ip("link", "set", "lo", "up");
            VethNamespace.ip("addr", "add", "10.77.0.1/24", "dev", A);
            VethNamespace.addUsable("fd00:77::1", 64, A);
            IpAddress address = IpAddress.of(own);
            try (UdpSocket receiver = UdpSocket.receiver(address.family(), PORT, QUEUE_BYTES);
                    UdpSocket sender = UdpSocket.sender(address, 49_152, ttl)) {
                DatagramBatch batch = new DatagramBatch(4);
                assertThat(receiver.receive(batch)).isZero();
                NativeBuffer payload = NativeBuffer.packet(8);
                payload.bytes().putLong(0, 0x4500_0304_0506_0708L);
                SocketAddress to = SocketAddress.withPort(address, PORT);
                assertThat(sender.trySend(payload, 8, to)).isZero();
                assertThat(sender.trySend(payload, 3, to)).isZero();

                int count = receive(receiver, batch);
                assertThat(count).isPositive();
                assertThat(batch.datagram(0).position()).isZero();
                assertThat(batch.datagram(0).limit()).isEqualTo(8);
                assertThat(batch.datagram(0).getLong(0)).isEqualTo(0x4500_0304_0506_0708L);
                assertThat(batch.source(0)).isEqualTo(address);
                assertThat(batch.ttl(0)).isEqualTo(ttl);
            }
        });
    }

    @Test
    void bothFamiliesCanHaveThePort() throws Exception {
        VethNamespace.run(() -> {
            try (UdpSocket four = UdpSocket.receiver(Family.IPV4, PORT, QUEUE_BYTES);
                    UdpSocket six = UdpSocket.receiver(Family.IPV6, PORT, QUEUE_BYTES)) {
                assertThat(four.fd()).isNotEqualTo(six.fd());
            }
        });
    }

    @Test
    void aPortThatSomebodyHasIsRefused() throws Exception {
        VethNamespace.run(() -> {
            IpAddress any = IpAddress.of("0.0.0.0");
            try (UdpSocket first = UdpSocket.sender(any, 50_000, 255)) {
                assertThat(first.isOpen()).isTrue();
                assertThatThrownBy(() -> UdpSocket.sender(any, 50_000, 255))
                        .isInstanceOfSatisfying(
                                LinuxException.class,
                                refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EADDRINUSE));
            }
        });
    }

    @Test
    void aSourceThatIsNotThereYetIsNoObstacleToOpenAndOneToSend() throws Exception {
        VethNamespace.run(() -> {
            VethNamespace.ip("addr", "add", "10.77.0.1/24", "dev", A);
            try (UdpSocket sender = UdpSocket.sender(IpAddress.of("10.77.0.9"), 50_000, 255)) {
                NativeBuffer payload = NativeBuffer.packet(8);
                SocketAddress to = SocketAddress.withPort(IpAddress.of("10.77.0.2"), PORT);
                assertThat(sender.trySend(payload, 8, to)).isIn(Errno.EINVAL, Errno.ENETUNREACH);
                VethNamespace.ip("addr", "add", "10.77.0.9/24", "dev", A);
                assertThat(sender.trySend(payload, 8, to)).isZero();
            }
        });
    }

    @Test
    void moreThanTheBufferHoldsIsADefect() throws Exception {
        VethNamespace.run(() -> {
            try (UdpSocket sender = UdpSocket.sender(IpAddress.of("127.0.0.1"), 50_000, 255)) {
                NativeBuffer payload = NativeBuffer.packet(8);
                SocketAddress to = SocketAddress.withPort(IpAddress.of("127.0.0.1"), PORT);
                assertThatThrownBy(() -> sender.trySend(payload, 9, to)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        });
    }
}
