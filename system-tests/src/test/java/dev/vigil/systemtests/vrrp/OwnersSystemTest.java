package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.ForgedAdvert;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes that both have priority 255, which only one of them should have: there is one master all the same. */
@LabTest
class OwnersSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CONFIG = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 255
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;

    static Stream<Arguments> arrangements() {
        return Program.pairs().stream()
                .flatMap(pair -> Stream.of(true, false)
                        .map(lowerFirst -> Arguments.of(pair.getFirst(), pair.getLast(), lowerFirst)));
    }

    /** An owner is master from its first moment, so for a moment there are two. */
    @ParameterizedTest(name = "{0} with the lower address, {1} with the higher one, the lower first: {2}")
    @MethodSource("arrangements")
    void oneOfThemYields(Program lower, Program higher, boolean lowerFirst, Lab lab) {
        Node a = lab.node("a");
        Node b = lab.node("b");
        Node first = lowerFirst ? a : b;
        Node second = lowerFirst ? b : a;
        first.start(lowerFirst ? lower : higher, CONFIG);
        Await.until("the first owner", LIMIT, () -> first.holds(Pair.VIP) && advertised(lab, first) >= 2);
        Daemon later = second.start(lowerFirst ? higher : lower, CONFIG);
        later.awaitLog("Entering MASTER STATE", LIMIT);
        Await.until("one of them has the address", LIMIT, () -> a.holds(Pair.VIP) != b.holds(Pair.VIP));

        Node master = a.holds(Pair.VIP) ? a : b;
        Node other = master == a ? b : a;
        int sentByOther = advertised(lab, other);
        int sent = advertised(lab, master);
        Await.until("four intervals", LIMIT, () -> advertised(lab, master) >= sent + 4);
        assertThat(master.holds(Pair.VIP)).isTrue();
        assertThat(other.holds(Pair.VIP)).isFalse();
        assertThat(advertised(lab, other)).as("what the other says meanwhile").isEqualTo(sentByOther);
    }

    static Stream<Program> players() {
        return Program.players().stream();
    }

    /** A router to the letter of RFC 9568 7.1 hears nobody. */
    @ParameterizedTest
    @MethodSource("players")
    void anOwnerThatListensToNobodyIsGivenWayTo(Program program, Lab lab) {
        Node deaf = lab.node("a");
        Node b = lab.node("b");
        b.start(program, CONFIG);
        Await.until("the owner", LIMIT, () -> b.holds(Pair.VIP));
        lab.expectHostilePackets();
        ForgedAdvert advert = new ForgedAdvert(2).source(deaf.address()).priority(255);
        deaf.send(Collections.nCopies(6, advert), Duration.ofSeconds(1));

        assertThat(b.holds(Pair.VIP)).isFalse();
        List<Integer> priorities = lab.wire().adverts(Pair.VRID, b).stream()
                .map(sent -> sent.priority())
                .distinct()
                .toList();
        assertThat(priorities).as("a loser says no goodbye").containsExactly(255);
        Await.until("the address, as the other is gone", LIMIT, () -> b.holds(Pair.VIP));
    }

    private static int advertised(Lab lab, Node node) {
        return lab.wire().adverts(Pair.VRID, node).size();
    }
}
