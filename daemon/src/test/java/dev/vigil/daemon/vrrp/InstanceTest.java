package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.reload.ConfigText;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives for one virtual router and what is due, on the way that every advertisement takes. */
class InstanceTest {
    private static final int ROUNDS = 10;
    private static final int CALLS = 20_000;
    private static final int PEER_BITS = 0xc000_02c9;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Config whole = ConfigText.read(ConfigText.instance("A", 1));
    private final VrrpInstance config = whole.instances().getFirst();
    private final Told told = new Told();
    private final LoopMemory memory = new LoopMemory(told, new FakeArchive(), 1_000);
    private final Instances running = new Instances(memory, told);
    private final QuietEdge edge = new QuietEdge();
    private byte[] kept = {};
    private long nowNs = 1_000_000_000_000L;

    /** Takes everything and keeps nothing but a count. */
    private static final class QuietEdge implements Edge {
        private long sent;

        @Override
        public @Nullable String attach(Link link, IpAddress source) {
            return null;
        }

        @Override
        public void serve() {}

        @Override
        public void detach() {}

        @Override
        public void place(List<PlacedAddress> addresses) {}

        @Override
        public int send(int priority) {
            sent++;
            return 0;
        }

        @Override
        public int destinations() {
            return 1;
        }

        @Override
        public String sendRefusal() {
            return "";
        }

        @Override
        public void change(List<AddressRequest> requests, Refusals refusals) {}

        @Override
        public void placeRouting(List<PlacedEntry> entries) {}

        @Override
        public void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals) {}

        @Override
        public void announce(List<PlacedAddress> addresses) {}

        @Override
        public void withdraw(List<PlacedAddress> addresses) {}

        @Override
        public void announceSource() {}
    }

    /** A virtual router that has started, alone in its loop. */
    private Instance started() {
        Host host = new Host();
        host.put(FakeMachine.ETH0);
        host.put(FakeMachine.address(FakeMachine.OWN, 24));
        running.at(nowNs);
        Instance instance = new Instance(config, running);
        instance.take(Instance.Place.of(config, whole, _ -> edge, host), host, told, memory.recorder());
        running.adopt(List.of(instance));
        instance.placed().start(new Cause.Started(), nowNs);
        running.settled(instance);
        return instance;
    }

    @BeforeEach
    void allocationIsMeasured() {
        threads.setThreadAllocatedMemoryEnabled(true);
        assertThat(allocatedBy(() -> kept = new byte[100]))
                .as("what the measurement sees")
                .isGreaterThan((long) kept.length * CALLS);
    }

    @Test
    void anAdvertisementThatArrivesForABackupAllocatesNothing() {
        Instance instance = started();
        Datagram heard = LoopRig.datagram(instance, config, 200, nowNs);
        Runnable hearing = () -> {
            running.at(nowNs);
            instance.arrive(
                    heard.from(instance.source(PEER_BITS), Advertisement.TTL).arrivedAt(nowNs));
            nowNs += 1_000_000_000L;
        };
        assertThat(allocatedBy(hearing)).isZero();
        assertThat(instance.router().state()).isEqualTo(State.BACKUP);
        assertThat(instance.placed().reception().received()).isEqualTo(ROUNDS * CALLS);
        assertThat(running.nearestNs()).isGreaterThan(nowNs);
    }

    @Test
    void anAdvertisementThatIsDueAllocatesNothing() {
        Instance instance = started();
        Runnable serving = () -> {
            nowNs = running.nearestNs();
            running.at(nowNs);
            running.fire(() -> false);
        };
        assertThat(allocatedBy(serving)).isZero();
        assertThat(instance.router().state()).isEqualTo(State.MASTER);
        assertThat(edge.sent).isGreaterThan(ROUNDS * CALLS / 2);
        assertThat(told.defects()).isEmpty();
    }

    /**
     * The bytes that the calls of a round allocate, after a warm-up. The machine allocates a little of its own now and
     * then, so the best of several rounds counts; what each call allocates is in all of them.
     */
    private long allocatedBy(Runnable call) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int index = 0; index < CALLS; index++) {
                call.run();
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    @Test
    void anInputForAPlaceThatHasEndedIsNobodys() {
        Instance instance = started();
        List<String> ran = new ArrayList<>();
        running.step(instance.placed(), () -> ran.add("while it runs"));
        running.adopt(List.of());
        running.step(instance.placed(), () -> ran.add("afterwards"));
        assertThat(ran).containsExactly("while it runs");
    }

    @Test
    void theSameSourceIsTheSameObjectAsLongAsTheSameNodeSpeaks() {
        Instance instance = new Instance(config, running);
        IpAddress first = instance.source(0xc000_0201);
        assertThat(first).isEqualTo(IpAddress.of("192.0.2.1"));
        assertThat(instance.source(0xc000_0201)).isSameAs(first);
        assertThat(instance.source(0xc000_0202)).isEqualTo(IpAddress.of("192.0.2.2"));
        IpAddress sixth = instance.source(0xfe80L << 48, 1);
        assertThat(sixth).isEqualTo(IpAddress.of("fe80::1"));
        assertThat(instance.source(0xfe80L << 48, 1)).isSameAs(sixth);
        assertThat(instance.source(0xfe80L << 48, 2)).isEqualTo(IpAddress.of("fe80::2"));
        assertThat(instance.source(0xfe81L << 48, 2)).isEqualTo(IpAddress.of("fe81::2"));
        assertThat(instance.source(0xc000_0201)).isEqualTo(first);
    }
}
