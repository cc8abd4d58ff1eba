package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {
    private final RepeatFilter filter = new RepeatFilter();

    private static Event failure(String operation) {
        return new DaemonEvent.OperationFailed(operation, "EPERM");
    }

    private boolean admits(Event event, long nowNs) {
        return filter.admits(event, EventText.of(event), nowNs);
    }

    @Test
    void aRepeatedLineIsWrittenOnceAndCountedAtTheEndOfTheWindow() {
        assertThat(admits(failure("x"), 0)).isTrue();
        for (int count = 1; count <= 100; count++) {
            assertThat(admits(failure("x"), count)).isFalse();
        }

        assertThat(filter.expire(RepeatFilter.WINDOW_NS - 1)).isEmpty();
        assertThat(filter.nextExpiryNs()).isEqualTo(RepeatFilter.WINDOW_NS);
        List<Event> told = filter.expire(RepeatFilter.WINDOW_NS);
        assertThat(told)
                .containsExactly(new DaemonEvent.EventsHeldBack(
                        EventKind.OPERATION_FAILED, "x", 100, RepeatFilter.WINDOW_NS, "x failed: EPERM"));
        assertThat(admits(failure("x"), RepeatFilter.WINDOW_NS + 1)).isTrue();
    }

    @Test
    void whatHappenedOnceLeavesNoCount() {
        admits(failure("x"), 0);

        assertThat(filter.expire(RepeatFilter.WINDOW_NS)).isEmpty();
        assertThat(filter.nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void differentSubjectsDoNotTakeEachOthersLines() {
        assertThat(admits(failure("x"), 0)).isTrue();
        assertThat(admits(failure("y"), 0)).isTrue();
    }

    @Test
    void forgedSourcesGainNoMoreThanTheLinesOfOneWindow() {
        int written = 0;
        for (int bits = 0; bits < 1_000_000; bits++) {
            Event event =
                    new VrrpEvent.AdvertisementDropped("VI_1", DropReason.AUTH_FAILED, IpAddress.ipv4(bits), bits);
            written += admits(event, bits) ? 1 : 0;
        }

        assertThat(written).isEqualTo(RepeatFilter.LINES_PER_WINDOW);
    }

    @Test
    void goodPacketsInBetweenDoNotOpenANewWindow() {
        Event dropped = new VrrpEvent.AdvertisementDropped("VI_1", DropReason.AUTH_FAILED, Samples.PEER, 1);
        Event lower = new VrrpEvent.LowerPriorityHeard("VI_1", Samples.PEER, 1, 2);
        int written = 0;
        for (int count = 0; count < 1000; count++) {
            written += admits(dropped, count) ? 1 : 0;
            admits(lower, count);
        }

        assertThat(written).isEqualTo(1);
    }

    @Test
    void theNumberOfWatchedKeysIsBounded() {
        for (int count = 0; count < RepeatFilter.KEYS_MAX; count++) {
            admits(failure("x" + count), 0);
        }
        int written = 0;
        for (int count = 0; count < 1000; count++) {
            written += admits(failure("further" + count), 0) ? 1 : 0;
        }

        assertThat(written).isEqualTo(RepeatFilter.LINES_PER_WINDOW);
    }

    @Test
    void theEndOfTheLogTellsWhatWasHeldBack() {
        admits(failure("x"), 0);
        admits(failure("x"), 1);

        assertThat(filter.expireAll(1_000))
                .containsExactly(
                        new DaemonEvent.EventsHeldBack(EventKind.OPERATION_FAILED, "x", 1, 1_000, "x failed: EPERM"));
    }
}
