package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two masters on two sides of a split, and what the segment learns when it is over. */
@LabTest
class SplitSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String INNER = "10.78.0.100";
    private static final String DEAF =
            "table inet split {\n chain in {\n type filter hook input priority 0;" + " ip protocol 112 drop;\n }\n}\n";

    /** Pairs of programs in both versions. */
    static List<Row> rows() {
        return Row.which(row -> row.cast() == Row.Cast.MULTICAST);
    }

    /** The survivor hears the other first: it says where its addresses are, on the interface of each. */
    @ParameterizedTest
    @MethodSource("rows")
    void theSurvivorAnnouncesItsAddressesOnEachInterfaceAndNamesTheOther(Row row, Lab lab) {
        Split split = Split.of(lab, row, "garp_lower_prio_delay 2\n    garp_lower_prio_repeat 2");
        long healedNs = Pair.nowNs();
        int inner = split.innerAnnouncements();
        split.hearAgain(split.pair.a);
        Await.until("both bursts", LIMIT, () -> split.announcements(healedNs) >= 4);
        split.hearAgain(split.pair.b);

        split.awaitEnd();
        assertThat(split.announcements(healedNs)).isGreaterThanOrEqualTo(4);
        Await.until("the inner interface", LIMIT, () -> split.innerAnnouncements() >= inner + 4);
        if (row.master() == Program.VIGIL) {
            assertThat(split.started.a().log())
                    .containsOnlyOnce("Two masters met: 10.77.0.2 with priority 100 was master, too, unheard until now,"
                            + " and must yield; our addresses are announced again on eth0, eth1");
        }
    }

    /** The other hears the survivor first and yields without a word: neither program announces anything then. */
    @ParameterizedTest
    @MethodSource("rows")
    void aLoserThatHearsTheSurvivorFirstYieldsInSilence(Row row, Lab lab) {
        Split split = Split.of(lab, row, "garp_lower_prio_repeat 2");
        split.awaitQuiet();
        split.hearAgain(split.pair.b);
        split.awaitEnd();
        long yieldedNs = split.pair.lastAdvert(split.pair.b).timeNs();
        split.hearAgain(split.pair.a);
        Await.holds("a is master", Duration.ofSeconds(2), () -> split.pair.a.holds(Pair.VIP));

        assertThat(split.announcements(yieldedNs)).isZero();
        assertThat(split.pair.lastAdvert(split.pair.b).timeNs()).isEqualTo(yieldedNs);
    }

    /** With {@code higher_prio_send_advert} the survivor hears of it whoever is heard first. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aLoserThatSpeaksOnceMoreMakesTheSurvivorAnnounceItself(Row row, Lab lab) {
        Split split = Split.of(lab, row, "garp_lower_prio_repeat 2\n    higher_prio_send_advert true");
        split.awaitQuiet();
        long healedNs = Pair.nowNs();
        split.hearAgain(split.pair.a, split.pair.b);
        split.awaitEnd();
        Await.until("the announcements", LIMIT, () -> split.announcements(healedNs) >= 2);
        if (row.master() == Program.VIGIL) {
            split.started.a().awaitLog("Two masters met: 10\\.77\\.0\\.2 with priority 100", LIMIT);
        }
    }

    /** A master that is heard in one network makes the members in the others announce themselves, too. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void theOtherMembersOfASyncGroupAnnounceTheirAddressesToo(Row row, Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        Path inner = cable(a, b);
        a.start(row.master(), group(row, Pair.PRIORITY_A));
        Await.until("a has both addresses", LIMIT, () -> holdsBoth(a));
        b.start(row.backup(), group(row, Pair.PRIORITY_B))
                .awaitLog("Syncing instances to BACKUP|VI_IN\\) Entering BACKUP STATE", LIMIT);
        deafen(a, DEAF);
        deafen(b, DEAF);
        Await.until("b has both addresses", LIMIT, () -> holdsBoth(b));
        int before = announcements(a, b, inner);

        deafen(a, DEAF.replace("ip protocol", "iifname \"eth1\" ip protocol"));

        Await.until("the inner address", LIMIT, () -> announcements(a, b, inner) >= before + 2);
        assertThat(holdsBoth(a)).isTrue();
    }

    private static String group(Row row, int priority) {
        return """
                global_defs {
                    vrrp_version %d
                    vrrp_garp_master_delay 0
                    vrrp_garp_lower_prio_delay 1
                    vrrp_garp_lower_prio_repeat 2
                }
                vrrp_sync_group G {
                    group {
                        VI_OUT
                        VI_IN
                    }
                }
                """.formatted(row.version())
                + member("VI_OUT", "eth0", 51, priority, Pair.VIP)
                + member("VI_IN", "eth1", 52, priority, INNER);
    }

    private static String member(String name, String interfaceName, int vrid, int priority, String address) {
        return """
                vrrp_instance %s {
                    interface %s
                    virtual_router_id %d
                    priority %d
                    advert_int 0.5
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(name, interfaceName, vrid, priority, address);
    }

    private static boolean holdsBoth(Node node) {
        String lines = node.addressLines();
        return lines.contains(Pair.VIP + "/") && lines.contains(INNER + "/");
    }

    /** Lets a node drop what it hears of VRRP, in the words of nft. */
    private static void deafen(Node node, String rules) {
        node.write("/run/lab/deaf", "table inet split {}\ndelete table inet split\n" + rules);
        node.must("nft", "-f", "/run/lab/deaf");
    }

    /** A second network of both nodes; what is captured of ARP there. */
    private static Path cable(Node a, Node b) {
        a.addCableTo(b, "eth1");
        a.must("ip", "addr", "add", "10.78.0.1/24", "dev", "eth1");
        b.must("ip", "addr", "add", "10.78.0.2/24", "dev", "eth1");
        Path inner = b.newLog("inner");
        b.spawn(inner, List.of("tcpdump", "-l", "-n", "-e", "-i", "eth1", "arp"));
        Await.until("tcpdump", LIMIT, () -> b.logLines(inner).stream().anyMatch(line -> line.contains("listening")));
        return inner;
    }

    /** How often {@code a} has announced the inner address. */
    private static int announcements(Node a, Node b, Path inner) {
        String mac = a.must("cat", "/sys/class/net/eth1/address").strip();
        return (int) b.logLines(inner).stream()
                .filter(line -> line.contains(mac + " > ff:ff:ff:ff:ff:ff") && line.contains(INNER))
                .count();
    }

    /** Two nodes with an address on each of two networks, neither of which hears the other's advertisements any more. */
    private record Split(Pair pair, Pair.Started started, Path inner) {
        static Split of(Lab lab, Row row, String settings) {
            Pair pair = new Pair(lab, row);
            Path inner = cable(pair.a, pair.b);
            pair.withSettingsA(text -> with(text, settings)).withSettingsB(text -> with(text, settings));
            Split split = new Split(pair, pair.start(), inner);
            for (Node node : List.of(pair.a, pair.b)) {
                deafen(node, DEAF);
            }
            Await.until("two masters", LIMIT, () -> pair.a.holds(Pair.VIP) && pair.b.holds(Pair.VIP));
            pair.awaitAdverts(pair.b, 2);
            return split;
        }

        private static RouterText with(RouterText text, String settings) {
            return text.line(settings)
                    .line("garp_master_delay 0")
                    .virtualAddresses(Pair.VIP + "/24", INNER + "/24 dev eth1");
        }

        void hearAgain(Node... nodes) {
            for (Node node : nodes) {
                node.must("nft", "delete", "table", "inet", "split");
            }
        }

        /** Waits until the survivor has been MASTER for long, and its first announcements are over. */
        void awaitQuiet() {
            int before = pair.adverts(pair.a).size();
            pair.awaitAdverts(pair.a, before + 3);
        }

        void awaitEnd() {
            pair.awaitAddressGone(pair.b);
            assertThat(pair.a.holds(Pair.VIP)).isTrue();
        }

        long announcements(long sinceNs) {
            String mac = pair.a.mac();
            return pair.wire.gratuitousArps(Pair.VIP).stream()
                    .filter(arp -> arp.timeNs() > sinceNs && arp.sourceMac().equals(mac))
                    .map(Arp::senderIp)
                    .count();
        }

        /** How often the survivor has announced the inner address. */
        int innerAnnouncements() {
            return SplitSystemTest.announcements(pair.a, pair.b, inner);
        }
    }
}
