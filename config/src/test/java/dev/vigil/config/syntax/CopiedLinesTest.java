package dev.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedLinesTest {
    @TempDir
    private Path directory;

    @Test
    void theCopyHoldsTheLinesThatCountInTheirOrderAndReadsAsTheSameConfiguration() throws IOException {
        Path second = Files.writeString(directory.resolve("second.conf"), "priority 90 # low\n");
        Path first = Files.writeString(directory.resolve("first.conf"), """
                $VRID=51
                ! nothing
                vrrp_instance VI_1 {
                    interface eth0
                @other virtual_router_id 7
                    virtual_router_id $VRID
                    include second.conf
                    virtual_ipaddress {
                        192.0.2.1/24
                    }
                }
                """);
        List<String> lines = new ArrayList<>();
        ConfigLoader.Result read = ConfigLoader.standard().load(first, ConfigLoader.Options.NONE.copying(lines::add));
        assertThat(lines)
                .containsExactly(
                        "# " + first,
                        "vrrp_instance VI_1 {",
                        "interface eth0",
                        "virtual_router_id 51",
                        "# " + second,
                        "priority 90",
                        "# " + first,
                        "virtual_ipaddress {",
                        "192.0.2.1/24",
                        "}",
                        "}");
        Path copy = Files.write(directory.resolve("copy.conf"), lines);
        assertThat(ConfigLoader.standard()
                        .load(copy, ConfigLoader.Options.NONE)
                        .draft()
                        .instances()
                        .getFirst()
                        .election())
                .isEqualTo(read.draft().instances().getFirst().election());
    }
}
