package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.SECOND;
import static dev.vigil.core.balance.Lab.server;
import static dev.vigil.core.balance.Lab.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of URLs, as it was seen with keepalived 2.2.7. */
class WebCheckTest {
    private final Lab lab = new Lab();

    private void follow(boolean fast, String... paths) {
        WebDemand any = new WebDemand(List.of(), Optional.empty(), Optional.empty());
        List<WebRequest> requests = Stream.of(paths)
                .map(path -> new WebRequest(path, 0, false, Optional.empty(), any, false))
                .toList();
        CheckSettings check = new CheckSettings(
                new Probe.Web(Lab.route(1), Optional.empty(), fast, requests),
                10 * SECOND,
                1,
                2 * SECOND,
                0,
                false,
                false);
        lab.follow(service(1, 0, Optional.empty(), server(1, 1, false, false, List.of(check))));
        lab.story();
        lab.work();
    }

    /** The step that is made next, and after how many seconds. */
    private String next() {
        Check check = lab.checks.get("s1");
        return check.step() + " in " + (check.dueNs() - lab.nowNs) / SECOND;
    }

    @Test
    void oneUrlIsAskedForAtATimeAndTheServerIsWellAfterAllOfThem() {
        follow(false, "/a", "/b", "/c");
        lab.pass("s1");
        assertThat(next()).isEqualTo("1 in 10");
        lab.pass("s1");
        assertThat(lab.story()).isEmpty();
        lab.pass("s1");
        assertThat(lab.story()).containsExactly("passed s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.pass("s1");
        assertThat(lab.story()).isEmpty();
        assertThat(next()).isEqualTo("1 in 10");
    }

    @Test
    void theUrlThatFailedIsAskedForAloneAndThenAllOfThem() {
        follow(false, "/a", "/b");
        lab.pass("s1");
        lab.pass("s1");
        lab.pass("s1");
        lab.story();

        lab.fail("s1");
        assertThat(next()).isEqualTo("1 in 2");
        lab.fail("s1");
        assertThat(next()).isEqualTo("1 in 10");
        assertThat(lab.story()).containsExactly("failed s1 2 last", "down s1", "lost 0");
        assertThat(lab.work()).isEqualTo("-1");

        lab.pass("s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.pass("s1");
        assertThat(lab.work()).isEmpty();
        lab.pass("s1");
        assertThat(lab.story())
                .containsExactly("passed s1 /b", "passed s1 /a", "passed s1 /b", "passed s1", "up s1", "gained 1");
        assertThat(lab.work()).isEqualTo("+1/1");
    }

    @Test
    void aFailureWhileItRecoversBeginsAnew() {
        follow(false, "/a", "/b");
        lab.fail("s1");
        lab.pass("s1");
        lab.pass("s1");
        lab.fail("s1");
        assertThat(next()).isEqualTo("1 in 10");
        lab.pass("s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("-1");
        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1");
    }

    @Test
    void aFailureThatIsOverAtTheNextAttemptIsForgotten() {
        follow(false, "/a", "/b");
        lab.pass("s1");
        lab.pass("s1");
        lab.fail("s1");
        lab.pass("s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.fail("s1");
        assertThat(next()).isEqualTo("0 in 2");
        assertThat(lab.work()).isEmpty();
    }

    @Test
    void fastRecoveryMakesNoPauses() {
        follow(true, "/a", "/b");
        lab.pass("s1");
        assertThat(next()).isEqualTo("1 in 0");
        lab.pass("s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.fail("s1");
        lab.fail("s1");
        assertThat(next()).isEqualTo("0 in 10");
        lab.pass("s1");
        assertThat(next()).isEqualTo("0 in 0");
    }
}
