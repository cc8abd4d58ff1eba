package dev.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void twoRouters() throws IOException {
        for (int number = 1; number <= 2; number++) {
            Files.writeString(directory.resolve(number + ".conf"), """
                    vrrp_instance V%1$d {
                        interface eth0
                        virtual_router_id %1$d
                        virtual_ipaddress {
                            10.77.0.%1$d
                        }
                    }
                    """.formatted(number));
        }
    }

    @Test
    void aFileOrAPatternThatMatchesIsNoObstacle() {
        for (String name : new String[] {"1.conf", "*.conf", "[12].conf", "{1,2}.conf", "{1,9}.conf"}) {
            assertThat(NamedFiles.obstacle(directory.resolve(name))).as(name).isEmpty();
        }
    }

    @Test
    void everyFileThatAPatternMatchesIsRead() {
        for (String name : new String[] {"*.conf", "{1,2}.conf"}) {
            ConfigLoader.Result result =
                    ConfigLoader.standard().load(directory.resolve(name), ConfigLoader.Options.NONE);
            assertThat(result.config().orElseThrow().instances())
                    .extracting(instance -> instance.name())
                    .containsExactly("V1", "V2");
        }
    }

    @Test
    void ofSeveralInBracesNotEveryOneMustExistUnlessThatIsAskedFor() {
        Path file = directory.resolve("{1,9}.conf");
        assertThat(ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).config())
                .isPresent();
        ConfigLoader.Options all = new ConfigLoader.Options(Optional.empty(), true);
        assertThat(ConfigLoader.standard().load(file, all).config()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidWithWhatToDo() throws IOException {
        assertThat(NamedFiles.obstacle(directory))
                .contains(directory + " is a directory: name a file, or its files by '" + directory + "/*.conf'");
        Path missing = directory.resolve("9.conf");
        assertThat(NamedFiles.obstacle(missing))
                .contains("cannot read " + missing + ": it does not exist; create it, or name another file with -f");
        Path pattern = directory.resolve("9*.conf");
        assertThat(NamedFiles.obstacle(pattern))
                .contains("no file matches " + pattern + ": correct the pattern, or name a file with -f");
        Files.setPosixFilePermissions(directory.resolve("1.conf"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path executable = directory.resolve("1*");
        assertThat(NamedFiles.obstacle(executable))
                .contains("nothing that matches " + executable
                        + " is a readable file without execute permission: correct the pattern, or the modes");
    }
}
