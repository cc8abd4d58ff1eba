package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import dev.vigil.core.address.Family;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What status shows of sync groups. */
class StatusGroupsTest {
    private static final String TEXT = """
            vrrp_script chk {
                script "/bin/true"
            }
            vrrp_sync_group G {
                group {
                    V
                    W
                }
                track_script {
                    chk weight -20
                }
            }
            vrrp_instance V {
                interface eth0
                virtual_router_id 1
                virtual_ipaddress {
                    192.0.2.1
                }
            }
            vrrp_instance W {
                interface eth1
                virtual_router_id 2
                virtual_ipaddress {
                    192.0.2.2
                }
            }
            """;

    private static final List<StatusReport.Part> PARTS = List.of(
            new StatusReport.Part("interface", "eth0", Condition.UP, 0, false, ""),
            new StatusReport.Part("script", "chk", Condition.DOWN, -20, false, "exited with status 1"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static StatusReport.Instance instance(String name, State state) {
        return new StatusReport.Instance(
                name,
                "eth0",
                1,
                Family.IPV4,
                2,
                state,
                0,
                0,
                new StatusReport.Reasons("", "", List.of(), Optional.empty()),
                new StatusReport.Rules(
                        1, 1, 3, true, 0, State.BACKUP, new RouterSettings.Announcements(5, 0, 0, 1, 5, 0)),
                new StatusReport.Priority(100, 80, PARTS),
                Optional.empty(),
                List.of(),
                new StatusReport.Counters(0, 0, 0, 0, 0, 0, 0, Map.of()),
                new StatusReport.Notify(0, 0, 0, 0, Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private Config config() throws IOException {
        Path file = Files.writeString(directory.resolve("k.conf"), TEXT);
        return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).draft();
    }

    private StatusReport.Group group(State first, State second) throws IOException {
        return StatusGroups.of(config(), List.of(instance("V", first), instance("W", second)))
                .getFirst();
    }

    @Test
    void aGroupHasTheStateOfItsMembersOrOfTheOneThatKeepsThemFromIt() throws IOException {
        assertThat(group(State.MASTER, State.MASTER).state()).isEqualTo(State.MASTER);
        assertThat(group(State.BACKUP, State.BACKUP).state()).isEqualTo(State.BACKUP);
        assertThat(group(State.BACKUP, State.FAULT).state()).isEqualTo(State.FAULT);
    }

    @Test
    void itsTrackersAreShownWithWhatTheyAdd() throws IOException {
        StatusReport.Group group = group(State.MASTER, State.MASTER);
        assertThat(group.members()).containsExactly("V", "W");
        assertThat(group.trackers()).containsExactly(PARTS.getLast());
        assertThat(group.contribution()).isEqualTo(-20);
    }
}
