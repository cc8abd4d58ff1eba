package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReloadPlanTest {
    @Test
    void theSameTextMovedToOtherLinesChangesNothing() {
        ReloadPlan plan = ReloadPlan.between(
                read(instance("A", 1, "  notify /x.sh") + instance("B", 2)),
                read("# a comment\n\n" + instance("B", 2) + instance("A", 1, "  notify /x.sh")));
        assertThat(plan.names(Step.Keep.class)).containsExactly("B", "A");
        assertThat(plan.names(Step.Change.class)).isEmpty();
        assertThat(plan.summary()).isEqualTo("2 unchanged");
    }

    @Test
    void anotherPriorityChangesTheInstance() {
        ReloadPlan plan =
                ReloadPlan.between(read(instance("A", 1, "  priority 90")), read(instance("A", 1, "  priority 91")));
        assertThat(plan.names(Step.Change.class)).containsExactly("A");
        assertThat(plan.summary()).isEqualTo("changed A; 0 unchanged");
    }

    @Test
    void anotherNotificationChangesTheInstance() {
        ReloadPlan plan =
                ReloadPlan.between(read(instance("A", 1, "  notify /x.sh")), read(instance("A", 1, "  notify /y.sh")));
        assertThat(plan.names(Step.Change.class)).containsExactly("A");
    }

    @Test
    void anotherVridIsAnotherVirtualRouter() {
        ReloadPlan plan = ReloadPlan.between(read(instance("A", 1)), read(instance("A", 2)));
        assertThat(plan.names(Step.Replace.class)).containsExactly("A");
    }
}
