package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LoopAlarmTest {
    private final List<Event> events = new ArrayList<>();
    private int ends;
    private long latenesses;
    private final LoopAlarm alarm = new LoopAlarm(
            events::add,
            Thread.currentThread(),
            Optional.empty(),
            OptionalLong.empty(),
            () -> 0,
            () -> latenesses,
            () -> ends++);

    @Test
    void aLateLoopIsLoggedWithTheStackOfItsThread() {
        alarm.late(5);

        assertThat(events).singleElement().isInstanceOfSatisfying(DaemonEvent.LoopStalled.class, event -> {
            assertThat(event.isLost()).isFalse();
            assertThat(event.silentNs()).isEqualTo(5);
            assertThat(String.join(" ", event.stack())).contains("LoopAlarmTest");
        });
        assertThat(ends).isZero();
    }

    @Test
    void aLoopThatIsBackIsLoggedWithItsLateness() {
        alarm.back(7);

        assertThat(events).containsExactly(new DaemonEvent.LoopLate("VRRP", 7));
    }

    @Test
    void aLoopThatHasReportedItsLatenessItselfIsNotLoggedTwice() {
        alarm.late(5);
        latenesses++;
        alarm.back(7);
        assertThat(events).hasSize(1);
        alarm.late(5);
        alarm.back(7);
        assertThat(events).last().isEqualTo(new DaemonEvent.LoopLate("VRRP", 7));
    }

    @Test
    void aLostLoopIsLoggedAndTheProcessEnds() {
        alarm.lost(9);

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        DaemonEvent.LoopStalled.class,
                        event -> assertThat(event.isLost()).isTrue());
        assertThat(ends).isEqualTo(1);
    }
}
