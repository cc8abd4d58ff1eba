package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.SavedAddresses;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a line of addresses says, as the kernel has it, at first and after a reload. */
@LabTest
class AddressFormSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** The number of keepalived among the origins of addresses, as iproute2 lists them. */
    private static final int PROTOCOL_KEEPALIVED = 18;

    /** How long an address may be missing while it is replaced: two calls of the kernel on a busy machine. */
    private static final Duration MISSING_MAX = Duration.ofMillis(100);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anAddressHasWhatItsLineSays(Program program, Lab lab) {
        Pair pair = new Pair(lab, Row.of(program))
                .withSettingsA(text -> text.virtualAddresses(
                        Pair.VIP + "/32 brd 10.77.0.200 scope site label eth0:v",
                        "10.78.0.100/25 dev eth1",
                        "10.79.0.100 peer 10.79.0.1"));
        pair.a.addCable("eth1", "far");
        pair.startMasterAlone();

        Await.until("the last address", LIMIT, () -> pair.a.addressLines().contains("10.79.0.100"));
        assertThat(pair.a.addressLines())
                .containsPattern("eth0 +inet 10.77.0.100/32 brd 10.77.0.200 scope site eth0:v\\\\")
                .containsPattern("eth1 +inet 10.78.0.100/25 scope global eth1\\\\")
                .containsPattern("eth0 +inet 10.79.0.100 peer 10.79.0.1/32 scope global eth0\\\\");
        if (program == Program.VIGIL) {
            // keepalived 2.2.7 does not mark its addresses, later ones do.
            SavedAddresses saved = SavedAddresses.of(pair.a);
            assertThat(saved.protocol(Pair.VIP)).isEqualTo(PROTOCOL_KEEPALIVED);
            assertThat(saved.protocol("10.78.0.100")).isEqualTo(PROTOCOL_KEEPALIVED);
            assertThat(saved.protocol(pair.a.address())).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.77.0.100/24, 10.77.0.100/24 label eth0:w, 10.77.0.100/24 scope global secondary eth0:w",
        "10.77.0.100/24, 10.77.0.100/24 brd 10.77.0.200, 10.77.0.100/24 brd 10.77.0.200 scope global secondary eth0",
        "10.77.0.100/32, 10.77.0.100/32 scope link, 10.77.0.100/32 scope link eth0",
        "10.77.0.100/32, 10.77.0.100 peer 10.79.0.1, 10.77.0.100 peer 10.79.0.1/32 scope global eth0",
    })
    @VigilPlays
    void aReloadThatChangesWhatALineSaysReplacesTheAddressAtOnce(String before, String after, String shown, Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL)).withSettingsA(text -> text.virtualAddresses(before));
        Daemon master = pair.startMasterAlone();
        AbsenceWatch watch = AbsenceWatch.start(pair.a);

        pair.withSettingsA(text -> text.virtualAddresses(after));
        master.reload(pair.textA());

        Await.until(shown, LIMIT, () -> pair.a.addressLines().contains(" " + shown + "\\"));
        assertThat(watch.longest(Pair.VIP)).isBetween(Duration.ofNanos(1), MISSING_MAX);
        assertUndisturbed(pair, master);
    }

    @Test
    @VigilPlays
    void aReloadChangesAnIpv6AddressWhereItIs(Lab lab) {
        Pair pair = withIpv6(new Pair(lab, Row.of(Program.VIGIL)), "fd77::100/64");
        pair.a.must("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
        Daemon master = pair.startMasterAlone();
        Await.until("the address", LIMIT, () -> ipv6(pair).contains("fd77::100/64"));
        assertThat(ipv6(pair)).doesNotContain("noprefixroute");
        Supplier<String> changes = pair.a.watchAddresses();

        master.reload(withIpv6(pair, "fd77::100/64 noprefixroute").textA());

        Await.until("another flag", LIMIT, () -> ipv6(pair).contains("noprefixroute"));
        assertUndisturbed(pair, master);
        assertThat(changes.get()).contains("noprefixroute").doesNotContain("Deleted");
    }

    @Test
    void theRareOptionsAreThoseThatKeepalivedGivesTheKernel(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.KEEPALIVED)).withSettingsA(text -> text.line("""
                virtual_ipaddress_excluded {
                    fd77::100/64 home
                    fd77::101/64 -nodad
                    fd77::102/64 mngtmpaddr preferred_lft 1000
                    fd77::103 preferred_lft forever
                    fd77::104/64 preferred_lft 0
                    fd77::105
                    10.77.0.105/32 preferred_lft 1000
                    239.1.2.3/32 autojoin
                    fd77::109/64 noprefixroute
                }"""));
        pair.a.must("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
        String expected = rareOptions(pair, Program.KEEPALIVED);

        assertThat(rareOptions(pair, Program.VIGIL)).isEqualTo(expected);
        assertThat(expected)
                .contains(" home ", " mngtmpaddr ", " autojoin ", " preferred_lft 0sec", " preferred_lft 9");
    }

    /** What the kernel has when everything is usable, without the number of seconds that are left. */
    private static String rareOptions(Pair pair, Program program) {
        Daemon daemon = pair.a.start(program, pair.textA());
        daemon.awaitLog("Entering MASTER STATE", LIMIT);
        Await.until("the last address", LIMIT, () -> ipv6(pair).contains("fd77::109"));
        Await.until(
                "no duplicate",
                LIMIT,
                () -> !pair.a.must("ip", "addr", "show", "dev", "eth0").contains("tentative"));
        String shown = pair.a
                .must("ip", "addr", "show", "dev", "eth0")
                .replaceAll(" proto \\S+", "")
                .replaceAll("preferred_lft 9\\d\\dsec", "preferred_lft 9..sec")
                .lines()
                .sorted()
                .collect(Collectors.joining("\n"));
        daemon.terminate();
        return shown;
    }

    private static Pair withIpv6(Pair pair, String line) {
        return pair.withSettingsA(text -> text.line("virtual_ipaddress_excluded {\n        " + line + "\n    }"));
    }

    private static String ipv6(Pair pair) {
        return pair.a.must("ip", "-6", "-o", "addr", "show", "dev", "eth0", "scope", "global");
    }

    @Test
    @VigilPlays
    void reloadsThatChangeThePrefixAreNotTakenForLosses(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon master = pair.startMasterAlone();
        AbsenceWatch watch = AbsenceWatch.start(pair.a);

        // One more than the losses within a while that a MASTER bears.
        for (int reload = 0; reload < 6; reload++) {
            String address = Pair.VIP + (reload % 2 == 0 ? "/32" : "/24");
            pair.withSettingsA(text -> text.virtualAddresses(address));
            master.reload(pair.textA());
            Await.until(
                    address + " alone",
                    LIMIT,
                    () -> pair.a.addresses().stream()
                            .filter(each -> each.startsWith(Pair.VIP + "/"))
                            .toList()
                            .equals(List.of(address)));
        }

        assertThat(watch.longest(Pair.VIP)).isZero();
        assertUndisturbed(pair, master);
    }

    /** Still MASTER, without a word of a loss or a step down. */
    private static void assertUndisturbed(Pair pair, Daemon master) {
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(pair.a.addressLines()).contains(" " + Pair.VIP);
        assertThat(master.log()).doesNotContain("by something else").doesNotContain("FAULT");
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
    }
}
