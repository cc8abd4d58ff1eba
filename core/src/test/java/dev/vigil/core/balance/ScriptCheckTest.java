package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.SECOND;
import static dev.vigil.core.balance.Lab.server;
import static dev.vigil.core.balance.Lab.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Programs that check, and that set the weight; what is expected was seen with keepalived 2.2.7. */
class ScriptCheckTest {
    private static final Probe.Script PLAIN = script(false);
    private static final Probe.Script DYNAMIC = script(true);

    private final Lab lab = new Lab();

    private static Probe.Script script(boolean dynamic) {
        return new Probe.Script(List.of("/bin/true"), Optional.empty(), Optional.empty(), SECOND, dynamic);
    }

    private void follow() {
        CheckSettings check = new CheckSettings(DYNAMIC, 10 * SECOND, 0, SECOND, 0, false, false);
        lab.follow(service(1, 0, Optional.empty(), server(1, 10, false, false, List.of(check)), server(2, 1)));
        lab.work();
        lab.story();
    }

    private void pass(int status) {
        Check check = lab.checks.get("s1");
        Probe _ = check.begin(lab.nowNs);
        lab.balancer.passed(check, DYNAMIC.weight(status), lab.nowNs);
        lab.settle();
    }

    @Test
    void anExitStatusOfZeroPassesAndThoseFromTwoSetTheWeightIfThatIsAskedFor() {
        assertThat(PLAIN.passes(0)).isTrue();
        assertThat(PLAIN.passes(1)).isFalse();
        assertThat(PLAIN.passes(2)).isFalse();
        assertThat(PLAIN.weight(2)).isEmpty();
        assertThat(DYNAMIC.passes(0)).isTrue();
        assertThat(DYNAMIC.weight(0)).isEmpty();
        assertThat(DYNAMIC.passes(1)).isFalse();
        assertThat(DYNAMIC.passes(2)).isTrue();
        assertThat(DYNAMIC.weight(2)).isEqualTo(OptionalLong.of(0));
        assertThat(DYNAMIC.weight(255)).isEqualTo(OptionalLong.of(253));
    }

    @Test
    void theWeightFollowsTheProgramWhileTheServerIsUp() {
        follow();
        pass(8);
        assertThat(lab.work()).isEqualTo("=1/6");
        assertThat(lab.story()).containsExactly("weight s1 10>6", "passed s1");
        pass(8);
        assertThat(lab.work()).isEmpty();
        pass(2);
        assertThat(lab.work()).isEqualTo("=1/0");
        pass(0);
        assertThat(lab.work()).isEqualTo("=1/10");
        assertThat(lab.story()).containsExactly("weight s1 6>0", "weight s1 0>10");
    }

    @Test
    void afterAFailureTheWeightIsTheConfiguredOneAgain() {
        follow();
        pass(8);
        lab.fail("s1");
        lab.work();
        pass(0);
        assertThat(lab.work()).isEqualTo("+1/10");
    }

    @Test
    void theWeightOfAProgramCountsForTheQuorum() {
        CheckSettings check = new CheckSettings(DYNAMIC, 10 * SECOND, 0, SECOND, 0, false, false);
        lab.follow(service(5, 0, Optional.empty(), server(1, 10, false, false, List.of(check))));
        lab.story();
        pass(3);
        assertThat(lab.story()).containsExactly("weight s1 10>1", "passed s1", "lost 1");
    }

    @Test
    void theTimeToTheNextRunCountsFromTheStart() {
        follow();
        Check check = lab.checks.get("s1");
        Probe _ = check.begin(lab.nowNs);
        long begunNs = lab.nowNs;
        lab.balancer.passed(check, begunNs + 4 * SECOND);
        assertThat(check.dueNs()).isEqualTo(begunNs + 10 * SECOND);
        Probe _ = check.begin(begunNs + 10 * SECOND);
        lab.balancer.passed(check, begunNs + 30 * SECOND);
        assertThat(check.dueNs()).isEqualTo(begunNs + 30 * SECOND);
    }

    @Test
    void theNumberOfAFileIsAddedToTheWeightOrIsAFailure() {
        assertThat(new Probe.File("f", 3, false).change(4)).isEqualTo(OptionalLong.of(12));
        assertThat(new Probe.File("f", 3, true).change(4)).isEqualTo(OptionalLong.of(-12));
        assertThat(new Probe.File("f", 3, false).change(Integer.MIN_VALUE)).isEmpty();
        assertThat(new Probe.File("f", 1, false).change(Integer.MIN_VALUE + 1)).isEmpty();
        assertThat(new Probe.File("f", 1, false).change(Integer.MIN_VALUE + 2))
                .isEqualTo(OptionalLong.of(Integer.MIN_VALUE + 2));
        assertThat(new Probe.File("f", 9, false).change(Integer.MAX_VALUE))
                .isEqualTo(OptionalLong.of(Integer.MAX_VALUE));
        assertThat(new Probe.File("f", 0, false).change(0)).isEqualTo(OptionalLong.of(0));
        assertThat(new Probe.File("f", 0, false).change(1)).isEmpty();
        assertThat(new Probe.File("f", 0, true).change(0)).isEmpty();
        assertThat(new Probe.File("f", 0, true).change(1)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void aWeightIsNeverBelowZeroAndTheServerStaysInTheTable() {
        Probe file = new Probe.File("f", 2, false);
        CheckSettings check = new CheckSettings(file, 0, 0, 0, 0, false, false);
        lab.follow(service(1, 0, Optional.empty(), server(1, 4, false, false, List.of(check)), server(2, 1)));
        lab.work();
        lab.balancer.weighed(lab.checks.get("s1"), 6, lab.nowNs);
        lab.settle();
        assertThat(lab.work()).isEqualTo("=1/10");
        lab.balancer.weighed(lab.checks.get("s1"), -18, lab.nowNs);
        lab.settle();
        assertThat(lab.work()).isEqualTo("=1/0");
    }

    @Test
    void aMailCheckUsesItsRetriesFromTheStart() {
        CheckSettings check =
                new CheckSettings(new Probe.Mail(Lab.route(1), "x"), 10 * SECOND, 1, SECOND, 0, false, false);
        lab.follow(service(1, 0, Optional.empty(), server(1, 1, false, false, List.of(check))));
        lab.work();
        lab.fail("s1");
        assertThat(lab.work()).isEmpty();
        lab.fail("s1");
        assertThat(lab.work()).isEqualTo("-1");
    }
}
