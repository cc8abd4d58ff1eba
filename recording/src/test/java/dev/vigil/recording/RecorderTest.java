package dev.vigil.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final int ENTRIES = 1_000;

    private static long differences(List<String> lines) {
        Replay replay = new Replay();
        long differences = 0;
        for (String line : lines) {
            differences +=
                    replay.line(line).flatMap(Replay.Step::difference).stream().count();
        }
        return differences + replay.finish().size();
    }

    @Test
    void aFullRingRemembersBetweenHalfAndAllOfItsCapacity() {
        Sample sample = new Sample(ENTRIES);
        sample.router.start(new Cause.Started(), sample.nowNs);
        for (int heard = 0; heard < 10 * ENTRIES; heard++) {
            sample.hear(150);
            if (heard > ENTRIES && heard % 97 == 0) {
                assertThat(sample.lines()).hasSizeBetween(ENTRIES / 2 - 10, ENTRIES + 3);
            }
        }
        sample.expire();
        List<String> lines = sample.lines();
        assertThat(lines.get(1)).contains("\"input\":\"restored\"", "\"state\":\"BACKUP\"");
        assertThat(differences(lines)).isZero();
        assertThat(lines).anyMatch(line -> line.contains("\"to\":\"MASTER\""));
    }

    @Test
    void whatIsKnownAlreadyIsNotNotedAgain() {
        Sample sample = new Sample(ENTRIES).takeOver();
        int before = sample.lines().size();
        for (int times = 0; times < 3; times++) {
            sample.router.onTrack(Track.Kind.SCRIPT, "check", Condition.DOWN, "exited with status 1", sample.nowNs);
            sample.router.onTrack(Track.Kind.SCRIPT, "other", Condition.DOWN, "", sample.nowNs);
        }
        assertThat(sample.lines()).hasSize(before + 1);
        assertThat(differences(sample.lines())).isZero();
    }

    @Test
    void inputsThatTakeMemoryAreBoundedOnTheirOwn() {
        Sample sample = new Sample(65_536);
        sample.router.start(new Cause.Started(), sample.nowNs);
        for (int seen = 0; seen < 5 * RingHalf.RARE_MAX; seen++) {
            sample.router.onTrack(Track.Kind.SCRIPT, "check", Condition.UP, "run " + seen, ++sample.nowNs);
        }
        assertThat(sample.lines()).hasSizeBetween(RingHalf.RARE_MAX - 10, 2 * RingHalf.RARE_MAX + 3);
        assertThat(differences(sample.lines())).isZero();
    }

    @Test
    void advertisementsAndDeadlinesAreNotedWithoutAllocationThroughManyRoundsOfTheRing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        Sample sample = new Sample(ENTRIES).takeOver();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int index = 0; index < 10 * ENTRIES; index++) {
                sample.expire();
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(fewest).isZero();
    }
}
