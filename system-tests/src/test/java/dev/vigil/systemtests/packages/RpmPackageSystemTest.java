package dev.vigil.systemtests.packages;

import static dev.vigil.systemtests.packages.PackagedHost.NEW;
import static dev.vigil.systemtests.packages.PackagedHost.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The RPM packages under RPM's own program and a real systemd. The machine beneath is a Debian, so that what a package
 * depends on is not asked for; the names of files, the units and the scripts are as on a Red Hat.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class RpmPackageSystemTest {
    @TempDir
    private static Path packages;

    @BeforeAll
    static void packagesOfTwoVersions() throws IOException {
        PackagedHost.pack(packages, "--only-rpm");
    }

    @Test
    void itIsInstalledStartedUpgradedOverAMasterAndErased() {
        try (PackagedHost host = PackagedHost.boot(packages)) {
            host.must("rm", "-f", "/etc/default/keepalived", "/usr/sbin/keepalived");
            host.write(
                    "/etc/sysconfig/keepalived", "KEEPALIVED_OPTIONS=\"-D --vrrp_pid=/run/lab/of-the-options.pid\"\n");
            rpm(host, "--install", OLD);
            assertThat(host.exec("systemctl", "is-active", "keepalived.service").output())
                    .isEqualTo("inactive\n");

            host.must("systemctl", "enable", "--now", "keepalived.service");
            host.assertServes();
            assertThat(host.must("cat", "/run/lab/of-the-options.pid")).isNotBlank();
            String before = host.mainProcess();

            rpm(host, "--upgrade", NEW);
            host.assertServes();
            assertThat(host.mainProcess()).isNotEqualTo(before);

            host.must("rpm", "--erase", "vigil-keepalived", "vigil");
            host.assertNothingIsLeft(
                    List.of("/usr/lib/vigil", "/usr/sbin/vigil", "/usr/sbin/keepalived", "/etc/sysconfig/vigil"));
        }
    }

    private static void rpm(PackagedHost host, String action, String version) {
        String folder = "/run/packages/" + version + "/";
        host.must(
                "rpm",
                "--nodeps",
                "--replacefiles",
                action,
                folder + "vigil-" + version + "-1.x86_64.rpm",
                folder + "vigil-keepalived-" + version + "-1.noarch.rpm");
    }
}
