package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links whose carrier is polled, beside keepalived. */
@LabTest
class LinkbeatSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** How a link may be polled, and whether the keyword stands in the instance. */
    record Way(Program program, String global, String own) {}

    static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Program program : Program.players()) {
            ways.add(new Way(program, "", "linkbeat_use_polling"));
            ways.add(new Way(program, "linkbeat_use_polling\n", ""));
            for (String method : List.of("", " MII", " ETHTOOL", " IOCTL")) {
                ways.add(new Way(program, "linkbeat_interfaces {\neth0" + method + "\n}\n", ""));
            }
        }
        return ways;
    }

    private static String text(Pair pair, Way way) {
        return way.global + pair.textA().replace("interface eth0", "interface eth0\n" + way.own);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPolledLinkThatLosesItsCarrierIsAFaultUntilItIsBack(Way way, Lab lab) {
        Pair pair = new Pair(lab, Row.of(way.program));
        Daemon daemon = pair.a.start(way.program, text(pair, way));
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));

        pair.a.unplug();
        daemon.awaitLog("(?i)entering FAULT state", LIMIT);
        pair.awaitAddressGone(pair.a);
        pair.a.plug();
        Await.until("the address again", LIMIT, () -> pair.a.holds(Pair.VIP));
        if (way.program == Program.VIGIL) {
            // A cable between namespaces answers ETHTOOL, and no MII.
            String method = way.global.contains("IOCTL") ? "IOCTL" : "ETHTOOL";
            String instead = way.global.contains("MII") ? ", as its driver does not answer MII" : "";
            assertThat(daemon.log()).contains("the link of eth0 is polled by " + method + instead);
        }
    }
}
