package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.TableChange;
import dev.vigil.core.nat.FoundTable;
import dev.vigil.core.nat.NatStep;
import dev.vigil.core.nat.NatTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of virtual servers, asked of a real kernel and read back by {@code nft}. */
class NatNetlinkTest {
    private static final ServiceKey WEB = endpoint(Protocol.TCP, "10.9.0.100", 80);
    private static final ServiceKey DNS = endpoint(Protocol.UDP, "fd00::100", 53);
    private static final String COMMENT = "virtual servers of Vigil, /run/vigil/control.sock";

    /** Some of it, line by line. */
    private static final String EXPECTED = """
            comment "virtual servers of Vigil, /run/vigil/control.sock"
            elements = { 0x56490001, 0x56490002, 0x56490004, 0x56490005 }
            type ipv4_addr . inet_proto . inet_service : verdict
            elements = { 10.9.0.100 . tcp . 80 : goto tcp/10.9.0.100/80 }
            elements = { 10.9.0.101 . tcp : goto tcp/10.9.0.101/0 }
            elements = { fd00::100 . udp . 53 : goto udp/fd00__100/53 }
            0x00000007 . udp : goto fwmark/7/6,
            elements = { 0x56490003 comment "udp/fd00__100/53" : fd00::1 . 53, \
            0x56490005 comment "fwmark/7/6" : fd00::2 . 80 }
            timeout 50s
            elements = { 0x00000000 : 0x56490001, 0x00000001 : 0x56490002, 0x00000002 : 0x56490001 }
            dnat ip to ct mark map @servers4
            dnat ip6 to ct mark map @hosts6
            type nat hook prerouting priority dstnat; policy accept;
            ip daddr . meta l4proto . th dport vmap @services4
            ip6 daddr . meta l4proto vmap @any_port6
            type nat hook output priority -100; policy accept;
            ct mark @live masquerade
            delete @ties/tcp/10.9.0.100/80/50 { @nh,96,32 & 0xffffff00 : ct mark }
            update @ties/tcp/10.9.0.100/80/50 { @nh,96,32 & 0xffffff00 : ct mark }
            ct mark set @nh,96,32 & 0xffffff00 map @ties/tcp/10.9.0.100/80/50
            ct mark @live goto tied/tcp/10.9.0.100/80
            ct mark set numgen inc mod 3 map @weights/tcp/10.9.0.100/80 goto tie/tcp/10.9.0.100/80
            ct mark set numgen inc mod 1 map @weights/tcp/10.9.0.101/0 goto send4
            """;

    private final NatTable table = new NatTable(true);

    private static ServiceKey endpoint(Protocol protocol, String address, int port) {
        return new ServiceKey.Endpoint(protocol, IpAddress.of(address), port);
    }

    private static TableChange service(ServiceKey key, String scheduler, int timeoutS) {
        int flags = timeoutS == 0 ? 0 : ServiceEntry.PERSISTENT;
        int prefix = key.family() == Family.IPV4 ? 24 : 64;
        return new TableChange.AddService(new ServiceEntry(key, scheduler, "", flags, timeoutS, prefix));
    }

    private static TableChange server(ServiceKey key, String address, int port, long weight) {
        return new TableChange.AddDestination(
                key,
                new Destination(
                        new Destination.Key(IpAddress.of(address), port),
                        new Destination.Forwarding(Destination.Forwarding.NAT, 0, 0, 0),
                        weight,
                        0,
                        0));
    }

    private static List<TableChange> all() {
        ServiceKey any = endpoint(Protocol.TCP, "10.9.0.101", 0);
        ServiceKey mark = new ServiceKey.Mark(7, Family.IPV6);
        return List.of(
                service(WEB, "wrr", 50),
                server(WEB, "10.9.1.1", 8080, 2),
                server(WEB, "10.9.1.2", 8080, 1),
                service(DNS, "sh", 0),
                server(DNS, "fd00::1", 53, 0),
                service(any, "rr", 0),
                server(any, "10.9.1.3", 0, 1),
                service(mark, "rr", 360),
                server(mark, "fd00::2", 80, 1));
    }

    /** What nft says in the network namespace of this thread. */
    private static String nft(String... arguments) throws IOException {
        String program = "/usr/sbin/nft";
        assumeTrue(Files.isExecutable(Path.of(program)), "nft is not installed");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll("(?m)^\\s+", "").replaceAll(" # progname.*", "").replaceAll(" +\n", "\n");
    }

    private void commit(NatNetlink netlink, List<TableChange> changes) {
        NatTable.Proposal proposal = table.propose(changes);
        assertThat(netlink.commit(proposal.steps())).isEmpty();
        table.accept(proposal);
    }

    @Test
    void nftReadsWhatIsMade() throws Exception {
        VethNamespace.run(() -> {
            try (NatNetlink netlink = NatNetlink.open("vigil", COMMENT)) {
                commit(netlink, all());
                assertThat(nft("list", "ruleset")).contains(EXPECTED.lines().toList());
                assertThat(netlink.cut(0x56490001)).isZero();
                commit(netlink, List.of(new TableChange.RemoveService(WEB)));
                assertThat(nft("list", "ruleset")).doesNotContain("10.9.0.100");
                List<TableChange> rest = new ArrayList<>();
                all().forEach(change -> rest.add(new TableChange.RemoveService(change.service())));
                commit(netlink, rest.subList(3, rest.size()));
                assertThat(nft("list", "ruleset")).isEmpty();
            }
        });
    }

    @Test
    void othersDoNotChangeItAndTheNextProcessTakesItOver() throws Exception {
        VethNamespace.run(() -> {
            try (NatNetlink netlink = NatNetlink.open("vigil", COMMENT)) {
                assertThat(netlink.look()).isEmpty();
                commit(netlink, all());
                assumeTrue(nft("list", "ruleset").contains("flags"), "tables outlive their owners since Linux 6.9");
                assertThat(nft("flush", "ruleset")).isEmpty();
                assertThat(nft("delete", "table", "inet", "vigil")).contains("not permitted");
            }
            String before = nft("list", "ruleset");
            assertThat(before).contains("10.9.0.100");
            try (NatNetlink netlink = NatNetlink.open("vigil", COMMENT)) {
                NatNetlink.Seen seen = netlink.look().orElseThrow();
                assertThat(seen.ours()).isTrue();
                assertThat(seen.found().servers())
                        .contains(
                                new FoundTable.Server("tcp/10.9.0.100/80", 0x56490001, IpAddress.of("10.9.1.1"), 8080),
                                new FoundTable.Server("udp/fd00__100/53", 0x56490003, IpAddress.of("fd00::1"), 53),
                                new FoundTable.Server("tcp/10.9.0.101/0", 0x56490004, IpAddress.of("10.9.1.3"), 0))
                        .hasSize(5);
                assertThat(nft("add", "chain", "inet", "vigil", "foreign")).isEmpty();
                assertThat(netlink.commit(List.of(new NatStep.TakeTable()))).isEmpty();
                assertThat(nft("delete", "table", "inet", "vigil")).contains("not permitted");
                NatNetlink.Seen changed = netlink.look().orElseThrow();
                assertThat(changed.found().chains()).contains("foreign", "arriving", "send4");
                table.found(Optional.of(changed.found()));
                commit(netlink, all());
                assertThat(sorted(nft("list", "ruleset")))
                        .isEqualTo(sorted(before.replaceFirst("(?m)^flags$", "flags owner")));
            }
        });
    }

    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }

    @Test
    void aTableOfSomebodyElseIsNotOurs() throws Exception {
        VethNamespace.run(() -> {
            assertThat(nft("add", "table", "inet", "vigil")).isEmpty();
            try (NatNetlink netlink = NatNetlink.open("vigil", COMMENT)) {
                assertThat(netlink.look().orElseThrow().ours()).isFalse();
            }
        });
    }

    @Test
    void tensOfThousandsOfServersAreOneChange() throws Exception {
        List<TableChange> changes = new ArrayList<>();
        for (int service = 0; service < 100; service++) {
            ServiceKey key = endpoint(Protocol.TCP, "10.9.0.100", 1 + service);
            changes.add(service(key, "rr", 0));
            for (int server = 0; server < 300; server++) {
                changes.add(server(key, "10.10." + service + "." + server % 250, 80 + server, 1));
            }
        }
        VethNamespace.run(() -> {
            try (NatNetlink netlink = NatNetlink.open("vigil", COMMENT)) {
                commit(netlink, changes);
                assertThat(netlink.look().orElseThrow().found().servers()).hasSize(30_000);
                assertThat(netlink.commit(List.of(new NatStep.DeleteTable()))).isEmpty();
            }
        });
    }
}
