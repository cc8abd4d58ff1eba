package dev.vigil.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void theFirstTurnIsDueAtOnce() {
        assertThat(new Schedule(10, 100).takeTurn(100)).isTrue();
    }

    @Test
    void aTurnIsTakenOnce() {
        Schedule schedule = new Schedule(10, 100);
        schedule.takeTurn(100);

        assertThat(schedule.takeTurn(109)).isFalse();
        assertThat(schedule.dueNs()).isEqualTo(110);
        assertThat(schedule.takeTurn(110)).isTrue();
    }

    @Test
    void lateTurnsDoNotShiftTheOnesAfterThem() {
        Schedule schedule = new Schedule(10, 100);

        assertThat(schedule.takeTurn(107)).isTrue();
        assertThat(schedule.dueNs()).isEqualTo(110);
    }

    @Test
    void missedTurnsAreNotMadeUpFor() {
        Schedule schedule = new Schedule(10, 100);

        assertThat(schedule.takeTurn(5_003)).isTrue();
        assertThat(schedule.takeTurn(5_003)).isFalse();
        assertThat(schedule.dueNs()).isEqualTo(5_010);
    }

    @Test
    void anIntervalOfZeroIsNoSchedule() {
        assertThatThrownBy(() -> new Schedule(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
