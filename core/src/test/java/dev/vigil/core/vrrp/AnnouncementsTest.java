package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a MASTER tells the segment where its addresses are. */
class AnnouncementsTest {
    @Test
    void theSecondBurstComesAfterItsDelay() {
        Rig rig = new Given().burst(3, 5000).master();
        assertThat(announcements(rig, 60)).containsExactly(Map.entry(5000L, "announce 3"));
    }

    @Test
    void withoutADelayThereIsNoSecondBurst() {
        Rig rig = new Given().burst(3, 0).master();
        assertThat(announcements(rig, 60)).isEmpty();
    }

    @Test
    void theFirstRefreshComesAfterTheDelayAndItsPeriod() {
        Rig rig = new Given().burst(3, 5000).refresh(10_000, 2).master();
        assertThat(announcements(rig, 36))
                .containsExactly(
                        Map.entry(5000L, "announce 3"),
                        Map.entry(15_000L, "announce 2"),
                        Map.entry(25_000L, "announce 2"),
                        Map.entry(35_000L, "announce 2"));
    }

    @Test
    void refreshesThatWereMissedAreNotMadeUpFor() {
        Rig rig = new Given().burst(3, 0).refresh(10_000, 2).intervalMs(40_000).master();
        rig.sleep(35_000);
        rig.wake();
        assertThat(rig.done()).containsExactly("announce 2");
        assertThat(rig.router().deadlineNs()).as("the advertisement").isEqualTo(rig.nowNs() + 5000 * Rig.MS);
        rig.pass(10_000);
        assertThat(rig.done()).containsExactly("advertise 100", "announce 2");
    }

    @Test
    void aContestIsFollowedByASecondBurst() {
        Rig rig = new Given().burst(1, 0).lowerPriorityBurst(4, 2500).master();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).contains("announce 4");
        assertThat(announcements(rig, 20)).containsExactly(Map.entry(2500L, "announce 4"));
    }

    @Test
    void aContestMayHaveNoSecondBurst() {
        Rig rig = new Given().burst(1, 0).lowerPriorityBurst(4, 0).master();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).contains("announce 4");
        assertThat(announcements(rig, 20)).isEmpty();
    }

    @Test
    void aContestMayBeLeftUnannounced() {
        Rig rig = new Given().burst(1, 0).lowerPriorityBurst(0, 2500).master();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).containsExactly("advertise 100", "lower 10.77.0.1 50 than 100");
        assertThat(announcements(rig, 20)).isEmpty();
    }

    @Test
    void aContestThatGoesOnIsAnnouncedOnceInEachInterval() {
        Rig rig = new Given().burst(1, 0).lowerPriorityBurst(4, 2500).master();
        for (int heard = 0; heard < 40; heard++) {
            rig.hear(50, Rig.LOWER);
            rig.pass(250);
        }
        assertThat(rig.done().stream().filter("announce 4"::equals)).hasSizeBetween(5, 10);
        assertThat(announcements(rig, 20)).as("the burst after the last").hasSize(1);
    }

    @Test
    void aResignationInTheSameIntervalDoesNotHideAContest() {
        Rig rig = new Given().burst(1, 0).master();
        for (int heard = 0; heard < 10; heard++) {
            rig.hear(0, Rig.LOWER);
        }
        rig.done();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).containsExactly("announce 5", "lower 10.77.0.1 50 than 100");
    }

    @Test
    void aBackupAnnouncesNothing() {
        Rig rig = new Given().burst(3, 5000).refresh(10_000, 2).master();
        rig.hear(50, Rig.LOWER);
        rig.hear(200, Rig.HIGHER);
        rig.done();
        for (int second = 0; second < 60; second++) {
            rig.pass(1000);
            rig.hear(200, Rig.HIGHER);
        }
        assertThat(rig.done()).isEmpty();
    }

    @Test
    void aNewMasterDoesNotInheritTheLastContest() {
        Rig rig = new Given().burst(1, 0).lowerPriorityBurst(4, 60_000).master();
        rig.hear(50, Rig.LOWER);
        rig.hear(200, Rig.HIGHER);
        rig.hear(0, Rig.HIGHER);
        rig.pass(1000);
        rig.expect(State.MASTER);
        assertThat(announcements(rig, 120)).isEmpty();
    }

    /** What is announced within so many seconds, by the milliseconds from now. */
    private static Map<Long, String> announcements(Rig rig, int seconds) {
        rig.done();
        long startNs = rig.nowNs();
        Map<Long, String> announced = new TreeMap<>();
        List<String> advertised = new ArrayList<>();
        while (rig.router().deadlineNs() <= startNs + seconds * 1000L * Rig.MS) {
            rig.fireTimer();
            for (String line : rig.done()) {
                if (line.startsWith("announce")) {
                    announced.merge((rig.nowNs() - startNs) / Rig.MS, line, (first, second) -> first + ", " + second);
                } else {
                    advertised.add(line);
                }
            }
        }
        assertThat(advertised).allMatch("advertise 100"::equals);
        return announced;
    }
}
