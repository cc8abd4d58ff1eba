package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.Filtered;
import dev.vigil.core.filter.PacketFilter;
import dev.vigil.core.filter.ReportingLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables of nftables, asked of a real kernel and read back by {@code nft}. */
class FilterNetlinkTest {
    private static final FilterSettings SETTINGS = new FilterSettings("ha", -10, true);

    /** What keepalived 2.2.7 makes of the same addresses and settings, but that nobody owns it. */
    private static final String EXPECTED = """
            table ip ha {
            flags owner
            set vips {
            type ipv4_addr
            elements = { 10.77.0.100 }
            }
            chain out {
            type filter hook output priority filter - 10; policy accept;
            ip saddr @vips counter drop
            }
            chain in {
            type filter hook input priority filter - 10; policy accept;
            ip daddr @vips counter drop
            }
            }
            table ip6 ha {
            flags owner
            set vips {
            type ipv6_addr
            elements = { fd77::100 }
            }
            set neighbor-discovery {
            type icmpv6_type
            flags constant
            elements = { nd-neighbor-solicit,
            nd-neighbor-advert }
            }
            set vips_link_local {
            type ipv6_addr . iface_index
            elements = { fe80::100 . "lo" }
            }
            chain out {
            type filter hook output priority filter - 10; policy accept;
            icmpv6 type @neighbor-discovery counter accept
            ip6 saddr fe80::/10 counter goto out_link_local
            ip6 saddr @vips counter drop
            }
            chain in {
            type filter hook input priority filter - 10; policy accept;
            icmpv6 type @neighbor-discovery counter accept
            ip6 daddr fe80::/10 counter goto in_link_local
            ip6 daddr @vips counter drop
            }
            chain in_link_local {
            ip6 daddr . iif @vips_link_local counter drop
            }
            chain out_link_local {
            ip6 saddr . oif @vips_link_local counter drop
            }
            }
            """;

    private final PacketFilter filter = new PacketFilter(SETTINGS);

    private static Set<DroppedAddress> all() {
        return Set.of(
                DroppedAddress.of(IpAddress.of("10.77.0.100"), 1),
                DroppedAddress.of(IpAddress.of("fd77::100"), 1),
                DroppedAddress.of(IpAddress.of("fe80::100"), 1));
    }

    /** What nft says in the network namespace of this thread, without the figures of counters. */
    private static String nft(String... arguments) throws IOException {
        String program = "/usr/sbin/nft";
        assumeTrue(Files.isExecutable(Path.of(program)), "nft is not installed");
        String[] command = new String[arguments.length + 1];
        command[0] = program;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll("(?m)^\\s+", "")
                .replaceAll(" (# progname.*|packets \\d+ bytes \\d+)", "")
                .replaceAll(" +\n", "\n");
    }

    private void commit(FilterNetlink netlink, Set<DroppedAddress> addresses) {
        commit(netlink, Filtered.NOTHING.withAddresses(addresses));
    }

    private void commit(FilterNetlink netlink, Filtered wanted) {
        assertThat(netlink.commit(SETTINGS, filter.toward(wanted))).isEmpty();
        filter.reached(wanted);
    }

    @Test
    void theTablesAreThoseOfKeepalived() throws Exception {
        VethNamespace.run(() -> {
            try (FilterNetlink netlink = FilterNetlink.open()) {
                commit(netlink, all());
                assertThat(nft("list", "ruleset")).isEqualTo(EXPECTED);
                commit(netlink, Set.of());
                assertThat(nft("list", "ruleset")).doesNotContain("100");
                assertThat(netlink.commit(SETTINGS, filter.removal())).isEmpty();
                assertThat(nft("list", "ruleset")).isEmpty();
            }
        });
    }

    @Test
    void othersNeitherFlushNorRemoveThemAndTheyGoWithTheSocket() throws Exception {
        VethNamespace.run(() -> {
            try (FilterNetlink netlink = FilterNetlink.open()) {
                commit(netlink, all());
                assumeTrue(nft("list", "ruleset").contains("flags owner"), "tables have owners since Linux 5.12");
                assertThat(nft("flush", "ruleset")).isEmpty();
                assertThat(nft("delete", "table", "ip", "ha")).contains("not permitted");
                assertThat(nft("list", "ruleset")).isEqualTo(EXPECTED);
            }
            assertThat(nft("list", "ruleset")).isEmpty();
        });
    }

    @Test
    void aTableOfSomebodyElseIsLeftAlone() throws Exception {
        VethNamespace.run(() -> {
            assertThat(nft("add", "table", "ip6", "ha")).isEmpty();
            try (FilterNetlink netlink = FilterNetlink.open()) {
                assertThat(netlink.commit(SETTINGS, filter.toward(Filtered.NOTHING.withAddresses(all()))))
                        .hasValueSatisfying(
                                refused -> assertThat(refused.errno()).isEqualTo(Errno.EEXIST));
                assertThat(nft("list", "ruleset")).isEqualTo("table ip6 ha {\n}\n");
            }
        });
    }

    @Test
    void reportsOfMacvlansAreLedToTheirBasesAsByKeepalived() throws Exception {
        VethNamespace.run(() -> {
            int base = ifindex(VethNamespace.A);
            int lo = ifindex("lo");
            Filtered links = Filtered.NOTHING.withLinks(
                    Set.of(new ReportingLink(Family.IPV4, lo, base), new ReportingLink(Family.IPV6, lo, base)));
            try (FilterNetlink netlink = FilterNetlink.open()) {
                commit(netlink, links.withAddresses(all()));
                assertThat(nft("list", "chain", "ip", "ha", "out"))
                        .contains(
                                "ip protocol igmp meta oifkind \"macvlan\" dup to ip daddr device oif map @vmac_map counter drop");
                assertThat(nft("list", "chain", "ip6", "ha", "out")).contains("""
                        icmpv6 type mld2-listener-report meta oifkind "macvlan" dup to ip6 daddr device oif map @vmac_map counter drop
                        icmpv6 type nd-router-solicit meta oifkind "macvlan" oif @vmac_set counter drop
                        icmpv6 type @neighbor-discovery counter accept
                        """);
                assertThat(nft("list", "map", "ip", "ha", "vmac_map"))
                        .contains("type iface_index : iface_index", "elements = { \"lo\" : \"va\" }");
                assertThat(nft("list", "set", "ip6", "ha", "vmac_set")).contains("elements = { \"lo\" }");
                commit(netlink, Filtered.NOTHING);
                assertThat(nft("list", "ruleset")).doesNotContain("\"lo\"");
            }
        });
    }

    private static int ifindex(String name) {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            return netlink.links().stream()
                    .filter(link -> link.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .ifindex();
        }
    }

    @Test
    void thousandsOfAddressesAreOneChange() throws Exception {
        Set<DroppedAddress> many = new HashSet<>();
        for (int index = 0; index < 10_000; index++) {
            many.add(DroppedAddress.of(IpAddress.ipv6(0xfd77L << 48, index), 1));
        }
        VethNamespace.run(() -> {
            try (FilterNetlink netlink = FilterNetlink.open()) {
                commit(netlink, many);
                assertThat(nft("list", "set", "ip6", "ha", "vips")).contains("fd77::270f");
                commit(netlink, Set.of());
            }
        });
    }
}
