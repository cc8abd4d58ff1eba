package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.systemtests.lab.Arp;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unicast peers in a network that moves the address to the port which announces it. */
@LabTest
class CloudSystemTest {
    private static final String VIP = "172.16.2.8";
    private static final int VRID = 51;
    private static final int PORT = 4000;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void theCloudFollowsTheAnnouncementsAndTheAddressStaysWhereItWent(Programs programs, Lab lab) {
        Deployment deployment =
                new Deployment(lab, "003-cloud-unicast", "172.16.16.6/16", "172.16.16.5/16", "172.16.16.9/16");
        Cloud cloud = Cloud.open(lab, deployment.client, VIP);
        Client.answerDatagrams(deployment.a, PORT);
        Client.answerDatagrams(deployment.b, PORT);
        Client client = Client.byDatagrams(deployment.client, VIP, PORT, Duration.ofMillis(2));
        Daemon first = deployment.start(programs, "a.conf", "b.conf").a();
        client.awaitAnswer("a", 0, LIMIT);

        long endNs = Deployment.nowNs();
        first.terminate();

        client.awaitAnswer("b", endNs, LIMIT);
        assertThat(client.longestSilence(endNs)).as("outage of the client").isLessThan(Duration.ofSeconds(3));
        assertThat(cloud.moves()).containsExactly(deployment.a.mac(), deployment.b.mac());

        Daemon again = deployment.a.start(programs.a(), deployment.text("a.conf", deployment.a));
        again.awaitLog("Entering BACKUP STATE", LIMIT);
        long backNs = Deployment.nowNs();
        Await.holds("nobody preempts", Duration.ofSeconds(6), () -> !deployment.a.holds(VIP));
        assertThat(client.answerers(backNs)).containsExactly("b");
        assertThat(lab.wire().adverts(VRID))
                .noneMatch(advert -> advert.destination().startsWith("224."));
    }

    /** The network ignores a port that claims too often, so a single burst could be lost for good. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void aClaimThatTheCloudIgnoredIsRepeated(Programs programs, Lab lab) {
        Deployment deployment =
                new Deployment(lab, "003-cloud-unicast", "172.16.16.6/16", "172.16.16.5/16", "172.16.16.9/16");
        Cloud cloud = Cloud.open(lab, deployment.client, VIP);
        cloud.ignoreNextClaims(5);

        deployment.start(programs, "a.conf", "b.conf");

        deployment.awaitHolder(deployment.a, deployment.b, VIP, LIMIT);
        Await.until("the repeated claim is heard", LIMIT, () -> cloud.moves().contains(deployment.a.mac()));
    }

    /** The stand-in is what it is said to be: a port that has just claimed the address is not heard for 5 s. */
    @Test
    void aSecondClaimOfAPortWithinFiveSecondsIsIgnored(Lab lab) {
        Deployment deployment =
                new Deployment(lab, "003-cloud-unicast", "172.16.16.6/16", "172.16.16.5/16", "172.16.16.9/16");
        Cloud cloud = Cloud.open(lab, deployment.client, VIP);
        String a = deployment.a.mac();
        String b = deployment.b.mac();

        long firstNs = claim(deployment.a);
        Await.until("the claim of a", LIMIT, () -> cloud.moves().equals(List.of(a)));
        claim(deployment.b);
        Await.until("the claim of b", LIMIT, () -> cloud.moves().equals(List.of(a, b)));
        claim(deployment.a);
        Await.until("a claim that is not heard", LIMIT, () -> cloud.ignored() == 1);
        assertThat(cloud.moves()).containsExactly(a, b);

        Await.until(
                "5 s later",
                LIMIT,
                () -> Deployment.nowNs() - firstNs > Duration.ofSeconds(6).toNanos());
        claim(deployment.a);
        Await.until("the claim of a again", LIMIT, () -> cloud.moves().equals(List.of(a, b, a)));
    }

    /** The address returns to a port whose first claims come too early: the second burst is late enough. */
    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.seeds.Programs#pairs")
    void theAddressReturnsToAPortThatClaimedItJustBefore(Programs programs, Lab lab) {
        Deployment deployment =
                new Deployment(lab, "003-cloud-unicast", "172.16.16.6/16", "172.16.16.5/16", "172.16.16.9/16");
        Cloud cloud = Cloud.open(lab, deployment.client, VIP);
        Deployment.Started started = deployment.start(programs, "a.conf", "b.conf");
        Await.until("a", LIMIT, () -> cloud.moves().equals(List.of(deployment.a.mac())));
        started.a().terminate();
        Daemon again = deployment.a.start(programs.a(), deployment.text("a.conf", deployment.a));
        Await.until("b", LIMIT, () -> cloud.moves().contains(deployment.b.mac()));
        again.awaitLog("Entering BACKUP STATE", LIMIT);

        started.b().terminate();

        Await.until("a again", LIMIT, () -> cloud.moves().getLast().equals(deployment.a.mac()));
        assertThat(cloud.moves()).containsExactly(deployment.a.mac(), deployment.b.mac(), deployment.a.mac());
        assumeThat(awayFor(lab, deployment)).as("quick enough to be early").isLessThan(Duration.ofSeconds(5));
        assertThat(cloud.ignored()).as("claims that came too early").isPositive();
    }

    /** From the first claim of a to its first one after b's. */
    private static Duration awayFor(Lab lab, Deployment deployment) {
        List<Arp> claims = lab.wire().gratuitousArps(VIP);
        long firstNs = claims.getFirst().timeNs();
        String b = deployment.b.mac();
        return claims.stream()
                .dropWhile(claim -> !claim.senderMac().equals(b))
                .filter(claim -> !claim.senderMac().equals(b))
                .findFirst()
                .map(claim -> Duration.ofNanos(claim.timeNs() - firstNs))
                .orElseThrow();
    }

    private static long claim(Node node) {
        long nowNs = Deployment.nowNs();
        String mac = node.mac().replace(":", "");
        String ip = HexFormat.of().formatHex(new byte[] {(byte) 172, 16, 2, 8});
        String zeros = "0".repeat(12);
        node.sendFrames(
                List.of("f".repeat(12) + mac + "0806" + "0001080006040001" + mac + ip + zeros + ip + "0".repeat(36)));
        return nowNs;
    }
}
