package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who becomes MASTER and who stays BACKUP: RFC 9568 6.4, RFC 3768 6.4. */
class ElectionTest {
    private static final long US = 1_000;

    // INIT

    @Test
    void aVirtualRouterStartsAsBackupAndListensForTheWholeMasterDownTime() {
        Rig rig = new Given().version(2).priority(150).started();
        assertThat(rig.done()).containsExactly("INIT to BACKUP");
        assertThat(rig.dueInNs()).isEqualTo(3_414_062 * US);
        assertThat(rig.router().isListening()).isTrue();
    }

    @Test
    void theAddressOwnerIsMasterAtOnce() {
        Rig rig = new Given().priority(255).started();
        assertThat(rig.done()).containsExactly("advertise 255", "add addresses", "announce 5", "INIT to MASTER");
        assertThat(rig.why()).containsExactly("priority 255 makes this node the address owner");
    }

    @Test
    void nothingHappensBeforeTheStart() {
        Rig rig = new Given().priority(255).idle();
        rig.hear(1, Rig.LOWER);
        rig.wake();
        rig.loseAddress(Rig.VIRTUAL);
        rig.refuse("adding an address");
        rig.pass(100_000);
        rig.expect(State.INIT);
        assertThat(rig.done()).isEmpty();
        assertThat(rig.router().isListening()).isFalse();
        assertThat(rig.router().deadlineNs()).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void whatMayBeAFaultIsLookedAtFirst() {
        Rig rig = new Given().script("chk", 0).link("eth0", Condition.UNKNOWN).started();
        rig.expect(State.INIT);
        rig.link("eth0", Condition.UP);
        rig.hear(200, Rig.LOWER);
        rig.pass(60_000);
        rig.expect(State.INIT);
        assertThat(rig.done()).isEmpty();
        rig.script("chk", Condition.UP, "");
        assertThat(rig.done()).containsExactly("INIT to BACKUP");
        assertThat(rig.why()).containsExactly("everything that is tracked was looked at", "script chk is up");
        assertThat(rig.dueInNs()).isEqualTo(3_609_375 * US);
    }

    @Test
    void aWeightedScriptIsNotWaitedForAndCountsNothingUntilItRan() {
        Rig rig = new Given().script("chk", -20).started();
        rig.expect(State.BACKUP);
        assertThat(rig.router().effectivePriority()).isEqualTo(100);
        rig.done();
        rig.script("chk", Condition.DOWN, "exited with status 1");
        assertThat(rig.done())
                .containsExactly("priority 100 to 80 in BACKUP, script chk is down: exited with status 1");
    }

    @Test
    void aFaultThatWasSeenFirstIsNotFollowedByWaiting() {
        Rig rig = new Given().script("chk", 0).link("eth0", Condition.DOWN).started();
        assertThat(rig.done()).containsExactly("INIT to FAULT");
        rig.link("eth0", Condition.UP);
        rig.expect(State.FAULT);
        rig.script("chk", Condition.UP, "");
        rig.expect(State.BACKUP);
    }

    // BACKUP

    @Test
    void backupTakesOverWhenMasterDownTimerFires() {
        Rig rig = new Given().version(2).priority(150).backup();
        rig.passNs(3_414_062 * US - 1);
        rig.expect(State.BACKUP);
        assertThat(rig.done()).isEmpty();
        rig.passNs(1);
        assertThat(rig.done()).containsExactly("advertise 150", "add addresses", "announce 5", "BACKUP to MASTER");
        assertThat(rig.why()).containsExactly("no master was heard for 3.414 s");
        assertThat(rig.lastTransition().priority()).isEqualTo(150);
        assertThat(rig.lastTransition().atNs()).isEqualTo(rig.nowNs());
        assertThat(rig.router().stateSinceNs()).isEqualTo(rig.nowNs());
    }

    @ParameterizedTest
    @CsvSource({"101", "100", "254", "255"})
    void anEqualOrHigherMasterRestartsTheMasterDownTimer(int priority) {
        Rig rig = new Given().backup();
        rig.pass(3000);
        rig.hear(priority, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(3_609_375 * US);
        assertThat(rig.router().master()).contains(Rig.LOWER);
        assertThat(rig.router().masterPriority()).isEqualTo(priority);
        assertThat(rig.router().masterHeardNs()).isEqualTo(rig.nowNs());
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aLowerMasterIsDiscardedAndTheRunningTimerTakesOver() {
        Rig rig = new Given().backup();
        long dueNs = rig.router().deadlineNs();
        for (int heard = 0; heard < 3; heard++) {
            rig.pass(1000);
            rig.hear(99, Rig.HIGHER);
            assertThat(rig.router().deadlineNs()).isEqualTo(dueNs);
        }
        rig.pass(1000);
        rig.expect(State.MASTER);
        assertThat(rig.why()).containsExactly("10.77.0.3 advertises priority 99, lower than ours of 100");
    }

    @Test
    void aMasterThatFallsSilentIsSucceeded() {
        Rig rig = new Given().backup();
        rig.pass(500);
        rig.hear(150, Rig.LOWER);
        rig.pass(4000);
        rig.expect(State.MASTER);
        assertThat(rig.why()).containsExactly("no advertisement from 10.77.0.1 (priority 150) for 3.609 s");
    }

    @Test
    void aMasterThatResignsIsSucceededAfterTheSkewTime() {
        Rig rig = new Given().backup();
        rig.hear(150, Rig.LOWER);
        rig.hear(0, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(609_375 * US);
        rig.pass(610);
        rig.expect(State.MASTER);
        assertThat(rig.why()).containsExactly("10.77.0.1 resigned with priority 0");
    }

    @Test
    void anotherMasterAfterAResignationIsFollowed() {
        Rig rig = new Given().backup();
        rig.hear(0, Rig.LOWER);
        rig.pass(300);
        rig.hear(120, Rig.HIGHER);
        assertThat(rig.dueInNs()).isEqualTo(3_609_375 * US);
        rig.pass(4000);
        assertThat(rig.why()).containsExactly("no advertisement from 10.77.0.3 (priority 120) for 3.609 s");
    }

    // RFC 9568 6.4.2 (430): the interval of the active router counts in version 3.
    @Test
    void theIntervalOfTheMasterIsAdoptedInVersion3() {
        Rig rig = new Given().backup();
        rig.hear(150, 200, Rig.LOWER);
        assertThat(rig.router().masterIntervalNs()).isEqualTo(200 * Rig.MS);
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 100, 200 * Rig.MS, 3));
        rig.hear(0, 200, Rig.LOWER);
        assertThat(rig.dueInNs()).as("also by the skew").isEqualTo(Timing.skewNs(3, 100, 200 * Rig.MS));
        rig.pass(1000);
        rig.expect(State.MASTER);
        assertThat(rig.router().masterIntervalNs()).as("a MASTER has its own").isEqualTo(1000 * Rig.MS);
        assertThat(rig.dueInNs()).isLessThanOrEqualTo(1000 * Rig.MS);
    }

    @Test
    void theIntervalOfADiscardedOrResigningMasterIsNotAdopted() {
        Rig rig = new Given().backup();
        rig.hear(50, 200, Rig.LOWER);
        rig.hear(0, 200, Rig.LOWER);
        assertThat(rig.router().masterIntervalNs()).isEqualTo(1000 * Rig.MS);
    }

    @Test
    void version2HasOneIntervalForAll() {
        Rig rig = new Given().version(2).backup();
        rig.hear(150, 200, Rig.LOWER);
        assertThat(rig.router().masterIntervalNs()).isEqualTo(1000 * Rig.MS);
    }

    @Test
    void theNumberOfSilentIntervalsIsConfigured() {
        Rig rig = new Given().priority(1).downTimerAdverts(1).backup();
        assertThat(rig.dueInNs()).isEqualTo(1_996_093 * US);
    }

    // MASTER

    @Test
    void aMasterAdvertisesAtItsIntervalFromTheBeginning() {
        Rig rig = new Given().burst(0, 0).master();
        long firstNs = rig.nowNs();
        for (int sent = 1; sent <= 5; sent++) {
            rig.fireTimer();
            assertThat(rig.nowNs() - firstNs).isEqualTo(sent * 1000L * Rig.MS);
            assertThat(rig.done()).containsExactly("advertise 100");
        }
    }

    @Test
    void anAdvertisementThatIsLateDoesNotShiftTheLaterOnes() {
        Rig rig = new Given().burst(0, 0).master();
        long dueNs = rig.router().deadlineNs();
        rig.sleep(1400);
        rig.wake();
        assertThat(rig.router().deadlineNs()).isEqualTo(dueNs + 1000 * Rig.MS);
    }

    @Test
    void missedAdvertisementsAreNotMadeUpFor() {
        Rig rig = new Given().burst(0, 0).master();
        rig.sleep(2500);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100");
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
        rig.sleep(2000);
        rig.wake();
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
    }

    @Test
    void aMasterThatResignedIsNoMasterAnyMore() {
        Rig rig = new Given().backup();
        rig.hear(200, Rig.LOWER);
        rig.hear(0, Rig.LOWER);
        assertThat(rig.router().master()).isEmpty();
    }

    @Test
    void aHigherMasterMakesAMasterYieldWithoutResigning() {
        Rig rig = new Given().master();
        rig.pass(300);
        rig.hear(101, 500, Rig.LOWER);
        assertThat(rig.done()).containsExactly("remove addresses", "MASTER to BACKUP");
        assertThat(rig.why()).containsExactly("10.77.0.1 advertises priority 101, higher than ours of 100");
        assertThat(rig.router().masterIntervalNs()).isEqualTo(500 * Rig.MS);
        assertThat(rig.dueInNs()).isEqualTo(Timing.masterDownNs(3, 100, 500 * Rig.MS, 3));
        assertThat(rig.router().master()).contains(Rig.LOWER);
        rig.pass(2000);
        assertThat(rig.why()).containsExactly("no advertisement from 10.77.0.1 (priority 101) for 1.804 s");
    }

    @Test
    void aMasterThatYieldsMaySendOneMoreAdvertisement() {
        Rig rig = new Given().higherPrioritySendAdvert().master();
        rig.hear(101, Rig.LOWER);
        assertThat(rig.done()).containsExactly("advertise 100", "remove addresses", "MASTER to BACKUP");
    }

    @Test
    void betweenEqualPrioritiesTheHigherAddressWins() {
        Rig rig = new Given().master();
        rig.hear(100, Rig.LOWER);
        rig.expect(State.MASTER);
        rig.hear(100, Rig.OWN);
        rig.expect(State.MASTER);
        rig.hear(100, Rig.HIGHER);
        rig.expect(State.BACKUP);
        assertThat(rig.why())
                .containsExactly(
                        "10.77.0.3 advertises our priority 100 and its address is higher than ours of 10.77.0.2");
    }

    @Test
    void aBackupOfEqualPriorityDoesNotTakeOverWhateverItsAddress() {
        Rig rig = new Given().backup();
        for (int heard = 0; heard < 10; heard++) {
            rig.pass(1000);
            rig.hear(100, Rig.LOWER);
        }
        rig.expect(State.BACKUP);
    }

    @Test
    void betweenTwoOwnersTheHigherAddressWins() {
        Rig rig = new Given().priority(255).master();
        rig.hear(255, Rig.LOWER);
        rig.expect(State.MASTER);
        rig.hear(255, Rig.HIGHER);
        rig.expect(State.BACKUP);
        rig.hear(254, Rig.HIGHER);
        rig.pass(4000);
        rig.expect(State.MASTER);
    }

    @Test
    void anOwnerThatNeverYieldsIsGivenWayTo() {
        Rig rig = new Given().burst(0, 0).priority(255).master();
        for (int heard = 0; heard < 4; heard++) {
            rig.hear(255, Rig.LOWER);
            rig.expect(State.MASTER);
            rig.pass(1000);
        }
        rig.done();
        rig.hear(255, Rig.LOWER);
        assertThat(rig.done()).containsExactly("remove addresses", "MASTER to BACKUP");
        assertThat(rig.why())
                .containsExactly(
                        "10.77.0.1 is an address owner, too, and does not yield to our higher address 10.77.0.2");
        rig.hear(255, Rig.LOWER);
        rig.pass(3000);
        rig.expect(State.BACKUP);
        rig.pass(1000);
        rig.expect(State.MASTER);
    }

    @Test
    void anOwnerThatIsSlowerThanThisOneHasTheTimeOfItsOwnInterval() {
        Rig rig = new Given().burst(0, 0).priority(255).master();
        rig.hear(255, 4000, Rig.LOWER);
        rig.pass(4000);
        rig.hear(255, 4000, Rig.LOWER);
        rig.expect(State.MASTER);
        rig.pass(4000);
        rig.hear(255, 4000, Rig.LOWER);
        rig.expect(State.BACKUP);
    }

    @Test
    void anOwnerThatYieldedAndComesAgainIsAnsweredAnew() {
        Rig rig = new Given().burst(0, 0).priority(255).master();
        for (int start = 0; start < 5; start++) {
            rig.hear(255, Rig.LOWER);
            rig.pass(3001);
        }
        rig.expect(State.MASTER);
    }

    @Test
    void anEqualMasterThatIsNoOwnerIsNeverGivenWayTo() {
        Rig rig = new Given().burst(0, 0).priority(254).master();
        for (int heard = 0; heard < 10; heard++) {
            rig.hear(254, Rig.LOWER);
            rig.pass(1000);
        }
        rig.expect(State.MASTER);
    }

    @Test
    void aChangedSourceAddressDecidesFromThenOn() {
        Rig rig = new Given().master();
        rig.router().onSource(IpAddress.of("10.77.0.200"));
        rig.hear(100, Rig.HIGHER);
        rig.expect(State.MASTER);
        assertThat(rig.router().settings().source()).isEqualTo(IpAddress.of("10.77.0.200"));
        assertThat(rig.router().settings().name()).isEqualTo("VI_1");
        assertThat(rig.router().settings().vrid()).isEqualTo(51);
    }

    // RFC 9568 6.4.3 (710)
    @Test
    void aResignationIsAnsweredAtOnce() {
        Rig rig = new Given().burst(5, 0).master();
        rig.pass(400);
        rig.hear(0, Rig.LOWER);
        assertThat(rig.done()).containsExactly("advertise 100");
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
    }

    // RFC 9568 6.4.3 (760)
    @Test
    void aLowerMasterIsToldSoAndTheSegmentToo() {
        Rig rig = new Given().burst(5, 0).master();
        rig.pass(400);
        rig.hear(99, Rig.HIGHER);
        assertThat(rig.done()).containsExactly("advertise 100", "announce 5", "lower 10.77.0.3 99 than 100");
        assertThat(rig.dueInNs()).isEqualTo(1000 * Rig.MS);
    }

    @Test
    void aLowerMasterMayBeLeftUnanswered() {
        Rig rig = new Given().burst(5, 0).lowerPriorityNoAdvert().master();
        rig.pass(400);
        rig.hear(99, Rig.HIGHER);
        assertThat(rig.done()).containsExactly("announce 5", "lower 10.77.0.3 99 than 100");
        assertThat(rig.dueInNs()).as("the advertisement timer runs on").isEqualTo(600 * Rig.MS);
    }
}
