package dev.vigil.core.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.track.Condition;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the steady state nothing is allocated: hearing the master as BACKUP, advertising as MASTER. */
class HotPathAllocationTest {
    private static final int ROUNDS = 10;
    private static final int CALLS = 20_000;
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.of("10.77.0.100"), IpAddress.of("10.77.0.101"));
    private static final IpAddress GROUP = Advertisement.GROUP_IPV4;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Silent effects = new Silent();
    private final Datagram heard = new Datagram();
    private byte[] kept = {};
    private long nowNs = 1_000_000_000_000L;

    /** Sends into its buffer; counts. */
    private static final class Silent implements Effects {
        private final Advertisement message =
                new Advertisement(3, 51, 150, 100, Authentication.ABSENT, HotPathAllocationTest.ADDRESSES);
        private final ByteBuffer packet =
                ByteBuffer.allocateDirect(OutgoingAdvertisement.lengthBytes(message, Family.IPV4));
        private final OutgoingAdvertisement outgoing = new OutgoingAdvertisement(
                packet, message, Rig.LOWER, GROUP, GROUP, Advertisement.TTL, ChecksumForm.PSEUDO_HEADER);
        private long sent;

        @Override
        public void sendAdvertisement(int priority) {
            outgoing.stamp(priority);
            sent++;
        }

        @Override
        public void addAddresses() {}

        @Override
        public void removeAddresses() {}

        @Override
        public void announceAddresses(int rounds) {}

        @Override
        public void reportTransition(Transition transition) {}

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {}

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {}
    }

    @BeforeEach
    void allocationIsMeasured() {
        threads.setThreadAllocatedMemoryEnabled(true);
        assertThat(allocatedBy(() -> kept = new byte[100]))
                .as("what the measurement sees")
                .isGreaterThan((long) kept.length * CALLS);
    }

    @Test
    void aBackupThatHearsItsMasterAllocatesNothing() {
        VirtualRouter router = started(new Given().priority(100));
        Reception reception = new Reception(new Reception.Expectation(
                3, Family.IPV4, Authentication.ABSENT, 1_000_000_000L, ADDRESSES, GROUP, List.of(), false, false));
        int length = effects.outgoing.stamp(150) - Ipv4Header.LENGTH;
        Runnable hearing = () -> {
            ByteBuffer packet = effects.packet;
            heard.message(packet, Ipv4Header.LENGTH, length)
                    .from(Rig.LOWER, Ipv4Header.ttl(packet))
                    .to(GROUP)
                    .arrivedAt(nowNs);
            if (reception.admit(heard, Rig.OWN) == null) {
                router.onAdvertisement(heard.priority(), heard.intervalNs(), heard.source(), nowNs, effects);
            }
            nowNs += 1_000_000_000L;
        };
        assertThat(allocatedBy(hearing)).isZero();
        assertThat(reception.received()).isEqualTo(ROUNDS * CALLS);
        assertThat(router.state()).isEqualTo(State.BACKUP);
    }

    @Test
    void aBackupWithAPasswordAllocatesNothing() {
        Advertisement message =
                new Advertisement(2, 51, 150, 1, Authentication.password(List.of((byte) 's', (byte) '3')), ADDRESSES);
        ByteBuffer packet = ByteBuffer.allocateDirect(64);
        int length = new OutgoingAdvertisement(packet, message, Rig.LOWER, GROUP, GROUP, 255, ChecksumForm.MESSAGE_ONLY)
                        .stamp(150)
                - Ipv4Header.LENGTH;
        Reception reception = new Reception(new Reception.Expectation(
                2,
                Family.IPV4,
                Authentication.password(List.of((byte) 's', (byte) '3')),
                1_000_000_000L,
                ADDRESSES,
                GROUP,
                List.of(),
                false,
                false));
        heard.message(packet, Ipv4Header.LENGTH, length).from(Rig.LOWER, 255).to(GROUP);
        assertThat(allocatedBy(() -> reception.admit(heard, Rig.OWN))).isZero();
        assertThat(reception.received()).isEqualTo(ROUNDS * CALLS);
    }

    @Test
    void aMasterThatAdvertisesAndRefreshesAllocatesNothing() {
        VirtualRouter router = started(new Given().priority(255).refresh(3000, 1));
        assertThat(router.state()).isEqualTo(State.MASTER);
        effects.sent = 0;
        Runnable serving = () -> {
            nowNs = router.deadlineNs();
            router.onDeadline(nowNs, effects);
        };
        assertThat(allocatedBy(serving)).isZero();
        assertThat(effects.sent).isGreaterThan(ROUNDS * CALLS / 2);
    }

    @Test
    void theInvariantsAreCheckedWithoutAllocation() {
        VirtualRouter router =
                started(new Given().script("chk", -10, Condition.UP).link("eth0", Condition.UP));
        assertThat(allocatedBy(() -> Invariants.violated(router, nowNs))).isZero();
    }

    private VirtualRouter started(Given given) {
        VirtualRouter router = new VirtualRouter(given.settings(), given.tracks());
        router.start(new Cause.Started(), nowNs, effects);
        return router;
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
}
