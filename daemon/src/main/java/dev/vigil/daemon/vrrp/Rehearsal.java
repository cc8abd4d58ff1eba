package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.place.Edge;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.recording.Recorder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs every transition once before it matters. A hand-over happens once in months, so in a JVM it would run cold: classes
 * not loaded, code interpreted. The rehearsal uses the real sockets with an interface and a destination that cannot exist,
 * so the kernel refuses every effect and nothing leaves. The shipped AOT cache is trained on the same list.
 */
public final class Rehearsal {
    private static final int IFINDEX = 0x7fff_fff0;
    private static final int ROUNDS = 3;
    private static final int RECORDED_MAX = 64;
    private static final int PRIORITY = 100;
    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final String NAME = "rehearsal";
    private static final IpAddress OWN = IpAddress.of("192.0.2.1");
    private static final IpAddress PEER = IpAddress.of("192.0.2.2");
    private static final IpAddress VIRTUAL = IpAddress.of("192.0.2.3");
    private static final Link LINK = new Link(IFINDEX, NAME, true, true, false, true, 0x0200_0000_0001L);

    private final Function<VrrpInstance, Edge> edges;
    private final Teller teller;
    private final Recorder recorder = new Recorder(RECORDED_MAX);

    private long nowNs = MonotonicClock.nowNs();

    private Rehearsal(Function<VrrpInstance, Edge> edges, Teller teller) {
        this.edges = edges;
        this.teller = teller;
    }

    /** @param edges makes an edge whose sockets are real, hear nobody and reach nobody */
    public static void on(Function<VrrpInstance, Edge> edges) {
        on(edges, new SilentTeller());
    }

    static void on(Function<VrrpInstance, Edge> edges, Teller teller) {
        new Rehearsal(edges, teller).run();
    }

    /** Runs the list for both versions of the protocol. */
    private void run() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int version = 2; version <= 3; version++) {
                perform(version);
            }
        }
    }

    private void perform(int version) {
        VrrpInstance config = config(version);
        Config whole = new Config(GlobalDefs.DEFAULT, List.of(), List.of(config));
        Host host = new Host();
        host.put(LINK);
        host.put(new HostAddress(IFINDEX, OWN, 24, false, false, false));
        Instance instance = new Instance(config, new Unguarded());
        instance.take(Instance.Place.of(config, whole, edges.apply(config), host), host, teller, recorder);
        try {
            steps(instance).forEach(Runnable::run);
        } finally {
            instance.placed().release();
        }
    }

    private final class Unguarded implements Instance.Guard {
        @Override
        public void settled(Instance instance) {}

        @Override
        public void contain(Instance instance, Throwable defect) {
            throw new IllegalStateException(defect);
        }

        @Override
        public long nowNs() {
            return nowNs;
        }
    }

    /** Everything that can happen to a virtual router, in an order that reaches it all. */
    private List<Runnable> steps(Instance instance) {
        PlacedRouter router = instance.placed();
        List<Runnable> list = new ArrayList<>();
        list.add(() -> router.start(new Cause.Started(), nowNs));
        list.add(() -> router.look(nowNs));
        list.add(() -> hear(instance, PRIORITY + 1));
        list.add(() -> hear(instance, PRIORITY - 1));
        list.add(() -> hear(instance, 0));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> hear(instance, PRIORITY - 1));
        list.add(() -> router.compare(nowNs));
        list.add(() -> hear(instance, PRIORITY + 1));
        list.add(() -> expire(router));
        list.add(() -> router.onScript(NAME, Condition.UP, "", nowNs));
        list.add(() -> router.onScript(NAME, Condition.DOWN, "", nowNs));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> expire(router));
        list.add(() -> router.stop(Transition.Kind.DELETED, new Cause.Removed(), nowNs));
        return list;
    }

    private void expire(PlacedRouter router) {
        long deadlineNs = router.deadlineNs();
        nowNs = deadlineNs == VirtualRouter.NEVER ? nowNs : Math.max(nowNs, deadlineNs);
        router.onDeadline(nowNs);
    }

    /** A peer's advertisement, through reception. */
    private void hear(Instance instance, int priority) {
        Advertisement message = Assemble.advertisement(instance.config());
        ByteBuffer packet = ByteBuffer.allocateDirect(OutgoingAdvertisement.lengthBytes(message, Family.IPV4));
        int length = new OutgoingAdvertisement(
                        packet,
                        message,
                        PEER,
                        Advertisement.GROUP_IPV4,
                        Advertisement.GROUP_IPV4,
                        Advertisement.TTL,
                        ChecksumForm.PSEUDO_HEADER)
                .stamp(priority);
        int at = Ipv4Header.headerLength(packet);
        IpAddress source = instance.source(Ipv4Header.source(packet));
        instance.arrive(new Datagram()
                .message(packet, at, length - at)
                .from(source, Advertisement.TTL)
                .to(Advertisement.GROUP_IPV4)
                .arrivedAt(nowNs));
    }

    private static VrrpInstance config(int version) {
        Election election = new Election(version, false, PRIORITY, INTERVAL_NS, true, 0, 3, false, false, false, false);
        Transport transport = new Transport(
                NAME,
                Optional.of(OWN),
                Advertisement.GROUP_IPV4,
                List.of(),
                Advertisement.TTL,
                false,
                false,
                Transport.ChecksumMode.PSEUDO_HEADER,
                new Transport.Authentication.None(),
                false);
        VirtualAddress address = new VirtualAddress(
                VIRTUAL,
                32,
                NAME,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                SourcePlace.NOWHERE);
        Notifications silent = new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        return new VrrpInstance(
                NAME,
                Family.IPV4,
                1,
                election,
                transport,
                List.of(address),
                List.of(),
                true,
                new Tracking(true, List.of(), List.of()),
                new GarpSettings(5, 5 * INTERVAL_NS, 0, 1, 5, 5 * INTERVAL_NS),
                silent,
                SourcePlace.NOWHERE);
    }
}
