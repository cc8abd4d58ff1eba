package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.OutgoingAdvertisement;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real virtual router on one node, with real packets, and the node's kernel as far as it concerns its addresses. It does
 * what the daemon does around a virtual router; a referee watches every turn.
 */
final class Member implements Effects {
    /** So many advertisements in a row that did not leave are a refusal, as in the daemon. */
    private static final int SEND_FAILURES_MAX = 3;

    /** How long netlink takes to tell that an address is gone. */
    private static final long NOTICE_NS = 50_000;

    /** A virtual router that is due again and again in one turn is served so often, as in the daemon. */
    private static final int FIRED_MAX = 2;

    /** Within this time after the kernel refused to remove addresses the virtual router must try again. */
    static final long REMOVAL_RETRY_NS = 1_000_000_000L;

    private final Simulation simulation;
    private final Node node;
    private final int index;
    private final int interfaceIndex;
    private final Referee referee;
    private final boolean[] present;
    private MemberPlan plan;
    private Reception reception;
    private final Datagram heard = new Datagram();
    private VirtualRouter router;
    private List<OutgoingAdvertisement> outgoing = List.of();
    private List<ByteBuffer> buffers = List.of();
    private @Nullable Group group;
    private @Nullable String refusal;
    private boolean untoldRemovalRefusal;
    private boolean started;

    /** When the kernel last refused to remove the addresses that are present; NEVER if it did not. */
    private long removalRefusedNs = VirtualRouter.NEVER;

    private int sendFailures;

    /** Changes of addresses that the kernel has been asked for but not done, and removals not yet told of. */
    private int unsettledAddresses;

    /** How many of these are removals: what is added after one of them is not there yet, whatever is seen now. */
    private int unsettledRemovals;

    /** Whether addresses of an address owner may be there from before it started. */
    private boolean keepsOwn;

    private IpAddress lastSource;

    Member(Simulation simulation, Node node, int index, MemberPlan plan) {
        this.simulation = simulation;
        this.node = node;
        this.index = index;
        this.plan = plan;
        interfaceIndex = node.plan().interfaceIndex(plan.interfaceName());
        present = new boolean[plan.addresses().size()];
        lastSource = plan.settings().source();
        referee = new Referee(this, simulation);
        reception = new Reception(plan.expectation());
        router = new VirtualRouter(plan.settings(), new Tracks(plan.tracks()));
        prepare();
    }

    private void prepare() {
        reception = new Reception(plan.expectation());
        List<OutgoingAdvertisement> advertisements = new ArrayList<>();
        List<ByteBuffer> packets = new ArrayList<>();
        for (IpAddress destination : plan.destinations()) {
            ByteBuffer buffer = ByteBuffer.allocate(OutgoingAdvertisement.lengthBytes(plan.message(), plan.family()));
            packets.add(buffer);
            advertisements.add(new OutgoingAdvertisement(
                    buffer,
                    plan.message(),
                    plan.settings().source(),
                    destination,
                    plan.expectation().group(),
                    plan.ttl(),
                    plan.checksum()));
        }
        outgoing = List.copyOf(advertisements);
        buffers = List.copyOf(packets);
    }

    void join(Group itsGroup) {
        group = itsGroup;
    }

    // What is read of it

    Node node() {
        return node;
    }

    int index() {
        return index;
    }

    MemberPlan plan() {
        return plan;
    }

    /** What the clock of its node shows. */
    long nowNs() {
        return node.nowNs();
    }

    VirtualRouter router() {
        return router;
    }

    Referee referee() {
        return referee;
    }

    Group group() {
        return java.util.Objects.requireNonNull(group);
    }

    int segment() {
        return node.plan().interfaces().get(interfaceIndex).segment();
    }

    boolean isLinkUp() {
        return node.isLinkUp(interfaceIndex);
    }

    boolean isAt(IpAddress address) {
        return plan.settings().source().equals(address);
    }

    boolean isAddressed(int onSegment, Family family, int vrid) {
        return vrid == plan.settings().vrid() && family == plan.family() && onSegment == segment();
    }

    long deadlineNs() {
        return router.deadlineNs();
    }

    /** Its name with that of its node, for people. */
    String place() {
        return node.plan().name() + " " + plan.settings().name();
    }

    // The life of the daemon

    /** A new process: nothing is known yet but the interfaces. */
    void create() {
        router = new VirtualRouter(plan.settings(), new Tracks(plan.tracks()));
        if (simulation.recording) {
            record(new RouterInput.Created(plan.settings(), plan.tracks()));
        }
        refusal = null;
        untoldRemovalRefusal = false;
        started = false;
        removalRefusedNs = VirtualRouter.NEVER;
        sendFailures = 0;
        unsettledAddresses = 0;
        unsettledRemovals = 0;
        referee.reset();
        lookAtAll();
    }

    void start() {
        clearLeftovers();
        started = true;
        turn(new RouterInput.Started());
    }

    /** Removes addresses that a killed process left behind; an address owner keeps its own. */
    private void clearLeftovers() {
        if (plan.settings().isOwner()) {
            keepsOwn = true;
        } else if (node.kernel().refusesRemovals() && isAnyPresent()) {
            refuseRemoval();
        } else {
            loseAddresses();
        }
    }

    void stop() {
        turn(new RouterInput.Stopped(Transition.Kind.STOPPED));
        vanish();
    }

    /** The process is gone, without a word. */
    void vanish() {
        started = false;
        router = new VirtualRouter(plan.settings(), new Tracks(plan.tracks()));
        unsettledAddresses = 0;
        unsettledRemovals = 0;
    }

    void loseAddresses() {
        for (int address = 0; address < present.length; address++) {
            set(address, false);
        }
    }

    /** Looks at an interface again, as the daemon does whenever netlink tells something of it. */
    void lookAt(String interfaceName) {
        for (Track track : plan.tracks()) {
            if (track.kind() != Track.Kind.SCRIPT && track.name().equals(interfaceName)) {
                see(track.kind(), track.name(), node.condition(track.kind(), track.name()), "");
            }
        }
    }

    private void lookAtAll() {
        for (Track track : plan.tracks()) {
            if (track.kind() != Track.Kind.SCRIPT) {
                see(track.kind(), track.name(), node.condition(track.kind(), track.name()), "");
            }
        }
    }

    void see(Track.Kind kind, String name, Condition condition, String detail) {
        turn(new RouterInput.Seen(kind, name, condition, detail));
    }

    /** Something else removes an address; the daemon hears of it a little later. */
    void contest(int address) {
        if (!present[address]) {
            return;
        }
        set(address, false);
        int incarnation = node.incarnation();
        unsettledAddresses++;
        simulation.agenda.happen(simulation.nowNs() + NOTICE_NS, () -> {
            if (node.incarnation() == incarnation) {
                node.tell(member -> {
                    if (member == this) {
                        loseAddress(address);
                    }
                });
            }
        });
    }

    private void loseAddress(int address) {
        unsettledAddresses--;
        if (!present[address] && router.state() == State.MASTER) {
            turn(new RouterInput.AddressLost(plan.addresses().get(address)));
        }
    }

    void reconfigure(MemberPlan changed) {
        if (!node.isRunning()) {
            plan = changed;
            prepare();
            return;
        }
        node.tell(member -> {
            if (member == this) {
                plan = changed;
                prepare();
                turn(new RouterInput.Reconfigured(changed.settings(), changed.tracks()));
                lookAtAll();
            }
        });
        node.scripts().tellAgain();
    }

    // Turns

    /** A message that came to its VRID. */
    void receive(Packet packet, int at, int length) {
        if (!router.isListening()) {
            return;
        }
        IpAddress own = plan.settings().source();
        IpAddress source =
                packet.isIpv4() ? source(dev.vigil.core.packet.Ipv4Header.source(packet.bytes())) : packet.source();
        int ttl = packet.isIpv4() ? dev.vigil.core.packet.Ipv4Header.ttl(packet.bytes()) : packet.ttl();
        heard.message(packet.bytes(), at, length)
                .from(source, ttl)
                .to(packet.destination())
                .arrivedAt(nowNs());
        if (reception.admit(heard, own) != null) {
            return;
        }
        if (packet.hostile()) {
            throw simulation.broken(Rule.HOSTILE_IS_DROPPED, place(), "it accepted a hostile packet");
        }
        int priority = heard.priority();
        long intervalNs = heard.intervalNs();
        if (simulation.recording) {
            record(new RouterInput.Heard(priority, intervalNs, source));
        }
        long nowNs = nowNs();
        simulation.digest.add(nowNs, node.index(), priority, source.low());
        referee.begin();
        referee.hears(priority, intervalNs, source);
        try {
            router.onAdvertisement(priority, intervalNs, source, nowNs, this);
        } catch (BrokenRule broken) {
            throw broken;
        } catch (RuntimeException defect) {
            throw simulation.broken(Rule.NO_EXCEPTION, place(), defect);
        }
        end();
    }

    /** The address with these bits; the same object as long as the same node speaks. */
    private IpAddress source(int bits) {
        if (!lastSource.isIpv4(bits)) {
            lastSource = IpAddress.ipv4(bits);
        }
        return lastSource;
    }

    /** Does what is due, if anything is. */
    void reachDeadline() {
        if (router.deadlineNs() <= nowNs()) {
            referee.begin();
            end();
        }
    }

    /** One input that is no packet, and whatever follows from it at once. */
    private void turn(RouterInput input) {
        if (simulation.recording) {
            record(input);
        }
        simulation.digest.add(
                simulation.nowNs(), node.index(), index, input.toString().hashCode());
        referee.begin();
        referee.takes(input);
        try {
            input.apply(router, nowNs(), this);
        } catch (BrokenRule broken) {
            throw broken;
        } catch (RuntimeException defect) {
            throw simulation.broken(Rule.NO_EXCEPTION, place(), defect);
        }
        end();
    }

    private void end() {
        hearRefusal();
        for (int fired = 0; fired < FIRED_MAX && router.deadlineNs() <= nowNs(); fired++) {
            if (simulation.recording) {
                record(new RouterInput.DeadlineReached());
            }
            simulation.digest.add(simulation.nowNs(), node.index(), -1, index);
            try {
                router.onDeadline(nowNs(), this);
            } catch (BrokenRule broken) {
                throw broken;
            } catch (RuntimeException defect) {
                throw simulation.broken(Rule.NO_EXCEPTION, place(), defect);
            }
            hearRefusal();
        }
        simulation.countTurn();
        referee.end();
        checkAddresses();
    }

    private void hearRefusal() {
        if (refusal != null) {
            take(new RouterInput.Refused(refusal));
            refusal = null;
        }
        if (untoldRemovalRefusal) {
            untoldRemovalRefusal = false;
            take(new RouterInput.RemovalRefused());
        }
    }

    private void take(RouterInput refused) {
        if (simulation.recording) {
            record(refused);
        }
        referee.takes(refused);
        refused.apply(router, nowNs(), this);
    }

    private void checkAddresses() {
        boolean waitsForRemoval =
                isRemovalRefused() && router.state() != State.MASTER && nowNs() - removalRefusedNs < REMOVAL_RETRY_NS;
        if (!waitsForRemoval) {
            checkSettledAddresses();
        }
    }

    /** The addresses must be as the state demands, whatever the kernel refused earlier. */
    void checkSettledAddresses() {
        boolean master = router.state() == State.MASTER;
        if (unsettledAddresses > 0 || !started || (keepsOwn && !master)) {
            return;
        }
        for (int address = 0; address < present.length; address++) {
            if (present[address] != master) {
                throw simulation.broken(
                        Rule.ADDRESSES_OF_MASTER,
                        place(),
                        plan.addresses().get(address) + " is " + (master ? "absent" : "present") + " in "
                                + router.state());
            }
        }
    }

    /** Whether addresses are present because the kernel refused to remove them. */
    boolean isRemovalRefused() {
        return removalRefusedNs != VirtualRouter.NEVER;
    }

    private boolean isAnyPresent() {
        for (boolean there : present) {
            if (there) {
                return true;
            }
        }
        return false;
    }

    private void record(RouterInput input) {
        simulation.witness.input(
                nowNs() - Simulation.BEGIN_NS, node.index(), plan.settings().name(), input);
    }

    // Effects

    @Override
    public void sendAdvertisement(int priority) {
        referee.sends(priority);
        simulation.digest.add(simulation.nowNs(), node.index(), 1, priority);
        long atNs = node.spend();
        if (node.kernel().refusesPackets()) {
            sendFailures++;
            if (priority != 0 && sendFailures == SEND_FAILURES_MAX) {
                refusal = "send advertisement: operation not permitted";
            }
            return;
        }
        sendFailures = 0;
        for (int to = 0; to < outgoing.size(); to++) {
            byte[] bytes = new byte[outgoing.get(to).stamp(priority)];
            buffers.get(to).get(0, bytes);
            IpAddress destination = plan.destinations().get(to);
            Packet packet =
                    new Packet(ByteBuffer.wrap(bytes), plan.settings().source(), destination, plan.ttl(), false);
            simulation.network.send(this, packet, atNs);
        }
    }

    @Override
    public void addAddresses() {
        referee.does(Conduct.Effect.ADD);
        if (node.kernel().refusesAddresses()) {
            boolean lacking = unsettledRemovals > 0;
            for (boolean there : present) {
                lacking |= !there;
            }
            if (lacking) {
                refusal = "add address: operation not permitted";
            }
            return;
        }
        changeAddresses(true);
    }

    @Override
    public void removeAddresses() {
        referee.removes();
        keepsOwn = false;
        if (node.kernel().refusesRemovals() && (isAnyPresent() || unsettledAddresses > 0)) {
            refuseRemoval();
            return;
        }
        removalRefusedNs = VirtualRouter.NEVER;
        changeAddresses(false);
    }

    private void refuseRemoval() {
        untoldRemovalRefusal = true;
        removalRefusedNs = nowNs();
    }

    private void changeAddresses(boolean wanted) {
        long doneNs = node.spend();
        if (doneNs <= simulation.nowNs()) {
            setAll(wanted);
            return;
        }
        int incarnation = node.incarnation();
        unsettledAddresses++;
        unsettledRemovals += wanted ? 0 : 1;
        simulation.agenda.happen(doneNs, () -> {
            if (node.incarnation() == incarnation) {
                unsettledAddresses--;
                unsettledRemovals -= wanted ? 0 : 1;
                setAll(wanted);
            }
        });
    }

    private void setAll(boolean wanted) {
        for (int address = 0; address < present.length; address++) {
            set(address, wanted);
        }
    }

    private void set(int address, boolean wanted) {
        if (present[address] != wanted) {
            present[address] = wanted;
            simulation.digest.add(simulation.nowNs(), node.index(), wanted ? 3 : 2, address);
            simulation.witness.presence(
                    simulation.nowNs() - Simulation.BEGIN_NS,
                    node.index(),
                    plan.settings().name(),
                    plan.addresses().get(address),
                    wanted);
        }
    }

    @Override
    public void announceAddresses(int rounds) {
        referee.announces(rounds);
        long _ = node.spend();
    }

    @Override
    public void reportTransition(Transition transition) {
        referee.enters(transition);
        simulation.countTransition();
        if (transition.to() == State.MASTER) {
            removalRefusedNs = VirtualRouter.NEVER;
        }
        sendFailures = 0;
        group().changed(this, transition);
        simulation.digest.add(simulation.nowNs(), node.index(), transition.to().code() + 16, transition.priority());
        simulation.witness.transition(simulation.nowNs() - Simulation.BEGIN_NS, node.index(), transition);
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        simulation.witness.priority(
                simulation.nowNs() - Simulation.BEGIN_NS,
                node.index(),
                plan.settings().name(),
                from,
                to,
                state,
                why);
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        simulation.digest.add(simulation.nowNs(), node.index(), 4, other.low());
    }
}
