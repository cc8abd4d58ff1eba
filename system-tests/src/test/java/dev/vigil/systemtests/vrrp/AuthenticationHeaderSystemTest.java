package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code auth_type AH}: an authentication header proves who sent an advertisement. */
@LabTest
class AuthenticationHeaderSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int AH = 51;

    /** Within this time a backup that does not hear the master takes over. */
    private static final Duration UNHEARD = Duration.ofSeconds(5);

    static List<Row> rows() {
        return Row.which(row -> row.version() == 2);
    }

    private static Pair pair(Lab lab, Row row) {
        return new Pair(lab, row)
                .withSettingsA(RouterText::authenticationHeader)
                .withSettingsB(RouterText::authenticationHeader);
    }

    /** The advertisements of a node that have an authentication header. */
    private static List<Frame> sent(Pair pair, Node from) {
        return pair.wire.frames().stream()
                .filter(frame -> frame.sourceMac().equals(from.mac()))
                .filter(frame -> frame.bytes().length >= 34 && (frame.bytes()[23] & 0xff) == AH)
                .toList();
    }

    private static void awaitMaster(Node node) {
        Await.until("the address on " + node.name(), LIMIT, () -> node.holds(Pair.VIP));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAddressGoesThereAndBackAndOnlyOneNodeHasIt(Row row, Lab lab) {
        Pair pair = pair(lab, row);
        Daemon a = pair.startA();
        awaitMaster(pair.a);
        pair.startB();
        Await.holds("b hears a", UNHEARD, () -> !pair.b.holds(Pair.VIP));

        a.kill();
        awaitMaster(pair.b);
        pair.a.exec("ip", "address", "delete", Pair.VIP + "/24", "dev", "eth0");

        // It begins with the number 1 again, which everybody has passed.
        pair.startA();
        awaitMaster(pair.a);
        pair.awaitAddressGone(pair.b);
        Await.holds("b hears a again", UNHEARD, () -> pair.a.holds(Pair.VIP) && !pair.b.holds(Pair.VIP));
        assertThat(sent(pair, pair.a)).hasSizeGreaterThan(5);
        assertThat(sent(pair, pair.b)).isNotEmpty();
        assertThat(pair.adverts(pair.a)).as("advertisements without a header").isEmpty();
    }

    @Test
    void anAdvertisementThatIsPlayedAgainOrChangedDoesNothing(Lab lab) {
        lab.expectHostilePackets();
        Pair pair = pair(lab, new Row(Program.VIGIL, Program.VIGIL, 2, Row.Cast.MULTICAST));
        Daemon a = pair.startA();
        awaitMaster(pair.a);
        Await.until("two advertisements", LIMIT, () -> sent(pair, pair.a).size() >= 2);
        String old = HexFormat.of().formatHex(sent(pair, pair.a).getLast().bytes());
        pair.startB();
        Await.holds("b hears a", Duration.ofSeconds(4), () -> !pair.b.holds(Pair.VIP));
        a.kill();
        awaitMaster(pair.b);

        Node stranger = lab.node("stranger", "10.77.0.9/24");
        // Of a better node, whose key the stranger does not know.
        stranger.sendFrames(List.of(old, old.substring(0, old.length() - 16) + "0000000000000001"));

        Await.holds("b stays", Duration.ofSeconds(3), () -> pair.b.holds(Pair.VIP));
        assertThat(VigilStatus.json(pair.b).output()).contains("\"auth_replayed\":1", "\"auth_failed\":1");
    }
}
