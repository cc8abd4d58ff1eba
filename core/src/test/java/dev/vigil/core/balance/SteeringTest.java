package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.SECOND;
import static dev.vigil.core.balance.Lab.server;
import static dev.vigil.core.balance.Lab.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What operators want of servers, and what is shown of them. */
class SteeringTest {
    private static final Optional<Boolean> NO_SORRY = Optional.empty();
    private static final Optional<Boolean> SORRY = Optional.of(false);
    private static final ServerName S1 = new ServerName("web", "s1");
    private static final ServerName S2 = new ServerName("web", "s2");
    private static final Steering DRAIN = new Steering.Drain();
    private static final Steering OUT = new Steering.Out();

    private final Lab lab = new Lab();

    private void begin(ServiceSettings settings) {
        lab.follow(settings);
        lab.pass("s1");
        lab.pass("s2");
        String _ = lab.work();
        List<String> _ = lab.story();
    }

    private void steer(Map<ServerName, Steering> wanted) {
        lab.balancer.steer(wanted, lab.nowNs);
        lab.settle();
    }

    private ServiceView view() {
        return lab.balancer.views().getFirst();
    }

    @Test
    void aWeightReplacesTheConfiguredOneUntilItIsTakenBack() {
        begin(service(1, 0, NO_SORRY, server(1, 2), server(2, 2)));
        steer(Map.of(S1, new Steering.Weight(7)));
        assertThat(lab.work()).isEqualTo("=1/7");
        assertThat(lab.story()).containsExactly("weight s1 2>7");
        steer(Map.of(S1, new Steering.Weight(7)));
        assertThat(lab.work()).isEmpty();
        steer(Map.of());
        assertThat(lab.work()).isEqualTo("=1/2");
        assertThat(lab.story()).containsExactly("weight s1 7>2");
    }

    @Test
    void whatChecksAddToAWeightDoesNotCountWhileAnOperatorHasSetIt() {
        begin(service(1, 0, NO_SORRY, server(1, 2), server(2, 2)));
        steer(Map.of(S1, new Steering.Weight(7)));
        lab.balancer.weighed(lab.checks.get("s1"), 3, lab.nowNs);
        lab.settle();
        assertThat(lab.work()).isEqualTo("=1/7");
        steer(Map.of());
        assertThat(lab.work()).isEqualTo("=1/5");
        assertThat(view().servers().getFirst().weight()).isEqualTo(5);
        assertThat(view().servers().getFirst().configuredWeight()).isEqualTo(2);
    }

    @Test
    void aServerThatDrainsStaysInTheTableWithoutWeightAndIsAlive() {
        begin(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        steer(Map.of(S1, DRAIN));
        assertThat(lab.work()).isEqualTo("=1/0");
        assertThat(lab.story()).containsExactly("weight s1 1>0");
        assertThat(view().servers().getFirst().alive()).isTrue();
    }

    /** Its connections would be cut if it left the table, as a server does that is alive while the sorry server serves. */
    @Test
    void itStaysThereAlsoWhenTheQuorumIsLostByIt() {
        begin(service(1, 0, SORRY, server(1, 1), server(2, 1)));
        steer(Map.of(S1, DRAIN, S2, DRAIN));
        assertThat(lab.work()).isEqualTo("+9/1 =1/0 =2/0");
        assertThat(lab.story()).containsExactlyInAnyOrder("weight s1 1>0", "weight s2 1>0", "lost 0", "sorry serves");
        steer(Map.of(S2, DRAIN));
        assertThat(lab.work()).isEqualTo("=1/1 -9");
    }

    @Test
    void oneThatDrainsLeavesTheTableWhenItsCheckFails() {
        begin(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        steer(Map.of(S1, DRAIN));
        lab.failAll("s1");
        assertThat(lab.work()).isEqualTo("=1/0 -1");
        lab.pass("s1");
        assertThat(lab.work()).as("it still drains").isEqualTo("+1/0");
    }

    @Test
    void oneThatIsTakenOutIsDownWhateverItsChecksSay() {
        begin(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        steer(Map.of(S1, OUT));
        assertThat(lab.work()).isEqualTo("-1");
        assertThat(lab.story()).containsExactly("down s1");
        assertThat(lab.balancer.hasFailed(Lab.WEB, Lab.destination(1, 1))).isTrue();
        lab.pass("s1");
        assertThat(lab.work()).isEmpty();
        steer(Map.of());
        assertThat(lab.work()).isEqualTo("+1/1");
        assertThat(lab.story()).containsExactly("up s1");
    }

    @Test
    void oneThatInhibitsStaysInTheTableWhenItIsTakenOut() {
        begin(service(1, 0, NO_SORRY, server(1, 1, true, false, List.of(Lab.check(1))), server(2, 1)));
        steer(Map.of(S1, OUT));
        assertThat(lab.work()).isEqualTo("=1/0");
    }

    @Test
    void aReloadEndsNothingAndServersThatComeAreMet() {
        begin(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        ServerName s3 = new ServerName("web", "s3");
        steer(Map.of(S1, DRAIN, s3, new Steering.Weight(4)));
        String _ = lab.work();
        lab.follow(service(1, 0, NO_SORRY, server(1, 5), server(2, 1), server(3, 1)));
        assertThat(lab.work()).isEqualTo("+3/4");
        lab.follow(service(1, 0, NO_SORRY, server(2, 1)));
        lab.follow(service(1, 0, NO_SORRY, server(1, 5), server(2, 1)));
        assertThat(lab.work()).isEqualTo("-1 -3 +1/0");
    }

    @Test
    void itIsKnownBeforehandWhatWouldCostTheQuorum() {
        begin(service(3, 1, NO_SORRY, server(1, 1), server(2, 4)));
        assertThat(lab.balancer.wouldLoseQuorum(S1, DRAIN)).isFalse();
        assertThat(lab.balancer.wouldLoseQuorum(S2, DRAIN)).isTrue();
        assertThat(lab.balancer.wouldLoseQuorum(S2, OUT)).isTrue();
        assertThat(lab.balancer.wouldLoseQuorum(S2, new Steering.Weight(1))).isFalse();
        assertThat(lab.balancer.wouldLoseQuorum(new ServerName("web", "s9"), OUT))
                .isFalse();
        lab.settle();
        assertThat(lab.work()).as("nothing is changed").isEmpty();
        steer(Map.of(S2, OUT));
        assertThat(lab.balancer.wouldLoseQuorum(S1, OUT))
                .as("it is lost already")
                .isFalse();
    }

    @Test
    void whatIsShownOfAServerSaysSinceWhenAndWhatTheLastAnswerWas() {
        begin(service(2, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.nowNs += 60 * SECOND;
        Probe _ = lab.checks.get("s1").begin(lab.nowNs - 3 * SECOND);
        lab.balancer.failed(lab.checks.get("s1"), "Connection refused", lab.nowNs);
        lab.settle();
        long failedNs = lab.nowNs;
        ServiceView.OneCheck check = view().servers().getFirst().checks().getFirst();
        assertThat(check)
                .isEqualTo(new ServiceView.OneCheck(
                        "TCP_CHECK",
                        "127.0.0.1:1",
                        ServiceView.Belief.PASSES,
                        false,
                        "Connection refused",
                        OptionalLong.of(failedNs),
                        OptionalLong.of(3 * SECOND),
                        OptionalLong.of(failedNs + 2 * SECOND),
                        OptionalLong.of(failedNs - 60 * SECOND),
                        1,
                        1,
                        2,
                        1,
                        0));
        lab.nowNs += 2 * SECOND;
        lab.fail("s1");
        ServiceView down = view();
        assertThat(down.up()).isFalse();
        assertThat(down.sinceNs()).hasValue(lab.nowNs);
        assertThat(down.quorum()).isEqualTo(new ServiceView.Quorum(2, 0, 1));
        assertThat(down.quorum().needed(false)).isEqualTo(2);
        assertThat(down.alive()).isEqualTo(1);
        ServiceView.Server out = down.servers().getFirst();
        assertThat(out.alive()).isFalse();
        assertThat(out.sinceNs()).hasValue(lab.nowNs);
        assertThat(out.checks().getFirst().belief()).isEqualTo(ServiceView.Belief.FAILS);
        assertThat(out.checks().getFirst().sinceNs()).hasValue(lab.nowNs);
        assertThat(down.servers().getLast().sinceNs()).hasValue(failedNs - 60 * SECOND);
    }

    @Test
    void whatTheKernelRefusesIsShownWithItsReason() {
        lab.refusedPorts.add(1);
        lab.follow(service(1, 0, SORRY, server(1, 1), server(2, 1)));
        ServiceView shown = view();
        assertThat(shown.servers().getFirst().refusal()).contains("no");
        assertThat(shown.servers().getFirst().alive()).isFalse();
        assertThat(shown.servers().getLast().refusal()).isEmpty();
        assertThat(shown.entries()).containsExactly("10.9.0.100:80");
        assertThat(shown.sorry()).contains(new ServiceView.Sorry("sorry", false));
        assertThat(shown.servers().getLast().checks().getFirst().belief()).isEqualTo(ServiceView.Belief.TAKEN_TO_PASS);
    }
}
