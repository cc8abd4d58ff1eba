package dev.vigil.config.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.SyncDaemon;
import dev.vigil.core.balance.SyncDaemon.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SynchronizingTest {
    private static List<SyncDaemon> daemons(String global, String instance, boolean master) {
        String text = """
                global_defs {
                    %s
                }
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    %s
                    virtual_ipaddress {
                        192.0.2.51
                    }
                }
                """.formatted(global, instance);
        return Synchronizing.daemons(Loaded.text(text).config(), _ -> master);
    }

    private static SyncDaemon plain(Role role, int syncId) {
        return new SyncDaemon(role, "eth1", syncId, 0, 0, 0, Optional.empty());
    }

    @Test
    void nothingIsSynchronizedUnlessItIsAskedFor() {
        assertThat(daemons("", "", true)).isEmpty();
    }

    @Test
    void withoutAnInstanceBothRun() {
        assertThat(daemons("lvs_sync_daemon eth1 id 7", "", false))
                .containsExactly(plain(Role.MASTER, 7), plain(Role.BACKUP, 7));
    }

    @Test
    void withAnInstanceTheRoleIsThatOfItAndTheIdItsVrid() {
        assertThat(daemons("lvs_sync_daemon eth1 VI_1", "", true)).containsExactly(plain(Role.MASTER, 51));
        assertThat(daemons("lvs_sync_daemon eth1 VI_1 id 9", "", false)).containsExactly(plain(Role.BACKUP, 9));
    }

    @Test
    void everythingThatIsGivenIsAskedFor() {
        assertThat(daemons("lvs_sync_daemon eth1 id 7 maxlen 1200 port 8850 ttl 3 group 224.0.0.90", "", false)
                        .getFirst())
                .isEqualTo(
                        new SyncDaemon(Role.MASTER, "eth1", 7, 1200, 8850, 3, Optional.of(IpAddress.of("224.0.0.90"))));
    }

    @Test
    void theOldKeywordOfAnInstanceFollowsThatInstance() {
        assertThat(daemons("", "lvs_sync_daemon_interface eth1", true)).containsExactly(plain(Role.MASTER, 51));
        assertThat(daemons("", "lvs_sync_daemon_interface eth1", false)).containsExactly(plain(Role.BACKUP, 51));
    }
}
