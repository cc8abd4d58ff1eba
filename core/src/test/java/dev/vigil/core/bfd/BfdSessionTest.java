package dev.vigil.core.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.time.Nanos;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BfdSessionTest {
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int DEMAND = 0x02;
    private static final long MS = Nanos.PER_MS;

    private final Wire wire = new Wire();
    private long nowNs = 1_000 * Nanos.PER_S;
    private BfdSessions sessions = new BfdSessions(wire, wire, new Random(1));

    private BfdSession begin(BfdSettings.Timing timing) {
        wire.nowNs = nowNs;
        sessions.follow(List.of(Wire.settings("s", Wire.NEIGHBOR, timing)), nowNs);
        return sessions.all().getFirst();
    }

    private BfdSession begin() {
        return begin(Wire.timing(50, 50, 3));
    }

    private BfdSession beginUp() {
        BfdSession session = begin();
        hear(BfdState.DOWN, 0);
        hear(BfdState.INIT, 0);
        hear(BfdState.UP, FINAL);
        assertThat(session.state()).isEqualTo(BfdState.UP);
        forgetWhatHappened();
        return session;
    }

    private void forgetWhatHappened() {
        wire.sent.clear();
        wire.sentNs.clear();
        wire.told.clear();
    }

    /** The neighbour sends with 50 ms, 50 ms and 3. */
    private void hear(BfdState state, int flags) {
        hear(state, flags, 50, 50, 3);
    }

    private void hear(BfdState state, int flags, int desiredMs, int requiredMs, int multiplier) {
        int yours = sessions.all().getFirst().discriminator();
        var origin = new BfdSessions.Origin(new BfdKind(Wire.NEIGHBOR.family(), false), Wire.NEIGHBOR, 255);
        wire.nowNs = nowNs;
        BfdDrop drop = sessions.onDatagram(
                Wire.packet(state, flags, yours, desiredMs, requiredMs, multiplier), 0, 24, origin, nowNs);
        assertThat(drop).isNull();
    }

    /** Everything that is due until then, each at its time. */
    private void pass(long ns) {
        long untilNs = nowNs + ns;
        while (sessions.deadlineNs() <= untilNs) {
            nowNs = Math.max(nowNs, sessions.deadlineNs());
            wire.nowNs = nowNs;
            sessions.onDeadline(nowNs);
        }
        nowNs = untilNs;
    }

    @Test
    void aSessionBeginsDownAndSendsAtOnceAndThenEverySecondLessAQuarterAtMost() {
        BfdSession session = begin();

        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        assertThat(wire.sent).containsExactly("Down 0");
        assertThat(wire.told).containsExactly("s Down");
        assertThat(wire.last.yourDiscriminator()).isZero();
        assertThat(wire.last.desiredMinTxUs()).isEqualTo(1_000_000);
        assertThat(wire.last.requiredMinRxUs()).isEqualTo(50_000);
        assertThat(wire.last.multiplier()).isEqualTo(3);

        pass(60 * Nanos.PER_S);
        assertThat(gapsMs()).allMatch(gap -> gap >= 750 && gap <= 1000);
        assertThat(gapsMs()).anyMatch(gap -> gap > 930).anyMatch(gap -> gap < 820);
    }

    private List<Long> gapsMs() {
        return IntStream.range(1, wire.sentNs.size())
                .mapToObj(index -> (wire.sentNs.get(index) - wire.sentNs.get(index - 1)) / MS)
                .toList();
    }

    /** RFC 5880 6.2 and 6.8.6: our state, what is heard, our next one. */
    @ParameterizedTest
    @CsvSource({
        "DOWN, ADMIN_DOWN, DOWN", "DOWN, DOWN, INIT", "DOWN, INIT, UP", "DOWN, UP, DOWN",
        "INIT, ADMIN_DOWN, DOWN", "INIT, DOWN, INIT", "INIT, INIT, UP", "INIT, UP, UP",
        "UP, ADMIN_DOWN, DOWN", "UP, DOWN, DOWN", "UP, INIT, UP", "UP, UP, UP"
    })
    void theStateFollowsFromWhatIsHeard(BfdState ours, BfdState theirs, BfdState next) {
        BfdSession session = begin();
        if (ours != BfdState.DOWN) {
            hear(ours == BfdState.INIT ? BfdState.DOWN : BfdState.INIT, 0);
        }
        assertThat(session.state()).isEqualTo(ours);
        forgetWhatHappened();

        hear(theirs, 0);

        assertThat(session.state()).isEqualTo(next);
        assertThat(wire.told).containsExactlyElementsOf(next == ours ? List.of() : List.of("s " + next.word()));
        assertThat(session.remoteState()).isEqualTo(theirs);
    }

    @Test
    void anotherStateIsSentAtOnceWithTheReasonOfALoss() {
        BfdSession session = beginUp();
        hear(BfdState.DOWN, 0);

        assertThat(wire.sent).containsExactly("Down 3");
        assertThat(session.diagnostic()).isEqualTo(Diagnostic.NEIGHBOR_SIGNALED_DOWN);
        hear(BfdState.DOWN, 0);
        assertThat(wire.sent).as("until it is up, what ended it is said").endsWith("Init 3");
        hear(BfdState.INIT, 0);
        assertThat(wire.sent).endsWith("Up P 0");
        assertThat(session.isUp()).isTrue();
        assertThat(session.sinceNs()).isEqualTo(nowNs);
    }

    @Test
    void aSessionThatComesUpPollsWithItsOwnIntervalsUntilTheNeighbourAnswers() {
        BfdSession session = begin();
        hear(BfdState.INIT, 0);
        assertThat(wire.sent).endsWith("Up P 0");
        assertThat(wire.last.desiredMinTxUs()).isEqualTo(50_000);

        pass(100 * MS);
        assertThat(wire.sent).hasSizeGreaterThan(3).endsWith("Up P 0");
        hear(BfdState.UP, FINAL);
        forgetWhatHappened();
        pass(100 * MS);
        assertThat(wire.sent).isNotEmpty().allMatch("Up 0"::equals);
        assertThat(session.intervalNs()).isEqualTo(50 * MS);
    }

    @Test
    void aPollIsAnsweredAtOnceAndNeverTogetherWithOne() {
        begin();
        hear(BfdState.INIT, POLL);

        assertThat(wire.sent).containsExactly("Down 0", "Up F 0", "Up P 0");
        hear(BfdState.UP, POLL);
        assertThat(wire.sent).endsWith("Up F 0").hasSize(4);
    }

    @Test
    void thePacketsOfASessionThatIsUpComeAtTheSlowerOfTwoIntervalsLessAQuarterAtMost() {
        BfdSession session = beginUp();
        for (int round = 0; round < 400; round++) {
            hear(BfdState.UP, 0, 50, 80, 3);
            pass(20 * MS);
        }
        assertThat(session.intervalNs()).isEqualTo(80 * MS);
        assertThat(gapsMs().subList(2, gapsMs().size())).allMatch(gap -> gap >= 60 && gap <= 80);
        assertThat(gapsMs()).anyMatch(gap -> gap >= 77).anyMatch(gap -> gap <= 63);
    }

    @Test
    void withMultiplierOneATenthIsTakenOffAtLeast() {
        begin(Wire.timing(50, 100, 1));
        hear(BfdState.INIT, 0);
        hear(BfdState.UP, FINAL, 50, 10, 3);
        forgetWhatHappened();
        for (int round = 0; round < 300; round++) {
            hear(BfdState.UP, 0, 50, 10, 3);
            pass(20 * MS);
        }
        assertThat(gapsMs().subList(1, gapsMs().size())).allMatch(gap -> gap >= 75 && gap <= 90);
        assertThat(gapsMs()).anyMatch(gap -> gap >= 88).anyMatch(gap -> gap <= 77);
    }

    @Test
    void aNeighbourThatFallsSilentIsLostAfterItsDetectionTimeAndNotBefore() {
        BfdSession session = beginUp();
        assertThat(session.detectionNs()).isEqualTo(150 * MS);
        hear(BfdState.UP, 0);
        long heardNs = nowNs;
        pass(149 * MS);
        assertThat(session.isUp()).isTrue();
        pass(MS);

        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        assertThat(session.sinceNs()).isEqualTo(heardNs + 150 * MS);
        assertThat(session.diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
        assertThat(session.remoteDiscriminator()).isZero();
        assertThat(session.remoteState()).isEqualTo(BfdState.DOWN);
        assertThat(session.detectionNs()).isZero();
        assertThat(wire.sent).endsWith("Down 1");
        assertThat(wire.last.yourDiscriminator()).isZero();
        assertThat(wire.last.desiredMinTxUs()).as("slow again").isEqualTo(1_000_000);
        assertThat(wire.told).containsExactly("s Down");
    }

    @Test
    void theDetectionTimeIsTheNeighboursMultiplierTimesTheSlowerOfTwoIntervals() {
        BfdSession session = beginUp();
        hear(BfdState.UP, 0, 200, 50, 5);
        assertThat(session.detectionNs()).isEqualTo(1000 * MS);
        hear(BfdState.UP, 0, 20, 50, 5);
        assertThat(session.detectionNs())
                .as("we demand no more than one each 50 ms")
                .isEqualTo(250 * MS);
    }

    @Test
    void aHalfOpenSessionIsGivenUpToo() {
        BfdSession session = begin();
        hear(BfdState.DOWN, 0, 1000, 50, 3);
        assertThat(session.state()).isEqualTo(BfdState.INIT);
        pass(3 * Nanos.PER_S);
        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        assertThat(session.diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
    }

    @Test
    void aNeighbourThatWasHeardAndWillNotIsForgottenInSilence() {
        BfdSession session = begin();
        hear(BfdState.ADMIN_DOWN, 0, 1000, 50, 3);
        assertThat(session.remoteDiscriminator()).isEqualTo(77);
        assertThat(session.remoteDiagnostic()).isZero();
        wire.told.clear();
        pass(3 * Nanos.PER_S);
        assertThat(session.remoteDiscriminator()).isZero();
        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        assertThat(wire.told).isEmpty();
        assertThat(session.diagnostic()).isEqualTo(Diagnostic.NONE);
    }

    @Test
    void aPassiveSessionIsSilentUntilItHearsTheNeighbourAndAfterItsLoss() {
        BfdSettings.Timing timing = new BfdSettings.Timing(50 * MS, 50 * MS, Nanos.PER_S, 3, true, 0);
        begin(timing);
        pass(10 * Nanos.PER_S);
        assertThat(wire.sent).isEmpty();
        hear(BfdState.DOWN, 0);
        assertThat(wire.sent).containsExactly("Init 0");
        hear(BfdState.INIT, 0);
        pass(150 * MS);
        forgetWhatHappened();
        pass(10 * Nanos.PER_S);
        assertThat(wire.sent).isEmpty();
    }

    @Test
    void aNeighbourThatReceivesNothingIsSentNothing() {
        beginUp();
        hear(BfdState.UP, 0, 50, 0, 200);
        forgetWhatHappened();
        pass(5 * Nanos.PER_S);
        assertThat(wire.sent).isEmpty();
        hear(BfdState.UP, POLL, 50, 0, 200);
        assertThat(wire.sent).as("but a poll is answered").containsExactly("Up F 0");
    }

    @Test
    void aNeighbourInDemandModeIsSentNothingOnceBothAreUp() {
        BfdSession session = begin();
        hear(BfdState.INIT, DEMAND, 50, 50, 200);
        forgetWhatHappened();
        pass(100 * MS);
        assertThat(wire.sent).as("it is not up yet").isNotEmpty();
        hear(BfdState.UP, DEMAND, 50, 50, 200);
        forgetWhatHappened();
        pass(100 * MS);
        assertThat(wire.sent).as("our poll is not answered").isNotEmpty();
        hear(BfdState.UP, DEMAND | FINAL, 50, 50, 200);
        forgetWhatHappened();
        pass(Nanos.PER_S);
        assertThat(wire.sent).isEmpty();
        hear(BfdState.UP, 0, 50, 50, 200);
        pass(Nanos.PER_S);
        assertThat(wire.sent).as("it is over").isNotEmpty();
        assertThat(session.isUp()).isTrue();
    }

    @Test
    void idlePacketsAreNeverMoreFrequentThanOneASecond() {
        begin(new BfdSettings.Timing(50 * MS, 50 * MS, 10 * MS, 3, false, 0));
        assertThat(wire.last.desiredMinTxUs()).isEqualTo(1_000_000);
        begin(new BfdSettings.Timing(50 * MS, 50 * MS, 5 * Nanos.PER_S, 3, false, 0));
        pass(20 * Nanos.PER_S);
        assertThat(wire.last.desiredMinTxUs()).isEqualTo(5_000_000);
    }

    @Test
    void aSessionThatWantsTheSameIntervalInEveryStateNeedsNoPoll() {
        begin(Wire.timing(50, 1000, 3));
        hear(BfdState.INIT, 0);
        assertThat(wire.sent).endsWith("Up 0");
    }

    @Test
    void shorterIntervalsOfAReloadAreSentAtOnceAndCountForReceptionOnceTheNeighbourHasAnswered() {
        BfdSession session = beginUp();
        hear(BfdState.UP, 0, 10, 10, 3);
        begin(Wire.timing(20, 20, 3));

        assertThat(session.isUp()).isTrue();
        assertThat(wire.told).isEmpty();
        assertThat(session.intervalNs()).isEqualTo(20 * MS);
        assertThat(session.detectionNs()).as("it still sends each 50 ms").isEqualTo(150 * MS);
        pass(20 * MS);
        assertThat(wire.sent).endsWith("Up P 0");
        assertThat(wire.last.requiredMinRxUs()).isEqualTo(20_000);
        hear(BfdState.UP, FINAL, 10, 10, 3);
        assertThat(session.detectionNs()).isEqualTo(60 * MS);
    }

    @Test
    void longerIntervalsOfAReloadCountForSendingOnceTheNeighbourHasAnswered() {
        BfdSession session = beginUp();
        hear(BfdState.UP, 0, 50, 10, 3);
        begin(Wire.timing(100, 100, 3));

        assertThat(session.intervalNs()).as("it still expects one each 50 ms").isEqualTo(50 * MS);
        assertThat(session.detectionNs())
                .as("nothing is lost by waiting longer")
                .isEqualTo(300 * MS);
        hear(BfdState.UP, FINAL, 50, 10, 3);
        assertThat(session.intervalNs()).isEqualTo(100 * MS);
        assertThat(session.detectionNs()).isEqualTo(300 * MS);
    }

    @Test
    void whatAReloadChangesOfASessionThatIsDownCountsAtOnce() {
        BfdSession session = begin();
        begin(new BfdSettings.Timing(20 * MS, 20 * MS, 3 * Nanos.PER_S, 7, false, 0));
        assertThat(session.intervalNs()).isEqualTo(3 * Nanos.PER_S);
        pass(10 * Nanos.PER_S);
        assertThat(wire.sent).doesNotContain("Down P 0");
        assertThat(wire.last.requiredMinRxUs()).isEqualTo(20_000);
        assertThat(wire.last.multiplier()).isEqualTo(7);
    }

    @Test
    void twoSessionsWithEachOtherComeUpAndLoseEachOtherInTheirDetectionTime() {
        Wire other = new Wire();
        BfdSessions far = new BfdSessions(other, other, new Random(2));
        BfdSession here = begin();
        far.follow(List.of(Wire.settings("far", Wire.NEIGHBOR, Wire.timing(100, 20, 5))), nowNs);
        BfdSession there = far.all().getFirst();
        exchange(far, other, 100, true);

        assertThat(here.isUp() && there.isUp()).isTrue();
        assertThat(here.detectionNs()).isEqualTo(250 * MS);
        assertThat(there.detectionNs()).isEqualTo(300 * MS);
        assertThat(here.intervalNs()).isEqualTo(100 * MS);
        assertThat(there.intervalNs()).isEqualTo(50 * MS);

        exchange(far, other, 26, false);
        assertThat(here.isUp()).isFalse();
        exchange(far, other, 5, false);
        assertThat(there.isUp()).isFalse();
    }

    /** Lets so many steps of 10 ms pass; what was sent last by each arrives at the other if the link is whole. */
    private void exchange(BfdSessions far, Wire other, int steps, boolean whole) {
        var origin = new BfdSessions.Origin(new BfdKind(Wire.NEIGHBOR.family(), false), Wire.NEIGHBOR, 255);
        for (int step = 0; step < steps; step++) {
            pass(10 * MS);
            far.onDeadline(nowNs);
            while (whole && (!wire.sent.isEmpty() || !other.sent.isEmpty())) {
                boolean fromHere = !wire.sent.isEmpty();
                Wire sender = fromHere ? wire : other;
                ByteBuffer bytes = ByteBuffer.allocate(24);
                sender.last.write(bytes, 0);
                sender.sent.clear();
                assertThat((fromHere ? far : sessions).onDatagram(bytes, 0, 24, origin, nowNs))
                        .isNull();
            }
        }
    }
}
