package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However much arrives, what is sent stays bounded. */
class FloodTest {
    private static final int FLOOD = 1000;

    @Test
    void aFloodOfResignationsIsAnsweredFourTimesAtOnceAndOnceMoreLater() {
        Rig rig = new Given().burst(1, 0).master();
        for (int heard = 0; heard < FLOOD; heard++) {
            rig.hear(0, Rig.LOWER);
        }
        assertThat(rig.done()).isEqualTo(List.of("advertise 100", "advertise 100", "advertise 100", "advertise 100"));
        rig.pass(304);
        assertThat(rig.done()).as("half a skew time").isEmpty();
        rig.pass(1);
        assertThat(rig.done()).as("the one that was put off").containsExactly("advertise 100");
        rig.pass(1000);
        assertThat(rig.done()).as("the regular one").containsExactly("advertise 100");
        rig.hear(0, Rig.LOWER);
        assertThat(rig.done()).as("a new interval").containsExactly("advertise 100");
    }

    /** After a resignation a backup waits for its skew time, and that of a better one would be shorter. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 150, 200, 248})
    void theLastResignationOfManyIsAnsweredBeforeABackupThatIsNoBetterTakesOver(int priority) {
        Rig rig = new Given().priority(priority).burst(1, 0).master();
        for (int heard = 0; heard < 6; heard++) {
            rig.hear(0, Rig.LOWER);
        }
        rig.done();
        rig.passNs(Timing.skewNs(3, priority, 1_000_000_000L) - 1);
        assertThat(rig.done()).contains("advertise " + priority);
    }

    @Test
    void aFloodOfResignationsThatGoesOnIsNotEchoed() {
        Rig rig = new Given().priority(254).burst(1, 0).master();
        for (int millisecond = 0; millisecond < 1000; millisecond++) {
            rig.hear(0, Rig.LOWER);
            rig.pass(1);
        }
        assertThat(rig.done()).hasSizeLessThanOrEqualTo(Replies.PUT_OFF_MAX + Replies.MAX);
    }

    @Test
    void aFloodOfLowerMastersIsAnsweredAndToldFourTimesInAnInterval() {
        Rig rig = new Given().burst(1, 0).master();
        for (int heard = 0; heard < FLOOD; heard++) {
            rig.hear(50, Rig.LOWER);
        }
        List<String> done = rig.done();
        assertThat(done.stream().filter("advertise 100"::equals)).hasSize(4);
        assertThat(done.stream().filter("announce 5"::equals)).hasSize(1);
        assertThat(done.stream().filter(line -> line.startsWith("lower"))).hasSize(4);
        assertThat(done).hasSize(9);
        rig.pass(1000);
        rig.done();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).containsExactly("advertise 100", "announce 5", "lower 10.77.0.1 50 than 100");
    }

    @Test
    void aFloodOfLowerMastersIsBoundedWithoutAnswersToo() {
        Rig rig = new Given().burst(1, 0).lowerPriorityNoAdvert().master();
        for (int heard = 0; heard < FLOOD; heard++) {
            rig.hear(50, Rig.LOWER);
        }
        assertThat(rig.done()).hasSize(5);
    }

    @Test
    void aFloodDoesNotHoldUpTheRegularAdvertisements() {
        Rig rig = new Given().burst(1, 0).master();
        for (int ms = 0; ms < 10_000; ms++) {
            rig.hear(ms % 2 == 0 ? 0 : 50, Rig.LOWER);
            rig.pass(1);
        }
        long sent = rig.done().stream().filter("advertise 100"::equals).count();
        assertThat(sent)
                .as("4 answers at once, then one after each half of a skew time of 609.375 ms")
                .isEqualTo(36L);
    }

    @Test
    void aBackupSendsNothingHoweverMuchItHears() {
        Rig rig = new Given().backup();
        for (int heard = 0; heard < FLOOD; heard++) {
            rig.hear(heard % 256, heard % 3 == 0 ? Rig.LOWER : Rig.HIGHER);
        }
        assertThat(rig.done()).isEmpty();
        rig.expect(State.BACKUP);
    }

    @Test
    void aNewMasterAnswersAgain() {
        Rig rig = new Given().intervalMs(100).burst(1, 0).master();
        for (int heard = 0; heard < FLOOD; heard++) {
            rig.hear(50, Rig.LOWER);
        }
        rig.hear(200, 100, Rig.HIGHER);
        rig.pass(400);
        rig.expect(State.MASTER);
        rig.done();
        rig.hear(50, Rig.LOWER);
        assertThat(rig.done()).hasSize(3);
    }
}
