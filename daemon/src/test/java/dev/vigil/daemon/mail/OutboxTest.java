package dev.vigil.daemon.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.State;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When which alert is sent. */
class OutboxTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Outbox outbox = new Outbox();

    private static Letter letter(String name) {
        return Letter.instance(name, State.MASTER, "lb1", "", 0);
    }

    @Test
    void theOldestComesFirst() {
        outbox.add(letter("a"), 0);
        outbox.add(letter("b"), 1);
        assertThat(outbox.due(1)).contains(letter("a"));
        outbox.sent();
        assertThat(outbox.due(1)).contains(letter("b"));
        outbox.sent();
        assertThat(outbox.due(1)).isEmpty();
        assertThat(outbox.restNs(1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneThatIsNotTakenIsTriedLaterAndLaterAndHoldsUpTheOthers() {
        outbox.add(letter("a"), 0);
        outbox.add(letter("b"), 0);
        long now = 0;
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(outbox.restNs(now)).isZero();
            assertThat(outbox.failed(false, now)).isEqualTo(new Outbox.Fate.Later(pause * SECOND_NS));
            assertThat(outbox.restNs(now)).isEqualTo(pause * SECOND_NS);
            assertThat(outbox.due(now + pause * SECOND_NS - 1)).isEmpty();
            now += pause * SECOND_NS;
            assertThat(outbox.due(now)).contains(letter("a"));
        }
        outbox.sent();
        assertThat(outbox.failed(false, now)).as("a fresh start").isEqualTo(new Outbox.Fate.Later(SECOND_NS));
    }

    @Test
    void oneThatIsRefusedForGoodMakesRoomForTheNext() {
        outbox.add(letter("a"), 0);
        outbox.add(letter("b"), 0);
        assertThat(outbox.failed(true, 0)).isEqualTo(new Outbox.Fate.GivenUp());
        assertThat(outbox.due(0)).contains(letter("b"));
    }

    @Test
    void oneThatIsADayOldIsGivenUp() {
        outbox.add(letter("a"), 0);
        assertThat(outbox.failed(false, Outbox.KEPT_NS - 1)).isInstanceOf(Outbox.Fate.Later.class);
        assertThat(outbox.failed(false, Outbox.KEPT_NS)).isEqualTo(new Outbox.Fate.GivenUp());
        assertThat(outbox.size()).isZero();
    }

    @Test
    void thereIsABoundToWhatWaits() {
        assertThat(IntStream.range(0, Outbox.LETTERS_MAX).allMatch(number -> outbox.add(letter("n" + number), 0)))
                .isTrue();
        assertThat(outbox.add(letter("one more"), 0)).isFalse();
        assertThat(outbox.size()).isEqualTo(Outbox.LETTERS_MAX);
    }

    @Test
    void anotherServerIsTriedAtOnce() {
        outbox.add(letter("a"), 0);
        outbox.failed(false, 0);
        outbox.tryNow();
        assertThat(outbox.due(0)).contains(letter("a"));
    }
}
