package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others on the segment see of virtual MAC addresses: hosts, by what arrives, and a switch, by what it learns. */
@LabTest
class VmacWireSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String MAC = "00:00:5e:00:01:33";
    private static final String MAC6 = "00:00:5e:00:02:33";
    private static final String SIX = "fd77::100";
    private static final String LINK_LOCAL = "fe80::77:100";
    private static final String SECOND = "10.78.0.1";

    private static List<String> macs(List<? extends Frame> frames) {
        return frames.stream().map(Frame::sourceMac).distinct().toList();
    }

    private static boolean holds(Node node, String ip) {
        return node.must("ip", "-o", "addr", "show").contains(" " + ip + "/");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void overIpv6AdvertsAndAnnouncementsComeFromTheVirtualMac(Program program, Lab lab) {
        Node a = lab.dualStackNode("a");
        Daemon daemon = a.start(program, """
                vrrp_instance six {
                    interface eth0
                    use_vmac
                    virtual_router_id 51
                    advert_int 0.3
                    virtual_ipaddress {
                        %s/64
                        %s/64
                    }
                }
                """.formatted(LINK_LOCAL, SIX));
        Await.until("the address", LIMIT, () -> holds(a, SIX));
        Await.until(
                "adverts and announcements",
                LIMIT,
                () -> lab.wire().adverts6(51, "fe80::77:1").size() >= 3
                        && !lab.wire().neighborAdverts(SIX).isEmpty()
                        && !lab.wire().neighborAdverts(LINK_LOCAL).isEmpty());
        daemon.terminate();
        assertThat(macs(lab.wire().adverts6(51, "fe80::77:1"))).containsExactly(MAC6);
        assertThat(macs(lab.wire().neighborAdverts(SIX))).containsExactly(MAC6);
        assertThat(macs(lab.wire().neighborAdverts(LINK_LOCAL))).containsExactly(MAC6);
    }

    /** The port behind which the switch believes the virtual MAC address to be. */
    private static String port(Lab lab) {
        return lab.onSwitch("bridge", "fdb", "show")
                .lines()
                .filter(line -> line.startsWith(MAC + " dev "))
                .map(line -> line.split(" ", -1)[2])
                .findFirst()
                .orElse("nowhere");
    }

    @Test
    @VigilPlays
    void theSwitchKnowsTheVirtualMacBehindTheMasterAndNeverBehindABackup(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(text -> text.line("use_vmac"))
                .withSettingsB(text -> text.line("use_vmac"));
        Daemon a = pair.startA();
        Await.until(
                "the master", LIMIT, () -> holds(pair.a, Pair.VIP) && port(lab).equals("a"));
        pair.startB().awaitLog("Entering BACKUP STATE", LIMIT);
        Await.holds(
                "the switch is right", Duration.ofSeconds(3), () -> port(lab).equals("a"));

        a.terminate();
        Await.until(
                "the other master",
                LIMIT,
                () -> holds(pair.b, Pair.VIP) && port(lab).equals("b"));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void addressesOnFurtherVirtualInterfacesAreAnnouncedAgainAndAgain(Program program, Lab lab) {
        Node a = lab.node("a");
        a.addCable("eth1", "far");
        Path heard = a.newLog("announcements");
        a.spawn(heard, List.of("tcpdump", "-l", "-n", "-e", "-Q", "in", "-i", "far", "arp"));
        Await.until("tcpdump", LIMIT, () -> lines(a, heard).anyMatch(line -> line.contains("listening")));
        Daemon daemon = a.start(program, """
                vrrp_instance four {
                    interface eth0
                    use_vmac
                    virtual_router_id 51
                    vmac_garp_intvl 1
                    garp_master_repeat 1
                    garp_master_delay 1
                    advert_int 1
                    virtual_ipaddress {
                        %s/24
                        %s/24 dev eth1 use_vmac
                    }
                }
                """.formatted(Pair.VIP, SECOND));
        Await.until("the address", LIMIT, () -> holds(a, SECOND));
        Await.until("announcements", LIMIT, () -> announcements(a, heard).count() >= 5);
        daemon.terminate();
        assertThat(announcements(a, heard)).allMatch(line -> line.contains(" " + MAC + " > ff:ff:ff:ff:ff:ff"));
        assertThat(lab.wire().gratuitousArps(Pair.VIP)).hasSizeLessThanOrEqualTo(2);
    }

    private static Stream<String> lines(Node node, Path log) {
        return node.logLines(log).stream();
    }

    private static Stream<String> announcements(Node node, Path log) {
        return lines(node, log).filter(line -> line.contains(" tell " + SECOND + ","));
    }
}
