package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs before the start and after the stop, and those that hear of a removed instance, beside keepalived. */
@LabTest
class AroundScriptsSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Writes its arguments and how many virtual addresses are there. */
    private static final String RECORDER = """
            echo "$* with $(ip -o addr show eth0 | grep -c 10.77.0.100)" >> /run/lab/ran
            """;

    private static final String AROUND = """
            global_defs {
                startup_script "/run/lab/record.sh before 'the start'"
                shutdown_script "/run/lab/record.sh after the stop"
            }
            """;

    private static final String SECOND = """
            vrrp_instance VI_2 {
                interface eth0
                virtual_router_id 52
                priority 70
                virtual_ipaddress {
                    10.77.0.102
                }
                notify_deleted "/run/lab/deleted.sh specific"
                notify "/run/lab/deleted.sh any"
            }
            """;

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void theyRunBeforeTheAddressesComeAndAfterTheyHaveGone(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.a.script("record.sh", RECORDER + "exit 3\n");
        pair.withSettingsA(text -> text.block(AROUND));
        Daemon daemon = pair.startMasterAlone();
        daemon.terminate();
        assertThat(pair.a.read("/run/lab/ran")).isEqualTo("before the start with 0\nafter the stop with 0\n");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void oneThatTakesTooLongIsEnded(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.a.script("record.sh", RECORDER + "sleep 100\necho never >> /run/lab/ran\n");
        pair.withSettingsA(text -> text.block(AROUND.replace(
                "    shutdown_script",
                "    startup_script_timeout 1\n    shutdown_script_timeout 1\n    shutdown_script")));
        Daemon daemon = pair.startMasterAlone();
        assertThat(daemon.terminate().took()).isLessThan(Duration.ofSeconds(8));
        assertThat(pair.a.read("/run/lab/ran")).isEqualTo("before the start with 0\nafter the stop with 0\n");
        assertThat(pair.a.must("sh", "-c", "ps ax | grep -c '[s]leep 100' || true"))
                .isEqualTo("0\n");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#alone")
    void aRemovedInstanceIsToldAsDeletedWhereThatIsAskedFor(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.a.script("deleted.sh", "echo \"$*\" >> /run/lab/ran\n");
        pair.withSettingsA(text -> text.block(SECOND));
        Daemon daemon = pair.startA();
        Await.until("the second address", LIMIT, () -> pair.a.holds("10.77.0.102"));
        Await.until("that it is told", LIMIT, () -> told(pair).contains("MASTER"));
        daemon.reload(pair.textA().replace(SECOND, ""));
        Await.until(
                "both",
                LIMIT,
                () -> told(pair).lines().filter("specific"::equals).count() == 1
                        && told(pair).contains("DELETED"));
        assertThat(told(pair).lines())
                .containsExactlyInAnyOrder(
                        "any INSTANCE VI_2 BACKUP 70",
                        "any INSTANCE VI_2 MASTER 70",
                        "any INSTANCE VI_2 DELETED 70",
                        "specific");
        daemon.terminate();
    }

    private static String told(Pair pair) {
        return pair.a.read("/run/lab/ran");
    }
}
