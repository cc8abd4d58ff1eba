package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interfaces that are not there yet, that vanish, and that come back as others, beside keepalived. */
@LabTest
class DynamicInterfaceSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String FAULT = "(?i)entering FAULT state";
    private static final String DYNAMIC = "global_defs {\ndynamic_interfaces\n}\n";

    private static Pair pair(Lab lab, Program program, String global) {
        return new Pair(lab, Row.of(program)).withSettingsA(text -> text.block(global));
    }

    /** Whether the virtual address is on an interface, which may not exist. */
    private static boolean holds(Pair pair, String name) {
        return pair.a.exec("ip", "-o", "addr", "show", "dev", name).output().contains(" " + Pair.VIP + "/");
    }

    private static void appear(Pair pair, String name) {
        pair.a.addCable(name, "far-" + name);
        pair.a.must("ip", "addr", "add", "10.78.0.1/24", "dev", name);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anInstanceWaitsForItsInterfaceAndFollowsItWhenItIsMadeAnew(Program program, Lab lab) {
        Pair pair = pair(lab, program, DYNAMIC);
        Daemon daemon = pair.a.start(program, pair.textA().replace("interface eth0", "interface eth1"));
        daemon.awaitLog(FAULT, LIMIT);
        assertThat(daemon.running()).isTrue();

        appear(pair, "eth1");
        Await.until("the address on eth1", LIMIT, () -> holds(pair, "eth1"));

        pair.a.must("ip", "link", "del", "eth1");
        appear(pair, "eth1");
        Await.until("the address on the other eth1", LIMIT, () -> holds(pair, "eth1"));
        assertThat(daemon.terminate().code()).isZero();
        assertThat(holds(pair, "eth1")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withoutTheKeywordAnInterfaceThatDoesNotExistPreventsTheStart(Program program, Lab lab) {
        Pair pair = pair(lab, program, "");
        Daemon daemon = pair.a.start(program, pair.textA().replace("interface eth0", "interface eth1"));
        assertThat(daemon.awaitExit().code()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withoutTheKeywordAnInterfaceThatIsMadeAnewWhileTheDaemonRunsIsFollowed(Program program, Lab lab) {
        Pair pair = pair(lab, program, "");
        appear(pair, "eth1");
        Daemon daemon = pair.a.start(program, pair.textA().replace("interface eth0", "interface eth1"));
        Await.until("the address on eth1", LIMIT, () -> holds(pair, "eth1"));

        pair.a.must("ip", "link", "del", "eth1");
        appear(pair, "eth1");
        Await.until("the address on the other eth1", LIMIT, () -> holds(pair, "eth1"));
        assertThat(daemon.running()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aReloadMayNameAnInterfaceThatComesLater(Program program, Lab lab) {
        Pair pair = pair(lab, program, DYNAMIC);
        Daemon daemon = pair.startMasterAlone();

        daemon.reload(pair.textA().replace("interface eth0", "interface eth1"));
        daemon.awaitLog(FAULT, LIMIT);
        pair.awaitAddressGone(pair.a);
        appear(pair, "eth1");

        Await.until("the address on eth1", LIMIT, () -> holds(pair, "eth1"));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void anInterfaceThatIsTrackedOrHasAnAddressIsWaitedForToo(Program program, Lab lab) {
        Pair pair = pair(lab, program, DYNAMIC);
        String text = pair.textA()
                .replace(
                        "virtual_ipaddress {",
                        "track_interface {\neth1\n}\nvirtual_ipaddress_excluded {\n10.79.0.1/24 dev eth2\n}\nvirtual_ipaddress {");
        Daemon daemon = pair.a.start(program, text);
        daemon.awaitLog(FAULT, LIMIT);
        assertThat(holds(pair, "eth0")).isFalse();

        pair.a.addCable("eth1", "far1");
        pair.a.addCable("eth2", "far2");
        Await.until("the address on eth0", LIMIT, () -> holds(pair, "eth0"));
        Await.until(
                "the address on eth2",
                LIMIT,
                () -> pair.a.must("ip", "-o", "addr", "show", "dev", "eth2").contains("10.79.0.1/"));
    }
}
