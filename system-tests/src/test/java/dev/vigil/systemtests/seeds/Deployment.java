package dev.vigil.systemtests.seeds;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two nodes with the files of one article in {@code /etc/keepalived}, and a client beside them. */
final class Deployment {
    static final Duration LIMIT = Duration.ofSeconds(40);

    final Lab lab;
    final Node a;
    final Node b;
    final Node client;
    private final String folder;

    Deployment(Lab lab, String folder, String addressA, String addressB, String addressClient) {
        this.lab = lab;
        this.folder = folder;
        this.a = lab.node("a", addressA);
        this.b = lab.node("b", addressB);
        this.client = lab.node("client", addressClient);
        for (Node node : List.of(a, b)) {
            node.must("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/etc/keepalived");
            node.must("mkdir", "/etc/keepalived/bin");
        }
    }

    /** A file of the article's folder; {@code @NODE@} in it becomes the node's name. */
    String text(String file, Node node) {
        return resource(folder + "/" + file).replace("@NODE@", node.name());
    }

    static String resource(String file) {
        try (InputStream input = Deployment.class.getResourceAsStream("/seeds/" + file)) {
            if (input == null) {
                throw new IllegalArgumentException("no resource /seeds/" + file);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an executable of the article's folder on both nodes. */
    void installScript(String file, String absolute) {
        for (Node node : List.of(a, b)) {
            node.write(absolute, text(file, node));
            node.must("chmod", "755", absolute);
        }
    }

    /** Starts haproxy on a node with the article's configuration. */
    void startHaproxy(Node node) {
        node.write("/run/lab/haproxy.cfg", text("haproxy.cfg", node));
        node.must("sysctl", "-qw", "net.ipv4.ip_nonlocal_bind=1");
        node.spawn(node.newLog("haproxy"), List.of("haproxy", "-db", "-f", "/run/lab/haproxy.cfg"));
        Await.until(
                "haproxy on " + node.name(),
                LIMIT,
                () -> node.exec("pidof", "haproxy").exitCode() == 0);
    }

    void killHaproxy(Node node) {
        node.must("sh", "-c", "kill -9 $(pidof haproxy)");
    }

    record Started(Daemon a, Daemon b) {}

    /** Starts both daemons, each on its own file. */
    Started start(Programs programs, String fileA, String fileB) {
        Daemon daemonA = a.start(programs.a(), text(fileA, a));
        daemonA.awaitLog("Entering (BACKUP|MASTER|FAULT) STATE|Startup complete", LIMIT);
        return new Started(daemonA, b.start(programs.b(), text(fileB, b)));
    }

    void awaitHolder(Node holder, Node other, String ip, Duration limit) {
        Await.until(ip + " on " + holder.name() + " alone", limit, () -> holder.holds(ip) && !other.holds(ip));
    }

    Advert awaitAdvert(Node from, int vrid, int priority, long sinceNs, Duration limit) {
        return Await.value(
                "priority " + priority + " of " + from.name() + " for VRID " + vrid,
                limit,
                () -> lab.wire().adverts(vrid, from).stream()
                        .filter(advert -> advert.timeNs() > sinceNs && advert.priority() == priority)
                        .findFirst());
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
