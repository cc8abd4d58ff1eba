package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@LabTest
class StartSystemTest {
    private static final String PID_FILE = "/run/keepalived.pid";
    private static final String HOW_TO_GRANT = "run as root, or grant them to the service\n";

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aSecondDaemonEndsAtOnceAndLeavesTheFirstAlone(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon first = pair.startMasterAlone();
        String pid = pair.a.read(PID_FILE);
        assertThat(pid).matches("\\d+\n");

        Daemon second = pair.startA();

        assertThat(second.awaitExit().code()).isZero();
        assertThat(second.log()).contains("daemon is already running");
        int before = pair.adverts(pair.a).size();
        pair.awaitAdverts(pair.a, before + 2);
        assertThat(pair.adverts(pair.a)).noneMatch(advert -> advert.priority() == 0);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.a.read(PID_FILE)).isEqualTo(pid);
        first.terminate();
        assertThat(pair.a.exists(PID_FILE)).as("pid file after the end").isFalse();
    }

    /** Whoever started it, a shell, ssh or a tool, waits until nobody holds its output any more. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aStartInTheBackgroundEndsWithEverythingThatItWasGiven(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        pair.a.write("/run/lab/a.conf", pair.textA());
        String daemon = program == Program.VIGIL ? Program.vigilCommand("keepalived") : "/usr/sbin/keepalived";
        String start = "'" + daemon + "' -f /run/lab/a.conf 2>&1 </dev/null | cat; exit ${PIPESTATUS[0]}";

        Shell.Outcome outcome = pair.a.exec("timeout", "30", "bash", "-c", start);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        String pid = pair.a.read(PID_FILE).strip();
        Await.until("a master", Duration.ofSeconds(10), () -> pair.a.holds(Pair.VIP));
        assertThat(pair.a.must("sh", "-c", "readlink /proc/" + pid + "/fd/[012] | sort -u"))
                .isEqualTo("/dev/null\n");
        pair.a.must("kill", pid);
        Await.until("its end", Duration.ofSeconds(10), () -> !pair.a.exists("/proc/" + pid));
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
    }

    /** A JVM opens {@code /tmp/.java_pidN}, which anybody can foresee, unless it is told not to. */
    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void noSocketForDebuggersIsOpenedInTmp(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        pair.startMasterAlone();
        String pid = pair.a.read(PID_FILE).strip();

        // Files of other hosts lie there too, since the tests' hosts have processes of their own but no /tmp of their
        // own.
        assertThat(pair.a.must("find", "/tmp", "-maxdepth", "1", "-name", ".java_pid" + pid, "-newer", "/run/lab"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void aStartBesideARunningKeepalivedEndsAtOnce(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(Program.KEEPALIVED));
        pair.startMasterAlone();
        String pid = pair.a.read(PID_FILE);

        Daemon second = pair.a.start(program, pair.textA());

        assertThat(second.awaitExit().code()).isZero();
        assertThat(second.log()).contains("daemon is already running");
        assertThat(pair.a.read(PID_FILE)).isEqualTo(pid);
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withoutAConfigurationFileTheExitCodeIs6(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.start(program, "", "-f", "/run/lab/nowhere.conf");

        assertThat(daemon.awaitExit().code()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anUnknownOptionGivesExitCode1(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.start(program, pair.textA(), "--no-such-option");

        assertThat(daemon.awaitExit().code()).isEqualTo(1);
        assertThat(daemon.log()).contains("no-such-option");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMissingInterfaceIsNamedAndGivesExitCode2(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.start(program, pair.textA().replace("interface eth0", "interface eth9"));

        assertThat(daemon.awaitExit().code()).isEqualTo(2);
        assertThat(daemon.log()).contains("eth9");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMissingScriptIsNamed(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program)).withSettingsA(text -> text.trackedScript("/run/lab/nowhere.sh", 0));
        if (program == Program.KEEPALIVED) {
            // It goes on without the script.
            assertThat(pair.startMasterAlone().log()).contains("/run/lab/nowhere.sh");
            return;
        }
        Daemon daemon = pair.startA();
        assertThat(daemon.awaitExit().code()).isEqualTo(2);
        assertThat(daemon.log()).contains("/run/lab/nowhere.sh").contains("--lenient");
        assertThat(pair.a.holds(Pair.VIP)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withoutRawSocketsTheExitCodeIs4(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.startWithout("net_raw", program, pair.textA());

        assertThat(daemon.awaitExit().code()).isEqualTo(4);
        if (program == Program.VIGIL) {
            assertThat(daemon.log()).isEqualTo("vigil: CAP_NET_RAW missing: " + HOW_TO_GRANT);
        }
        assertThat(pair.adverts(pair.a)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void aStartThatIsRefusedSaysWhatToDo(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        assertRefused(pair, 1, "create the directory /run/nowhere", "-p", "/run/nowhere/a.pid");
        assertRefused(pair, 1, "ip netns add nowhere", "-s", "nowhere");
        assertRefused(pair, 1, "ip netns list", "-s", "a/b");
        assertRefused(pair, 6, "create it, or name another file with -f", "-f", "/run/lab/nowhere.conf");
        assertRefused(pair, 6, "/run/lab/*.conf", "-f", "/run/lab");
        assertThat(pair.a.must("find", "/run", "-name", "*.pid")).isEmpty();
    }

    private static void assertRefused(Pair pair, int code, String advice, String... options) {
        Daemon daemon = pair.a.start(Program.VIGIL, pair.textA(), options);
        assertThat(daemon.awaitExit().code()).as(advice).isEqualTo(code);
        assertThat(daemon.log().strip()).contains(advice).hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void aDaemonBesideAnotherWithTheSameControlSocketServesWithoutOneAndTakesNothingAway(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon first = pair.startMasterAlone();
        String pid = pair.a.read(PID_FILE).strip();
        String other = pair.textA()
                .replace("virtual_router_id 51", "virtual_router_id 52")
                .replace("0.100/", "0.101/");
        Daemon second = pair.a.start(program, other, "-p", "/run/b.pid", "-r", "/run/b-vrrp.pid");
        Await.until("the second address", Duration.ofSeconds(20), () -> pair.a.holds("10.77.0.101"));
        assertThat(second.log()).contains("process " + pid + " has it; vigil status does not reach this daemon");
        second.terminate();
        assertThat(first.log()).as("nobody took its address away").doesNotContain("put it back");
        assertThat(pair.a.holds(Pair.VIP)).isTrue();
        assertThat(pair.a.exists("/run/vigil/control.sock")).isTrue();
        assertThat(pair.a.exists("/run/vigil/control.journal")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void programsOfOtherUsersThatCannotBeStartedAreNamedAtTheStart(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program))
                .withSettingsA(
                        text -> text.trackedScript("/usr/bin/true", 0).line("notify_master \"/usr/bin/true\" daemon"));
        Daemon daemon = pair.a.startWithout("setuid", program, pair.textA());
        daemon.awaitLog("Entering MASTER STATE", Duration.ofSeconds(20));
        assertThat(daemon.log())
                .contains("notifications would be lost: no program can be run as daemon: CAP_SETUID missing");

        String tracked = pair.textA().replace("script \"/usr/bin/true\"", "script \"/usr/bin/true\"\n    user daemon");
        Daemon refused = pair.b.startWithout("setuid", program, tracked);
        assertThat(refused.awaitExit().code()).isEqualTo(2);
        assertThat(refused.log())
                .contains("it is to run as daemon, with CAP_SETUID missing")
                .contains("--lenient");
    }

    /** A node whose configuration is still to come is started without one, as keepalived is. */
    @ParameterizedTest
    @EnumSource(names = "VIGIL")
    @VigilPlays
    void aConfigurationWithoutVirtualRoutersIsWarnedOfAndServed(Program program, Lab lab) {
        Pair pair = new Pair(lab, row(program));
        Daemon daemon = pair.a.start(program, "# nothing yet", "-g/run/nowhere/log");
        daemon.awaitLog("Startup complete", Duration.ofSeconds(20));
        assertThat(daemon.log())
                .contains("has no vrrp_instance", "add one, then send SIGHUP")
                .contains("log file cannot be written: /run/nowhere/log", "create its directory");

        daemon.reload(pair.textA());
        pair.awaitAdverts(pair.a, 1);
        assertThat(daemon.log()).containsOnlyOnce("has no vrrp_instance");
    }

    /** keepalived becomes MASTER without its address then; that is not to be matched. */
    @Test
    @VigilPlays
    void withoutTheRightToSetAddressesTheExitCodeIs4AndNothingIsSent(Lab lab) {
        Pair pair = new Pair(lab, row(Program.VIGIL));
        Daemon daemon = pair.a.startWithout("net_admin", Program.VIGIL, pair.textA());

        assertThat(daemon.awaitExit().code()).isEqualTo(4);
        assertThat(daemon.log()).isEqualTo("vigil: CAP_NET_ADMIN missing: " + HOW_TO_GRANT);
        assertThat(pair.adverts(pair.a)).isEmpty();
        assertThat(pair.a.exists(PID_FILE)).as("pid file").isFalse();
    }

    private static Row row(Program program) {
        return new Row(program, program, 3, Row.Cast.MULTICAST);
    }
}
