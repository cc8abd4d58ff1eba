package dev.vigil.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.security.SystemdHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A machine under a real systemd on which {@code keepalived.service}, whoever brings it, keeps one address. */
final class PackagedHost implements AutoCloseable {
    /** Two versions of the packages; the second is the newer one. */
    static final String OLD = "0.1.0~before";

    static final String NEW = "0.1.0~behind";

    static final String CONFIG = """
            global_defs {
                vrrp_version 3
            }
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 200
                advert_int 0.2
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            """;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SystemdHost host;

    private PackagedHost(SystemdHost host) {
        this.host = host;
    }

    /** Boots the machine; {@code packages} is {@code /run/packages} there. */
    static PackagedHost boot(Path packages) {
        SystemdHost host = SystemdHost.bare(packages);
        host.write("/etc/keepalived/keepalived.conf", CONFIG);
        return new PackagedHost(host);
    }

    /** Makes both versions in {@code folder}, each in one of its own; {@code kind} is an option of dist/release. */
    static void pack(Path folder, String kind) throws IOException {
        assumeTrue(Files.exists(SystemdHost.SYSTEMD), "systemd is not installed");
        assumeTrue(SystemdHost.cgroups().isPresent(), "there is no unified cgroup tree to write to");
        for (String version : List.of(OLD, NEW)) {
            Shell.Outcome made = Shell.run(List.of(
                    "env",
                    "VIGIL_PACKAGE_VERSION=" + version,
                    "VIGIL_PACKAGE_TARGET=" + Files.createDirectory(folder.resolve(version)),
                    Program.root().resolve("dist/release").toString(),
                    kind));
            assertThat(made.exitCode()).as(made.output()).isZero();
        }
    }

    Shell.Outcome exec(String... command) {
        return host.exec(command);
    }

    String must(String... command) {
        Shell.Outcome outcome = host.exec(command);
        assertThat(outcome.exitCode())
                .as(() -> String.join(" ", command) + ": " + outcome.output()
                        + host.exec("systemctl", "status", "--no-pager", "keepalived.service")
                                .output())
                .isZero();
        return outcome.output();
    }

    void write(String absolute, String text) {
        host.write(absolute, text);
    }

    String read(String absolute) {
        return host.read(absolute);
    }

    String mainProcess() {
        return must("systemctl", "show", "-P", "MainPID", "keepalived.service").strip();
    }

    boolean holdsTheAddress() {
        return host.exec("ip", "-o", "address", "show", "dev", "eth0").output().contains(" 10.77.0.100/24 ");
    }

    void awaitTheAddress() {
        Await.until("the address", LIMIT, this::holdsTheAddress);
    }

    /** The unit is up and comes up at a boot, the address is there, and it is Vigil that holds it. */
    void assertServes() {
        assertThat(must("systemctl", "is-active", "keepalived.service")).isEqualTo("active\n");
        assertThat(must("systemctl", "is-enabled", "keepalived.service")).isEqualTo("enabled\n");
        awaitTheAddress();
        assertThat(must("readlink", "-f", "/proc/" + mainProcess() + "/exe"))
                .isEqualTo("/usr/lib/vigil/runtime/bin/keepalived\n");
    }

    void assertNothingIsLeft(List<String> files) {
        assertThat(holdsTheAddress()).isFalse();
        assertThat(exec("pidof", "keepalived", "vigil", "vigil-guardian").exitCode())
                .isEqualTo(1);
        for (String left : files) {
            assertThat(exec("test", "-e", left).exitCode()).as(left).isEqualTo(1);
        }
        assertThat(read("/etc/keepalived/keepalived.conf")).isEqualTo(CONFIG);
    }

    @Override
    public void close() {
        host.close();
    }
}
