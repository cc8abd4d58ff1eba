package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLimitsTest {
    private static final int CHANGES = 310;

    private final LogLimits limits = new LogLimits();

    private boolean admits(Event event, long nowNs) {
        return limits.admits(event, EventText.of(event), nowNs);
    }

    private static VrrpEvent.StateEntered change(int count) {
        Cause why = new Cause.MasterSilent(Samples.PEER, 1 + count % 255, 1);
        return count % 2 == 0
                ? Samples.entered(State.BACKUP, State.MASTER, why)
                : Samples.entered(State.MASTER, State.BACKUP, why);
    }

    /** How many of the changes from {@code first} to {@code end} are written, one each nanosecond. */
    private int written(int first, int end) {
        int written = 0;
        for (int count = first; count < end; count++) {
            written += admits(change(count), count) ? 1 : 0;
        }
        return written;
    }

    @Test
    void whatOnlyTheConfigurationCausesIsAlwaysWritten() {
        Event event = new ScriptEvent.Succeeded("chk");

        for (int count = 0; count < 100; count++) {
            assertThat(admits(event, count)).isTrue();
        }
    }

    @Test
    void anInstanceThatChangesAllTheTimeGetsItsFirstLinesAndOneWithTheCountAndTheLast() {
        assertThat(written(0, CHANGES)).isEqualTo(ChangeFilter.CHANGES_PER_WINDOW);

        assertThat(limits.expire(ChangeFilter.WINDOW_NS - 1)).isEmpty();
        assertThat(limits.nextExpiryNs()).isEqualTo(ChangeFilter.WINDOW_NS);
        assertThat(limits.expire(ChangeFilter.WINDOW_NS))
                .containsExactly(new VrrpEvent.ChangesHeldBack(
                        CHANGES - ChangeFilter.CHANGES_PER_WINDOW, ChangeFilter.WINDOW_NS, change(CHANGES - 1)));
        assertThat(limits.nextExpiryNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(admits(change(0), ChangeFilter.WINDOW_NS)).isTrue();
    }

    @Test
    void aFewChangesLeaveNoCount() {
        assertThat(written(0, ChangeFilter.CHANGES_PER_WINDOW)).isEqualTo(ChangeFilter.CHANGES_PER_WINDOW);

        assertThat(limits.expire(ChangeFilter.WINDOW_NS)).isEmpty();
    }

    @Test
    void nothingInBetweenOpensANewWindow() {
        List<Event> between = List.of(
                new VrrpEvent.PriorityChanged("VI_1", 100, 90, State.BACKUP, List.of(new Cause.Reloaded())),
                new VrrpEvent.StoppedOrRemoved("VI_1", change(0).transition()),
                new VrrpEvent.LowerPriorityHeard("VI_1", Samples.PEER, 1, 2),
                new DaemonEvent.ReloadComplete(""));
        int written = 0;
        for (int count = 0; count < CHANGES; count++) {
            written += admits(change(count), count) ? 1 : 0;
            for (Event event : between) {
                admits(event, count);
            }
        }

        assertThat(written).isEqualTo(ChangeFilter.CHANGES_PER_WINDOW);
    }

    @Test
    void theDetailsOfAChangeGoWithIt() {
        List<Event> details = List.of(
                new VrrpEvent.AdvertisementTimeout("VI_1"),
                new VrrpEvent.AddressesSet("VI_1"),
                new VrrpEvent.PriorityZeroSent("VI_1"),
                new VrrpEvent.AddressesRemoved("VI_1"));
        written(0, ChangeFilter.CHANGES_PER_WINDOW);
        assertThat(details).allMatch(detail -> admits(detail, CHANGES));

        admits(change(0), CHANGES);

        assertThat(details).noneMatch(detail -> admits(detail, CHANGES));
    }

    @Test
    void oneInstanceDoesNotTakeTheLinesOfAnotherHoweverManyThereAre() {
        for (int instance = 0; instance < 65_024; instance++) {
            var change = new VrrpEvent.StateEntered("VI_" + instance, change(0).transition());
            assertThat(admits(change, 0)).isTrue();
        }
    }

    @Test
    void theEndOfTheLogTellsWhatWasHeldBack() {
        written(0, CHANGES);

        assertThat(limits.expireAll(1_000))
                .containsExactly(new VrrpEvent.ChangesHeldBack(
                        CHANGES - ChangeFilter.CHANGES_PER_WINDOW, 1_000, change(CHANGES - 1)));
    }
}
