package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static dev.vigil.linux.VethNamespace.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.NetlinkEvent.AddressChanged;
import dev.vigil.linux.NetlinkEvent.AddressGone;
import dev.vigil.linux.NetlinkEvent.LinkChanged;
import dev.vigil.linux.NetlinkEvent.LinkGone;
import dev.vigil.linux.NetlinkEvent.Overrun;
import dev.vigil.linux.Structs.Nlmsghdr;
import dev.vigil.linux.Structs.SockaddrNl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetlinkMonitorTest {
    private static final IpAddress ADDRESS = IpAddress.of("10.77.0.100");

    /** All that has come so far. */
    private static List<NetlinkEvent> read(NetlinkMonitor monitor) {
        List<NetlinkEvent> events = new ArrayList<>();
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(monitor, 0);
            while (epoll.poll() > 0) {
                monitor.read(events::add);
            }
        }
        return events;
    }

    @Test
    void addressesThatComeAndGoAreTold() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open();
                    NetlinkMonitor monitor = NetlinkMonitor.open()) {
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                List<NetlinkEvent> before = read(monitor);
                assertThat(before).doesNotHaveAnyElementsOfTypes(AddressGone.class);
                InterfaceAddress address = VethNamespace.address(ifindex, ADDRESS, 32);
                netlink.execute(NetlinkRequest.addAddress(address));
                netlink.execute(NetlinkRequest.deleteAddress(address));
                List<NetlinkEvent> events = read(monitor);
                assertThat(events)
                        .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(AddressChanged.class, added -> {
                            assertThat(added.address().address()).isEqualTo(ADDRESS);
                            assertThat(added.address().ifindex()).isEqualTo(ifindex);
                            assertThat(added.address().prefixLength()).isEqualTo(32);
                            assertThat(added.address().label()).isEqualTo(A);
                        }))
                        .anySatisfy(event -> assertThat(event)
                                .isInstanceOfSatisfying(
                                        AddressGone.class,
                                        gone -> assertThat(gone.address().address())
                                                .isEqualTo(ADDRESS)));
                assertThat(events).doesNotContain(new Overrun());
            }
        });
    }

    @Test
    void interfacesThatChangeAndGoAreTold() throws Exception {
        VethNamespace.run(() -> {
            try (NetlinkMonitor monitor = NetlinkMonitor.open()) {
                VethNamespace.ip("link", "set", A, "down");
                assertThat(read(monitor))
                        .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(LinkChanged.class, changed -> {
                            assertThat(changed.link().name()).isEqualTo(A);
                            assertThat(changed.link().isUp()).isFalse();
                        }));
                VethNamespace.ip("link", "del", A);
                assertThat(read(monitor))
                        .filteredOn(event -> event instanceof LinkGone)
                        .extracting(event -> ((LinkGone) event).name())
                        .containsExactlyInAnyOrder(A, B);
            }
        });
    }

    @Test
    void leavingABridgeIsNotGoing() throws Exception {
        VethNamespace.run(() -> {
            VethNamespace.ip("link", "add", "br0", "type", "bridge");
            try (NetlinkMonitor monitor = NetlinkMonitor.open()) {
                VethNamespace.ip("link", "set", A, "master", "br0");
                VethNamespace.ip("link", "set", A, "nomaster");
                assertThat(read(monitor)).doesNotHaveAnyElementsOfTypes(LinkGone.class);
            }
        });
    }

    @Test
    void lostEventsAreTold() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open();
                    NetlinkMonitor monitor = NetlinkMonitor.open()) {
                Socket.option(monitor.fd(), Constants.SOL_SOCKET, Constants.SO_RCVBUF, 4096, "SO_RCVBUF");
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                for (int host = 0; host < 100; host++) {
                    netlink.execute(NetlinkRequest.addAddress(
                            VethNamespace.address(ifindex, IpAddress.ipv4(0x0a4e_0000 + host), 32)));
                }
                assertThat(read(monitor)).contains(new Overrun());
                netlink.execute(NetlinkRequest.addAddress(VethNamespace.address(ifindex, ADDRESS, 32)));
                assertThat(read(monitor)).hasSize(1).hasOnlyElementsOfType(AddressChanged.class);
            }
        });
    }

    @Test
    void messageOfAnotherProcessIsNotBelieved() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink forger = RouteNetlink.open();
                    NetlinkMonitor monitor = NetlinkMonitor.open()) {
                read(monitor);
                NativeBuffer target = NativeBuffer.struct(SockaddrNl.SIZE);
                NativeBuffer length = NativeBuffer.struct(Integer.BYTES);
                length.bytes().putInt(0, SockaddrNl.SIZE);
                Libc.require("name", "monitor", Syscall.GETSOCKNAME, monitor.fd(), target.address(), length.address());
                target.bytes().putInt(SockaddrNl.NL_GROUPS, 0);
                NetlinkWriter forged = new NetlinkWriter(Constants.RTM_DELLINK, 0);
                int body = forged.reserve(Structs.Ifinfomsg.SIZE);
                forged.bytes().putInt(body + Structs.Ifinfomsg.IFI_INDEX, 1);
                forged.attribute(Constants.IFLA_IFNAME, "lo");
                NativeBuffer message = forged.finish();
                assertThat(message.bytes().getInt(Nlmsghdr.NLMSG_LEN)).isEqualTo(message.sizeBytes());
                long sent = Libc.call(
                        Syscall.SENDTO,
                        forger.fd(),
                        message.address(),
                        message.sizeBytes(),
                        0,
                        target.address(),
                        SockaddrNl.SIZE);
                assertThat(sent).isEqualTo(message.sizeBytes());
                assertThat(read(monitor)).isEmpty();
            }
        });
    }
}
