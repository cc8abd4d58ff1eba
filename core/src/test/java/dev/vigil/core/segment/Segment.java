package dev.vigil.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * A network segment in memory, with its own clock: it carries the packets of its nodes, loses, delays and damages some,
 * and may fall into parts. Everything follows from the seed of its random generator. The invariants of every node are
 * checked after every step.
 */
final class Segment {
    private static final long NS_PER_US = 1_000;

    /** What the network does to packets, in per mille; delays are at most so long. */
    record Weather(int lossPerMille, int damagePerMille, int duplicatePerMille, long delayMaxUs) {
        static final Weather FINE = new Weather(0, 0, 0, 200);
    }

    private record Delivery(long atNs, long order, Node to, ByteBuffer packet) {}

    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private final PriorityQueue<Delivery> deliveries =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::atNs).thenComparingLong(Delivery::order));
    private Weather weather = Weather.FINE;
    private long nowNs = 1_000_000_000_000L;
    private long order;

    Segment(RandomGenerator random) {
        this.random = random;
    }

    long nowNs() {
        return nowNs;
    }

    List<Node> nodes() {
        return nodes;
    }

    void add(Node node) {
        nodes.add(node);
    }

    void weather(Weather now) {
        weather = now;
    }

    List<Node> masters() {
        return nodes.stream().filter(node -> node.state() == State.MASTER).toList();
    }

    /** Carries a packet to every other node of the sender's part. */
    void multicast(Node from, byte[] packet) {
        for (Node to : nodes) {
            if (to != from && to.part() == from.part() && !happens(weather.lossPerMille)) {
                deliver(to, packet);
                if (happens(weather.duplicatePerMille)) {
                    deliver(to, packet);
                }
            }
        }
    }

    /** Tells every host of the sender's part, by a gratuitous ARP, that the addresses are at this node. */
    void announce(Node from) {
        for (Node host : nodes) {
            if (host.part() == from.part()) {
                host.learn(from);
            }
        }
    }

    /** Lets time pass, and everything happen that is due within it, in its order. */
    void run(long ns) {
        long untilNs = nowNs + ns;
        while (true) {
            Node node = earliest();
            long deadlineNs = node.deadlineNs();
            Delivery delivery = deliveries.peek();
            long arrivalNs = delivery == null ? Long.MAX_VALUE : delivery.atNs;
            if (Math.min(deadlineNs, arrivalNs) > untilNs) {
                nowNs = untilNs;
                return;
            }
            // A packet that is there is read before a timer is served, as the daemon does.
            if (arrivalNs <= deadlineNs) {
                nowNs = Math.max(nowNs, arrivalNs);
                deliveries.remove(delivery);
                delivery.to.receive(delivery.packet);
            } else {
                nowNs = Math.max(nowNs, deadlineNs);
                node.wake();
            }
            check();
        }
    }

    void check() {
        for (Node node : nodes) {
            assertThat(Invariants.violated(node.router(), nowNs)).as("%s", node).isNull();
        }
    }

    private void deliver(Node to, byte[] packet) {
        byte[] copy = packet.clone();
        if (happens(weather.damagePerMille)) {
            int at = random.nextInt(Node.IP_HEADER_LENGTH, copy.length);
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        long delayUs = random.nextLong(1, weather.delayMaxUs + 1);
        deliveries.add(new Delivery(nowNs + delayUs * NS_PER_US, order++, to, ByteBuffer.wrap(copy)));
    }

    private boolean happens(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    private Node earliest() {
        Node earliest = nodes.getFirst();
        for (Node node : nodes) {
            if (node.deadlineNs() < earliest.deadlineNs()) {
                earliest = node;
            }
        }
        return earliest;
    }
}
