package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal names the places. */
class MissingInterfacesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachPlaceThatNamesAnInterfaceThatIsNotThereIsFoundOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("k.conf"), """
                vrrp_sync_group G {
                    group {
                        A
                    }
                    track_interface {
                        eth8
                    }
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    virtual_ipaddress {
                        192.0.2.1/24
                        192.0.2.2/24 dev eth9
                    }
                    track_interface {
                        eth0
                        eth7
                    }
                }
                vrrp_instance B {
                    interface eth1
                    virtual_router_id 2
                    virtual_ipaddress {
                        192.0.2.3/24
                    }
                }
                """);
        Config config =
                ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).draft();
        assertThat(MissingInterfaces.of(config, Set.of("lo", "eth0")))
                .extracting(problem -> problem.toString().lines().findFirst().orElse(""))
                .containsExactlyInAnyOrder(
                        file + ":18:9: error: this machine has no interface eth7 [VGL3221]",
                        file + ":14:9: error: this machine has no interface eth9 [VGL3221]",
                        file + ":21:1: error: this machine has no interface eth1 [VGL3221]",
                        file + ":6:9: error: this machine has no interface eth8 [VGL3221]");
        assertThat(MissingInterfaces.of(config, Set.of("eth0", "eth1", "eth7", "eth8", "eth9")))
                .isEmpty();
    }
}
