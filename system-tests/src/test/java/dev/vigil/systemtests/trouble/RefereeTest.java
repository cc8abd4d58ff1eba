package dev.vigil.systemtests.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.trouble.Member.State;
import dev.vigil.systemtests.trouble.Referee.Findings;
import dev.vigil.systemtests.trouble.Referee.Router;
import dev.vigil.systemtests.trouble.Referee.Seen;
import dev.vigil.systemtests.trouble.Spans.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefereeTest {
    private static final long S = 1_000_000_000;
    private static final long DOWN_NS = 4 * S;
    private static final Router ROUTER = new Router("10.77.0.100", true);
    private static final Span WINDOW = new Span(0, 100 * S);

    private static Seen node(String name, Spans held) {
        return new Seen(name, DOWN_NS, held, Map.of());
    }

    private static Seen node(String name, Spans held, State state, double fromS, double toS) {
        return new Seen(name, DOWN_NS, held, Map.of(state, s(fromS, toS)));
    }

    private static Spans s(double from, double to) {
        return Spans.of((long) (from * S), (long) (to * S));
    }

    private static Findings judge(long latenessNs, Seen... nodes) {
        return new Referee(ROUTER, List.of(nodes), WINDOW, (_, _) -> latenessNs).judge();
    }

    @Test
    void aHandOverWithinTheMomentIsFine() {
        Findings found = judge(0, node("a", s(0, 50.2)), node("b", s(50, 100)));
        assertThat(found.breaches()).isEmpty();
        assertThat(found.twoNs()).isEqualTo(S / 5);
    }

    @Test
    void twoHoldersWithoutAReasonBreakTheRuleUnlessTheMachineStalled() {
        Seen[] nodes = {node("a", s(0, 51)), node("b", s(50, 100))};
        assertThat(judge(0, nodes).breaches()).singleElement().asString().contains("two holders", "1.000 s");
        assertThat(judge(S / 4, nodes).breaches()).isEmpty();
    }

    @Test
    void aFrozenNodeKeepsItsAddressForOneDownTimeAfterItAwoke() {
        assertThat(judge(0, node("a", s(0, 64.2), State.FROZEN, 40, 60), node("b", s(44, 100)))
                        .breaches())
                .isEmpty();
        assertThat(judge(0, node("a", s(0, 64.4), State.FROZEN, 40, 60), node("b", s(44, 100)))
                        .breaches())
                .singleElement()
                .asString()
                .contains("two holders", "0.400 s");
    }

    @Test
    void aNodeThatLosesPacketsExplainsItsOwnAddressAndNotTwoOthers() {
        Seen deaf = node("a", s(0, 100), State.LOSSY, 0, 100);
        assertThat(judge(0, deaf, node("b", s(4, 50)), node("c", s(50, 100))).breaches())
                .isEmpty();
        assertThat(judge(0, deaf, node("b", s(4, 51)), node("c", s(50, 100))).breaches())
                .singleElement()
                .asString()
                .contains("two holders", "1.000 s");
    }

    @Test
    void aDeafNodeBesideTheHolderDoesNotExplainAThirdThatTakesTheAddress() {
        assertThat(judge(0, node("a", s(0, 100)), node("b", s(50, 60)), node("c", Spans.NONE, State.LOSSY, 45, 65))
                        .breaches())
                .singleElement()
                .asString()
                .contains("two holders", "10.000 s");
    }

    @Test
    void aFaultOfLongAgoExplainsNothing() {
        assertThat(judge(0, node("a", s(0, 100), State.FROZEN, 10, 14), node("b", s(50, 52)))
                        .breaches())
                .singleElement()
                .asString()
                .contains("two holders");
    }

    @Test
    void theAddressOfADeadDaemonIsNobodys() {
        Seen dead = node("a", s(0, 60), State.ENDING_OR_DEAD, 40, 60);
        assertThat(judge(0, dead, node("b", s(44, 100))).breaches()).isEmpty();
    }

    @Test
    void theAddressOfADeadDaemonServesNobody() {
        Seen dead = new Seen("a", DOWN_NS, s(0, 60), Map.of(State.ENDING_OR_DEAD, s(40, 60), State.DEAD, s(40, 60)));
        assertThat(judge(0, dead, node("b", s(44.2, 100))).breaches()).isEmpty();
        assertThat(judge(0, dead, node("b", s(44.4, 100))).breaches())
                .singleElement()
                .asString()
                .contains("although b could be", "4.400 s");
    }

    @Test
    void withAFaultACandidateHasItsDownTimeAndAMoment() {
        Seen dead = node("a", s(0, 50), State.ENDING_OR_DEAD, 50, 100);
        assertThat(judge(0, dead, node("b", s(54.2, 100))).breaches()).isEmpty();
        assertThat(judge(0, dead, node("b", s(54.4, 100))).breaches())
                .singleElement()
                .asString()
                .contains("although b could be", "4.400 s");
    }

    @Test
    void withoutAFaultAHandOverHasAMoment() {
        assertThat(judge(0, node("a", s(0, 50)), node("b", s(50.2, 100))).breaches())
                .isEmpty();
        assertThat(judge(0, node("a", s(0, 50)), node("b", s(50.4, 100))).breaches())
                .singleElement()
                .asString()
                .contains("without a fault no holder", "0.400 s");
    }

    @Test
    void aFaultOfAThirdNodeDoesNotExplainThatTheHolderLostTheAddress() {
        assertThat(judge(0, node("a", s(0, 50)), node("b", s(52, 100)), node("c", Spans.NONE, State.FROZEN, 40, 60))
                        .breaches())
                .singleElement()
                .asString()
                .contains("without a fault no holder", "2.000 s");
    }

    @Test
    void theDeathOfANodeThatWasAboutToHaveTheAddressIsAFaultOfItsOwn() {
        assertThat(judge(
                                0,
                                node("a", s(0, 50)),
                                node("b", s(53, 100)),
                                node("c", Spans.NONE, State.ENDING_OR_DEAD, 50.1, 60))
                        .breaches())
                .isEmpty();
    }

    @Test
    void aReloadOrADeletedAddressIsNoFaultUnlessTheProgramIsUpsetByIt() {
        Seen other = node("b", s(53, 100));
        assertThat(judge(0, node("a", s(0, 50)), other).breaches()).hasSize(1);
        assertThat(judge(0, node("a", s(0, 50), State.UPSET, 49.9, 50.1), other).breaches())
                .isEmpty();
    }

    @Test
    void nobodyIsFineWhileNobodyCanBe() {
        Seen first = node("a", s(0, 50), State.UNPLUGGED, 50, 71);
        assertThat(judge(0, first, node("b", s(74, 100), State.SCRIPT_FAILS, 40, 69))
                        .breaches())
                .isEmpty();
        assertThat(judge(0, first, node("b", s(77, 100), State.SCRIPT_FAILS, 40, 69))
                        .breaches())
                .hasSize(2);
    }

    @Test
    void theStallOfTheMachineWidensTheMoment() {
        Seen[] nodes = {node("a", s(0, 50)), node("b", s(51, 100))};
        assertThat(judge(0, nodes).breaches()).hasSize(1);
        assertThat(judge(S / 4, nodes).breaches()).isEmpty();
    }
}
