package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A process that slept, because its machine was paused or starved, knows nothing of the time in between. */
class StallTest {
    private static final long DOWN_NS = 3_609_375_000L;
    private static final long LISTENING_NS = 1_609_375_000L;

    @Test
    void aBackupThatSleptForAMasterDownTimeListensBeforeItTakesOver() {
        Rig rig = new Given().backup();
        rig.passNs(DOWN_NS - 1);
        rig.sleep(4000);
        rig.wake();
        rig.expect(State.BACKUP);
        assertThat(rig.dueInNs()).as("a live master is heard within this time").isEqualTo(LISTENING_NS);
        rig.pass(900);
        rig.hear(200, Rig.LOWER);
        assertThat(rig.dueInNs()).isEqualTo(DOWN_NS);
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void itTakesOverIfItThenHearsNothing() {
        Rig rig = new Given().backup();
        rig.sleep(60_000);
        rig.wake();
        rig.passNs(LISTENING_NS);
        rig.expect(State.MASTER);
    }

    @Test
    void itListensOnlyOnceHoweverOftenItSleeps() {
        Rig rig = new Given().backup();
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.BACKUP);
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.MASTER);
    }

    @Test
    void havingHeardAMasterItListensAgainAfterTheNextSleep() {
        Rig rig = new Given().backup();
        rig.sleep(60_000);
        rig.wake();
        rig.hear(200, Rig.LOWER);
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.BACKUP);
        rig.hear(0, Rig.LOWER);
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.BACKUP);
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.MASTER);
    }

    @Test
    void aDiscardedMasterDoesNotMakeItListenAgain() {
        Rig rig = new Given().backup();
        rig.sleep(60_000);
        rig.wake();
        rig.hear(50, Rig.LOWER);
        rig.sleep(60_000);
        rig.wake();
        rig.expect(State.MASTER);
    }

    @Test
    void aTimerThatFiresALittleLateTakesOverAtOnce() {
        Rig rig = new Given().backup();
        rig.passNs(DOWN_NS - 1);
        rig.sleepNs(DOWN_NS);
        rig.wake();
        rig.expect(State.MASTER);

        Rig late = new Given().backup();
        late.sleepNs(2 * DOWN_NS);
        late.wake();
        late.expect(State.BACKUP);
    }

    @Test
    void aMasterThatWasSilentForSoLongThatAnotherMayHaveTakenOverAnnouncesItselfAgain() {
        Rig rig = new Given().burst(5, 0).master();
        // The best backup waits for 3 s and its skew time of 7.812 ms from the last advertisement.
        rig.sleepNs(3_007_812_000L);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100", "announce 5");
        rig.sleepNs(3_007_811_999L);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100");
    }

    @Test
    void whatLeftWhileAMasterWasHeldUpIsNeitherSentAgainNorMissed() {
        Rig rig = new Given().burst(5, 0).master();
        rig.sleep(5300);
        rig.advertised(300);
        assertThat(rig.dueInNs()).isEqualTo(700 * Rig.MS);
        rig.wake();
        assertThat(rig.done()).isEmpty();
        rig.pass(700);
        assertThat(rig.done()).containsExactly("advertise 100");
    }

    @Test
    void aMasterThatFellSilentAllTheSameAnnouncesItselfAgain() {
        Rig rig = new Given().burst(5, 0).master();
        rig.sleep(9000);
        rig.advertised(5000);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100", "announce 5");
    }

    @Test
    void anAdvertisementOfLongAgoChangesNothing() {
        Rig rig = new Given().burst(5, 0).master();
        rig.pass(500);
        rig.advertised(1500);
        assertThat(rig.dueInNs()).isEqualTo(500 * Rig.MS);
    }

    @Test
    void onlyAMasterAdvertises() {
        Rig rig = new Given().backup();
        long dueInNs = rig.dueInNs();
        rig.advertised(0);
        assertThat(rig.dueInNs()).isEqualTo(dueInNs);
        rig.expect(State.BACKUP);
    }

    @Test
    void thePatienceOfTheOthersIsConfigured() {
        Rig rig = new Given().burst(5, 0).downTimerAdverts(1).version(2).master();
        rig.sleep(1007);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100");
        rig.sleep(1008);
        rig.wake();
        assertThat(rig.done()).containsExactly("advertise 100", "announce 5");
    }

    // timer_expired_backup

    @Test
    void aMasterThatIsConfiguredToYieldDoesSoWithoutAWordWhenAnotherMustHaveReplacedIt() {
        Rig rig = new Given().yieldingWhenLate(150).master();
        // A backup of priority 150 waits for 3 s and its skew time of 414.062 ms from the last advertisement.
        rig.sleepNs(3_414_061_999L);
        rig.wake();
        assertThat(rig.done()).contains("advertise 100");
        rig.sleepNs(3_414_062_000L);
        rig.wake();
        rig.expect(State.BACKUP);
        assertThat(rig.done()).containsExactly("remove addresses", "MASTER to BACKUP");
        assertThat(rig.dueInNs()).isEqualTo(DOWN_NS);
        rig.passNs(DOWN_NS);
        rig.expect(State.MASTER);
    }

    @Test
    void itYieldsBeforeItAnswersWhoReplacedIt() {
        Rig rig = new Given().nopreempt().yieldingWhenLate(254).master();
        rig.sleep(5000);
        rig.hear(50, Rig.LOWER);
        rig.expect(State.BACKUP);
        assertThat(rig.done()).doesNotContain("advertise 100");
        assertThat(rig.dueInNs()).isEqualTo(DOWN_NS);
    }

    @Test
    void whatLeftWhileItWasHeldUpCounts() {
        Rig rig = new Given().yieldingWhenLate(254).master();
        rig.sleep(5300);
        rig.advertised(300);
        rig.wake();
        rig.expect(State.MASTER);
    }

    @Test
    void withoutThatAMasterStaysOneHoweverLateItWas() {
        Rig rig = new Given().master();
        rig.sleep(60_000);
        rig.hear(50, Rig.LOWER);
        rig.expect(State.MASTER);
    }
}
