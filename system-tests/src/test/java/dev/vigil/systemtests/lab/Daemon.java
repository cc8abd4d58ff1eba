package dev.vigil.systemtests.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A daemon in the foreground on a node, with its log in a file. */
public final class Daemon {
    private static final Duration END_LIMIT = Duration.ofSeconds(40);

    private final Program program;
    private final Node node;
    private final String configFile;
    private final Path log;
    private final Process entry;

    Daemon(Program program, Node node, String configFile, Path log, Process entry) {
        this.program = program;
        this.node = node;
        this.configFile = configFile;
        this.log = log;
        this.entry = entry;
    }

    /** An end of the daemon and how long it took. */
    public record Exit(int code, Duration took) {}

    public Program program() {
        return program;
    }

    /** The daemon itself, which may have children, as the outside sees it. */
    public ProcessHandle process() {
        return Await.value(
                "a process of " + this,
                Duration.ofSeconds(5),
                () -> entry.toHandle().children().findFirst());
    }

    public boolean running() {
        return entry.isAlive();
    }

    /** Everything the daemon has written so far. */
    public String log() {
        return Node.readLog(log);
    }

    public void awaitLog(String regex, Duration limit) {
        Pattern pattern = Pattern.compile(regex);
        Await.until(
                "a line like " + regex + " in the log of " + this,
                limit,
                () -> pattern.matcher(log()).find());
    }

    /** Sends a signal, named without SIG, to the daemon itself. */
    public void signal(String name) {
        signal(name, Stream.of(process()));
    }

    /** Replaces the configuration, which the daemon does not read yet. */
    public void configure(String config) {
        node.write(configFile, config);
    }

    /** Replaces the configuration and asks for a reload. */
    public void reload(String config) {
        node.write(configFile, config);
        signal("HUP");
    }

    /** Asks the daemon to end and waits until it has. */
    public Exit terminate() {
        long startNs = System.nanoTime();
        signal("TERM");
        return awaitExit(startNs);
    }

    /** Waits for an end that comes by itself. */
    public Exit awaitExit() {
        return awaitExit(System.nanoTime());
    }

    /**
     * Ends the daemon and its children as a power cut would. They are frozen first: a child that sees its parent die
     * would otherwise have the time to say goodbye. Afterwards none of them is left, not even as a zombie: keepalived takes
     * one for a daemon that runs, and does not start.
     */
    public void kill() {
        List<ProcessHandle> tree = tree();
        signal("STOP", tree.stream());
        signal("KILL", tree.stream());
        Await.until("the end of " + this, END_LIMIT, () -> {
            signal("CONT", Stream.of(entry.toHandle()));
            return !running() && tree.stream().noneMatch(ProcessHandle::isAlive);
        });
    }

    /** Stops the clock of the daemon and its children. */
    public void freeze() {
        signal("STOP", tree().stream());
    }

    /** Lets the clock go on. {@code nsenter} stops along with what it has started and has to go on as well. */
    public void thaw() {
        signal("CONT", Stream.concat(Stream.of(entry.toHandle()), tree().stream()));
    }

    private List<ProcessHandle> tree() {
        ProcessHandle root = process();
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    static void signal(String name, Stream<ProcessHandle> processes) {
        List<String> pids =
                processes.map(process -> Long.toString(process.pid())).toList();
        Shell.run(Stream.concat(Stream.of("kill", "-" + name), pids.stream()).toList());
    }

    private Exit awaitExit(long startNs) {
        try {
            if (!entry.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(this + " does not end within " + END_LIMIT.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
        return new Exit(entry.exitValue(), Duration.ofNanos(System.nanoTime() - startNs));
    }

    /** What a reader of a failed test wants to see. */
    String story() {
        Optional<Integer> exit = running() ? Optional.empty() : Optional.of(entry.exitValue());
        return "--- " + this + exit.map(code -> ", exit code " + code).orElse(", running") + "\n"
                + node.read(configFile) + "--- log\n" + log();
    }

    @Override
    public String toString() {
        return program + " on " + node.name();
    }
}
