package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes with haproxy always running on both, bound to one address. */
@LabTest
class HaproxyStandbySystemTest {
    private static final String VIP = "30.3.3.61";
    private static final int VRID = 254;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(25);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void theThirdFailedCheckMovesTheAddressAndNobodyTakesItBack(Programs programs, Lab lab) {
        Deployment deployment = deploy(lab);
        deployment.start(programs, "a.conf", "b.conf");
        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);
        Client client = Client.byHttp(deployment.client, VIP, 80, Duration.ofMillis(10));
        client.awaitAnswer("a", 0, LIMIT);

        long killedNs = Deployment.nowNs();
        deployment.killHaproxy(deployment.a);

        Advert goodbye = deployment.awaitAdvert(deployment.a, VRID, 0, killedNs, LIMIT);
        assertThat(Duration.ofNanos(goodbye.timeNs() - killedNs))
                .isBetween(
                        CHECK_INTERVAL.multipliedBy(2).minusMillis(100),
                        CHECK_INTERVAL.multipliedBy(3).plus(LATENESS));
        deployment.awaitHolder(deployment.b, deployment.a, VIP, LIMIT);
        client.awaitAnswer("b", killedNs, LIMIT);
        awaitStates(deployment.a, "backup", "master", "fault");
        awaitStates(deployment.b, "backup", "master");

        deployment.startHaproxy(deployment.a);

        awaitStates(deployment.a, "backup", "master", "fault", "backup");
        Await.holds("b keeps the address", Duration.ofSeconds(5), () -> deployment.b.holds(VIP));
        assertThat(deployment.a.holds(VIP)).isFalse();
        assertThat(client.answerers(Deployment.nowNs() - 2_000_000_000L)).containsExactly("b");
    }

    /** 100 - 20 is less than 90, so the address moves; 100 without the loss is more, so it returns. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void aWeightBelowZeroIsLostWhileTheCheckFails(Programs programs, Lab lab) {
        Deployment deployment = deploy(lab);
        deployment.start(programs, "a-weighted.conf", "b-weighted.conf");
        assertMovesAndReturns(deployment, 100, 80, 90);
    }

    /** 100 + 20 against 90 + 20 while both are well; 100 against 110 while the first is not. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void aWeightAboveZeroIsGainedWhileTheCheckSucceeds(Programs programs, Lab lab) {
        Deployment deployment = deploy(lab);
        String configA = deployment.text("a-weighted.conf", deployment.a).replace("weight -20", "weight 20");
        String configB = deployment.text("b-weighted.conf", deployment.b).replace("weight -20", "weight 20");
        deployment.a.start(programs.a(), configA);
        deployment.b.start(programs.b(), configB);
        assertMovesAndReturns(deployment, 120, 100, 110);
    }

    private static void assertMovesAndReturns(Deployment deployment, int well, int ill, int other) {
        deployment.awaitAdvert(deployment.a, VRID, well, 0, LIMIT);
        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);
        long killedNs = Deployment.nowNs();
        deployment.killHaproxy(deployment.a);

        deployment.awaitAdvert(deployment.a, VRID, ill, killedNs, LIMIT);
        deployment.awaitAdvert(deployment.b, VRID, other, killedNs, LIMIT);
        deployment.awaitHolder(deployment.b, deployment.a, VIP, LIMIT);

        long mendedNs = Deployment.nowNs();
        deployment.startHaproxy(deployment.a);
        deployment.awaitAdvert(deployment.a, VRID, well, mendedNs, LIMIT);
        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);
    }

    private static Deployment deploy(Lab lab) {
        Deployment deployment = new Deployment(lab, "000-haproxy-standby", "30.3.3.1/16", "30.3.3.2/16", "30.3.3.9/16");
        deployment.installScript("keepalived_check.sh", "/etc/keepalived/bin/keepalived_check.sh");
        deployment.installScript("notify.sh", "/etc/keepalived/bin/notify.sh");
        deployment.startHaproxy(deployment.a);
        deployment.startHaproxy(deployment.b);
        return deployment;
    }

    private static void awaitStates(Node node, String... states) {
        Await.until(
                "states of " + node.name() + " " + List.of(states),
                LIMIT,
                () -> node.read("/run/lab/states").lines().toList().equals(List.of(states)));
    }
}
