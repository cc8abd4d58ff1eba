package dev.vigil.daemon.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.reload.ConfigText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpPlaceTest {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    private Path directory;

    @Test
    void withoutSettingsTheyAreWhereReadersOfKeepalivedLook() {
        assertThat(place(DumpKind.DATA, "", NOTHING)).isEqualTo("/tmp/keepalived.data");
        assertThat(place(DumpKind.STATISTICS, "", NOTHING)).isEqualTo("/tmp/keepalived.stats");
        assertThat(place(DumpKind.STATISTICS_CLEAR, "", NOTHING)).isEqualTo("/tmp/keepalived.stats");
        assertThat(place(DumpKind.JSON, "", NOTHING)).isEqualTo("/tmp/keepalived.json");
    }

    @Test
    void oneDirectoryForTemporaryFilesCountsIfItIsOne() {
        Map<String, String> given = Map.of("TMPDIR", directory.toString());
        assertThat(place(DumpKind.JSON, "", given)).isEqualTo(directory + "/keepalived.json");
        assertThat(place(DumpKind.JSON, "", Map.of("TMPDIR", directory + "/none")))
                .isEqualTo("/tmp/keepalived.json");
        assertThat(place(DumpKind.JSON, "", Map.of("TMPDIR", "."))).isEqualTo("/tmp/keepalived.json");
    }

    @Test
    void aConfiguredPlaceIsAFileOrWithASlashADirectory() {
        assertThat(place(DumpKind.DATA, "state_dump_file /run/ha/state", NOTHING))
                .isEqualTo("/run/ha/state");
        assertThat(place(DumpKind.DATA, "state_dump_file /run/ha/", NOTHING)).isEqualTo("/run/ha/keepalived.data");
        assertThat(place(DumpKind.STATISTICS, "stats_dump_file counters", NOTHING))
                .isEqualTo("/tmp/counters");
        assertThat(place(DumpKind.JSON, "json_dump_file /run/ha/all.json", NOTHING))
                .isEqualTo("/run/ha/all.json");
    }

    @Test
    void theStateHasTheNameOfTheDaemonWhereThatIsAskedFor() {
        Config with = ConfigText.read("global_defs {\ndata_use_instance\n}\n" + ConfigText.instance("web", 51));
        Optional<String> name = Optional.of("blue_north");
        assertThat(DumpPlace.of(DumpKind.DATA, with, name, NOTHING)).hasToString("/tmp/keepalived.blue_north.data");
        assertThat(DumpPlace.of(DumpKind.DATA, with, Optional.empty(), NOTHING)).hasToString("/tmp/keepalived.data");
        assertThat(DumpPlace.of(DumpKind.JSON, with, name, NOTHING)).hasToString("/tmp/keepalived.json");
        Config without = ConfigText.read(ConfigText.instance("web", 51));
        assertThat(DumpPlace.of(DumpKind.DATA, without, name, NOTHING)).hasToString("/tmp/keepalived.data");
    }

    private static String place(DumpKind kind, String setting, Map<String, String> environment) {
        String text = "global_defs {\n" + setting + "\n}\n" + ConfigText.instance("web", 51);
        return DumpPlace.of(kind, ConfigText.read(text), Optional.empty(), environment)
                .toString();
    }
}
