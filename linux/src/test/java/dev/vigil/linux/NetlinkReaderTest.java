package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.Ifaddrmsg;
import dev.vigil.linux.Structs.Ifinfomsg;
import dev.vigil.linux.Structs.Nlmsghdr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NetlinkReaderTest {
    private static final int ROUNDS = 50_000;

    private static int readAll(NetlinkReader reader, int length) {
        reader.begin(length);
        int events = 0;
        while (reader.next()) {
            assertThat(reader.end()).isLessThanOrEqualTo(length);
            Optional<NetlinkEvent> event = RouteMessages.event(reader);
            events += event.isPresent() ? 1 : 0;
        }
        return events;
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] noise = new byte[512];
        ByteBuffer bytes = ByteBuffer.wrap(noise).order(ByteOrder.nativeOrder());
        NetlinkReader reader = new NetlinkReader(bytes);
        for (int round = 0; round < ROUNDS; round++) {
            random.nextBytes(noise);
            int length = random.nextInt(noise.length + 1);
            // Pure noise hardly ever passes the first length, so most rounds start with a plausible header.
            if (round % 8 != 0) {
                bytes.putInt(Nlmsghdr.NLMSG_LEN, length == 0 ? 16 : random.nextInt(length) + 1);
                bytes.putShort(Nlmsghdr.NLMSG_TYPE, (short) (16 + random.nextInt(6)));
            }
            int events = assertDoesNotThrow(seed, reader, length);
            assertThat(events).isLessThanOrEqualTo(noise.length / Nlmsghdr.SIZE);
        }
    }

    @Test
    void alteredMessagesNeverThrow() {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ByteBuffer original = message();
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer altered = ByteBuffer.allocate(original.capacity()).order(ByteOrder.nativeOrder());
            altered.put(0, original, 0, original.capacity());
            for (int change = random.nextInt(4); change > 0; change--) {
                altered.put(random.nextInt(altered.capacity()), (byte) random.nextInt());
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(altered.capacity() + 1) : altered.capacity();
            understood += assertDoesNotThrow(seed, new NetlinkReader(altered), length);
        }
        assertThat(understood)
                .as("most alterations leave something to understand")
                .isPositive();
    }

    private static int assertDoesNotThrow(long seed, NetlinkReader reader, int length) {
        try {
            return readAll(reader, length);
        } catch (RuntimeException thrown) {
            throw new AssertionError("seed " + seed, thrown);
        }
    }

    /** A link message followed by an address message. */
    private static ByteBuffer message() {
        NetlinkWriter link = new NetlinkWriter(Constants.RTM_NEWLINK, 0);
        int body = link.reserve(Ifinfomsg.SIZE);
        link.bytes().putInt(body + Ifinfomsg.IFI_INDEX, 3);
        link.attribute(Constants.IFLA_IFNAME, "eth0");
        link.attribute(Constants.IFLA_MTU, 1500);
        int kind = link.attributeOfLength(Constants.IFLA_LINKINFO, 12);
        link.bytes().putShort(kind, (short) 12).putShort(kind + 2, (short) Constants.IFLA_INFO_KIND);
        link.bytes().put(kind + 4, new byte[] {'m', 'a', 'c', 'v', 'l', 'a', 'n', 0});
        NetlinkWriter address = new NetlinkWriter(Constants.RTM_DELADDR, 0);
        body = address.reserve(Ifaddrmsg.SIZE);
        address.bytes().put(body, (byte) Constants.AF_INET6).put(body + 1, (byte) 64);
        address.attribute(Constants.IFA_ADDRESS, IpAddress.of("fd77::1"));
        ByteBuffer first = link.finish().bytes();
        ByteBuffer second = address.finish().bytes();
        return ByteBuffer.allocate(first.capacity() + second.capacity())
                .order(ByteOrder.nativeOrder())
                .put(first)
                .put(second);
    }

    @Test
    void twoMessagesInOneDatagramAreTwoEvents() {
        ByteBuffer bytes = message();
        NetlinkReader reader = new NetlinkReader(bytes);
        reader.begin(bytes.capacity());
        assertThat(reader.next()).isTrue();
        assertThat(RouteMessages.event(reader))
                .contains(new NetlinkEvent.LinkChanged(
                        new LinkInfo(3, "eth0", 0, 0, 1500, Optional.empty(), 0, 0, "macvlan", 0)));
        assertThat(reader.next()).isTrue();
        assertThat(RouteMessages.event(reader))
                .contains(new NetlinkEvent.AddressGone(new AddressInfo(
                        0, IpAddress.of("fd77::1"), 64, Optional.empty(), Optional.empty(), 0, 0, "", 0)));
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isFalse();
    }

    @Test
    void lengthBeyondTheDatagramIsMalformed() {
        ByteBuffer bytes = message();
        bytes.putInt(Nlmsghdr.NLMSG_LEN, bytes.capacity() + 1);
        NetlinkReader reader = new NetlinkReader(bytes);
        reader.begin(bytes.capacity());
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isTrue();
    }
}
