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
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.RawSender;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.SocketAddress;
import dev.vigil.recording.RecordedRouter;
import dev.vigil.recording.Recorder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs every transition once before it matters. A hand-over happens once in months, so in a JVM it would run cold: classes
 * not loaded, code interpreted. The rehearsal uses the real sockets with an interface and a destination that cannot exist,
 * so the kernel refuses every effect and nothing leaves. The shipped AOT cache is trained on the same list.
 */
final class Rehearsal {
    private static final int IFINDEX = 0x7fff_fff0;
    private static final int ROUNDS = 3;
    private static final int RECORDED_MAX = 64;
    private static final int PRIORITY = 100;
    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final String NAME = "rehearsal";
    private static final IpAddress OWN = IpAddress.of("192.0.2.1");
    private static final IpAddress PEER = IpAddress.of("192.0.2.2");
    private static final IpAddress VIRTUAL = IpAddress.of("192.0.2.3");

    /** A destination that the kernel refuses to a socket without SO_BROADCAST. */
    private static final IpAddress NOWHERE = IpAddress.of("255.255.255.255");

    private final Kernel kernel;

    private long nowNs = MonotonicClock.nowNs();

    Rehearsal(RouteNetlink netlink, Announcer announcer) {
        kernel = new Kernel(netlink, announcer, new SilentTeller(), new Recorder(RECORDED_MAX));
    }

    /** Runs the list for both versions of the protocol. */
    void run() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int version = 2; version <= 3; version++) {
                perform(version);
            }
        }
    }

    private void perform(int version) {
        VrrpInstance config = config(version);
        Instance instance = new Instance(0, config, whole(config), kernel);
        try (RawSender sender = RawSender.open(
                new RawSender.Settings(Family.IPV4, Advertisement.PROTOCOL, "", 0, Optional.empty(), 0))) {
            instance.rehearse(link(), OWN, sender, SocketAddress.of(NOWHERE, 0));
            for (Runnable step : steps(instance)) {
                kernel.nowNs = nowNs;
                step.run();
                Optional<String> _ = instance.effects.takeRefusal();
                boolean _ = instance.effects.takeRemovalRefused();
            }
        }
    }

    /** Everything that can happen to a virtual router, in an order that reaches it all. */
    private List<Runnable> steps(Instance instance) {
        RecordedRouter router = instance.inputs();
        List<Runnable> list = new ArrayList<>();
        list.add(() -> router.start(nowNs));
        list.add(() -> track(instance, Track.Kind.INTERFACE, Condition.UP));
        list.add(() -> track(instance, Track.Kind.SOURCE_ADDRESS, Condition.UP));
        list.add(() -> hear(instance, PRIORITY + 1));
        list.add(() -> hear(instance, PRIORITY - 1));
        list.add(() -> hear(instance, 0));
        list.add(() -> expire(instance));
        list.add(() -> expire(instance));
        list.add(() -> hear(instance, PRIORITY - 1));
        list.add(() -> router.onAddressLost(VIRTUAL, nowNs));
        list.add(() -> hear(instance, PRIORITY + 1));
        list.add(() -> expire(instance));
        list.add(() -> router.onTrack(Track.Kind.SCRIPT, NAME, Condition.UP, "", nowNs));
        list.add(() -> router.onTrack(Track.Kind.SCRIPT, NAME, Condition.DOWN, "", nowNs));
        list.add(() -> track(instance, Track.Kind.INTERFACE, Condition.DOWN));
        list.add(() -> track(instance, Track.Kind.INTERFACE, Condition.UP));
        list.add(() -> expire(instance));
        list.add(() -> router.onRefusal(NAME, nowNs));
        list.add(() -> expire(instance));
        list.add(() -> expire(instance));
        list.add(() -> router.stop(Transition.Kind.DELETED, nowNs));
        return list;
    }

    private void track(Instance instance, Track.Kind kind, Condition condition) {
        instance.inputs().onTrack(kind, NAME, condition, "", nowNs);
    }

    private void expire(Instance instance) {
        long deadlineNs = instance.router().deadlineNs();
        nowNs = deadlineNs == VirtualRouter.NEVER ? nowNs : Math.max(nowNs, deadlineNs);
        kernel.nowNs = nowNs;
        instance.inputs().onDeadline(nowNs);
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
        Datagram heard = new Datagram()
                .message(packet, at, length - at)
                .from(source, Advertisement.TTL)
                .to(Advertisement.GROUP_IPV4)
                .arrivedAt(nowNs);
        if (instance.reception().admit(heard, OWN) == null) {
            instance.inputs().onAdvertisement(heard.priority(), heard.intervalNs(), source, nowNs);
        }
    }

    private static LinkInfo link() {
        return new LinkInfo(
                IFINDEX,
                NAME,
                LinkInfo.HARDWARE_ETHERNET,
                0,
                1500,
                Optional.of(new MacAddress(0x0200_0000_0001L)),
                0,
                0,
                "");
    }

    private static Config whole(VrrpInstance instance) {
        return new Config(GlobalDefs.DEFAULT, List.of(), List.of(instance));
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
