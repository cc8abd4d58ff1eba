package dev.vigil.systemtests.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Connections of a client that stay open, and what became of them. */
public final class Connections {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Node node;
    private final Path log;
    private final Process program;

    private Connections(Node node, Path log, Process program) {
        this.node = node;
        this.log = log;
        this.program = program;
    }

    /** Opens them, and waits until each has been answered. */
    public static Connections open(Node node, String address, int port, int count) {
        Path log = node.newLog("connections");
        Process program = node.spawn(
                log, Node.java(LongConnections.class, address, Integer.toString(port), Integer.toString(count)));
        Connections connections = new Connections(node, log, program);
        Await.until("open connections", LIMIT, () -> connections.lines("open").size() == count);
        return connections;
    }

    /** Closes all of them. */
    public void close() {
        program.descendants().forEach(ProcessHandle::destroy);
        program.destroy();
    }

    private List<String> lines(String kind) {
        return node.logLines(log).stream()
                .filter(line -> line.startsWith(kind + " "))
                .toList();
    }

    /** Those that went to a server, by their numbers. */
    public List<String> to(String server) {
        return numbers("open", server);
    }

    /** Those to a server that have ended. */
    public List<String> lost(String server) {
        return numbers("lost", server);
    }

    /** Why those have ended that have. */
    public List<String> reasons() {
        return lines("lost").stream()
                .map(line -> line.split(" ", 4)[3])
                .distinct()
                .collect(Collectors.toList());
    }

    private List<String> numbers(String kind, String server) {
        return lines(kind).stream()
                .map(line -> line.split(" ", 4))
                .filter(words -> words[2].equals(server))
                .map(words -> words[1])
                .sorted()
                .toList();
    }
}
