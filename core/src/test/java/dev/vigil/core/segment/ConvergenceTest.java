package dev.vigil.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.Seeds;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever happened before, once the faults are over one node has the addresses, and everybody knows which. */
class ConvergenceTest {
    private static final int CLUSTERS = 300;
    private static final int TROUBLES = 60;
    private static final long NS_PER_MS = 1_000_000L;

    @Test
    void afterTheTroubleTheBestNodeIsTheOnlyMaster() {
        Seeds.each(CLUSTERS, random -> {
            Segment segment = cluster(random, true);
            suffer(segment, random);
            recover(segment);
            Node master = onlyMaster(segment);
            int best = segment.nodes().stream()
                    .mapToInt(node -> node.router().effectivePriority())
                    .max()
                    .orElseThrow();
            assertThat(master.router().effectivePriority())
                    .as("%s", segment.nodes())
                    .isEqualTo(best);
            assertThatNothingMoves(segment, master);
        });
    }

    @Test
    void withoutPreemptionThereIsOneMasterAfterTheTroubleToo() {
        Seeds.each(CLUSTERS, random -> {
            Segment segment = cluster(random, false);
            suffer(segment, random);
            recover(segment);
            assertThatNothingMoves(segment, onlyMaster(segment));
        });
    }

    @Test
    void aNodeThatComesBackWithoutPreemptionTakesNothing() {
        Seeds.each(CLUSTERS / 3, random -> {
            Segment segment = cluster(random, false);
            segment.run(60_000 * NS_PER_MS);
            Node master = onlyMaster(segment);
            for (int boots = 0; boots < 10; boots++) {
                Node other = segment.nodes().get(random.nextInt(segment.nodes().size()));
                if (other != master) {
                    other.crash();
                    segment.run(random.nextLong(10_000) * NS_PER_MS);
                    other.boot();
                    segment.run(random.nextLong(10_000) * NS_PER_MS);
                }
            }
            assertThat(segment.masters()).containsExactly(master);
            assertThat(master.transitions()).as("to BACKUP, to MASTER").isEqualTo(2);
        });
    }

    @Test
    void aMasterThatStopsIsSucceededWithinTheSkewTime() {
        Seeds.each(CLUSTERS / 3, random -> {
            Segment segment = cluster(random, true);
            segment.run(60_000 * NS_PER_MS);
            Node master = onlyMaster(segment);
            master.stop();
            // One interval, or one second in version 2, is longer than any skew time; the slowest interval is 1 s.
            segment.run(1_100 * NS_PER_MS);
            assertThat(segment.masters()).hasSize(1).doesNotContain(master);
        });
    }

    // Whoever yields after a partition says so once more, and the survivor tells the segment where the addresses are.
    @Test
    void afterAPartitionEveryHostLearnsWhereTheAddressesAre() {
        Seeds.each(CLUSTERS, random -> {
            Segment segment = cluster(random, true);
            segment.run(60_000 * NS_PER_MS);
            for (Node node : segment.nodes()) {
                node.moveTo(random.nextInt(2));
            }
            segment.run(random.nextLong(20_000) * NS_PER_MS);
            recover(segment);
            Node master = onlyMaster(segment);
            for (Node host : segment.nodes()) {
                assertThat(host.addressesAt()).as("as %s believes", host).isEqualTo(master);
            }
        });
    }

    private static Segment cluster(RandomGenerator random, boolean preempt) {
        Segment segment = new Segment(random);
        int version = random.nextInt(2, 4);
        boolean samePriority = random.nextInt(5) == 0;
        int size = random.nextInt(2, 4);
        for (int index = 0; index < size; index++) {
            int priority = samePriority ? 100 : random.nextInt(1, 255);
            long intervalNs = version == 2 ? 1000 * NS_PER_MS : random.nextLong(1, 101) * 10 * NS_PER_MS;
            RouterSettings.Rules rules = new RouterSettings.Rules(
                    version,
                    priority,
                    intervalNs,
                    preempt,
                    preempt && random.nextInt(4) == 0 ? random.nextLong(5000) * NS_PER_MS : 0,
                    random.nextInt(2, 5),
                    false,
                    true);
            RouterSettings.Announcements announcements =
                    new RouterSettings.Announcements(1, 0, 0, 1, 1, 1000 * NS_PER_MS);
            IpAddress source = IpAddress.ipv4(0x0a4d0001 + index);
            Weight weight = new Weight(random.nextInt(-100, 101), random.nextInt(4) == 0);
            RouterSettings settings = new RouterSettings("VI_1", Node.VRID, source, rules, announcements);
            segment.add(new Node(segment, settings, weight));
        }
        segment.nodes().forEach(Node::boot);
        return segment;
    }

    private static void suffer(Segment segment, RandomGenerator random) {
        for (int trouble = 0; trouble < TROUBLES; trouble++) {
            Node node = segment.nodes().get(random.nextInt(segment.nodes().size()));
            switch (random.nextInt(10)) {
                case 0 -> node.crash();
                case 1 -> node.boot();
                case 2 -> node.stop();
                case 3 -> node.sleep();
                case 4 -> node.awake();
                case 5 -> node.link(random.nextBoolean() ? Condition.UP : Condition.DOWN);
                case 6 -> node.check(random.nextBoolean() ? Condition.UP : Condition.DOWN);
                case 7 -> node.moveTo(random.nextInt(2));
                case 8 -> segment.nodes().forEach(each -> each.moveTo(0));
                default -> segment.weather(anyWeather(random));
            }
            segment.check();
            segment.run(random.nextLong(random.nextBoolean() ? 50 : 4000) * NS_PER_MS);
        }
    }

    private static Segment.Weather anyWeather(RandomGenerator random) {
        return new Segment.Weather(
                random.nextInt(400), random.nextInt(100), random.nextInt(100), random.nextLong(1, 20_000));
    }

    /** Ends every trouble and waits for as long as a cluster may need to settle. */
    private static void recover(Segment segment) {
        segment.weather(Segment.Weather.FINE);
        for (Node node : segment.nodes()) {
            node.moveTo(0);
            node.awake();
            node.boot();
            node.mend();
        }
        segment.run(30_000 * NS_PER_MS);
    }

    private static Node onlyMaster(Segment segment) {
        List<Node> masters = segment.masters();
        assertThat(masters).as("masters among %s", segment.nodes()).hasSize(1);
        assertThat(segment.nodes())
                .filteredOn(node -> node != masters.getFirst() && node.isRunning())
                .allMatch(node -> node.state() == State.BACKUP
                        || !node.router().tracks().faults().isEmpty());
        return masters.getFirst();
    }

    private static void assertThatNothingMoves(Segment segment, Node master) {
        int before = segment.nodes().stream().mapToInt(Node::transitions).sum();
        segment.run(60_000 * NS_PER_MS);
        assertThat(segment.masters()).containsExactly(master);
        assertThat(segment.nodes().stream().mapToInt(Node::transitions).sum()).isEqualTo(before);
    }
}
