package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes with nginx; a check that restarts it, or else ends the daemon; mail about every state. */
@LabTest
class NginxPairSystemTest {
    private static final String VIP = "192.168.1.100";
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void nginxThatCannotBeRestartedEndsTheDaemonAndTheOtherNodeTakesOver(Programs programs, Lab lab) {
        Deployment deployment = deploy(lab);
        Daemon daemon = deployment.start(programs, "a.conf", "b.conf").a();
        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);
        Client client = Client.byHttp(deployment.client, VIP, 80, Duration.ofMillis(10));
        client.awaitAnswer("a", 0, LIMIT);

        deployment.a.write("/run/lab/nginx-is-broken", "");
        long killedNs = Deployment.nowNs();
        stopNginx(deployment.a);

        assertThat(daemon.awaitExit().code()).isZero();
        deployment.awaitAdvert(deployment.a, 51, 0, killedNs, LIMIT);
        deployment.awaitHolder(deployment.b, deployment.a, VIP, LIMIT);
        client.awaitAnswer("b", killedNs, LIMIT);
        // keepalived 2.2.7 says that it skips a run while the last one lasts, and yet starts it: several starts.
        List<String> services = deployment.a.read("/run/lab/services").lines().toList();
        assertThat(services).endsWith("start nginx", "stop keepalived").containsOnlyOnce("stop keepalived");
        if (programs.a() == Program.VIGIL) {
            assertThat(services).hasSize(2);
        }
        assertThat(subjects(deployment.a)).isEqualTo(List.of(subject("a", "backup"), subject("a", "master")));
        assertThat(subjects(deployment.b)).isEqualTo(List.of(subject("b", "backup"), subject("b", "master")));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void nginxThatIsRestartedInTimeMovesNothing(Programs programs, Lab lab) {
        Deployment deployment = deploy(lab);
        deployment.start(programs, "a.conf", "b.conf");
        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);

        stopNginx(deployment.a);

        Await.until(
                "nginx again",
                LIMIT,
                () -> deployment.a.read("/run/lab/services").equals("start nginx\n"));
        Await.holds("nothing moves", Duration.ofSeconds(8), () -> deployment.a.holds(VIP));
        assertThat(deployment.lab.wire().adverts(51, deployment.b)).isEmpty();
        assertThat(deployment.lab.wire().adverts(51, deployment.a)).allMatch(advert -> advert.priority() == 100);
    }

    private static Deployment deploy(Lab lab) {
        Deployment deployment =
                new Deployment(lab, "001-nginx-pair", "192.168.1.101/24", "192.168.1.102/24", "192.168.1.9/24");
        deployment.installScript("chk_nginx.sh", "/etc/keepalived/chk_nginx.sh");
        deployment.installScript("notify.sh", "/etc/keepalived/notify.sh");
        deployment.installScript("service", "/etc/keepalived/service");
        for (Node node : List.of(deployment.a, deployment.b)) {
            node.write("/run/lab/nginx.conf", deployment.text("nginx.conf", node));
            node.must("nginx", "-c", "/run/lab/nginx.conf");
        }
        return deployment;
    }

    private static void stopNginx(Node node) {
        node.must("sh", "-c", "kill $(cat /run/lab/nginx.pid)");
    }

    private static String subject(String host, String role) {
        return host + " to be " + role + ": " + VIP + " floating";
    }

    private static List<String> subjects(Node node) {
        return node.read("/run/lab/keepalived.mail")
                .lines()
                .filter(line -> line.endsWith(" floating"))
                .toList();
    }
}
