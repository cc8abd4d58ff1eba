package dev.vigil.systemtests.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host of its own: fresh network, mount, process and host name namespaces with an empty {@code /run}. They live as
 * long as their first process, and that process ends when its standard input closes. So nothing outlives the tests'
 * JVM, however that ends, and namespaces need neither names nor a search for leftovers.
 */
final class Namespace implements AutoCloseable {
    private static final String FIRST_PROCESS = """
            set -e
            mount -t sysfs sysfs /sys
            [ ! -d /var/lib/vigil ] || mount -t tmpfs tmpfs /var/lib/vigil
            mount -t tmpfs -o mode=755 tmpfs /run
            mkdir /run/lab
            hostname "$1"
            for f in all default; do echo "$2" > /proc/sys/net/ipv6/conf/$f/disable_ipv6; done
            ip link set lo up
            echo ready
            read -r end_of_input || true
            """;

    private final Process unshare;
    private final long pid;

    private Namespace(Process unshare, long pid) {
        this.unshare = unshare;
        this.pid = pid;
    }

    static Namespace open(String hostName, boolean ipv6) {
        String ipv6Disabled = ipv6 ? "0" : "1";
        List<String> command = List.of(
                "unshare",
                "--net",
                "--mount",
                "--uts",
                "--pid",
                "--fork",
                "--mount-proc",
                "bash",
                "-c",
                FIRST_PROCESS,
                "first",
                hostName,
                ipv6Disabled);
        try {
            Process unshare =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            BufferedReader output = unshare.inputReader();
            if (!"ready".equals(output.readLine())) {
                unshare.destroyForcibly();
                throw new IllegalStateException("no namespace: system tests need root");
            }
            long pid = unshare.children().findFirst().orElseThrow().pid();
            return new Namespace(unshare, pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first process as the outside sees it. */
    long pid() {
        return pid;
    }

    /** {@code command} run as a process of this host. */
    List<String> inside(List<String> command) {
        return enter(List.of("--mount", "--net", "--uts", "--pid"), command);
    }

    /** {@code command} run on this host's network with the outside's files and processes. */
    List<String> onNetwork(List<String> command) {
        return enter(List.of("--net"), command);
    }

    /** A file of this host as the outside reaches it. */
    Path file(String absolute) {
        return Path.of("/proc/" + pid + "/root" + absolute);
    }

    private List<String> enter(List<String> kinds, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid)));
        whole.addAll(kinds);
        whole.add("--");
        whole.addAll(command);
        return whole;
    }

    @Override
    public void close() {
        try {
            unshare.getOutputStream().close();
            if (!unshare.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the first process of a namespace does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
