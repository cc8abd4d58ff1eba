package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert6;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual routers over IPv6. That checksums are right is judged by tshark after each test. */
@LabTest
class Ipv6SystemTest {
    /** The kernel's own, unless {@code unicast_ttl} is set. */
    private static final int UNICAST_HOPS = 64;

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#version3")
    void theHigherPriorityIsElectedOverIpv6AndAnnouncesEveryAddress(Row row, Lab lab) {
        Ipv6Pair pair = new Ipv6Pair(lab, row);
        pair.start();

        assertThat(pair.adverts(pair.b)).isEmpty();
        pair.assertNoAddresses(pair.b);
        Advert6 advert = pair.adverts(pair.a).getFirst();
        boolean multicast = row.cast() == Row.Cast.MULTICAST;
        assertThat(advert.destination()).isEqualTo(multicast ? "ff02::12" : pair.source(pair.b));
        assertThat(advert.destinationMac()).isEqualTo(multicast ? "33:33:00:00:00:12" : pair.b.mac());
        assertThat(advert.hopLimit()).isEqualTo(multicast ? 255 : UNICAST_HOPS);
        assertThat(advert.trafficClass()).isEqualTo(0xc0);
        assertThat(advert.version()).isEqualTo(3);
        assertThat(advert.priority()).isEqualTo(Ipv6Pair.PRIORITY_A);
        assertThat(advert.intervalCs()).isEqualTo(50);
        assertThat(advert.addresses()).isEqualTo(Ipv6Pair.VIPS);
        pair.assertAnnounced(pair.a, advert);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#version3")
    void masterThatIsToldToEndHandsItsIpv6AddressesOver(Row row, Lab lab) {
        Ipv6Pair pair = new Ipv6Pair(lab, row);
        Daemon master = pair.start();

        assertThat(master.terminate().code()).isZero();

        Advert6 resignation = pair.awaitResignation(pair.a);
        Advert6 first = pair.awaitMaster(pair.b, resignation.timeNs());
        pair.assertNoAddresses(pair.a);
        assertThat(first.priority()).isEqualTo(Ipv6Pair.PRIORITY_B);
        pair.assertAnnounced(pair.b, first);
    }

    /** For keepalived it is a FAULT until the kernel has looked for duplicates, which takes two seconds, and another election. */
    @Test
    @VigilPlays
    void aSourceAddressThatGoesAndComesBackCostsNoHandOver(Lab lab) {
        Ipv6Pair pair = new Ipv6Pair(lab, Row.of(Program.VIGIL));
        Daemon master = pair.start();
        int before = pair.adverts(pair.a).size();
        String source = pair.source(pair.a) + "/64";

        pair.a.must(
                "bash", "-c", "ip addr del " + source + " dev eth0; ip addr add " + source + " dev eth0; ip -6 addr");

        Await.until("more advertisements", LIMIT, () -> pair.adverts(pair.a).size() >= before + 8);
        List<Advert6> adverts = pair.adverts(pair.a);
        for (int index = before; index < adverts.size(); index++) {
            assertThat(adverts.get(index).timeNs() - adverts.get(index - 1).timeNs())
                    .as("the time before advertisement %d", index)
                    .isLessThan(900_000_000L);
        }
        assertThat(pair.adverts(pair.b)).isEmpty();
        assertThat(master.log()).doesNotContain("FAULT");
    }
}
