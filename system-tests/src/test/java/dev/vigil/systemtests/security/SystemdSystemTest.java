package dev.vigil.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The unit as it is shipped, under a real systemd: the sandbox keeps out what it should and nothing that is needed. */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class SystemdSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CONFIG = """
            global_defs {
                script_user root
            }
            vrrp_script check {
                script "/run/lab/check"
                interval 1
            }
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 255
                notify_master "/run/lab/notify"
                virtual_ipaddress {
                    10.77.0.100/24
                }
                track_script {
                    check
                }
            }
            """;

    /** What scripts of users do, and what none of them should be able to. */
    private static final String NOTIFY = """
            #!/bin/bash
            cd /run/lab
            try() { local name=$1; shift; if "$@" >>trace 2>&1; then echo "$name yes"; else echo "$name no"; fi >>tried; }
            try start-a-service systemctl start marker.service
            try write-a-log sh -c 'echo master >>/var/log/vigil-notify.log'
            try write-in-tmp touch /tmp/vigil-notify
            try change-a-route ip route add 192.0.2.0/24 dev eth0
            try change-user setpriv --reuid=nobody --regid=nogroup --clear-groups true
            try signal-others kill -0 1
            try own-a-file chown nobody /tmp/vigil-notify
            try write-in-etc touch /etc/vigil-was-here
            try write-in-usr touch /usr/vigil-was-here
            try mount mount -t tmpfs tmpfs /srv
            try make-a-device mknod /tmp/null c 1 3
            try leave-the-namespaces unshare --mount true
            try set-the-clock date -s 2030-01-01
            grep -E 'Cap|Seccomp:' /proc/self/status >status
            mv tried done
            """;

    @Test
    void underTheShippedUnitTheDaemonServesAndItsProgramsCanDoWhatIsUsualAndNoMore() {
        assumeTrue(Files.exists(SystemdHost.SYSTEMD), "systemd is not installed");
        assumeTrue(SystemdHost.cgroups().isPresent(), "there is no unified cgroup tree to write to");
        try (SystemdHost host = SystemdHost.boot()) {
            prepare(host);

            Shell.Outcome start = host.exec("systemctl", "start", "vigil.service");

            assertThat(start.exitCode()).as(start.output() + story(host)).isZero();
            Await.until("the VIP", LIMIT, () -> address(host).contains("10.77.0.100/24"));
            Await.until(
                    "the notification",
                    LIMIT,
                    () -> host.exec("test", "-e", "/run/lab/done").exitCode() == 0);
            assertThat(host.read("/run/lab/done").lines())
                    .as(host.read("/run/lab/trace"))
                    .containsExactly(
                            "start-a-service yes",
                            "write-a-log yes",
                            "write-in-tmp yes",
                            "change-a-route yes",
                            "change-user yes",
                            "signal-others yes",
                            "own-a-file yes",
                            "write-in-etc no",
                            "write-in-usr no",
                            "mount no",
                            "make-a-device no",
                            "leave-the-namespaces no",
                            "set-the-clock no");
            assertThat(host.exec("systemctl", "is-active", "marker.service").output())
                    .isEqualTo("active\n");
            assertRestricted(host);
            assertReloadsAndStops(host);
        }
    }

    private static void prepare(SystemdHost host) {
        host.write("/etc/keepalived/keepalived.conf", CONFIG);
        host.write("/etc/default/vigil", "DAEMON_ARGS=\"-l -D -G\"\n");
        host.write("/run/lab/notify", NOTIFY);
        host.write("/run/lab/check", "#!/bin/sh\nexit 0\n");
        host.write("/run/systemd/system/vigil.service.d/log.conf", """
                [Service]
                StandardOutput=append:/run/lab/vigil.log
                StandardError=append:/run/lab/vigil.log
                """);
        host.write("/run/systemd/system/marker.service", """
                [Unit]
                DefaultDependencies=no
                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/bin/true
                """);
        host.exec("chmod", "755", "/run/lab/notify", "/run/lab/check");
        host.exec("systemctl", "daemon-reload");
    }

    private static void assertRestricted(SystemdHost host) {
        long daemon = host.outsideNumber(host.read("/run/keepalived.pid"));
        List<ThreadCapabilities> threads = ThreadCapabilities.of(daemon);
        assertThat(threads).hasSizeGreaterThan(5);
        long ofPrograms = Long.parseUnsignedLong(
                ThreadCapabilities.value(host.read("/run/lab/status").lines().toList(), "CapEff"), 16);
        assertThat(threads).allSatisfy(thread -> {
            assertThat(thread.effective()).as(thread.thread()).isEqualTo(ThreadCapabilities.OF_THE_DAEMON);
            assertThat(thread.bounding()).as(thread.thread()).isEqualTo(ofPrograms);
        });
        assertThat(ofPrograms & (1L << 21 | 1L << 16 | 1L << 17 | 1L << 27))
                .as("SYS_ADMIN, SYS_MODULE, SYS_RAWIO, MKNOD")
                .isZero();
        assertThat(host.read("/run/lab/status")).containsPattern("Seccomp:\\s+2");
    }

    private static void assertReloadsAndStops(SystemdHost host) {
        assertThat(host.exec("systemctl", "reload", "vigil.service").exitCode()).isZero();
        Await.until(
                "the reload",
                LIMIT,
                () -> host.read("/run/lab/vigil.log").contains("Reload complete")
                        || host.read("/run/lab/vigil.log").contains("Reloaded"));
        assertThat(host.exec("systemctl", "stop", "vigil.service").exitCode()).isZero();
        assertThat(address(host)).doesNotContain("10.77.0.100");
        for (String left : List.of("/run/vigil", "/run/keepalived.pid", "/run/vrrp.pid")) {
            assertThat(host.exec("test", "-e", left).exitCode()).as(left).isEqualTo(1);
        }
        assertThat(host.exec("systemctl", "show", "-P", "Result", "vigil.service")
                        .output())
                .isEqualTo("success\n");
        assertThat(Path.of("/etc/vigil-was-here")).doesNotExist();
    }

    private static String address(SystemdHost host) {
        return host.exec("ip", "-o", "address", "show", "dev", "eth0").output();
    }

    private static String story(SystemdHost host) {
        return host.exec("systemctl", "status", "--no-pager", "vigil.service").output()
                + host.read("/run/lab/vigil.log");
    }
}
