package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a script said counts while that script is tracked, and a reload leads where a fresh start leads. */
@LabTest
@VigilPlays
class StaleVerdictSystemTest {
    private static final String TRACKED = "track_script {\n        chk\n    }";

    private static String script(String command) {
        return """
                vrrp_script chk {
                    script "%s"
                    interval 30
                    rise 1
                    fall 1
                }
                """.formatted(command);
    }

    @Test
    void theVerdictOfAScriptThatIsGoneIsForgotten(Lab lab) {
        Situation a = new Situation(lab, "a");
        String slow = a.node.script("slow.sh", "sleep 20\nexit 0\n");
        Daemon daemon = a.start(script("/bin/false") + Situation.gateway(150, TRACKED));
        a.awaitState("gw", Situation.FAULT);
        daemon.reload(Situation.gateway(150));
        a.awaitHeld(Situation.VIP);

        daemon.reload(script(slow) + Situation.gateway(150, TRACKED));

        daemon.awaitLog("(?s)VGL1006.*VGL1006", Situation.LIMIT);
        Await.holds("no FAULT", Duration.ofSeconds(3), () -> a.state("gw") != Situation.FAULT);
    }

    @Test
    void aScriptThatAGroupOfOneGetsByAReloadCountsAsAtAFreshStart(Lab lab) {
        Situation a = new Situation(lab, "a");
        String before = script("/bin/false") + Situation.gateway(150) + "vrrp_sync_group G {\n group {\n gw\n }\n}\n";
        String after = script("/bin/false") + Situation.gateway(150)
                + "vrrp_sync_group G {\n group {\n gw\n }\n track_script {\n chk\n }\n}\n";
        Daemon daemon = a.startMaster(before);

        daemon.reload(after);
        a.awaitState("gw", Situation.FAULT);
        assertThat(a.node.holds(Situation.VIP)).isFalse();

        daemon.terminate();
        a.start(after);
        a.awaitState("gw", Situation.FAULT);
    }
}
