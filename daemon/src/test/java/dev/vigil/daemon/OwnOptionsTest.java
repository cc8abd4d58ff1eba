package dev.vigil.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.options.CommandLine;
import dev.vigil.daemon.options.DaemonOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The command line goes before vigil.conf, value by value. */
class OwnOptionsTest {
    private static final OwnSettings FILE = new OwnSettings(
            Optional.of("/etc/vigil/vigil.conf"),
            false,
            new OwnSettings.Control(Optional.of("/run/file.sock"), Optional.of("readers"), Optional.empty()),
            new OwnSettings.Recording(Optional.of("/var/file"), false, 50, 7, 4096),
            OwnSettings.Environment.USUAL,
            new OwnSettings.Balancing(OwnSettings.Backend.NFTABLES, false, true),
            OwnSettings.Listeners.NONE);

    private static DaemonOptions options(String... words) {
        return ((CommandLine.Start) CommandLine.read(List.of(words))).options();
    }

    @Test
    void withoutOptionsTheFileHolds() {
        assertThat(OwnOptions.before(FILE, options())).isEqualTo(FILE);
    }

    @Test
    void withoutAFileAndOptionsEverythingIsAsUsual() {
        OwnSettings usual = OwnOptions.before(OwnSettings.DEFAULT, options());

        assertThat(usual).isEqualTo(OwnSettings.DEFAULT);
        assertThat(OwnOptions.controlSocket(usual)).isEqualTo(Path.of("/run/vigil/control.sock"));
        assertThat(OwnOptions.groups(usual).isNone()).isTrue();
    }

    @Test
    void anOptionGoesBeforeTheFileAndLeavesTheRestOfItAlone() {
        OwnSettings both = OwnOptions.before(
                FILE,
                options(
                        "--socket=/run/option.sock",
                        "--write-group=writers",
                        "--record-transitions=/var/option",
                        "--lenient"));

        assertThat(both)
                .isEqualTo(new OwnSettings(
                        FILE.file(),
                        true,
                        new OwnSettings.Control(
                                Optional.of("/run/option.sock"), Optional.of("readers"), Optional.of("writers")),
                        new OwnSettings.Recording(Optional.of("/var/option"), true, 50, 7, 4096),
                        OwnSettings.Environment.USUAL,
                        FILE.balancing(),
                        OwnSettings.Listeners.NONE));
        assertThat(OwnOptions.groups(both).reading()).contains("readers");
    }

    @Test
    void theCommandLineNamesTheFile() {
        assertThat(options("--vigil-config=/etc/b.conf").ownFile()).contains("/etc/b.conf");
        assertThat(options().ownFile()).isEmpty();
    }
}
