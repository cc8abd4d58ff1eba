package dev.vigil.systemtests.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One folder of {@code examples/} on nodes of a lab. Each node has everything of the folder in {@code /etc/keepalived}, as the
 * folder's README says, and nothing is replaced in any file but for one thing that a namespace forbids keepalived. What a node is
 * given besides is what the README supposes: its addresses, its service, and a mail relay at 127.0.0.1.
 */
final class Example {
    static final Duration LIMIT = Duration.ofSeconds(40);

    /**
     * What an instance tracks by process. The kernel's process connector refuses everybody outside the initial network namespace, so
     * there keepalived 2.2.7 counts no process at all and stays in FAULT.
     */
    private static final Pattern TRACKED_PROCESS = Pattern.compile("\\n +track_process \\{[^}]*}");

    final Lab lab;
    private final Path folder;
    private final Map<Node, Path> mails = new HashMap<>();

    Example(Lab lab, String name) {
        this.lab = lab;
        this.folder = folder(name);
    }

    static Path folder(String name) {
        return Program.root().resolve("examples").resolve(name);
    }

    /** The configuration files of an example, each named like its node. */
    static List<String> configurations(String name) {
        try (Stream<Path> files = Files.list(folder(name))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node that bears the name of one of the example's configurations. */
    Node node(String name, String address) {
        return install(lab.node(name, address));
    }

    Node dualStackNode(String name, String ipv4, String... ipv6) {
        return install(lab.dualStackNode(name, ipv4, ipv6));
    }

    private Node install(Node node) {
        node.must("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/etc/keepalived");
        node.must("cp", "-r", folder + "/.", "/etc/keepalived");
        node.must("chown", "-R", "root:root", "/etc/keepalived");
        return node;
    }

    /** Starts a daemon on the node's own file, once keepalived has found nothing in it to complain about. */
    Daemon start(Program program, Node node) {
        String file = "/etc/keepalived/" + node.name() + ".conf";
        Shell.Outcome check = node.exec("/usr/sbin/keepalived", "-t", "-l", "-f", file);
        assertThat(check.output()).as("keepalived -t %s", file).isEmpty();
        assertThat(check.exitCode()).as("keepalived -t %s", file).isZero();
        String text = node.read(file);
        return node.start(
                program,
                program == Program.KEEPALIVED ? TRACKED_PROCESS.matcher(text).replaceAll("") : text);
    }

    /** Starts the first daemon, and the second once the first one is at work, so that the roles are those of the files. */
    List<Daemon> start(Programs programs, Node first, Node second, String... ips) {
        Daemon a = start(programs.a(), first);
        awaitHolder(first, second, ips);
        Daemon b = start(programs.b(), second);
        b.awaitLog("Entering BACKUP STATE", LIMIT);
        return List.of(a, b);
    }

    void startHaproxy(Node node) {
        node.must("sysctl", "-qw", "net.ipv4.ip_nonlocal_bind=1");
        node.spawn(node.newLog("haproxy"), List.of("haproxy", "-db", "-f", "/etc/keepalived/services/haproxy.cfg"));
        Await.until(
                "haproxy on " + node.name(),
                LIMIT,
                () -> node.exec("curl", "-sf", "http://127.0.0.1:8404/healthy").exitCode() == 0);
    }

    void killHaproxy(Node node) {
        node.must("sh", "-c", "kill -9 $(pidof haproxy)");
    }

    void startNginx(Node node) {
        node.must("nginx", "-c", "/etc/keepalived/services/nginx.conf");
    }

    void killNginx(Node node) {
        node.must("sh", "-c", "kill $(cat /run/nginx.pid)");
    }

    /** Starts a mail relay on the node that writes down what it receives. */
    void startMailRelay(Node node) {
        Path log = node.newLog("mails");
        // The relay asks for its own name; as soon as there is a default route, a DNS server that is not there would be
        // asked.
        node.write("/run/lab/hosts", "127.0.0.1 localhost " + node.name() + "\n");
        node.must("mount", "--bind", "/run/lab/hosts", "/etc/hosts");
        List<String> relay =
                List.of("aiosmtpd", "-n", "-l", "127.0.0.1:25", "-c", "aiosmtpd.handlers.Debugging", "stdout");
        node.spawn(
                log,
                Stream.concat(Stream.of("env", "PYTHONUNBUFFERED=1"), relay.stream())
                        .toList());
        Await.until(
                "the mail relay",
                LIMIT,
                () -> node.exec("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/25 && head -c 3 <&3")
                        .output()
                        .startsWith("220"));
        mails.put(node, log);
    }

    /** The headers of the mails that the node's relay has received which start like this. */
    List<String> mailLines(Node node, String start) {
        return node.logLines(mails.get(node)).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    void awaitSubjects(Node node, String... subjects) {
        Await.until(
                "mails of " + node.name() + " " + List.of(subjects),
                LIMIT,
                () -> mailLines(node, "Subject: ").size() >= subjects.length);
        assertThat(mailLines(node, "Subject: "))
                .as("mails of " + node.name())
                .containsExactlyElementsOf(Stream.of(subjects)
                        .map(subject -> "Subject: " + subject)
                        .toList());
    }

    /** Waits until a node has all of these addresses, on whatever interface, and the other none of them. */
    void awaitHolder(Node holder, Node other, String... ips) {
        Await.until(
                List.of(ips) + " on " + holder.name() + " alone",
                LIMIT,
                () -> count(holder, ips) == ips.length && count(other, ips) == 0);
    }

    private static long count(Node node, String... ips) {
        String lines = node.must("ip", "-o", "addr", "show");
        return Stream.of(ips).filter(ip -> lines.contains(" " + ip + "/")).count();
    }

    /** The lines of a file of the node, without the date and the time that its lines begin with. */
    static List<String> record(Node node) {
        return node.read("/run/vrrp-states")
                .lines()
                .map(line -> line.replaceFirst("^[-0-9]+ [:0-9]+ ", ""))
                .toList();
    }

    static void awaitRecord(Node node, String... lines) {
        Await.until(
                "states of " + node.name() + " " + List.of(lines),
                LIMIT,
                () -> record(node).equals(List.of(lines)));
    }
}
