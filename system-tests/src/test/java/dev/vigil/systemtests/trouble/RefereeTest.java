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
    private static final Router ROUTER = new Router("10.77.0.100", S, true);
    private static final Span WINDOW = new Span(0, 100 * S);

    private static Seen node(String name, Spans held) {
        return new Seen(name, held, Map.of());
    }

    private static Seen node(String name, Spans held, State state, double fromS, double toS) {
        return new Seen(name, held, Map.of(state, s(fromS, toS)));
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
    void aFrozenNodeKeepsItsAddressUntilItHasHeardTheOther() {
        assertThat(judge(0, node("a", s(0, 62), State.FROZEN, 40, 60), node("b", s(44, 100)))
                        .breaches())
                .isEmpty();
        assertThat(judge(0, node("a", s(0, 63), State.FROZEN, 40, 60), node("b", s(44, 100)))
                        .breaches())
                .isNotEmpty();
    }

    @Test
    void theAddressOfADeadDaemonIsNobodys() {
        Seen dead = node("a", s(0, 60), State.ENDING_OR_DEAD, 40, 60);
        assertThat(judge(0, dead, node("b", s(44, 100))).breaches()).isEmpty();
    }

    @Test
    void nobodyLongerThanACandidateWaitsBreaksTheRule() {
        assertThat(judge(0, node("a", s(0, 50)), node("b", s(54.2, 100))).breaches())
                .isEmpty();
        assertThat(judge(0, node("a", s(0, 50)), node("b", s(54.4, 100))).breaches())
                .hasSize(2)
                .allMatch(text -> text.contains("no holder"));
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
}
