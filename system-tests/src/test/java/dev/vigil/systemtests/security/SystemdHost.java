package dev.vigil.systemtests.security;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A host whose first process is systemd, in namespaces of its own. Its root is an overlay, so that it sees this machine's
 * programs and changes none of this machine's files; it has a branch of the cgroup tree and a network with two ends of one
 * cable. Units that act on the kernel as a whole are masked, and the kernel's settings can only be read.
 */
public final class SystemdHost implements AutoCloseable {
    public static final Path SYSTEMD = Path.of("/lib/systemd/systemd");

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Several hosts may be up at a time. */
    private static final AtomicInteger BOOTS = new AtomicInteger();

    private static final String FIRST_PROCESS = """
            set -e
            mount --make-rprivate /
            mount -t tmpfs -o mode=755 tmpfs /mnt
            mkdir /mnt/upper /mnt/work /mnt/root
            mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
            cd /mnt/root
            if [ "$3" = installed ]; then
              mkdir -p usr/lib/vigil
              mount -o bind,ro "$1" usr/lib/vigil
            fi
            mount -t proc proc proc
            mount -o bind proc/sys proc/sys
            mount -o remount,bind,ro proc/sys
            mount -t sysfs -o ro sysfs sys
            mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
            mount -t cgroup2 cgroup2 sys/fs/cgroup
            mount -t tmpfs -o mode=1777 tmpfs tmp
            mount -t tmpfs -o mode=755 tmpfs run
            if [ "$3" = bare ]; then
              mkdir run/packages
              mount -o bind,ro "$1" run/packages
              ! [ -d usr/lib/jvm ] || mount -t tmpfs -o mode=755 tmpfs usr/lib/jvm
              rm -f usr/sbin/policy-rc.d
            fi
            mount -t tmpfs -o mode=755 tmpfs var/log
            mount -t tmpfs -o mode=755 tmpfs dev
            mknod -m 666 dev/null c 1 3
            mknod -m 666 dev/zero c 1 5
            mknod -m 666 dev/full c 1 7
            mknod -m 666 dev/random c 1 8
            mknod -m 666 dev/urandom c 1 9
            mknod -m 666 dev/tty c 5 0
            mkdir dev/pts dev/shm dev/mqueue dev/hugepages old
            mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
            ln -s pts/ptmx dev/ptmx
            ln -s /proc/self/fd dev/fd
            pivot_root . old
            cd /
            umount -l /old
            ip link set lo up
            ip link add eth0 type veth peer name far
            ip address add 10.77.0.1/24 dev eth0
            ip link set eth0 up
            ip link set far up
            units=/run/systemd/system
            mkdir -p $units /run/lock /run/lab
            for unit in $2; do ln -s /dev/null $units/$unit; done
            if [ "$3" = installed ]; then
              ln -sf /usr/lib/vigil/bin/vigil /usr/sbin/vigil
              cp /usr/lib/vigil/dist/vigil.service $units/vigil.service
            fi
            exec env -i container=lab PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system \\
              --unit=sysinit.target --log-target=null --show-status=no
            """;

    /** What would reach beyond the namespaces, and what waits for devices. */
    private static final List<String> MASKED = List.of(
            "systemd-tmpfiles-setup.service",
            "systemd-tmpfiles-setup-dev.service",
            "systemd-tmpfiles-clean.timer",
            "systemd-sysctl.service",
            "systemd-sysusers.service",
            "systemd-modules-load.service",
            "systemd-binfmt.service",
            "systemd-random-seed.service",
            "systemd-pstore.service",
            "systemd-timesyncd.service",
            "systemd-remount-fs.service",
            "systemd-update-utmp.service",
            "systemd-journald.service",
            "systemd-journal-flush.service",
            "systemd-journald.socket",
            "systemd-journald-dev-log.socket",
            "systemd-journald-audit.socket",
            "systemd-udevd.service",
            "systemd-udev-trigger.service",
            "systemd-udevd-control.socket",
            "systemd-udevd-kernel.socket",
            "kmod-static-nodes.service",
            "networking.service",
            "dev-hugepages.mount",
            "dev-mqueue.mount",
            "sys-kernel-debug.mount",
            "sys-kernel-tracing.mount",
            "sys-fs-fuse-connections.mount",
            "proc-sys-fs-binfmt_misc.automount",
            "proc-sys-fs-binfmt_misc.mount",
            "swap.target",
            "local-fs.target");

    private final Process unshare;
    private final Path cgroup;
    private final long pid;

    private SystemdHost(Process unshare, Path cgroup, long pid) {
        this.unshare = unshare;
        this.cgroup = cgroup;
        this.pid = pid;
    }

    /** Where the unified tree of cgroups is; a systemd needs a branch of it. */
    public static Optional<Path> cgroups() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" ", -1))
                    .filter(words -> words[2].equals("cgroup2") && words[3].startsWith("rw"))
                    .map(words -> Path.of(words[1]))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host that has Vigil, and its unit, where a package would put them. */
    public static SystemdHost boot() {
        return boot(Program.root(), "installed");
    }

    /**
     * A host without Vigil and without a JDK, whose package manager is this machine's: what it has installed is installed
     * there as well, and may be removed.
     *
     * @param packages a folder that is {@code /run/packages} there
     */
    public static SystemdHost bare(Path packages) {
        return boot(packages, "bare");
    }

    private static SystemdHost boot(Path bound, String kind) {
        try {
            Path cgroup = cgroups()
                    .orElseThrow()
                    .resolve("vigil-test-" + ProcessHandle.current().pid() + "-" + BOOTS.incrementAndGet());
            Files.createDirectory(cgroup);
            String enter = "echo 0 >" + cgroup + "/cgroup.procs && exec unshare --cgroup"
                    + " unshare --net --mount --uts --ipc --pid --fork --kill-child bash -c \"$1\" first \"$2\" \"$3\" \"$4\"";
            Process unshare = new ProcessBuilder(
                            "bash",
                            "-c",
                            enter,
                            "enter",
                            FIRST_PROCESS,
                            bound.toString(),
                            String.join(" ", MASKED),
                            kind)
                    .inheritIO()
                    .start();
            long pid = Await.value(
                            "a first process",
                            LIMIT,
                            () -> alive(unshare).children().findFirst())
                    .pid();
            SystemdHost host = new SystemdHost(unshare, cgroup, pid);
            Await.until(
                    "systemd is up",
                    LIMIT,
                    () -> alive(unshare).isAlive()
                            && host.exec("systemctl", "is-active", "sysinit.target")
                                            .exitCode()
                                    == 0);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host whose preparation failed never boots; what failed stands in the test's output. */
    private static Process alive(Process unshare) {
        if (!unshare.isAlive()) {
            throw new AssertionError("the first process ended with " + unshare.exitValue() + "; see its words above");
        }
        return unshare;
    }

    public Shell.Outcome exec(String... command) {
        List<String> whole =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid), "--mount", "--net", "--pid", "--"));
        whole.addAll(List.of(command));
        return Shell.run(whole);
    }

    public void write(String absolute, String text) {
        try {
            Path file = file(absolute);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String absolute) {
        return exec("cat", absolute).output();
    }

    /** A process of the host as the outside numbers it. */
    long outsideNumber(String inside) {
        String suffix = "\t" + inside.strip();
        return ProcessHandle.of(pid)
                .orElseThrow()
                .descendants()
                .mapToLong(ProcessHandle::pid)
                .filter(candidate -> namespaceNumbers(candidate).endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private static String namespaceNumbers(long process) {
        try {
            return ThreadCapabilities.value(Files.readAllLines(Path.of("/proc/" + process + "/status")), "NSpid");
        } catch (IOException ended) {
            return "";
        }
    }

    private Path file(String absolute) {
        return Path.of("/proc/" + pid + "/root" + absolute);
    }

    /** Ends all processes of the host and gives its branch of the cgroup tree back. */
    @Override
    public void close() {
        try {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            if (!unshare.waitFor(10, TimeUnit.SECONDS)) {
                unshare.destroyForcibly();
            }
            Await.until("the cgroup is empty", LIMIT, this::removeCgroups);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean removeCgroups() {
        try (Stream<Path> branches = Files.find(cgroup, 10, (path, attributes) -> attributes.isDirectory())) {
            for (Path branch : branches.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(branch);
            }
            return true;
        } catch (IOException stillInUse) {
            return false;
        }
    }
}
