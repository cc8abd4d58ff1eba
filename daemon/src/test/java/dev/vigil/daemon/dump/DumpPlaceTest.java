package dev.vigil.daemon.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.reload.ConfigText;
import java.nio.file.Path;
import java.util.Map;
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

    private static String place(DumpKind kind, String setting, Map<String, String> environment) {
        String text = "global_defs {\n" + setting + "\n}\n" + ConfigText.instance("web", 51);
        return DumpPlace.of(kind, ConfigText.read(text), environment).toString();
    }
}
