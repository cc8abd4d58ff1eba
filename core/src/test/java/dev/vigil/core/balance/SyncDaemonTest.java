package dev.vigil.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.SyncDaemon.Plan;
import dev.vigil.core.balance.SyncDaemon.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncDaemonTest {
    private static final Optional<IpAddress> USUAL = Optional.of(IpAddress.of("224.0.0.81"));
    private static final SyncDaemon ASKED = new SyncDaemon(Role.MASTER, "eth1", 51, 0, 0, 0, Optional.empty());
    private static final SyncDaemon RUNS = new SyncDaemon(Role.MASTER, "eth1", 51, 1460, 8848, 1, USUAL);

    @Test
    void whatIsNotGivenIsWhatTheKernelHas() {
        assertThat(Plan.between(List.of(RUNS), List.of(ASKED))).isEqualTo(new Plan(List.of(), List.of()));
    }

    @Test
    void whatIsGivenAndRunsSoStays() {
        SyncDaemon same = new SyncDaemon(Role.MASTER, "eth1", 51, 1460, 8848, 1, USUAL);

        assertThat(Plan.between(List.of(RUNS), List.of(same))).isEqualTo(new Plan(List.of(), List.of()));
    }

    @Test
    void oneThatDiffersIsStoppedAndStartedAnew() {
        List<SyncDaemon> others = List.of(
                new SyncDaemon(Role.MASTER, "eth2", 51, 0, 0, 0, Optional.empty()),
                new SyncDaemon(Role.MASTER, "eth1", 52, 0, 0, 0, Optional.empty()),
                new SyncDaemon(Role.MASTER, "eth1", 51, 1200, 0, 0, Optional.empty()),
                new SyncDaemon(Role.MASTER, "eth1", 51, 0, 8850, 0, Optional.empty()),
                new SyncDaemon(Role.MASTER, "eth1", 51, 0, 0, 3, Optional.empty()),
                new SyncDaemon(Role.MASTER, "eth1", 51, 0, 0, 0, Optional.of(IpAddress.of("224.0.0.90"))));

        for (SyncDaemon other : others) {
            assertThat(Plan.between(List.of(RUNS), List.of(other)))
                    .isEqualTo(new Plan(List.of(Role.MASTER), List.of(other)));
        }
    }

    @Test
    void aChangeOfRolesStopsTheOneAndStartsTheOther() {
        assertThat(Plan.between(List.of(RUNS), List.of(ASKED.as(Role.BACKUP))))
                .isEqualTo(new Plan(List.of(Role.MASTER), List.of(ASKED.as(Role.BACKUP))));
    }

    @Test
    void bothCanRunAndNoneNeedRun() {
        assertThat(Plan.between(List.of(RUNS), List.of(ASKED, ASKED.as(Role.BACKUP))))
                .isEqualTo(new Plan(List.of(), List.of(ASKED.as(Role.BACKUP))));
        assertThat(Plan.between(List.of(RUNS), List.of())).isEqualTo(new Plan(List.of(Role.MASTER), List.of()));
    }
}
