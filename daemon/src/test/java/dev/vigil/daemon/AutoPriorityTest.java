package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.GlobalDefs;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoPriorityTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<Integer> raised = new ArrayList<>();
    private final List<Event> logged = new ArrayList<>();

    private AutoPriority upTo(int max, int from) {
        return new AutoPriority(new GlobalDefs.AutoPriority(max, 1_000_000), from, raised::add, logged::add);
    }

    @Test
    void eachLatenessThatIsLongEnoughRaisesItByOneUpToTheLimit() {
        AutoPriority priority = upTo(2, 0);
        priority.late(SECOND_NS - 1);
        assertThat(raised).isEmpty();
        priority.late(SECOND_NS);
        priority.late(SECOND_NS);
        priority.late(SECOND_NS);
        assertThat(raised).containsExactly(1, 2);
        assertThat(logged).containsExactly(new DaemonEvent.PriorityRaised(1), new DaemonEvent.PriorityRaised(2));
    }

    @Test
    void itBeginsAboveTheConfiguredPriorityAndIsOffWithoutALimit() {
        upTo(50, 20).late(SECOND_NS);
        upTo(0, 0).late(SECOND_NS);
        upTo(-1, 0).late(SECOND_NS);
        assertThat(raised).containsExactly(21);
    }

    @Test
    void aRefusalIsReportedOnce() {
        AutoPriority priority = new AutoPriority(
                new GlobalDefs.AutoPriority(9, 1_000_000),
                0,
                wanted -> {
                    throw new LinuxException("set", Errno.EPERM, "realtime priority " + wanted);
                },
                logged::add);
        priority.late(SECOND_NS);
        priority.late(SECOND_NS);
        assertThat(logged).hasSize(1);
    }
}
