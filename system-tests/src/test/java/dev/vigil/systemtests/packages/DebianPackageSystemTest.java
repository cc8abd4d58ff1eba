package dev.vigil.systemtests.packages;

import static dev.vigil.systemtests.packages.PackagedHost.CONFIG;
import static dev.vigil.systemtests.packages.PackagedHost.NEW;
import static dev.vigil.systemtests.packages.PackagedHost.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Debian machine with a running keepalived and no JDK: Vigil is installed beside it, takes its place, is upgraded,
 * downgraded, removed and purged, and at each step the address is where it should be.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class DebianPackageSystemTest {
    private static final String ENABLED = "/etc/systemd/system/multi-user.target.wants/keepalived.service";

    @TempDir
    private static Path packages;

    @BeforeAll
    static void packagesOfTwoVersions() throws IOException {
        assumeTrue(Files.exists(Path.of("/var/lib/dpkg/info/keepalived.list")), "keepalived is no Debian package here");
        PackagedHost.pack(packages, "--only-deb");
    }

    @Test
    void itTakesThePlaceOfARunningKeepalivedAndLeavesAsItCame() {
        try (PackagedHost host = PackagedHost.boot(packages)) {
            runKeepalived(host);

            installedBesideItNothingIsStarted(host);
            inItsPlaceItHoldsTheAddressUnderTheSameNames(host);
            aPurgeOfWhatWasThereBeforeTakesNothingAway(host);
            isInstalledOverARunningMaster(host, NEW);
            isInstalledOverARunningMaster(host, OLD);
            leavesNothingBehind(host);
        }
    }

    private static void runKeepalived(PackagedHost host) {
        host.write("/etc/default/keepalived", "DAEMON_ARGS=\"-D --vrrp_pid=/run/lab/of-the-options.pid\"\n");
        host.must("systemctl", "enable", "keepalived.service");
        host.must("systemctl", "start", "keepalived.service");
        host.awaitTheAddress();
    }

    private static void installedBesideItNothingIsStarted(PackagedHost host) {
        String before = host.mainProcess();

        install(host, deb(OLD, "vigil", "amd64"));

        assertThat(host.must("vigil", "version")).startsWith("Vigil ");
        assertThat(host.must("vigil", "check", "/etc/keepalived/keepalived.conf"))
                .contains(" 0 errors, 0 warnings");
        assertThat(host.mainProcess()).isEqualTo(before);
        assertThat(host.exec("systemctl", "is-active", "vigil.service").output())
                .isEqualTo("inactive\n");
        assertThat(host.holdsTheAddress()).isTrue();
    }

    private static void inItsPlaceItHoldsTheAddressUnderTheSameNames(PackagedHost host) {
        install(host, deb(OLD, "vigil-keepalived", "all"));

        host.assertServes();
        assertThat(host.exec("dpkg-query", "-W", "-f", "${db:Status-Status}", "keepalived")
                        .output())
                .isEqualTo("config-files");
        assertThat(host.read("/etc/keepalived/keepalived.conf")).isEqualTo(CONFIG);
        assertThat(host.must("cat", "/run/lab/of-the-options.pid")).isNotBlank();
        String process = host.mainProcess();
        assertThat(host.must("pidof", "keepalived").split("\\s")).contains(process);
        assertThat(host.must("ps", "-o", "comm=", "-p", process)).isEqualTo("keepalived\n");
        assertThat(host.must("vigil", "status")).contains("VI_1").contains("MASTER");
        assertThat(host.exec("keepalived", "--version").output()).startsWith("Keepalived v");
    }

    private static void aPurgeOfWhatWasThereBeforeTakesNothingAway(PackagedHost host) {
        host.must("dpkg", "--purge", "keepalived");

        host.assertServes();
        assertThat(host.read("/etc/keepalived/keepalived.conf")).isEqualTo(CONFIG);
    }

    private static void isInstalledOverARunningMaster(PackagedHost host, String version) {
        String before = host.mainProcess();

        install(host, deb(version, "vigil", "amd64"), deb(version, "vigil-keepalived", "all"));

        host.assertServes();
        assertThat(host.mainProcess()).isNotEqualTo(before);
        assertThat(host.exec("dpkg-query", "-W", "-f", "${Version}", "vigil").output())
                .isEqualTo(version);
    }

    private static void leavesNothingBehind(PackagedHost host) {
        host.must("dpkg", "--remove", "vigil-keepalived", "vigil");
        host.must("dpkg", "--purge", "vigil-keepalived", "vigil");

        host.assertNothingIsLeft(List.of(
                "/usr/lib/vigil", "/usr/sbin/vigil", "/usr/sbin/keepalived", "/etc/default/vigil", "/run/vigil"));
        assertThat(host.exec("test", "-L", ENABLED).exitCode()).isEqualTo(1);
    }

    private static void install(PackagedHost host, String... packages) {
        host.must(Stream.concat(Stream.of("dpkg", "--force-unsafe-io", "--install"), Stream.of(packages))
                .toArray(String[]::new));
    }

    private static String deb(String version, String name, String architecture) {
        return "/run/packages/" + version + "/" + name + "_" + version + "_" + architecture + ".deb";
    }
}
