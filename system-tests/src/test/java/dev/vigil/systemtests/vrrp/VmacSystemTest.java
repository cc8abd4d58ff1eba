package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interface with the virtual MAC address that a virtual router brings with it. */
@LabTest
class VmacSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String MAC = "00:00:5e:00:01:33";
    private static final String JOURNAL = "/run/vigil/control.journal";
    private static final Row VIGIL_ALONE = Row.of(Program.VIGIL);

    private static Pair pair(Lab lab, Row row) {
        return new Pair(lab, row)
                .withSettingsA(text -> text.line("use_vmac"))
                .withSettingsB(text -> text.line("use_vmac"));
    }

    private static Daemon startMasterAlone(Pair pair) {
        Daemon daemon = pair.startA();
        awaitVip(pair.a);
        return daemon;
    }

    private static void awaitVip(Node node) {
        Await.until("the address on " + node.name(), LIMIT, () -> holds(node, Pair.VIP));
    }

    private static boolean holds(Node node, String ip) {
        return node.addressLines().contains(" " + ip + "/");
    }

    private static boolean hasLink(Node node, String name) {
        return node.exec("ip", "link", "show", "dev", name).exitCode() == 0;
    }

    /** The interface as the kernel has it, without the numbers that differ from one to the next. */
    private static String link(Node node, String name) {
        return node.must("ip", "-d", "link", "show", "dev", name)
                .replaceAll("^\\d+: ", "")
                .replaceAll("@if\\d+", "");
    }

    private static String addresses(Node node, String name) {
        return node.must("ip", "-o", "addr", "show", "dev", name)
                .lines()
                .map(line -> line.replaceAll("^\\d+: ", "").replaceAll("proto \\S+ ", ""))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String settings(Node node, String name) {
        return node.must(
                "sh",
                "-c",
                "grep -H . /proc/sys/net/ipv4/conf/" + name + "/* /proc/sys/net/ipv6/conf/" + name
                        + "/* 2>/dev/null | grep -v stable_secret || true");
    }

    private static List<String> macs(List<? extends Frame> frames) {
        return frames.stream().map(Frame::sourceMac).distinct().toList();
    }

    @Test
    void theInterfaceIsTheSameAsKeepalivedsWithItsAddressesAndSettings(Lab lab) {
        Pair pair = pair(lab, Row.of(Program.KEEPALIVED));
        String before = settings(pair.a, "eth0");
        Daemon keepalived = startMasterAlone(pair);
        String link = link(pair.a, "vrrp.51");
        String addresses = addresses(pair.a, "vrrp.51");
        String settings = settings(pair.a, "vrrp.51");
        String ofBase = settings(pair.a, "eth0");
        keepalived.terminate();
        pair.a.must("sysctl", "-qw", "net.ipv4.conf.eth0.arp_ignore=0", "net.ipv4.conf.eth0.arp_filter=0");
        assertThat(settings(pair.a, "eth0")).isEqualTo(before);

        Daemon vigil = pair.a.start(Program.VIGIL, pair.textA());
        awaitVip(pair.a);

        assertThat(link(pair.a, "vrrp.51")).isEqualTo(link).contains(MAC, "macvlan mode private", "addrgenmode none");
        assertThat(addresses(pair.a, "vrrp.51")).isEqualTo(addresses);
        assertThat(settings(pair.a, "vrrp.51")).isEqualTo(settings);
        assertThat(settings(pair.a, "eth0")).isEqualTo(ofBase).isNotEqualTo(before);
        vigil.terminate();
        assertThat(hasLink(pair.a, "vrrp.51")).isFalse();
        assertThat(settings(pair.a, "eth0")).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void advertsAndAnnouncementsComeFromTheVirtualMacWhoeverIsMaster(Row row, Lab lab) {
        Pair pair = pair(lab, row);
        Daemon a = startMasterAlone(pair);
        Daemon b = pair.startB();
        b.awaitLog("Entering BACKUP STATE", LIMIT);
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 4);
        assertThat(holds(pair.b, Pair.VIP)).isFalse();

        a.terminate();
        awaitVip(pair.b);
        pair.awaitAdverts(pair.b, 2);
        assertThat(macs(pair.adverts(pair.b))).containsExactly(MAC);
        assertThat(macs(lab.wire().gratuitousArps(Pair.VIP))).containsExactly(MAC);

        pair.startA();
        awaitVip(pair.a);
        Await.until("b yields", LIMIT, () -> !holds(pair.b, Pair.VIP));
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(macs(pair.adverts(pair.a))).containsExactly(MAC);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void withXmitBaseAdvertsComeFromTheRealMacAndAnnouncementsFromTheVirtualOne(Row row, Lab lab) {
        Pair pair = new Pair(lab, row)
                .withSettingsA(text -> text.line("use_vmac").line("vmac_xmit_base"))
                .withSettingsB(text -> text.line("use_vmac").line("vmac_xmit_base"));
        Daemon a = startMasterAlone(pair);
        pair.startB().awaitLog("Entering BACKUP STATE", LIMIT);
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 4);

        a.terminate();
        awaitVip(pair.b);
        pair.awaitAdverts(pair.b, 2);

        assertThat(macs(pair.adverts(pair.a))).containsExactly(pair.a.mac());
        assertThat(macs(pair.adverts(pair.b))).containsExactly(pair.b.mac());
        assertThat(macs(lab.wire().gratuitousArps(Pair.VIP))).containsExactly(MAC);
    }

    @Test
    void interfacesOfSingleAddressesAreTheSameAsKeepaliveds(Lab lab) {
        Pair pair = pair(lab, Row.of(Program.KEEPALIVED))
                .withSettingsA(text -> text.line("use_vmac")
                        .line("vmac_garp_intvl 2")
                        .virtualAddresses(
                                Pair.VIP + "/24", "10.78.0.1/24 dev eth1 use_vmac", "10.78.0.2/24 dev eth1 use_vmac"));
        pair.a.addCable("eth1", "far");
        Daemon keepalived = startMasterAlone(pair);
        Await.until("the last address", LIMIT, () -> holds(pair.a, "10.78.0.2"));
        String link = link(pair.a, "vrrp1.51");
        String addresses = addresses(pair.a, "vrrp1.51");
        String settings = settings(pair.a, "vrrp1.51") + settings(pair.a, "eth1");
        keepalived.terminate();
        for (String name : List.of("eth0", "eth1")) {
            pair.a.must("sysctl", "-qw", "net.ipv4.conf." + name + ".arp_ignore=0");
            pair.a.must("sysctl", "-qw", "net.ipv4.conf." + name + ".arp_filter=0");
        }

        Daemon vigil = pair.a.start(Program.VIGIL, pair.textA());
        awaitVip(pair.a);
        Await.until("the last address", LIMIT, () -> holds(pair.a, "10.78.0.2"));

        assertThat(link(pair.a, "vrrp1.51")).isEqualTo(link).contains(MAC);
        assertThat(addresses(pair.a, "vrrp1.51")).isEqualTo(addresses);
        assertThat(settings(pair.a, "vrrp1.51") + settings(pair.a, "eth1")).isEqualTo(settings);
        vigil.terminate();
        assertThat(hasLink(pair.a, "vrrp1.51")).isFalse();
    }

    @Test
    @VigilPlays
    void aLinkThatSomebodyElseDeletesIsMadeAgain(Lab lab) {
        Pair pair = pair(lab, VIGIL_ALONE);
        Daemon master = startMasterAlone(pair);

        pair.a.must("ip", "link", "del", "vrrp.51");

        Await.until("the interface", LIMIT, () -> hasLink(pair.a, "vrrp.51"));
        awaitVip(pair.a);
        long sinceNs = pair.lastAdvert(pair.a).timeNs();
        Advert next = pair.awaitAdvert(pair.a, sinceNs);
        assertThat(next.sourceMac()).isEqualTo(MAC);
        master.awaitLog("Made interface vrrp.51 on eth0", LIMIT);
    }

    @Test
    @VigilPlays
    void afterAKillNothingIsLeftWhoeverCleansUp(Lab lab) {
        Pair pair = pair(lab, VIGIL_ALONE);
        String before = settings(pair.a, "eth0");
        startMasterAlone(pair).kill();
        assertThat(hasLink(pair.a, "vrrp.51")).isTrue();
        assertThat(pair.a.read(JOURNAL))
                .contains("link vrrp.51 eth0 " + MAC, "setting net/ipv4/conf/eth0/arp_ignore 0 1");

        Shell.Outcome outcome = pair.a.exec(Program.vigilCommand("vigil"), "cleanup");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("removed interface vrrp.51 on eth0");
        assertThat(hasLink(pair.a, "vrrp.51")).isFalse();
        assertThat(settings(pair.a, "eth0")).isEqualTo(before);
    }

    @Test
    @VigilPlays
    void afterAKillOfTheDaemonAloneItsGuardianRemovesEverything(Lab lab) {
        Pair pair = pair(lab, VIGIL_ALONE);
        String before = settings(pair.a, "eth0");
        startMasterAlone(pair);

        pair.a.must("kill", "-KILL", pair.a.read("/run/keepalived.pid").strip());

        Await.until("no interface", LIMIT, () -> !hasLink(pair.a, "vrrp.51"));
        Await.until("the settings", LIMIT, () -> settings(pair.a, "eth0").equals(before));
    }

    @Test
    @VigilPlays
    void aForeignInterfaceOfTheSameNameIsNeverTouched(Lab lab) {
        Pair pair = pair(lab, VIGIL_ALONE);
        pair.a.must("ip", "link", "add", "vrrp.51", "link", "eth0", "address", "02:00:00:00:00:99", "type", "macvlan");
        String before = link(pair.a, "vrrp.51");

        Daemon refused = pair.startA();

        assertThat(refused.awaitExit().code()).isNotZero();
        assertThat(refused.log()).contains("interface vrrp.51 is there already");
        assertThat(link(pair.a, "vrrp.51")).isEqualTo(before);
    }

    @Test
    @VigilPlays
    void aReloadMovesTheAddressToTheInterfaceAndBackWithoutResigning(Lab lab) {
        Pair pair = new Pair(lab, VIGIL_ALONE);
        String before = settings(pair.a, "eth0");
        Daemon master = startMasterAlone(pair);
        String plain = pair.textA();

        master.reload(pair.withSettingsA(text -> text.line("use_vmac")).textA());
        Await.until(
                "the address on vrrp.51",
                LIMIT,
                () -> hasLink(pair.a, "vrrp.51") && addresses(pair.a, "vrrp.51").contains(Pair.VIP));
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
        Await.until(
                "an advertisement from it",
                LIMIT,
                () -> macs(pair.adverts(pair.a)).contains(MAC));

        master.reload(plain);
        Await.until("no interface", LIMIT, () -> !hasLink(pair.a, "vrrp.51"));
        Await.until("the address on eth0", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(settings(pair.a, "eth0")).isEqualTo(before);
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        assertThat(macs(pair.adverts(pair.a))).containsExactly(pair.a.mac(), MAC);
    }
}
