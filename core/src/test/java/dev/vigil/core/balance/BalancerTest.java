package dev.vigil.core.balance;

import static dev.vigil.core.balance.Lab.SECOND;
import static dev.vigil.core.balance.Lab.check;
import static dev.vigil.core.balance.Lab.destination;
import static dev.vigil.core.balance.Lab.entry;
import static dev.vigil.core.balance.Lab.server;
import static dev.vigil.core.balance.Lab.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers, quorum and the kernel's table; what is expected was seen with keepalived 2.2.7, except where it says otherwise. */
class BalancerTest {
    private static final Optional<Boolean> NO_SORRY = Optional.empty();
    private static final Optional<Boolean> SORRY = Optional.of(false);
    private static final Optional<Boolean> INHIBITED_SORRY = Optional.of(true);

    private static final ServiceSettings.Tells OMEGA = new ServiceSettings.Tells(false, true);

    private final Lab lab = new Lab();

    private static ServiceSettings settings(String scheduler, ServiceSettings.Tells tells, ServerSettings... servers) {
        return new ServiceSettings(
                Lab.NAME, List.of(entry(scheduler)), List.of(servers), Optional.empty(), 1, 0, false, tells);
    }

    @Test
    void serversAreInTheTableFromTheStartAndTheQuorumIsGained() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 2), server(2, 1)));

        assertThat(lab.work()).isEqualTo("+web +1/2 +2/1");
        assertThat(lab.story()).containsExactly("gained 3");
    }

    @Test
    void beforeTheFirstResultOneFailureIsEnough() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.work();
        lab.fail("s1");

        assertThat(lab.work()).isEqualTo("-1");
        assertThat(lab.story()).containsExactly("gained 2", "failed s1 1 last", "down s1");
    }

    /** Connections of the others must not be cut when they leave the table as well. */
    @Test
    void onlyAServerWhoseCheckFailsHasFailed() {
        lab.follow(service(2, 0, SORRY, server(1, 1), server(2, 1)));
        lab.fail("s1");

        assertThat(lab.work()).endsWith("-1 -2");
        assertThat(lab.balancer.hasFailed(Lab.WEB, Lab.destination(1, 1))).isTrue();
        assertThat(lab.balancer.hasFailed(Lab.WEB, Lab.destination(2, 1))).isFalse();
        assertThat(lab.balancer.hasFailed(Lab.WEB, Lab.destination(9, 1))).isFalse();
        lab.follow();
        assertThat(lab.balancer.hasFailed(Lab.WEB, Lab.destination(1, 1))).isFalse();
    }

    @Test
    void laterTheRetriesAreUsedAndOneSuccessIsEnough() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.pass("s1");
        assertThat(lab.checks.get("s1").dueNs()).isEqualTo(lab.nowNs + 10 * SECOND);
        lab.work();
        lab.story();

        lab.fail("s1");
        assertThat(lab.work()).isEmpty();
        assertThat(lab.story()).isEmpty();
        assertThat(lab.checks.get("s1").dueNs()).isEqualTo(lab.nowNs + 2 * SECOND);

        lab.fail("s1");
        assertThat(lab.work()).isEqualTo("-1");
        assertThat(lab.story()).containsExactly("failed s1 2 last", "down s1");
        assertThat(lab.checks.get("s1").dueNs()).isEqualTo(lab.nowNs + 10 * SECOND);

        lab.fail("s1");
        assertThat(lab.story()).isEmpty();

        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1");
        assertThat(lab.story()).containsExactly("passed s1", "up s1");
    }

    @Test
    void aSuccessBetweenFailuresForgetsThem() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        lab.pass("s1");
        lab.fail("s1");
        lab.pass("s1");
        lab.fail("s1");

        assertThat(lab.story()).containsExactly("gained 1", "passed s1");
    }

    @Test
    void everyAttemptIsToldIfThatIsAskedFor() {
        CheckSettings loud = new CheckSettings(check(1).probe(), 10 * SECOND, 2, SECOND, 0, false, true);
        lab.follow(service(1, 0, NO_SORRY, server(1, 1, false, false, List.of(loud))));
        lab.pass("s1");
        lab.fail("s1");
        lab.fail("s1");
        lab.fail("s1");

        assertThat(lab.story())
                .containsExactly(
                        "gained 1", "passed s1", "failed s1 1", "failed s1 2", "failed s1 3 last", "down s1", "lost 0");
    }

    @Test
    void theFirstCheckComesAfterARandomTimeUpToTheWarmup() {
        CheckSettings slow = new CheckSettings(check(1).probe(), 10 * SECOND, 1, SECOND, 5 * SECOND, false, false);
        lab.follow(service(1, 0, NO_SORRY, server(1, 1, false, false, List.of(slow)), server(2, 1)));

        assertThat(lab.checks.get("s1").dueNs()).isBetween(lab.nowNs + 1, lab.nowNs + 5 * SECOND);
        assertThat(lab.checks.get("s2").dueNs()).isEqualTo(lab.nowNs);
    }

    @Test
    void anAttemptThatCouldNotBeMadeIsNoFailure() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        Check check = lab.checks.get("s1");
        assertThat(check.begin(lab.nowNs)).isEqualTo(check(1).probe());
        assertThat(check.dueNs()).isEqualTo(Check.NEVER);
        check.postpone(lab.nowNs);

        assertThat(check.dueNs()).isEqualTo(lab.nowNs + 2 * SECOND);
        assertThat(lab.story()).containsExactly("gained 1");
    }

    @Test
    void aServerIsUpOnlyIfAllItsChecksPass() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1, false, false, List.of(check(1), check(2))), server(3, 1)));
        List<Check> both = lab.balancer.follow(
                List.of(service(1, 0, NO_SORRY, server(4, 1, false, false, List.of(check(4), check(5))), server(3, 1))),
                lab.nowNs);
        lab.settle();
        lab.work();
        lab.balancer.failed(both.get(0), "no", 0);
        lab.balancer.failed(both.get(1), "no", 0);
        lab.settle();
        assertThat(lab.work()).isEqualTo("-4");
        lab.balancer.passed(both.get(0), 0);
        lab.settle();
        assertThat(lab.work()).isEmpty();
        lab.balancer.passed(both.get(1), 0);
        lab.settle();
        assertThat(lab.work()).isEqualTo("+4/1");
    }

    @Test
    void alphaServersComeOneByOneAndTheFirstFailureIsTold() {
        lab.follow(service(1, 0, NO_SORRY, down(1), down(2)));
        assertThat(lab.work()).isEqualTo("+web");
        assertThat(lab.story()).isEmpty();

        lab.fail("s1");
        lab.fail("s1");
        assertThat(lab.story()).containsExactly("failed s1 1 last", "stays down s1");
        lab.pass("s2");
        assertThat(lab.work()).isEqualTo("+2/1");
        assertThat(lab.story()).containsExactly("passed s2", "up s2", "gained 1");
    }

    private static ServerSettings down(int port) {
        return server(port, 1, false, true, List.of(check(port)));
    }

    @Test
    void withASorryServerItIsToldThatAServiceStartsWithoutQuorum() {
        lab.follow(service(1, 0, SORRY, down(1)));
        assertThat(lab.work()).isEqualTo("+web +9/1");
        assertThat(lab.story()).containsExactly("starts without 0", "sorry serves");

        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1 -9");
        assertThat(lab.story()).containsExactly("passed s1", "up s1", "gained 1", "sorry rests");
    }

    /** keepalived deletes the servers before it adds the sorry server, so that its table is empty for an instant. */
    @Test
    void theSorryServerComesBeforeTheOthersGoAndLeavesAfterTheyCame() {
        lab.follow(service(2, 0, SORRY, server(1, 1), server(2, 1)));
        lab.pass("s1");
        lab.pass("s2");
        lab.work();
        lab.story();

        lab.failAll("s1");
        assertThat(lab.work()).isEqualTo("+9/1 -1 -2");
        assertThat(lab.story()).containsExactly("failed s1 2 last", "down s1", "lost 1", "sorry serves");

        lab.failAll("s2");
        assertThat(lab.work()).isEmpty();
        lab.pass("s1");
        assertThat(lab.work()).isEmpty();
        lab.pass("s2");
        assertThat(lab.work()).isEqualTo("+1/1 +2/1 -9");
        assertThat(lab.story())
                .containsExactly(
                        "failed s2 2 last",
                        "down s2",
                        "passed s1",
                        "up s1",
                        "passed s2",
                        "up s2",
                        "gained 2",
                        "sorry rests");
    }

    @Test
    void withoutASorryServerTheOthersStayWhenTheQuorumIsLost() {
        lab.follow(service(3, 0, NO_SORRY, server(1, 2), server(2, 1)));
        lab.work();
        lab.fail("s2");

        assertThat(lab.work()).isEqualTo("-2");
        assertThat(lab.story()).containsExactly("gained 3", "failed s2 1 last", "down s2", "lost 2");
    }

    @Test
    void theHysteresisWidensTheQuorumOnBothSides() {
        lab.follow(service(3, 1, NO_SORRY, server(1, 1), server(2, 1), server(3, 1), server(4, 1)));
        assertThat(lab.story()).containsExactly("gained 4");
        lab.fail("s1");
        lab.fail("s2");
        assertThat(lab.story()).doesNotContain("lost 2");
        lab.fail("s3");
        assertThat(lab.story()).contains("lost 1");
        lab.pass("s1");
        lab.pass("s2");
        assertThat(lab.story()).doesNotContain("gained 3");
        lab.pass("s3");
        assertThat(lab.story()).contains("gained 4");
    }

    @Test
    void aQuorumThatTheHysteresisPutsOutOfReachIsNeverGained() {
        lab.follow(service(3, 1, SORRY, server(1, 2), server(2, 1)));

        assertThat(lab.work()).isEqualTo("+web +9/1");
        assertThat(lab.story()).containsExactly("starts without 3", "sorry serves");
    }

    @Test
    void weightZeroIsNoQuorum() {
        lab.follow(service(0, 0, NO_SORRY, server(1, 0)));
        assertThat(lab.work()).isEqualTo("+web +1/0");
        assertThat(lab.story()).isEmpty();
    }

    @Test
    void inhibitedServersStayWithWeightZero() {
        lab.follow(service(
                1,
                0,
                SORRY,
                server(1, 3, true, false, List.of(check(1))),
                server(2, 2, true, false, List.of(check(2)))));
        lab.work();
        lab.story();
        lab.fail("s1");
        assertThat(lab.work()).isEqualTo("=1/0");
        assertThat(lab.story()).containsExactly("failed s1 1 last", "down s1 inhibit");
        lab.fail("s2");
        assertThat(lab.work()).isEqualTo("+9/1 =2/0");
        lab.story();
        lab.pass("s2");
        assertThat(lab.work()).isEqualTo("=2/2 -9");
        assertThat(lab.story()).containsExactly("passed s2", "up s2 inhibit", "gained 2", "sorry rests");
    }

    @Test
    void aLivingInhibitedServerGetsNothingWhileTheSorryServerServes() {
        lab.follow(service(3, 0, SORRY, server(1, 2), server(2, 2, true, false, List.of(check(2)))));
        lab.work();
        lab.fail("s1");

        assertThat(lab.work()).isEqualTo("+9/1 =2/0 -1");
    }

    @Test
    void anInhibitedSorryServerIsAlwaysThere() {
        lab.follow(service(1, 0, INHIBITED_SORRY, server(1, 1)));
        assertThat(lab.work()).isEqualTo("+web +1/1 +9/0");
        lab.fail("s1");
        assertThat(lab.work()).isEqualTo("=9/1 -1");
        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1 =9/0");
    }

    @Test
    void withInitialNotificationsTheFirstStateOfServersIsToldBeforeTheQuorum() {
        ServiceSettings.Tells first = new ServiceSettings.Tells(true, false);
        lab.follow(settings("rr", first, server(1, 1), down(2)));
        assertThat(lab.story()).containsExactly("up s1", "gained 1");
        lab.fail("s2");
        assertThat(lab.story()).containsExactly("failed s2 1 last", "stays down s2");
    }

    @Test
    void nothingIsToldBeforeTheKernelHasAnswered() {
        List<Check> _ = lab.balancer.follow(List.of(service(1, 0, NO_SORRY, server(1, 1))), lab.nowNs);
        List<TableChange> changes = lab.balancer.changes();
        assertThat(lab.story()).isEmpty();
        changes.forEach(lab.balancer::done);
        assertThat(lab.story()).isEmpty();
        assertThat(lab.balancer.changes()).isEmpty();
        assertThat(lab.story()).containsExactly("gained 1");
    }

    // What the kernel refuses: keepalived counts it as alive

    @Test
    void aServerThatTheKernelRefusedIsNotAliveAndTriedAgain() {
        lab.refusedPorts.add(2);
        lab.follow(service(2, 0, SORRY, server(1, 1), server(2, 1)));
        assertThat(lab.work()).isEqualTo("+web +1/1 +9/1 -1");
        assertThat(lab.story())
                .as("the quorum was never there")
                .containsExactly("refused s2: no", "down s2", "starts without 1", "sorry serves");
        assertThat(lab.balancer.hasRefusals()).isTrue();

        lab.balancer.retry();
        lab.settle();
        assertThat(lab.work()).isEmpty();
        assertThat(lab.story()).isEmpty();

        lab.refusedPorts.clear();
        lab.balancer.retry();
        lab.settle();
        assertThat(lab.work()).isEqualTo("+2/1 +1/1 -9");
        assertThat(lab.story()).containsExactly("up s2", "gained 2", "sorry rests");
        assertThat(lab.balancer.hasRefusals()).isFalse();
    }

    @Test
    void aServiceThatTheKernelRefusedHasNoServers() {
        lab.refusing.add(TableChange.AddService.class);
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        assertThat(lab.work()).isEmpty();
        assertThat(lab.story()).containsExactly("refused web: no", "down s1");

        lab.refusing.clear();
        lab.pass("s1");
        assertThat(lab.work()).isEmpty();
        lab.balancer.retry();
        lab.settle();
        assertThat(lab.work()).isEqualTo("+web +1/1");
        assertThat(lab.story()).containsExactly("passed s1", "up s1", "gained 1");
    }

    @Test
    void aRefusedWeightOrRemovalIsTriedAgainAndTheServerGoesOn() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.work();
        lab.refusing.add(TableChange.SetDestination.class);
        lab.refusing.add(TableChange.RemoveDestination.class);
        lab.follow(service(1, 0, NO_SORRY, server(1, 5)));
        assertThat(lab.story()).contains("refused s1: no", "refused web: no").doesNotContain("down s1");
        lab.refusing.clear();
        lab.balancer.retry();
        lab.settle();
        assertThat(lab.work()).isEqualTo("=1/5 -2");
        assertThat(lab.balancer.hasRefusals()).isFalse();
    }

    @Test
    void aServiceThatCouldNotBeRemovedIsRemovedLater() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        lab.refusing.add(TableChange.RemoveService.class);
        lab.follow();
        assertThat(lab.balancer.hasRefusals()).isTrue();
        lab.work();
        lab.refusing.clear();
        lab.balancer.retry();
        lab.settle();
        assertThat(lab.work()).isEqualTo("-web");
        assertThat(lab.balancer.hasRefusals()).isFalse();
    }

    // The kernel's table

    @Test
    void whatAnEarlierRunOrAnotherProgramLeftIsPutRight() {
        Table table = new Table();
        Table.Row row = table.put(entry("wlc"));
        row.put(destination(1, 44));
        row.put(destination(77, 5));
        lab.balancer.found(table);
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));

        assertThat(lab.work()).isEqualTo("=web rr +2/1 =1/1 -77");
        assertThat(lab.story()).containsExactly("differs 4", "gained 2");

        lab.balancer.found(new Table());
        lab.settle();
        assertThat(lab.work()).isEqualTo("+web +1/1 +2/1");
        assertThat(lab.story()).containsExactly("differs 3");
    }

    @Test
    void aReloadThatFindsTheTableAsItShouldBeTellsNothingOfIt() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        lab.story();
        Table table = new Table();
        table.put(entry("rr")).put(destination(1, 1));
        lab.balancer.found(table);
        lab.follow(service(1, 0, NO_SORRY, server(1, 5)));

        assertThat(lab.story()).containsExactly("weight s1 1>5");
    }

    @Test
    void anEmptyTableAtTheStartIsNothingToTell() {
        lab.balancer.found(new Table());
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));

        assertThat(lab.story()).containsExactly("gained 1");
    }

    @Test
    void aServiceOfSomebodyElseIsLeftAlone() {
        Table table = new Table();
        Table.Row _ = table.put(new ServiceEntry(new ServiceKey.Mark(5, Family.IPV4), "rr", "", 0, 0, 32));
        lab.balancer.found(table);
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));

        assertThat(lab.work()).isEqualTo("+web +1/1");
        assertThat(lab.balancer.stop()).containsExactly(new TableChange.RemoveService(Lab.WEB));
    }

    // Reload

    @Test
    void aReloadOfTheSameChangesNothing() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.fail("s1");
        lab.work();
        lab.story();
        long due = lab.checks.get("s1").dueNs();
        lab.nowNs += SECOND;
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));

        assertThat(lab.work()).isEmpty();
        assertThat(lab.story()).isEmpty();
        assertThat(lab.checks.get("s1").dueNs()).isEqualTo(due);
    }

    @Test
    void aReloadAddsBeforeItRemovesAndTellsWhatIsGone() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        Check old = lab.checks.get("s1");
        lab.work();
        lab.story();
        lab.follow(service(1, 0, NO_SORRY, server(2, 4), server(3, 1)));

        assertThat(lab.work()).isEqualTo("+3/1 =2/4 -1");
        assertThat(lab.story()).containsExactly("weight s2 1>4", "removed s1 up");
        assertThat(old.isRetired()).isTrue();
    }

    /** keepalived calls a server up by a reload that changes its check, until the next check. */
    @Test
    void aServerThatIsDownStaysDownWhenItsCheckIsChanged() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.fail("s1");
        Check old = lab.checks.get("s1");
        lab.work();
        lab.story();
        lab.follow(service(1, 0, NO_SORRY, server(1, 1, false, false, List.of(check(8))), server(2, 1)));
        assertThat(lab.work()).isEmpty();
        assertThat(old.isRetired()).isTrue();

        lab.pass("s1");
        assertThat(lab.work()).isEqualTo("+1/1");
        assertThat(lab.story()).containsExactly("passed s1", "up s1");
    }

    @Test
    void aChangedCheckOfALivingServerNeedsOneFailure() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.pass("s1");
        lab.follow(service(1, 0, NO_SORRY, server(1, 1, false, false, List.of(check(8))), server(2, 1)));
        lab.work();
        lab.fail("s1");

        assertThat(lab.work()).isEqualTo("-1");
    }

    @Test
    void aHigherQuorumIsLostByTheReload() {
        lab.follow(service(1, 0, SORRY, server(1, 1), server(2, 1)));
        lab.fail("s1");
        lab.work();
        lab.story();
        lab.follow(service(2, 0, SORRY, server(1, 1), server(2, 1)));
        assertThat(lab.work()).isEqualTo("+9/1 -2");
        assertThat(lab.story()).containsExactly("lost 1", "sorry serves");

        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        assertThat(lab.work()).isEqualTo("+2/1 -9");
        assertThat(lab.story()).containsExactly("gained 1");
    }

    @Test
    void aRemovedServiceIsToldWithItsServers() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1), server(2, 1)));
        lab.fail("s1");
        lab.work();
        lab.story();
        lab.follow();

        assertThat(lab.work()).isEqualTo("-web");
        assertThat(lab.story()).containsExactly("removed s1", "removed s2 up", "removed web up");
        lab.balancer.failed(lab.checks.get("s2"), "late", lab.nowNs);
        assertThat(lab.balancer.changes()).isEmpty();
    }

    @Test
    void anotherSchedulerLeavesTheServersAlone() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        lab.work();
        lab.follow(settings("wrr", new ServiceSettings.Tells(false, false), server(1, 1)));

        assertThat(lab.work()).isEqualTo("=web wrr");
    }

    // Stop

    @Test
    void aStopRemovesTheServicesAndTellsOnlyWithOmega() {
        lab.follow(service(1, 0, NO_SORRY, server(1, 1)));
        lab.story();
        assertThat(lab.balancer.stop()).containsExactly(new TableChange.RemoveService(Lab.WEB));
        assertThat(lab.story()).isEmpty();
        lab.balancer.stopped();
        assertThat(lab.story()).containsExactly("stops s1", "stops web");
    }

    @Test
    void omegaTellsThoseThatAreUp() {
        lab.follow(settings("rr", OMEGA, server(1, 1), server(2, 1)));
        lab.fail("s1");
        lab.story();
        lab.balancer.stopped();

        assertThat(lab.story()).containsExactly("stops s1", "stops s2 told", "stops web told");
    }

    @Test
    void omegaDoesNotTellOfAQuorumThatIsLost() {
        lab.follow(settings("rr", OMEGA, server(1, 1)));
        lab.fail("s1");
        lab.story();
        lab.balancer.stopped();

        assertThat(lab.story()).containsExactly("stops s1", "stops web");
    }
}
