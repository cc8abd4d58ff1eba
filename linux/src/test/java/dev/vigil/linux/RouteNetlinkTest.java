package dev.vigil.linux;

import static dev.vigil.linux.VethNamespace.A;
import static dev.vigil.linux.VethNamespace.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouteNetlinkTest {
    private static final IpAddress ADDRESS = IpAddress.of("10.77.0.100");

    private static Optional<AddressInfo> find(RouteNetlink netlink, IpAddress address) {
        return netlink.addresses().stream()
                .filter(info -> info.address().equals(address))
                .findFirst();
    }

    @Test
    void interfaceIsDescribed() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                VethNamespace.ip("link", "set", A, "address", "02:00:00:00:00:0a", "mtu", "1400");
                VethNamespace.ip("link", "add", "vrrp.51", "link", A, "type", "macvlan", "mode", "private");
                LinkInfo a = VethNamespace.link(netlink, A).orElseThrow();
                assertThat(a.mac().orElseThrow()).hasToString("02:00:00:00:00:0a");
                assertThat(a.mtuBytes()).isEqualTo(1400);
                assertThat(a.kind()).isEqualTo("veth");
                assertThat(a.hardwareType()).isEqualTo(LinkInfo.HARDWARE_ETHERNET);
                assertThat(a.isUp()).isTrue();
                assertThat(a.isLoopback() || a.isWithoutArp()).isFalse();
                LinkInfo macvlan = VethNamespace.link(netlink, "vrrp.51").orElseThrow();
                assertThat(macvlan.kind()).isEqualTo("macvlan");
                assertThat(macvlan.lowerIfindex()).isEqualTo(a.ifindex());
                assertThat(VethNamespace.link(netlink, "lo").orElseThrow().isLoopback())
                        .isTrue();
                assertThat(VethNamespace.link(netlink, "none")).isEmpty();
                assertThat(netlink.links()).extracting(LinkInfo::name).contains("lo", A, B, "vrrp.51");
            }
        });
    }

    @Test
    void neighboursHaveTheirHardwareAddresses() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                VethNamespace.ip("neigh", "add", "10.77.0.9", "lladdr", "02:00:00:00:00:09", "dev", A);
                VethNamespace.ip("neigh", "add", "fd77::9", "lladdr", "02:00:00:00:00:0a", "dev", A);
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                assertThat(netlink.neighbours())
                        .contains(
                                new NeighbourInfo(
                                        ifindex, IpAddress.of("10.77.0.9"), new MacAddress(0x0200_0000_0009L)),
                                new NeighbourInfo(ifindex, IpAddress.of("fd77::9"), new MacAddress(0x0200_0000_000aL)));
            }
        });
    }

    @Test
    void addressComesWithAllItsPropertiesAndGoes() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                InterfaceAddress wanted = new InterfaceAddress(
                        ifindex,
                        ADDRESS,
                        24,
                        Optional.empty(),
                        Optional.of(IpAddress.of("10.77.0.255")),
                        Optional.of("va:vip"),
                        Constants.RT_SCOPE_LINK,
                        InterfaceAddress.NO_PREFIX_ROUTE,
                        InterfaceAddress.FOREVER,
                        InterfaceAddress.PROTOCOL_KEEPALIVED);
                NetlinkRequest add = NetlinkRequest.addAddress(wanted);
                netlink.execute(add);
                AddressInfo found = find(netlink, ADDRESS).orElseThrow();
                assertThat(found)
                        .isEqualTo(new AddressInfo(
                                ifindex,
                                ADDRESS,
                                24,
                                Optional.empty(),
                                wanted.broadcast(),
                                Constants.RT_SCOPE_LINK,
                                Constants.IFA_F_PERMANENT | InterfaceAddress.NO_PREFIX_ROUTE,
                                "va:vip",
                                InterfaceAddress.PROTOCOL_KEEPALIVED));
                assertThat(netlink.tryExecute(add)).isEqualTo(Errno.EEXIST);
                assertThat(netlink.tryExecute(NetlinkRequest.replaceAddress(wanted)))
                        .isZero();
                NetlinkRequest delete = NetlinkRequest.deleteAddress(wanted);
                assertThat(netlink.tryExecute(delete)).isZero();
                assertThat(netlink.tryExecute(delete)).isEqualTo(Errno.EADDRNOTAVAIL);
                assertThat(find(netlink, ADDRESS)).isEmpty();
                assertThat(netlink.tryExecute(add))
                        .as("a request can be executed again")
                        .isZero();
            }
        });
    }

    @Test
    void pointToPointAddressKeepsItsPeer() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                Optional<IpAddress> peer = Optional.of(IpAddress.of("10.77.0.200"));
                InterfaceAddress wanted = new InterfaceAddress(
                        ifindex, ADDRESS, 32, peer, Optional.empty(), Optional.empty(), 0, 0, 0xffff_ffffL, 0);
                netlink.execute(NetlinkRequest.addAddress(wanted));
                assertThat(find(netlink, ADDRESS).orElseThrow().peer()).isEqualTo(peer);
                netlink.execute(NetlinkRequest.deleteAddress(wanted));
                assertThat(find(netlink, ADDRESS)).isEmpty();
            }
        });
    }

    @Test
    void ipv6HostAddressIsUsableAtOnceAndNotPreferred() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                VethNamespace.set("1", "net", "ipv6", "conf", A, "accept_dad");
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                IpAddress address = IpAddress.of("fd77::100");
                InterfaceAddress wanted = new InterfaceAddress(
                        ifindex,
                        address,
                        128,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        InterfaceAddress.NO_DAD,
                        0,
                        InterfaceAddress.PROTOCOL_KEEPALIVED);
                netlink.execute(NetlinkRequest.addAddress(wanted));
                AddressInfo found = find(netlink, address).orElseThrow();
                assertThat(found.isTentative()).isFalse();
                assertThat(found.flags() & Constants.IFA_F_NODAD).isNotZero();
                assertThat(found.flags() & 0x20).as("deprecated").isNotZero();
                assertThat(found.peer()).isEmpty();
                assertThat(found.protocol()).isEqualTo(InterfaceAddress.PROTOCOL_KEEPALIVED);
                netlink.execute(NetlinkRequest.deleteAddress(wanted));
                assertThat(find(netlink, address)).isEmpty();
            }
        });
    }

    @Test
    void manyRequestsAreExecutedAndTheRefusedOnesAreTold() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                int ifindex = VethNamespace.link(netlink, A).orElseThrow().ifindex();
                List<NetlinkRequest> adds = new ArrayList<>();
                List<NetlinkRequest> deletes = new ArrayList<>();
                for (int host = 0; host < 500; host++) {
                    IpAddress address = IpAddress.ipv4(0x0a4e_0000 + host);
                    adds.add(NetlinkRequest.addAddress(VethNamespace.address(ifindex, address, 32)));
                    deletes.add(NetlinkRequest.deleteAddress(VethNamespace.address(ifindex, address, 32)));
                }
                netlink.execute(adds.get(7));
                netlink.execute(adds.get(300));
                List<String> refused = new ArrayList<>();
                netlink.executeAll(adds, (request, errno, detail) -> refused.add(request + " " + Errno.name(errno)));
                assertThat(refused)
                        .containsExactly(
                                "add address 10.78.0.7/32 on interface " + ifindex + " EEXIST",
                                "add address 10.78.1.44/32 on interface " + ifindex + " EEXIST");
                assertThat(netlink.addresses().stream().filter(info -> info.protocol() == 18))
                        .hasSize(500);
                netlink.executeAll(deletes, (request, errno, detail) -> refused.add(request.toString()));
                assertThat(refused).hasSize(2);
                assertThat(netlink.addresses().stream().filter(info -> info.protocol() == 18))
                        .isEmpty();
            }
        });
    }

    @Test
    void refusalCarriesTheSentenceOfTheKernel() throws Exception {
        VethNamespace.run(() -> {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                NetlinkRequest add = NetlinkRequest.addAddress(VethNamespace.address(4711, ADDRESS, 24));
                assertThatThrownBy(() -> netlink.execute(add))
                        .isInstanceOf(LinuxException.class)
                        .hasMessageStartingWith("add address 10.77.0.100/24 on interface 4711: No such device (ENODEV)")
                        .satisfies(refusal ->
                                assertThat(((LinuxException) refusal).errno()).isEqualTo(Errno.ENODEV));
                NetlinkWriter malformed = new NetlinkWriter(Constants.RTM_NEWADDR, 0);
                int body = malformed.reserve(Structs.Ifaddrmsg.SIZE);
                malformed.bytes().put(body + Structs.Ifaddrmsg.IFA_FAMILY, (byte) Constants.AF_INET);
                malformed.attribute(Constants.IFA_BROADCAST, (byte) 1);
                NetlinkRequest request = new NetlinkRequest("add", "nonsense", malformed.finish());
                assertThatThrownBy(() -> netlink.execute(request))
                        .isInstanceOf(LinuxException.class)
                        .hasMessageMatching("add nonsense: .*\\(E[A-Z]+\\): .+");
            }
        });
    }
}
