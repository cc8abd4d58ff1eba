package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What options of the command line do. */
@LabTest
class OptionSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withDontReleaseVrrpTheAddressesStayAtAStopAndNobodyIsTold(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.start(program, pair.textA(), "-V");
        Await.until(
                "the address",
                LIMIT,
                () -> pair.a.holds(Pair.VIP) && !pair.adverts(pair.a).isEmpty());

        assertThat(daemon.terminate().code()).isZero();
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        assertThat(daemon.log()).doesNotContain("sent 0 priority");

        // The next start takes the address away, until it is master again.
        String other = pair.textA().replace("10.77.0.100/24", "10.77.0.101/24");
        Daemon next = pair.a.start(program, program == Program.VIGIL ? other : pair.textA());
        next.awaitLog("Entering BACKUP STATE", LIMIT);
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
    }

    @Test
    @VigilPlays
    void withAddressMonitoringAddressesThatComeAndGoAreTold(Lab lab) {
        Pair pair = new Pair(lab, row(Program.VIGIL));
        Daemon daemon = pair.a.start(Program.VIGIL, pair.textA(), "-a");
        daemon.awaitLog("Entering BACKUP STATE", LIMIT);
        pair.a.must("ip", "addr", "add", "10.1.1.1/24", "dev", "lo");
        pair.a.must("ip", "addr", "change", "10.1.1.1/24", "dev", "lo", "valid_lft", "900", "preferred_lft", "900");
        pair.a.must("ip", "addr", "del", "10.1.1.1/24", "dev", "lo");
        daemon.awaitLog("10.1.1.1 removed from lo", LIMIT);
        assertThat(daemon.log()).containsOnlyOnce("10.1.1.1 added to lo");
    }

    @Test
    @VigilPlays
    void withDumpConfTheConfigurationIsLoggedWithoutItsSecrets(Lab lab) {
        Pair pair = new Pair(lab, new Row(Program.VIGIL, Program.VIGIL, 2, Row.Cast.MULTICAST));
        Daemon daemon = pair.a.start(Program.VIGIL, pair.textA(), "-d");
        daemon.awaitLog("Entering BACKUP STATE", LIMIT);
        assertThat(daemon.log()).contains("\"interfaceName\": \"eth0\"").doesNotContain(Pair.PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withNoBfdNobodyListensForBfdAndWhatTracksASessionIsInFault(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        String session = "bfd_instance b {\nneighbor_ip 10.77.0.2\nsource_ip 10.77.0.1\n}\n";
        String text = session + pair.textA().replace("interface eth0", "interface eth0\ntrack_bfd {\nb\n}");
        Daemon with = pair.a.start(program, text);
        Await.until("a listener", LIMIT, () -> pair.a.must("ss", "-lun").contains(":3784"));
        assertThat(with.terminate().code()).isZero();

        Daemon without = pair.a.start(program, text, "-B");
        without.awaitLog("(?i)entering FAULT state", LIMIT);
        assertThat(pair.a.must("ss", "-lun")).doesNotContain(":3784");
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aPatternNamesSeveralFiles(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        pair.a.must("mkdir", "/run/lab/d");
        pair.a.write("/run/lab/d/1.conf", pair.textA());
        pair.a.write(
                "/run/lab/d/2.conf",
                "vrrp_instance VI_2 {\ninterface eth0\nvirtual_router_id 52\nvirtual_ipaddress {\n10.77.0.102/24\n}\n}\n");
        Daemon daemon = pair.a.start(program, "", "-f", "/run/lab/d/*.conf");
        daemon.awaitLog("\\(VI_2\\) Entering BACKUP STATE", LIMIT);
        daemon.awaitLog("\\(VI_1\\) Entering BACKUP STATE", LIMIT);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aPatternWithoutAMatchAndADirectoryGiveExitCode6(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        for (String name : new String[] {"/run/lab/nothing*.conf", "/run/lab"}) {
            Daemon daemon = pair.a.start(program, "", "-f", name);
            assertThat(daemon.awaitExit().code()).as(name).isEqualTo(6);
            assertThat(daemon.log()).contains(name);
        }
    }

    private static Row row(Program program) {
        return new Row(program, program, 3, Row.Cast.MULTICAST);
    }
}
