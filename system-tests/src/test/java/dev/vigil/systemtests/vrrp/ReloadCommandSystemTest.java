package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** {@code vigil reload}: what it says before and afterwards, and that it is true. */
@LabTest
@VigilPlays
class ReloadCommandSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static Pair pair(Lab lab) {
        return new Pair(lab, Row.of(Program.VIGIL));
    }

    private static Shell.Outcome reload(Pair pair, String... options) {
        List<String> command = new ArrayList<>(List.of(Program.vigilCommand("vigil"), "reload"));
        command.addAll(Arrays.asList(options));
        return pair.a.exec(command.toArray(String[]::new));
    }

    private static String text(Pair pair, int priority) {
        return new RouterText(pair.row, pair.a.address(), pair.b.address(), priority).text();
    }

    @Test
    void aTrialShowsWhatWouldChangeAndChangesNothing(Lab lab) {
        Pair pair = pair(lab);
        Daemon master = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();

        master.configure(text(pair, 77).replace("10.77.0.100/24", "10.77.0.100/24\n        10.77.0.101/24"));
        Shell.Outcome trial = reload(pair, "--dry-run");

        assertThat(trial.output())
                .isEqualTo("Would reload: changed VI_1; 0 unchanged\n  VI_1: priority " + Pair.PRIORITY_A
                        + " becomes 77, virtual_ipaddress 10.77.0.101/24 is added: no interruption\n");
        assertThat(trial.exitCode()).isZero();
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(pair.adverts(pair.a)).allMatch(advert -> advert.priority() == Pair.PRIORITY_A);
        assertThat(changes.get()).isEmpty();
        assertThat(pair.a.read("/run/vigil/control.journal"))
                .as("the journal")
                .contains("10.77.0.100")
                .doesNotContain("10.77.0.101");
        assertThat(VigilStatus.json(pair.a).output()).doesNotContain("last_reload");
        assertThat(master.log()).doesNotContain("Reload");

        assertThat(reload(pair).output()).startsWith("Reloaded: changed VI_1; 0 unchanged\n");
        Await.until("priority 77", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 77);
        master.awaitLog("\\(VI_1\\) Reload: priority " + Pair.PRIORITY_A + " becomes 77", LIMIT);
    }

    @Test
    void aReplacedVirtualRouterIsAwayForAsLongAsIsSaidAndSaysWhy(Lab lab) {
        Pair pair = pair(lab);
        Daemon master = pair.startMasterAlone();
        master.configure(pair.textA().replace("router_id 51", "router_id 52"));

        Shell.Outcome said = reload(pair, "--dry-run");
        assertThat(said.output())
                .containsPattern(
                        "VI_1: virtual_router_id 51 becomes 52: its addresses are away for about [0-9]+\\.[0-9] s");
        double announcedS = Double.parseDouble(said.output().replaceAll("(?s).*about ([0-9.]+) s.*", "$1"));

        assertThat(reload(pair).exitCode()).isZero();
        master.awaitLog("(?s)Removed: .*Entering MASTER STATE", LIMIT);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        Duration away = Duration.between(logged(master, "Removed: "), logged(master, "Entering MASTER STATE"));
        assertThat(away.toMillis() / 1e3).isBetween(announcedS - 0.1, announcedS + 0.4);
        assertThat(master.log())
                .contains("Removed: the configuration was reloaded: virtual_router_id 51 became 52")
                .contains(
                        "Entering BACKUP STATE (init): the configuration was reloaded: virtual_router_id 51 became 52");
    }

    /** When the last line with these words was written. */
    private static Instant logged(Daemon daemon, String words) {
        String line = daemon.log()
                .lines()
                .filter(each -> each.contains(words))
                .reduce((_, later) -> later)
                .orElseThrow();
        return Instant.parse(line.split(" ", 2)[0]);
    }

    @Test
    void aFileThatLeavesNoInstanceIsRefusedUnlessThatIsWanted(Lab lab) {
        Pair pair = pair(lab);
        Daemon master = pair.startMasterAlone();
        Supplier<String> changes = pair.a.watchAddresses();

        master.reload("");
        master.awaitLog("the old configuration stays in force: it has no vrrp_instance", LIMIT);
        for (String nothing : List.of("", "# all of it is a comment\n", "include /etc/nowhere/*.conf\n")) {
            master.configure(nothing);
            Shell.Outcome refused = reload(pair);
            assertThat(refused.exitCode()).as(nothing).isEqualTo(1);
            assertThat(refused.output()).contains("it has no vrrp_instance").contains("--allow-empty");
        }
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(changes.get()).isEmpty();

        Shell.Outcome emptied = reload(pair, "--allow-empty");
        assertThat(emptied.output()).contains("VI_1: removed: its addresses go");
        assertThat(emptied.exitCode()).isZero();
        pair.awaitAddressGone(pair.a);
        assertThat(master.running()).isTrue();
    }

    @Test
    void aRefusalHasFileLineAndColumn(Lab lab) {
        Pair pair = pair(lab);
        Daemon master = pair.startMasterAlone();
        master.configure(pair.textA().replace("virtual_router_id 51", "virtual_router_id 999"));

        Shell.Outcome refused = reload(pair);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .containsPattern("(?m)^/\\S+\\.conf:\\d+:\\d+: error: .*999.*\\[VGL\\d+\\]")
                .endsWith("Refused, the old configuration stays in force: the configuration has errors\n");
        Shell.Outcome json = reload(pair, "--dry-run", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.output())
                .startsWith("{\"accepted\":false,\"dry_run\":true,")
                .containsPattern("\"file\":\"/\\S+\\.conf\",\"line\":\\d+,\"column\":\\d+");
    }

    @Test
    void everybodyWhoAsksAtOnceIsAnswered(Lab lab) {
        Pair pair = pair(lab);
        Daemon master = pair.startMasterAlone();
        String asks = "for i in 1 2 3 4 5 6; do " + Program.vigilCommand("vigil") + " reload & done; wait";

        for (int i = 0; i < 20; i++) {
            master.signal("HUP");
        }
        String answers = pair.a.must("sh", "-c", asks);

        assertThat(answers.lines()).hasSize(6).allMatch("Reloaded: 1 unchanged"::equals);
        long reloads =
                master.log().lines().filter(line -> line.contains("Reloading")).count();
        assertThat(reloads).isBetween(1L, 26L);
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
    }
}
