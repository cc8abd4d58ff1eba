package dev.vigil.daemon.reload;

import static dev.vigil.daemon.reload.ConfigText.instance;
import static dev.vigil.daemon.reload.ConfigText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.model.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a reload leaves for others. */
class ReloadFilesTest {
    @TempDir
    private Path directory;

    private final Notes log = new Notes();

    private Config config(String global) {
        return read("global_defs {\n" + global + "\n}\n" + instance("A", 1));
    }

    private ReloadFiles files() {
        return new ReloadFiles(directory.resolve("usual"), log);
    }

    @Test
    void theMarkerExistsFromTheBeginningToTheEndOfAReload() {
        Path marker = directory.resolve("marker");
        ReloadFiles files = files();
        files.start(config("reload_file " + marker), Optional.empty());
        assertThat(marker).doesNotExist();
        files.begin();
        assertThat(marker).exists();
        files.adopted(config("router_id other"));
        assertThat(marker).exists();
        files.end();
        assertThat(marker).doesNotExist();
        files.begin();
        assertThat(marker).doesNotExist();
        assertThat(log.texts()).isEmpty();
    }

    @Test
    void withoutANameTheMarkerHasTheUsualOne() {
        ReloadFiles files = files();
        files.start(config("reload_file"), Optional.empty());
        files.begin();
        assertThat(directory.resolve("usual")).exists();
        files.end();
        assertThat(directory.resolve("usual")).doesNotExist();
    }

    @Test
    void aMarkerThatAKilledDaemonLeftIsGoneAfterAStart() throws IOException {
        Path marker = Files.createFile(directory.resolve("marker"));
        files().start(config("reload_file " + marker), Optional.empty());
        assertThat(marker).doesNotExist();
    }

    @Test
    void aMarkerThatCannotBeMadeIsToldAndTheReloadGoesOn() {
        ReloadFiles files = files();
        files.start(config("reload_file " + directory.resolve("nowhere/marker")), Optional.empty());
        files.begin();
        files.end();
        assertThat(log.texts())
                .singleElement()
                .asString()
                .contains("make reload_file")
                .contains("nowhere/marker");
    }

    @Test
    void eachConfigurationInForceIsKeptForItsOwnerAlone() throws IOException {
        Config config = config("config_save_dir " + directory);
        ReloadFiles files = files();
        files.start(config, Optional.of("first\n"));
        files.begin();
        files.read(Reading.usable(config, List.of(), List.of()), Optional.of("second\n"));
        files.adopted(config);
        files.end();
        String name = "keepalived.conf." + ProcessHandle.current().pid() + ".";
        assertThat(directory.resolve(name + 0)).hasContent("first");
        assertThat(directory.resolve(name + 1)).hasContent("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name + 0))))
                .isEqualTo("rw-------");
        assertThat(log.texts()).allMatch(text -> text.startsWith("Kept a copy of the configuration in " + directory));
    }

    @Test
    void whatIsRefusedIsNotKept() throws IOException {
        ReloadFiles files = files();
        files.start(config("config_save_dir " + directory), Optional.of("first\n"));
        files.begin();
        files.read(Reading.unusable("the configuration has errors", List.of()), Optional.of("second\n"));
        files.end();
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void theFindingsOfEachReadingReplaceThoseOfTheOneBefore() {
        Path report = directory.resolve("report");
        Config config = config("reload_check_config " + report);
        ReloadFiles files = files();
        files.start(config, Optional.empty());
        files.begin();
        ConfigLoader.Result broken = ConfigText.result(instance("A", 300));
        files.read(Reading.unusable("the configuration has errors", broken.problems()), Optional.empty());
        files.end();
        assertThat(report).content().contains("300").endsWith("the configuration has errors\n");
        files.begin();
        files.read(Reading.usable(config, List.of(), List.of()), Optional.empty());
        files.end();
        assertThat(report).isEmptyFile();
    }

    @Test
    void aTrialWritesNothing() {
        Path report = directory.resolve("report");
        ReloadFiles files = files();
        files.start(config("reload_check_config " + report), Optional.empty());
        files.read(Reading.unusable("no", List.of()), Optional.empty());
        assertThat(report).doesNotExist();
    }
}
