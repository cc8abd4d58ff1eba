package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.VirtualRouter;
import org.junit.jupiter.api.Test;

class PracticePlanTest {
    private static final long NOW_NS = 1_000_000_000_000L;
    private static final long LATER_NS = NOW_NS + PracticePlan.ROOM_NS;

    private final PracticePlan plan = new PracticePlan(1, NOW_NS);

    @Test
    void aSliceNeedsRoomBeforeWhatIsDue() {
        assertThat(plan.isTime(LATER_NS, NOW_NS)).isTrue();
        assertThat(plan.isTime(VirtualRouter.NEVER, NOW_NS)).isTrue();
        assertThat(plan.isTime(LATER_NS - 1, NOW_NS)).isFalse();
        assertThat(plan.isTime(NOW_NS - 1, NOW_NS)).as("something is due").isFalse();
    }

    @Test
    void aSliceIsShort() {
        assertThat(plan.goesOn(NOW_NS, NOW_NS + PracticePlan.SLICE_NS - 1)).isTrue();
        assertThat(plan.goesOn(NOW_NS, NOW_NS + PracticePlan.SLICE_NS)).isFalse();
    }

    @Test
    void betweenTwoSlicesThereIsAPause() {
        plan.pause(NOW_NS);
        long nextNs = NOW_NS + PracticePlan.PAUSE_NS;
        assertThat(plan.isTime(VirtualRouter.NEVER, nextNs - 1)).isFalse();
        assertThat(plan.wakeNs(VirtualRouter.NEVER, nextNs - 1)).isEqualTo(nextNs);
        assertThat(plan.isTime(VirtualRouter.NEVER, nextNs)).isTrue();
    }

    @Test
    void nobodyWakesForASliceThatHasNoRoom() {
        plan.pause(NOW_NS);
        long nextNs = NOW_NS + PracticePlan.PAUSE_NS;
        assertThat(plan.wakeNs(nextNs + PracticePlan.ROOM_NS, NOW_NS)).isEqualTo(nextNs);
        assertThat(plan.wakeNs(nextNs + PracticePlan.ROOM_NS - 1, NOW_NS)).isEqualTo(VirtualRouter.NEVER);
        assertThat(plan.wakeNs(VirtualRouter.NEVER, nextNs))
                .as("a time that is over, which would be a busy loop")
                .isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void itIsOverAfterEnoughPlaysOfEachKind() {
        PracticePlan two = new PracticePlan(2, NOW_NS);
        for (int play = 0; play < 2 * PracticePlan.PLAYS; play++) {
            assertThat(two.isOver()).isFalse();
            two.played();
        }
        assertThat(two.isOver()).isTrue();
        assertThat(two.isTime(VirtualRouter.NEVER, NOW_NS)).isFalse();
        assertThat(two.goesOn(NOW_NS, NOW_NS)).isFalse();
        assertThat(two.wakeNs(VirtualRouter.NEVER, NOW_NS - 1)).isEqualTo(VirtualRouter.NEVER);
    }

    @Test
    void itEndsWhenItIsEnded() {
        plan.end();
        assertThat(plan.isOver()).isTrue();
        assertThat(plan.isTime(VirtualRouter.NEVER, NOW_NS)).isFalse();
    }

    @Test
    void whoHasNoInstancesHasNothingToPractise() {
        assertThat(new PracticePlan(0, NOW_NS).isTime(VirtualRouter.NEVER, NOW_NS))
                .isFalse();
    }
}
