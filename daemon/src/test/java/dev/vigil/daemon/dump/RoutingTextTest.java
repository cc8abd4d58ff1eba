package dev.vigil.daemon.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.reload.ConfigText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Static addresses, routes and rules in the dump, compared with lines that keepalived 2.2.7 wrote for the same file. */
class RoutingTextTest {
    private static Config read(String block, String... lines) {
        return ConfigText.read(block + " {\n" + String.join("\n", lines) + "\n}\n" + ConfigText.instance("A", 1)
                + "track_group tg {\n  group {\n    A\n  }\n}\n");
    }

    private static List<String> routes(String... lines) {
        return read("static_routes", lines).statics().routes().stream()
                .map(RouteText::of)
                .toList();
    }

    private static List<String> rules(String... lines) {
        return read("static_rules", lines).statics().rules().stream()
                .map(RuleText::of)
                .toList();
    }

    private static List<String> addresses(String... lines) {
        return read("static_ipaddress", lines).statics().addresses().stream()
                .map(AddressText::of)
                .toList();
    }

    @Test
    void routesAreWrittenAsKeepalivedWritesThem() {
        assertThat(routes(
                        "198.51.100.0/24 via 10.78.0.9 dev eth1 src 10.78.0.1 metric 50 mtu 1400 advmss lock 1300"
                                + " track_group tg",
                        "198.51.101.0/24 dev eth1 scope link rtt 500ms rto_min lock 300ms hoplimit 20 initcwnd 12"
                                + " features ecn",
                        "198.51.102.0/24 via 10.78.0.9 onlink dev eth1 quickack 1 congctl reno",
                        "blackhole 203.0.113.0/24 table 77",
                        "blackhole 203.0.114.0/24 table main",
                        "prohibit 203.0.115.0/24 tos 0x10",
                        "default via 10.78.0.8 table 100000",
                        "192.0.2.0/24 nexthop via 10.77.0.7 dev eth0 weight 2 nexthop via 10.78.0.9 dev eth1 weight 1",
                        "198.51.103.0/24 dev eth1 protocol static no_track",
                        "198.51.110.0/24 via 10.78.0.9 dev eth1 no_track",
                        "local 198.51.102.1 dev eth1 table 7",
                        "198.51.104.0/24 via 10.78.0.9 dev eth1 add",
                        "198.51.105.0/24 via 10.78.0.9 dev eth1 append realms 3/4"))
                .containsExactly(
                        "prepend 198.51.100.0/24 src 10.78.0.1 via inet 10.78.0.9 dev eth1 proto 18 metric 50 mtu 1400"
                                + " advmss lock 1300 track_group tg",
                        "prepend 198.51.101.0/24 dev eth1 proto 18 scope 253 rtt 500ms rto_min lock 300ms features ecn"
                                + " hoplimit 20 initcwnd 12",
                        "prepend 198.51.102.0/24 via inet 10.78.0.9 dev eth1 proto 18 onlink congctl reno quickack 1",
                        "add blackhole 203.0.113.0/24 table 77 proto 18 no_track",
                        "add blackhole 203.0.114.0/24 proto 18 no_track",
                        "add prohibit 203.0.115.0/24 tos 16 proto 18 no_track",
                        "prepend 0.0.0.0/0 via inet 10.78.0.8 table 100000 proto 18 no_track",
                        "prepend 192.0.2.0/24 proto 18 nexthop via inet 10.77.0.7 dev eth0 weight 2 nexthop via inet"
                                + " 10.78.0.9 dev eth1 weight 1 no_track",
                        "prepend 198.51.103.0/24 dev eth1 proto 4 no_track",
                        "prepend 198.51.110.0/24 via inet 10.78.0.9 dev eth1 no_track",
                        "add local 198.51.102.1 dev eth1 table 7 proto 18",
                        "add 198.51.104.0/24 via inet 10.78.0.9 dev eth1 proto 18",
                        "append 198.51.105.0/24 via inet 10.78.0.9 dev eth1 proto 18 realms 3/4");
    }

    @Test
    void allOptionsOfARouteStandInKeepalivedsOrder() {
        assertThat(routes(
                        "198.51.100.0/24 tos 8 table 7 scope link metric 5 onlink src 10.78.0.1 via 10.78.0.9 dev eth1"
                                + " realms 4 mtu lock 1400 window 5000 rtt lock 400ms rttvar 300ms ssthresh 30 cwnd lock 20"
                                + " advmss 1300 reordering 4 hoplimit 60 initcwnd 10 features ecn rto_min 250ms initrwnd 12"
                                + " quickack 1 congctl reno fastopen_no_cookie 1 protocol 18",
                        "2001:db8:1::/48 from 2001:db8:2::/48 via fe80::7 dev eth0 expires 300 pref low ttl-propagate"
                                + " disabled metric 7",
                        "default6 via fe80::8 dev eth0"))
                .containsExactly(
                        "prepend 198.51.100.0/24 src 10.78.0.1 tos 8 via inet 10.78.0.9 dev eth1 table 7 proto 18"
                                + " scope 253 metric 5 onlink realm 4 congctl reno rtt lock 400ms rttvar 300ms rto_min 250ms"
                                + " features ecn mtu lock 1400 window 5000 ssthresh 30 cwnd lock 20 advmss 1300 reordering 4"
                                + " hoplimit 60 initcwnd 10 initrwnd 12 quickack 1 fastopen_no_cookie 1",
                        "prepend 2001:db8:1::/48 from 2001:db8:2::/48 via inet6 fe80::7 dev eth0 proto 18 metric 7"
                                + " expires 300sec pref low ttl-propagate disabled",
                        "prepend ::/0 via inet6 fe80::8 dev eth0 proto 18");
    }

    @Test
    void rulesAreWrittenAsKeepalivedWritesThem() {
        assertThat(rules(
                        "from 10.77.0.0/24 table 100 preference 1000",
                        "to 198.51.100.0/24 iif eth0 fwmark 0x5/0xff lookup 77 priority 1001 track_group tg",
                        "not from 10.4.0.0/16 tos 0x10 table 101 priority 1003",
                        "from 10.5.0.0/16 blackhole priority 1004",
                        "uidrange 1000-2000 ipproto tcp sport 80-90 table 55 priority 1006",
                        "goto 2000 priority 1007",
                        "from 10.8.0.0/16 lookup 100 realms 3/4 preference 1009",
                        "oif eth1 l3mdev preference 1010",
                        "from 10.9.0.0/16 lookup 100 priority 1011 no_track",
                        "from 10.7.0.0/16 nop priority 1012",
                        "from 10.5.0.0/16 to 10.6.0.0/16 tos 4 fwmark 7 iif eth0 oif eth1 tunnel-id 9 ipproto udp"
                                + " sport 1-2 dport 3-4 uidrange 5-6 suppress_prefixlength 7 suppress_ifgroup 3 realms 2"
                                + " lookup main priority 1013"))
                .containsExactly(
                        "from 10.77.0.0/24 priority 1000 tos 0x0 protocol 18 lookup 100",
                        "from all to 198.51.100.0/24 priority 1001 tos 0x0 fwmark 0x5/0xff iif eth0 protocol 18"
                                + " lookup 77 track_group tg",
                        "not from 10.4.0.0/16 priority 1003 tos 0x10 protocol 18 lookup 101",
                        "from 10.5.0.0/16 priority 1004 tos 0x0 protocol 18 type blackhole",
                        "from all priority 1006 tos 0x0 uidrange 1000-2000 protocol 18 ipproto 6 sport 80-90 lookup 55",
                        "from all priority 1007 tos 0x0 protocol 18 goto 2000",
                        "from 10.8.0.0/16 priority 1009 tos 0x0 protocol 18 realms 3/4 lookup 100",
                        "from all priority 1010 tos 0x0 oif eth1 l3mdev protocol 18 lookup 0",
                        "from 10.9.0.0/16 priority 1011 tos 0x0 lookup 100 no_track",
                        "from 10.7.0.0/16 priority 1012 tos 0x0 protocol 18 nop",
                        "from 10.5.0.0/16 to 10.6.0.0/16 priority 1013 tos 0x4 fwmark 0x7 iif eth0 oif eth1"
                                + " suppress_prefixlen 7 suppress_ifgroup 3 tunnel-id 9 uidrange 5-6 protocol 18 ipproto 17"
                                + " sport 1-2 dport 3-4 realms 0/2 lookup 254");
    }

    @Test
    void addressesAreWrittenAsKeepalivedWritesThem() {
        assertThat(addresses(
                        "10.79.0.1/24 dev eth1 brd + scope link label eth1:s track_group tg",
                        "10.79.1.1 dev eth1",
                        "10.79.2.1 peer 10.79.2.2 dev eth0",
                        "fd00:5::1/64 dev eth1 home",
                        "fd00:6::1 dev eth1 preferred_lft 300",
                        "192.0.2.78 dev lo no_track",
                        "10.79.3.1/24 dev eth1 noprefixroute",
                        "10.79.4.1 dev eth1 scope site",
                        "10.79.5.1 dev eth1 scope nowhere",
                        "10.79.6.1 dev eth1 scope 77"))
                .containsExactly(
                        "10.79.0.1/24 brd 10.79.0.255 dev eth1 scope link label eth1:s track_group tg",
                        "10.79.1.1 dev eth1 scope global",
                        "10.79.2.1 dev eth0 scope global peer 10.79.2.2/32",
                        "fd00:5::1/64 dev eth1 scope global home preferred_lft forever",
                        "fd00:6::1 dev eth1 scope global preferred_lft 300",
                        "192.0.2.78 dev lo scope global no_track",
                        "10.79.3.1/24 dev eth1 scope global noprefixroute",
                        "10.79.4.1 dev eth1 scope site",
                        "10.79.5.1 dev eth1 scope nowhere",
                        "10.79.6.1 dev eth1 scope 77");
    }
}
