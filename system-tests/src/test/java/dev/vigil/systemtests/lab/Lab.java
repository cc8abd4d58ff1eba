package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network of one test: a switch, the nodes on it, and a capture of everything that passes the switch. Nothing of it
 * is visible outside, so any number of labs can exist at once with the same names and addresses.
 */
public final class Lab implements AutoCloseable {
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final String SWITCH = """
            ip link add lan type bridge mcast_snooping 0 forward_delay 0
            ip link set lan up
            """;

    private final Path directory;
    private final Namespace lan;
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final Capture wire;
    private boolean hostile;

    private Lab(Path directory, Namespace lan) {
        this.directory = directory;
        this.lan = lan;
        this.wire = Capture.start(lan, directory);
    }

    public static Lab open() {
        try {
            Path directory = Program.root()
                    .resolve("system-tests/target/labs")
                    .resolve(ProcessHandle.current().pid() + "-" + SEQUENCE.incrementAndGet());
            Files.createDirectories(directory);
            Namespace lan = Namespace.open("switch", false);
            Shell.must(lan.onNetwork(List.of("sh", "-ec", SWITCH)));
            return new Lab(directory, lan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node with the next address of 10.77.0.0/24, counted from 1. */
    public Node node(String name) {
        return node(name, "10.77.0." + (nodes.size() + 1) + "/24");
    }

    /** A node with an address of its own; its port on the switch bears its name. */
    public Node node(String name, String addressWithPrefix) {
        return node(name, addressWithPrefix, false);
    }

    /** A node that also has {@code fe80::77:N} and {@code fd77::N}, where N is its number. */
    public Node dualStackNode(String name) {
        int number = nodes.size() + 1;
        return dualStackNode(
                name, "10.77.0." + number + "/24", "fe80::77:" + number + "/64", "fd77::" + number + "/64");
    }

    /** A node with addresses of both families, each with its prefix length. */
    public Node dualStackNode(String name, String ipv4, String... ipv6) {
        Node node = node(name, ipv4, true);
        for (String address : ipv6) {
            node.must("ip", "addr", "add", address, "dev", "eth0", "nodad");
        }
        return node;
    }

    private synchronized Node node(String name, String addressWithPrefix, boolean ipv6) {
        Namespace host = Namespace.open(name, ipv6);
        String pid = Long.toString(host.pid());
        Shell.must(lan.onNetwork(
                List.of("ip", "link", "add", "name", name, "type", "veth", "peer", "name", "eth0", "netns", pid)));
        Shell.must(lan.onNetwork(List.of("ip", "link", "set", "dev", name, "master", "lan", "up")));
        String address = addressWithPrefix.substring(0, addressWithPrefix.indexOf('/'));
        Node node = new Node(name, address, host, lan, directory);
        node.must("ip", "addr", "add", addressWithPrefix, "dev", "eth0");
        if (ipv6) {
            node.must("ip", "link", "set", "eth0", "addrgenmode", "none");
        }
        node.must("ip", "link", "set", "eth0", "up");
        nodes.add(node);
        return node;
    }

    /** Everything that has passed the switch. */
    public Capture wire() {
        return wire;
    }

    /** Ends the capture of everything and begins one of what these nodes send, for a wire that is too busy to be kept. */
    public Capture captureOnlyFrom(Node... nodes) {
        hostile = true;
        wire.close();
        String senders = Stream.of(nodes).map(node -> "ether src " + node.mac()).collect(Collectors.joining(" or "));
        Capture capture = Capture.start(lan, directory.resolve("senders.pcap"), senders);
        endings.push(capture::close);
        return capture;
    }

    /** Runs a command on the switch. */
    public String onSwitch(String... command) {
        return Shell.must(lan.onNetwork(List.of(command)));
    }

    /** Lets these nodes no longer hear each other, while each keeps its carrier. The capture still hears all. */
    public void partition(Node... parted) {
        setIsolated("on", parted);
    }

    public void heal(Node... parted) {
        setIsolated("off", parted);
    }

    private void setIsolated(String value, Node... parted) {
        for (Node node : parted) {
            onSwitch("bridge", "link", "set", "dev", node.name(), "isolated", value);
        }
    }

    /** Declares that this lab carries packets that are wrong on purpose. */
    public void expectHostilePackets() {
        hostile = true;
    }

    /** Something to end before the nodes do; the last one comes first. */
    public synchronized void atEnd(Runnable ending) {
        endings.push(ending);
    }

    /** Every advertisement on the wire is well formed, in tshark's judgement. */
    void assertWellFormed() {
        if (!hostile) {
            wire.assertWellFormed();
        }
    }

    /** What a reader of a failed test wants to see. */
    String story() {
        StringBuilder story = new StringBuilder("##### lab in " + directory + "\n");
        nodes.forEach(node -> story.append(node.story()));
        return story.append("=== wire\n").append(wire.story()).toString();
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
        wire.close();
        nodes.forEach(Node::close);
        lan.close();
    }
}
