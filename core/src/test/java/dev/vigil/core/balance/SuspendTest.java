package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Services that are checked only while this host has their address. */
class SuspendTest {
    private static final Set<IpAddress> HELD = Set.of(IpAddress.of("10.9.0.100"), IpAddress.of("10.0.0.1"));
    private static final Set<IpAddress> OTHERS = Set.of(IpAddress.of("10.0.0.1"));

    private final Lab lab = new Lab();

    private static ServiceSettings suspending(ServerSettings... servers) {
        return new ServiceSettings(
                Lab.NAME,
                List.of(Lab.entry("rr")),
                List.of(servers),
                Optional.empty(),
                1,
                0,
                true,
                new ServiceSettings.Tells(false, false));
    }

    @Test
    void nothingIsCheckedBeforeTheAddressIsThereAndServersAreInTheTableAllTheSame() {
        lab.follow(suspending(server(1, 1)));
        assertThat(lab.work()).isEqualTo("+web +1/1");
        assertThat(lab.story()).containsExactly("suspended", "gained 1");
        Check check = lab.checks.get("s1");
        assertThat(check.dueNs()).isEqualTo(Check.NEVER);

        assertThat(lab.balancer.hold(OTHERS, lab.nowNs)).isEmpty();
        assertThat(lab.balancer.hold(HELD, lab.nowNs)).containsExactly(check);
        assertThat(check.dueNs()).isEqualTo(lab.nowNs);
        assertThat(lab.story()).containsExactly("resumed");
        lab.fail("s1");
        assertThat(lab.work()).as("one failure is enough").isEqualTo("-1");
    }

    @Test
    void whatIsFoundWhileTheAddressIsGoneDoesNotCountAndWhatWasKnownIsRemembered() {
        lab.follow(suspending(server(1, 1)));
        List<Check> _ = lab.balancer.hold(HELD, lab.nowNs);
        lab.fail("s1");
        lab.work();
        lab.story();
        List<Check> _ = lab.balancer.hold(OTHERS, lab.nowNs);
        Check check = lab.checks.get("s1");
        lab.balancer.passed(check, lab.nowNs);
        lab.settle();
        assertThat(lab.work()).isEmpty();
        assertThat(check.dueNs()).isEqualTo(Check.NEVER);

        List<Check> _ = lab.balancer.hold(HELD, lab.nowNs);
        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1");
        assertThat(lab.story()).containsExactly("suspended", "resumed", "passed s1", "up s1", "gained 1");
    }

    @Test
    void aReloadSuspendsNewChecksAndResumesThoseThatNeedNotWaitAnyMore() {
        lab.follow(suspending(server(1, 1)));
        lab.follow(suspending(server(1, 1), server(2, 1)));
        assertThat(lab.checks.get("s2").dueNs()).isEqualTo(Check.NEVER);

        lab.follow(Lab.service(1, 0, Optional.empty(), server(1, 1), server(2, 1)));
        assertThat(lab.checks.get("s1").dueNs()).isEqualTo(lab.nowNs);
        assertThat(lab.checks.get("s2").dueNs()).isEqualTo(lab.nowNs);
    }

    @Test
    void servicesOfOthersAreRemovedIfThatIsAskedFor() {
        Table table = new Table();
        ServiceKey mark = new ServiceKey.Mark(5, Family.IPV4);
        Table.Row _ = table.put(new ServiceEntry(mark, "rr", "", 0, 0, 32));
        lab.balancer.found(table);
        List<Check> _ = lab.balancer.follow(List.of(suspending(server(1, 1))), lab.nowNs);
        lab.balancer.removeOthers();

        assertThat(lab.balancer.changes()).contains(new TableChange.RemoveService(mark));
    }
}
