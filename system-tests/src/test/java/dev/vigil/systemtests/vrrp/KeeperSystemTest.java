package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * While the loop waits in the kernel for one virtual router, the others go on advertising. What the loop does awake
 * afterwards, as taking in thousands of events, is not judged here.
 */
@LabTest
@VigilPlays
class KeeperSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long INTERVAL_NS = 100_000_000L;
    private static final int OTHERS = 10;
    private static final int LARGE_VRID = 99;
    private static final int ADDRESSES = 2000;
    private static final int ROUTES = 20_000;

    /** So many programs add so many routes each: they contend for the routing lock with the loop. */
    private static final int BATCHES = 6;

    private static final String GUARD = "guard0";

    @Test
    void theOtherMastersStayPunctualWhileOneTakesManyAddressesAndTheHostAddsManyRoutes(Lab lab) {
        Node node = lab.node("a");
        node.addCable(GUARD, "guard1");
        node.must("ip", "link", "set", GUARD, "down");
        for (int batch = 0; batch < BATCHES; batch++) {
            node.write("/run/lab/routes" + batch, routes(batch));
        }
        Daemon daemon = node.start(Program.VIGIL, config());
        for (int vrid = 1; vrid <= OTHERS; vrid++) {
            int each = vrid;
            Await.until(
                    "a master of VRID " + vrid,
                    LIMIT,
                    () -> lab.wire().adverts(each).size() > 5);
        }

        for (int batch = 0; batch < BATCHES; batch++) {
            node.spawn(node.newLog("routes"), List.of("ip", "-batch", "/run/lab/routes" + batch));
        }
        node.must("ip", "link", "set", GUARD, "up");
        Await.until("all addresses", LIMIT, () -> addressCount(node) > ADDRESSES);
        daemon.awaitLog("large.*Entering MASTER STATE", LIMIT);
        int seen = lab.wire().adverts(1).size();
        Await.until("more adverts", LIMIT, () -> lab.wire().adverts(1).size() > seen + 10);

        long begunNs = lab.wire().adverts(LARGE_VRID).getFirst().timeNs();
        long endedNs = lab.wire().gratuitousArps("10.77.1.0").getFirst().timeNs();
        long waitNs = endedNs - begunNs;
        List<Long> gapsNs = IntStream.rangeClosed(1, OTHERS)
                .mapToObj(vrid -> greatestGapNs(lab.wire().adverts(vrid), begunNs, endedNs))
                .toList();
        assertThat(waitNs).as("the loop waits for so long that it matters").isGreaterThan(2 * INTERVAL_NS);
        assertThat(gapsNs).allMatch(ns -> ns < 2 * INTERVAL_NS, "less than two intervals");
    }

    private static long addressCount(Node node) {
        return node.addressLines().lines().count();
    }

    /** The greatest time between two of these, as far as it lies in the wait; a silence to its end counts as well. */
    private static long greatestGapNs(List<Advert> adverts, long begunNs, long endedNs) {
        return IntStream.range(1, adverts.size())
                .filter(index -> adverts.get(index).timeNs() > begunNs
                        && adverts.get(index - 1).timeNs() < endedNs)
                .mapToLong(index -> Math.min(adverts.get(index).timeNs(), endedNs)
                        - adverts.get(index - 1).timeNs())
                .max()
                .orElseThrow();
    }

    private static String routes(int batch) {
        return IntStream.range(0, ROUTES)
                .mapToObj(number ->
                        "route add 172." + (16 + batch) + "." + number / 250 + "." + number % 250 + "/32 dev lo")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String config() {
        String others = IntStream.rangeClosed(1, OTHERS)
                .mapToObj(vrid -> instance("small" + vrid, vrid, "10.77.0." + (100 + vrid) + "/24", ""))
                .collect(Collectors.joining());
        String excluded = IntStream.range(1, ADDRESSES)
                .mapToObj(number -> "        10.77." + (1 + number / 250) + "." + number % 250 + "/32\n")
                .collect(Collectors.joining("", "    virtual_ipaddress_excluded {\n", "    }\n"));
        String guard = "    track_interface {\n        " + GUARD + "\n    }\n";
        return "global_defs {\n    vrrp_version 3\n}\n" + others
                + instance("large", LARGE_VRID, "10.77.1.0/32", guard + excluded);
    }

    private static String instance(String name, int vrid, String address, String more) {
        return """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id %d
                    priority 150
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                %s}
                """.formatted(name, vrid, address, more);
    }
}
