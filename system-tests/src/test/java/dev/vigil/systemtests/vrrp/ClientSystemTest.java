package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Client;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that asks the virtual address each 2 ms, while the daemons change places. */
@LabTest
class ClientSystemTest {
    private static final int PORT = 4000;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aDaemonThatEndsIsReplacedAfterTheSkewTime(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.start().a();
        Client client = ask(lab, pair);
        long endNs = Pair.nowNs();

        master.terminate();

        client.awaitAnswer("b", endNs, LIMIT);
        assertThat(client.longestSilence(endNs))
                .isLessThan(Duration.ofNanos(row.skewNs(Pair.PRIORITY_B)).plus(Pair.LATENESS));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aNodeThatLosesItsCableIsReplacedAfterTheMasterDownTime(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        pair.start();
        Client client = ask(lab, pair);
        long endNs = Pair.nowNs();

        pair.a.unplug();

        client.awaitAnswer("b", endNs, LIMIT);
        assertThat(client.longestSilence(endNs))
                .isLessThan(Duration.ofNanos(row.masterDownNs(Pair.PRIORITY_B)).plus(Pair.LATENESS));
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.vrrp.Row#programs")
    void aReloadIsNotNoticed(Row row, Lab lab) {
        Pair pair = new Pair(lab, row);
        Daemon master = pair.start().a();
        Client client = ask(lab, pair);
        long beginNs = Pair.nowNs();

        for (int i = 0; i < 3; i++) {
            master.reload(pair.textA());
            pair.awaitAdverts(pair.a, pair.adverts(pair.a).size() + 2);
        }

        assertThat(client.answerers(beginNs)).containsExactly("a");
        assertThat(client.longestSilence(beginNs)).isLessThan(Duration.ofMillis(300));
    }

    private static Client ask(Lab lab, Pair pair) {
        Client.answerDatagrams(pair.a, PORT);
        Client.answerDatagrams(pair.b, PORT);
        Client client = Client.byDatagrams(lab.node("client"), Pair.VIP, PORT, Duration.ofMillis(2));
        client.awaitAnswer("a", 0, LIMIT);
        return client;
    }
}
