package dev.vigil.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One machine of a {@link Segment}: a real virtual router that sends and receives real packets. It can crash, restart,
 * sleep, lose its link and fail its check. It also is a host that remembers where the virtual addresses are.
 */
final class Node implements Effects {
    static final int IP_HEADER_LENGTH = Ipv4Header.LENGTH;
    static final int VRID = 51;
    static final String LINK = "eth0";
    static final String CHECK = "check";
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.of("10.77.0.100"), IpAddress.of("10.77.0.101"));
    private static final long NS_PER_CS = 10_000_000L;

    private final Segment segment;
    private final RouterSettings settings;
    private final Weight checkWeight;
    private final Reception reception;
    private final Datagram heard = new Datagram();
    private final ByteBuffer packet;
    private final OutgoingAdvertisement outgoing;
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private VirtualRouter router;
    private boolean running;
    private boolean asleep;
    private int part;
    private Node addressesAt = this;
    private int transitions;

    Node(Segment segment, RouterSettings settings, Weight checkWeight) {
        this.segment = segment;
        this.settings = settings;
        this.checkWeight = checkWeight;
        router = newRouter();
        RouterSettings.Rules rules = settings.rules();
        boolean version2 = rules.version() == 2;
        long unitNs = version2 ? 100 * NS_PER_CS : NS_PER_CS;
        Advertisement message = new Advertisement(
                rules.version(),
                VRID,
                rules.priority(),
                (int) (rules.intervalNs() / unitNs),
                version2 ? Authentication.NONE : Authentication.ABSENT,
                ADDRESSES);
        packet = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(message, Family.IPV4));
        IpAddress group = Advertisement.GROUP_IPV4;
        outgoing = new OutgoingAdvertisement(
                packet, message, settings.source(), group, group, Advertisement.TTL, ChecksumForm.PSEUDO_HEADER);
        reception = new Reception(new Reception.Expectation(
                rules.version(),
                Family.IPV4,
                Authentication.NONE,
                rules.intervalNs(),
                ADDRESSES,
                group,
                List.of(),
                false,
                false));
    }

    private VirtualRouter newRouter() {
        Tracks tracks = new Tracks(List.of(
                new Track(Track.Kind.INTERFACE, LINK, Weight.FAULT_ON_FAILURE, Condition.UP, ""),
                new Track(Track.Kind.SCRIPT, CHECK, checkWeight, soundCheck(), "")));
        return new VirtualRouter(settings, tracks);
    }

    VirtualRouter router() {
        return router;
    }

    State state() {
        return router.state();
    }

    boolean isRunning() {
        return running;
    }

    /** Which part of a divided segment it is in; all zero while the segment is whole. */
    int part() {
        return part;
    }

    /** Where this host believes the virtual addresses to be. */
    Node addressesAt() {
        return addressesAt;
    }

    int transitions() {
        return transitions;
    }

    long deadlineNs() {
        return running && !asleep ? router.deadlineNs() : VirtualRouter.NEVER;
    }

    // What happens to it

    void boot() {
        if (!running) {
            running = true;
            router = newRouter();
            router.start(new Cause.Started(), segment.nowNs(), this);
        }
    }

    void stop() {
        if (running) {
            router.stop(Transition.Kind.STOPPED, new Cause.Stopped(), segment.nowNs(), this);
            running = false;
        }
    }

    /** Ends without a word; its addresses are gone with it. */
    void crash() {
        running = false;
        asleep = false;
        unread.clear();
        router = newRouter();
    }

    /** Does nothing until it wakes; what arrives waits in its socket. */
    void sleep() {
        asleep = running;
    }

    void awake() {
        if (asleep) {
            asleep = false;
            while (!unread.isEmpty()) {
                receive(unread.removeFirst());
            }
            wake();
        }
    }

    void moveTo(int newPart) {
        part = newPart;
    }

    void link(Condition condition) {
        track(Track.Kind.INTERFACE, LINK, condition);
    }

    void check(Condition condition) {
        track(Track.Kind.SCRIPT, CHECK, condition);
    }

    /** Ends its faults; a check that only moves the priority stays as it is. */
    void mend() {
        link(Condition.UP);
        if (checkWeight.faults()) {
            check(soundCheck());
        }
    }

    private Condition soundCheck() {
        return checkWeight.isFault(true) ? Condition.DOWN : Condition.UP;
    }

    private void track(Track.Kind kind, String name, Condition condition) {
        if (running && !asleep) {
            router.onTrack(kind, name, condition, "", segment.nowNs(), this);
        }
    }

    void wake() {
        router.onDeadline(segment.nowNs(), this);
        assertThat(router.deadlineNs()).as("the next deadline of %s", this).isGreaterThan(segment.nowNs());
    }

    void receive(ByteBuffer buffer) {
        if (asleep) {
            unread.add(buffer);
            return;
        }
        if (!running) {
            return;
        }
        assertThat(Ipv4Header.check(buffer, buffer.capacity(), Advertisement.PROTOCOL))
                .isNull();
        IpAddress source = IpAddress.ipv4(Ipv4Header.source(buffer));
        IpAddress destination = IpAddress.ipv4(buffer.getInt(16));
        int length = buffer.capacity() - IP_HEADER_LENGTH;
        heard.message(buffer, IP_HEADER_LENGTH, length)
                .from(source, Ipv4Header.ttl(buffer))
                .to(destination)
                .arrivedAt(segment.nowNs());
        if (reception.admit(heard, settings.source()) == null && Advertisement.vrid(buffer, IP_HEADER_LENGTH) == VRID) {
            router.onAdvertisement(heard.priority(), heard.intervalNs(), source, segment.nowNs(), this);
        }
    }

    void learn(Node at) {
        addressesAt = at;
    }

    // What it does

    @Override
    public void sendAdvertisement(int priority) {
        byte[] bytes = new byte[outgoing.stamp(priority)];
        packet.get(0, bytes);
        segment.multicast(this, bytes);
    }

    @Override
    public void addAddresses() {}

    @Override
    public void removeAddresses() {}

    @Override
    public void announceAddresses(int rounds) {
        segment.announce(this);
    }

    @Override
    public void reportTransition(Transition transition) {
        transitions++;
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {}

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {}

    @Override
    public String toString() {
        return settings.source() + " (priority " + router.effectivePriority() + ", " + router.state() + ")";
    }
}
