package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class ReloadSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final List<String> CHANGING =
            List.of("10.77.0.100", "10.77.0.101", "10.77.0.102", "10.77.0.103", "10.77.0.104");

    /** How much longer than usual the pause between two advertisements may be around a reload. */
    private static final Duration PAUSE_TOLERANCE = Duration.ofMillis(300);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aReloadOfTheSameConfigurationGoesUnnoticed(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.start().a();
        Supplier<String> changes = pair.a.watchAddresses();

        for (int i = 0; i < 5; i++) {
            master.reload(pair.textA());
            pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        }

        assertThat(changes.get()).as("changes of addresses").isEmpty();
        if (row.master() == Program.VIGIL) {
            pair.assertNoPause(pair.a, PAUSE_TOLERANCE);
        }
        assertThat(pair.adverts(pair.a)).allMatch(advert -> advert.priority() == Pair.PRIORITY_A);
        assertThat(pair.adverts(pair.b)).isEmpty();
        assertThat(master.running()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aReloadAddsAndRemovesAddressesAndLeavesTheOthersAlone(Row row, Lab lab) {
        Pair pair = new Pair(lab, row)
                .withSettingsA(text -> text.virtualAddresses("10.77.0.100/24", "10.77.0.101/24", "10.77.0.102/24"));
        Daemon master = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();

        pair.withSettingsA(text -> text.virtualAddresses("10.77.0.100/24", "10.77.0.102/24", "10.77.0.103/24"));
        master.reload(pair.textA());

        Await.until("the new address", LIMIT, () -> pair.a.holds("10.77.0.103") && !pair.a.holds("10.77.0.101"));
        Await.until(
                "the new address announced",
                LIMIT,
                () -> !lab.wire().gratuitousArps("10.77.0.103").isEmpty());
        Advert latest = Await.value(
                "an advertisement with the new address",
                LIMIT,
                () -> pair.adverts(pair.a).stream()
                        .filter(advert -> advert.addresses().contains("10.77.0.103"))
                        .findFirst());
        assertThat(latest.addresses()).containsExactly("10.77.0.100", "10.77.0.102", "10.77.0.103");
        assertThat(changes.get()).doesNotContain("10.77.0.100/").doesNotContain("10.77.0.102/");
        pair.assertNoPause(pair.a, PAUSE_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aReloadThatLowersThePriorityIsOnTheWireAtOnce(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startMasterAlone();

        master.reload(new RouterText(row, pair.a.address(), pair.b.address(), 77).text());

        Await.until("priority 77", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 77);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        pair.assertNoPause(pair.a, PAUSE_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void anInstanceThatIsGoneAfterAReloadSaysGoodbye(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.startMasterAlone();
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        String other = pair.textA()
                .replace("VI_1", "VI_2")
                .replace("router_id 51", "router_id 52")
                .replace(Pair.VIP, "10.77.0.110");
        master.reload(other);

        pair.awaitPriorityZero(pair.a, beforeNs);
        pair.awaitAddressGone(pair.a);
        Await.until("the other router is MASTER", LIMIT, () -> pair.a.holds("10.77.0.110"));
        List<Advert> last = pair.adverts(pair.a);
        assertThat(last.getLast().priority()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void aReloadOfABrokenConfigurationIsRefusedAndChangesNothing(Program program, Lab lab) {
        Pair pair = new Pair(lab, new Row(program, program, 3, Row.Cast.MULTICAST));
        Daemon master = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();
        int before = pair.adverts(pair.a).size();

        master.reload(pair.textA()
                .replace("virtual_router_id 51", "virtual_router_id 999")
                .replace("}", ""));

        pair.awaitAdverts(pair.a, before + 4);
        assertThat(changes.get()).isEmpty();
        assertThat(pair.adverts(pair.a)).allMatch(advert -> advert.priority() == Pair.PRIORITY_A);
        pair.assertNoPause(pair.a, PAUSE_TOLERANCE);
        assertThat(master.log()).containsPattern("a.conf:\\d+:\\d+");
    }

    @Test
    @VigilPlays
    void aReloadThatNamesAnInterfaceThatDoesNotExistIsRefusedAndChangesNothing(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon master = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();

        master.reload(pair.textA().replace("interface eth0", "interface eth7"));

        master.awaitLog("the old configuration stays in force: no such interface: eth7", LIMIT);
        Await.until(
                "a refused reload in the status",
                LIMIT,
                () -> VigilStatus.json(pair.a)
                        .output()
                        .contains("\"accepted\":false,\"summary\":\"no such interface: eth7"));
        Shell.Outcome refused = pair.a.exec(Program.vigilCommand("vigil"), "reload");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .containsPattern("^/\\S+\\.conf:\\d+:\\d+: error: this machine has no interface eth7 \\[VGL3221\\]")
                .endsWith("\nRefused, the old configuration stays in force: no such interface: eth7\n");
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(changes.get()).isEmpty();
        assertThat(pair.adverts(pair.a)).allMatch(advert -> advert.priority() == Pair.PRIORITY_A);
        pair.assertNoPause(pair.a, PAUSE_TOLERANCE);

        master.reload(new RouterText(pair.row, pair.a.address(), pair.b.address(), 77).text());
        Await.until("priority 77", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 77);
        assertThat(pair.a.must(Program.vigilCommand("vigil"), "reload")).isEqualTo("Reloaded: 1 unchanged\n");
    }

    // Addresses that change hands

    private static String instance(String name, int vrid, String... addresses) {
        return """
                vrrp_instance %s {
                    interface eth0
                    version 3
                    virtual_router_id %d
                    priority 150
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(name, vrid, String.join("\n        ", addresses));
    }

    @Test
    @VigilPlays
    void addressesThatChangeHandsAreAwayOnceAndForAMomentAndAreNotReportedLost(Lab lab) {
        Node a = lab.node("a");
        Daemon daemon = a.start(
                Program.VIGIL,
                instance("TO", 51, "10.77.0.100/24", "10.77.0.103/24")
                        + instance("FROM", 52, "10.77.0.101/24", "10.77.0.102/24", "10.77.0.104/24"));
        for (String address : CHANGING) {
            Await.until(address, LIMIT, () -> a.holds(address));
        }
        Supplier<String> changes = a.watchAddresses();

        // One moves, two are swapped.
        daemon.reload(instance("TO", 51, "10.77.0.100/24", "10.77.0.102/24", "10.77.0.104/24")
                + instance("FROM", 52, "10.77.0.101/24", "10.77.0.103/24"));
        daemon.awaitLog("Reload complete", LIMIT);
        Await.holds(
                "every address", Duration.ofSeconds(1), () -> CHANGING.stream().allMatch(a::holds));

        List<String> lines = changes.get().lines().toList();
        assertThat(lines).hasSize(6);
        for (String address : CHANGING.subList(2, 5)) {
            List<String> of =
                    lines.stream().filter(line -> line.contains(address + "/")).toList();
            assertThat(of).as(address).hasSize(2);
            assertThat(of.getFirst()).startsWith("Deleted");
        }
        assertThat(daemon.log()).doesNotContain("by something else");
    }
}
