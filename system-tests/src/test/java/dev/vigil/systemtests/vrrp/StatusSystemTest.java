package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code vigil status} and {@code vigil why} say, for people and for scripts. */
@LabTest
@VigilPlays
class StatusSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Row ROW = new Row(Program.VIGIL, Program.VIGIL, 3, Row.Cast.MULTICAST);

    @Test
    void theExitCodeTellsMasterBackupFaultAndNoDaemon(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        assertThat(vigil(pair.a, "status").exitCode()).isEqualTo(3);

        Pair.Started started = pair.start();
        assertThat(vigil(pair.a, "status").exitCode()).isZero();
        assertThat(vigil(pair.a, "status", "--json").exitCode()).isZero();
        assertThat(vigil(pair.b, "status").exitCode()).isEqualTo(1);
        assertThat(vigil(pair.b, "status", "--json", "VI_1").exitCode()).isEqualTo(1);
        assertThat(vigil(pair.b, "status", "VI_7").exitCode()).isEqualTo(4);

        pair.a.unplug();
        Await.until("fault", LIMIT, () -> vigil(pair.a, "status").exitCode() == 2);

        started.b().terminate();
        assertThat(vigil(pair.b, "status", "--json").exitCode()).isEqualTo(3);
    }

    @Test
    void theMasterTellsItsPriorityPartByPartAndItsAddresses(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        String check = pair.a.script("check.sh", "echo all is well; exit 0\n");
        pair.withSettingsA(text -> text.trackedScript(check, 20));
        pair.startMasterAlone();

        Await.until("priority 170", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 170);
        String json = vigil(pair.a, "status", "--json").output();
        assertThat(json)
                .contains("\"state\":\"MASTER\"")
                .contains("\"base_priority\":150")
                .contains("\"effective_priority\":170")
                .contains("\"address\":\"10.77.0.100/24\"")
                .contains("\"present\":true");
        assertThat(vigil(pair.a, "status").output())
                .contains("MASTER")
                .contains("+20")
                .contains("check");
    }

    @Test
    void theBackupTellsWhoIsMaster(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        pair.start();
        pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 1);

        assertThat(vigil(pair.b, "status").output()).contains("BACKUP").contains(pair.a.address());
    }

    @Test
    void theReasonOfATakeOverIsKnownAfterwards(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        Pair.Started started = pair.start();
        started.a().terminate();
        Await.until("b is master", LIMIT, () -> vigil(pair.b, "status").exitCode() == 0);

        assertThat(vigil(pair.b, "why").output()).contains("MASTER").contains(pair.a.address() + " resigned");
    }

    @Test
    void aFaultNamesTheScriptAndItsLastWords(Lab lab) {
        Pair pair = new Pair(lab, ROW);
        String check = pair.a.script("check.sh", "echo the disk is full; exit 3\n");
        pair.withSettingsA(text -> text.trackedScript(check, 0));
        pair.startA();
        Await.until("fault", LIMIT, () -> vigil(pair.a, "status").exitCode() == 2);

        assertThat(vigil(pair.a, "why").output())
                .contains("check")
                .contains("3")
                .contains("the disk is full");
    }

    @Test
    void refusedPacketsAreCountedByReason(Lab lab) {
        lab.expectHostilePackets();
        Pair pair = new Pair(lab, ROW);
        pair.startMasterAlone();
        Node stranger = lab.node("stranger", "10.77.0.9/24");

        stranger.send(
                List.of(
                        new ForgedAdvert(3).ttl(254),
                        new ForgedAdvert(3).ttl(254),
                        new ForgedAdvert(3).wrongChecksum(),
                        new ForgedAdvert(3).type(2)),
                Duration.ofMillis(50));

        Await.until(
                "two of ttl",
                LIMIT,
                () -> vigil(pair.a, "status", "--json")
                        .output()
                        .toLowerCase(Locale.ROOT)
                        .contains("\"ttl\":2"));
        assertThat(vigil(pair.a, "status", "--json").output())
                .containsIgnoringCase("\"checksum\":1")
                .containsIgnoringCase("\"type\":1");
    }

    /** Those of no virtual router of this node are dropped by the kernel, so that they cost nothing, and not counted. */
    @Test
    void whatCannotBeBroughtToARouterIsCountedForItsInterfaceAndOtherRoutersAreNot(Lab lab) {
        lab.expectHostilePackets();
        Pair pair = new Pair(lab, ROW);
        pair.startMasterAlone();
        Node stranger = lab.node("stranger", "10.77.0.9/24");

        stranger.send(
                List.of(
                        new ForgedAdvert(3).vrid(52),
                        new ForgedAdvert(3).cutTo(7),
                        new ForgedAdvert(3).cutTo(2),
                        new ForgedAdvert(3).wireVersion(2)),
                Duration.ofMillis(50));

        Await.until(
                "the last one",
                LIMIT,
                () -> vigil(pair.a, "status", "--json").output().contains("\"drops\":{\"version\":1}"));
        assertThat(vigil(pair.a, "status", "--json").output())
                .contains("\"strays\":[{\"interface\":\"eth0\",\"drops\":{\"length\":2}}]");
        assertThat(vigil(pair.a, "status").output()).contains("Not for any instance, on eth0: length 2");
    }

    private static Shell.Outcome vigil(Node node, String... arguments) {
        return node.exec(Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(arguments))
                .toArray(String[]::new));
    }
}
