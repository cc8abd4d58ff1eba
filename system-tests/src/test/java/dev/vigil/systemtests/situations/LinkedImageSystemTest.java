package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a daemon would link at run time is linked in its image already, so that its first hand-over does not wait for that. */
@LabTest
class LinkedImageSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CLASSES = "/run/lab/classes";
    private static final Pattern SPUN = Pattern.compile(" dev\\.vigil\\.\\S*(TypeSwitch|StringConcat)");
    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                advert_int 0.1
                version 3
                virtual_ipaddress {
                    10.77.0.100/24
                    10.77.0.101/24
                }
            }
            """;

    @Test
    @VigilPlays
    void noClassOfOursIsSpunFromStartToStop(Lab lab) {
        Node node = lab.node("a");
        Daemon daemon = node.startIn("VIGIL_JAVA_OPTIONS=-Xlog:class+load:file=" + CLASSES, CONFIG);
        daemon.awaitLog("Entering MASTER STATE", LIMIT);
        node.must("ip", "addr", "del", "10.77.0.101/24", "dev", "eth0");
        daemon.awaitLog("was removed from eth0", LIMIT);
        daemon.signal("HUP");
        daemon.awaitLog("Reload complete", LIMIT);
        daemon.terminate();

        List<String> loaded = node.read(CLASSES).lines().toList();
        assertThat(loaded).anyMatch(line -> line.contains(" dev.vigil.core.place.Placement source:"));
        assertThat(loaded).noneMatch(line -> SPUN.matcher(line).find());
    }
}
