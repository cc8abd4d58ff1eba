package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A host with one interface, {@code eth0}, plugged into the lab's switch. */
public final class Node {
    private final String name;
    private final String address;
    private final Namespace host;
    private final Namespace lan;
    private final Path directory;
    private final List<Daemon> daemons = new ArrayList<>();
    private final List<Process> spawned = new ArrayList<>();
    private int logs;

    Node(String name, String address, Namespace host, Namespace lan, Path directory) {
        this.name = name;
        this.address = address;
        this.host = host;
        this.lan = lan;
        this.directory = directory;
    }

    public String name() {
        return name;
    }

    /** The node's own address, without prefix length. */
    public String address() {
        return address;
    }

    /** The hardware address of {@code eth0}. */
    public String mac() {
        return read("/sys/class/net/eth0/address").strip();
    }

    /** Runs a command on the node to its end. */
    public Shell.Outcome exec(String... command) {
        return Shell.run(host.inside(List.of(command)));
    }

    /** Runs a command on the node that has to succeed. */
    public String must(String... command) {
        return Shell.must(host.inside(List.of(command)));
    }

    /** Starts a command that goes on; its output goes to {@code log} below the lab's directory. */
    public Process spawn(Path log, List<String> command) {
        try {
            Process process = new ProcessBuilder(host.inside(command))
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile())
                    .start();
            spawned.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new log file for something that runs on this node. */
    public synchronized Path newLog(String title) {
        logs++;
        return directory.resolve(name + "-" + logs + "-" + title + ".log");
    }

    /** Where the compiled classes of this module are; an address of a file writes a blank as {@code %20}. */
    private static Path classes(Class<?> program) {
        return Path.of(URI.create(
                program.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** The command line of a program of this package in a small JVM of its own. */
    static List<String> java(Class<?> program, String... arguments) {
        String classes = classes(program).toString();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx32m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Puts frames on the wire as they are, with a pause after each. */
    public void send(List<ForgedAdvert> adverts, Duration pause) {
        String file = "/run/lab/frames";
        write(file, adverts.stream().map(ForgedAdvert::hex).collect(Collectors.joining("\n")));
        Shell.must(host.inside(java(FrameSender.class, file, Long.toString(pause.toMillis()))));
    }

    /** Puts frames, given in hexadecimal digits, on the wire as they are. */
    public void sendFrames(List<String> frames) {
        String file = "/run/lab/frames";
        write(file, String.join("\n", frames));
        Shell.must(host.inside(java(FrameSender.class, file, "0")));
    }

    /** Puts frames on the wire over and over for a while; returns how many a second there were. */
    public long flood(List<ForgedAdvert> adverts, long framesPerSecond, Duration duration) {
        String file = "/run/lab/frames";
        write(file, adverts.stream().map(ForgedAdvert::hex).collect(Collectors.joining("\n")));
        String said = Shell.must(host.inside(
                java(FrameFlood.class, file, Long.toString(framesPerSecond), Long.toString(duration.toMillis()))));
        String[] words = said.strip().split(" ", -1);
        return Long.parseLong(words[1]) * 1000 / Long.parseLong(words[5]);
    }

    /** Starts a daemon on a configuration. */
    public Daemon start(Program program, String config, String... moreOptions) {
        return startWith(List.of(), program, config, moreOptions);
    }

    /** Starts a daemon without one of the capabilities that root has. */
    public Daemon startWithout(String capability, Program program, String config) {
        return startWith(
                List.of("setpriv", "--bounding-set", "-" + capability, "--inh-caps", "-" + capability),
                program,
                config);
    }

    /** Starts Vigil with a variable in its environment, as {@code NAME=VALUE}. */
    public Daemon startIn(String variable, String config) {
        return startWith(List.of(variable), Program.VIGIL, config);
    }

    private Daemon startWith(List<String> prefix, Program program, String config, String... moreOptions) {
        String configFile = "/run/lab/" + name + ".conf";
        write(configFile, config);
        List<String> command = new ArrayList<>(List.of("env", "TMPDIR=/run/lab"));
        command.addAll(prefix);
        command.addAll(program.foreground(configFile));
        command.addAll(List.of(moreOptions));
        Path log = newLog(program.toString());
        Daemon daemon = new Daemon(program, this, configFile, log, spawn(log, command));
        daemons.add(daemon);
        return daemon;
    }

    /** Writes a file of the node. Settings of its kernel below {@code /proc/sys} take {@code sysctl} instead. */
    public void write(String absolute, String text) {
        try {
            Files.writeString(host.file(absolute), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an executable shell script and returns its path on the node. */
    public String script(String scriptName, String body) {
        String absolute = "/run/lab/" + scriptName;
        write(absolute, "#!/bin/bash\n" + body);
        try {
            Files.setPosixFilePermissions(host.file(absolute), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return absolute;
    }

    public void delete(String absolute) {
        try {
            Files.deleteIfExists(host.file(absolute));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean exists(String absolute) {
        return Files.exists(host.file(absolute));
    }

    /** A file of the node; empty text when there is none. */
    public String read(String absolute) {
        try {
            Path file = host.file(absolute);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #read} for a file that is not text. */
    byte[] readBytes(String absolute) {
        try {
            return Files.readAllBytes(host.file(absolute));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All IPv4 addresses in the words of {@code ip -o addr show}, a line each. */
    public String addressLines() {
        return must("ip", "-4", "-o", "addr", "show");
    }

    /** Adds an interface of the same name to both nodes, with a cable between them. */
    public void addCableTo(Node other, String name) {
        String far = Long.toString(other.host.pid());
        String near = Long.toString(host.pid());
        Shell.must(lan.onNetwork(List.of(
                "ip", "link", "add", "name", name, "netns", near, "type", "veth", "peer", "name", name, "netns", far)));
        must("ip", "link", "set", name, "up");
        other.must("ip", "link", "set", name, "up");
    }

    /** Adds a second interface, with the other end of its cable on the same node. */
    public void addCable(String near, String far) {
        must("ip", "link", "add", near, "type", "veth", "peer", "name", far);
        must("ip", "link", "set", near, "up");
        must("ip", "link", "set", far, "up");
    }

    /** Addresses on {@code eth0} with prefix length, as the kernel has them. */
    public Set<String> addresses() {
        String output = Shell.must(host.onNetwork(List.of("ip", "-o", "addr", "show", "dev", "eth0")));
        Set<String> addresses = new LinkedHashSet<>();
        for (String line : output.lines().toList()) {
            String[] words = line.trim().split("\\s+", 5);
            addresses.add(words[3]);
        }
        return addresses;
    }

    /** True if {@code eth0} carries this address, whatever its prefix length. */
    public boolean holds(String ip) {
        return addresses().stream().anyMatch(address -> address.startsWith(ip + "/"));
    }

    /** Starts to watch the addresses of the node; the result reads every change so far, in the words of `ip monitor`. */
    public Supplier<String> watchAddresses() {
        Path log = newLog("addresses");
        spawn(log, List.of("ip", "-o", "monitor", "address"));
        String probe = "10.254.254.254/32";
        Supplier<String> changes = () -> readLog(log);
        Await.until("the watch works", Duration.ofSeconds(5), () -> {
            exec("ip", "addr", "add", probe, "dev", "lo");
            exec("ip", "addr", "del", probe, "dev", "lo");
            return changes.get().contains(probe);
        });
        return () -> changes.get().lines().filter(line -> !line.contains(probe)).collect(Collectors.joining("\n"));
    }

    /** The lines that something has written to its log. */
    public List<String> logLines(Path log) {
        return readLog(log).lines().toList();
    }

    static String readLog(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the switch's side of the cable down: the node loses its carrier. */
    public void unplug() {
        Shell.must(lan.onNetwork(List.of("ip", "link", "set", "dev", name, "down")));
    }

    public void plug() {
        Shell.must(lan.onNetwork(List.of("ip", "link", "set", "dev", name, "up")));
    }

    /** Takes the node's own interface down. */
    public void linkDown() {
        must("ip", "link", "set", "eth0", "down");
    }

    public void linkUp() {
        must("ip", "link", "set", "eth0", "up");
    }

    String story() {
        StringBuilder story = new StringBuilder("=== node " + name + "\n");
        story.append(exec("ip", "addr", "show", "dev", "eth0").output());
        story.append(exec("ps", "-ef").output());
        daemons.forEach(daemon -> story.append(daemon.story()));
        return story.toString();
    }

    /**
     * Ends the node. What runs on it ends first, and before the {@code nsenter} that has started it: orphans would go to the
     * first process of the machine, and the kernel would keep the namespace until that has a look at them. A stopped
     * {@code nsenter} has to go on, or it would never reap its child.
     */
    void close() {
        List<ProcessHandle> entries = spawned.stream()
                .map(Process::toHandle)
                .filter(ProcessHandle::isAlive)
                .toList();
        entries.stream().flatMap(ProcessHandle::children).forEach(ProcessHandle::destroyForcibly);
        if (!entries.isEmpty()) {
            Daemon.signal("CONT", entries.stream());
        }
        spawned.forEach(Node::awaitEnd);
        spawned.forEach(Process::destroyForcibly);
        host.close();
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
