package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Datagram;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostNeeds;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.place.Prepared;
import dev.vigil.core.place.Site;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The placed router of the daemon on one node, with real packets. The kernel and the network below it are simulated; a
 * referee watches every turn.
 */
final class Member {
    /** A virtual router that is due again and again in one turn is served so often, as in the daemon. */
    private static final int FIRED_MAX = 2;

    /** Within this time after the kernel refused to remove addresses the virtual router must try again. */
    static final long REMOVAL_RETRY_NS = 1_000_000_000L;

    private final Simulation simulation;
    private final Node node;
    private final int index;
    private final int interfaceIndex;
    private final Referee referee;
    private final Datagram heard;
    private MemberPlan plan;
    private PlacedRouter placed;
    private @Nullable SimulatedEdge serving;
    private @Nullable Group group;
    private @Nullable Packet receiving;
    private boolean started;

    /** When the kernel last refused to remove the addresses that are present; NEVER if it did not. */
    private long removalRefusedNs = VirtualRouter.NEVER;

    /** Whether addresses of an address owner may be there from before it started. */
    private boolean keepsOwn;

    private IpAddress lastSource;

    /** Whether its configuration is not that of its beginning. */
    private boolean reconfigured;

    /** Virtual addresses that a reload took away from a MASTER. */
    private final Set<IpAddress> dropped = new LinkedHashSet<>();

    private final Belief belief = new Belief(this);

    Member(Simulation simulation, Node node, int index, MemberPlan plan) {
        this.simulation = simulation;
        this.node = node;
        this.index = index;
        this.plan = plan;
        heard = new Datagram(node::wallNs);
        interfaceIndex = node.plan().interfaceIndex(plan.interfaceName());
        lastSource = plan.settings().source();
        referee = new Referee(this, simulation);
        placed = make(new Host());
    }

    private PlacedRouter make(Host host) {
        return new PlacedRouter(
                host,
                node.story(),
                prepare(plan, host),
                effects -> new WatchedInputs(
                        this, new VirtualRouter(plan.settings(), new Tracks(plan.tracks())), effects));
    }

    private Prepared prepare(MemberPlan of, Host host) {
        Reception reception = new Reception(of.expectation(), of.proofs().protection());
        SimulatedEdge edge = new SimulatedEdge(simulation, this, of, reception.authenticator());
        return Prepared.of(site(of), reception, edge, host);
    }

    /** What it asks of its host. */
    HostNeeds.Guest guest() {
        return new HostNeeds.Guest(
                plan.settings().name(), site(plan), plan.settings().isOwner());
    }

    /** Where an interface has one address of the family, its members find it; otherwise it is configured. */
    private Site site(MemberPlan of) {
        boolean alone = node.plan().members().stream()
                .filter(other -> other.interfaceName().equals(of.interfaceName()) && other.family() == of.family())
                .allMatch(
                        other -> other.settings().source().equals(of.settings().source()));
        boolean found = alone && !of.settings().isOwner();
        List<AddressSpec> addresses = of.addresses().stream()
                .map(address -> new AddressSpec(
                        address,
                        address.family().prefixMax(),
                        of.interfaceName(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true))
                .toList();
        return new Site(
                of.interfaceName(),
                of.family(),
                found ? Optional.empty() : Optional.of(of.settings().source()),
                of.expectation().peers().isEmpty(),
                addresses);
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

    PlacedRouter placed() {
        return placed;
    }

    VirtualRouter router() {
        return placed.router();
    }

    Referee referee() {
        return referee;
    }

    Group group() {
        return Objects.requireNonNull(group);
    }

    int segment() {
        return node.plan().interfaces().get(interfaceIndex).segment();
    }

    /** The address that it speaks from. */
    IpAddress source() {
        return router().settings().source();
    }

    boolean isLinkUp() {
        return node.kernel().isLinkUp(interfaceIndex);
    }

    boolean isAt(IpAddress address) {
        return node.kernel().isLocal(interfaceIndex, address);
    }

    /** Whether its unicast peers know the address that it speaks from. */
    boolean isAsPlanned() {
        return plan.expectation().peers().isEmpty()
                || plan.settings().source().equals(source())
                || referee.standing().hasFault();
    }

    /** Whether no reload, and no clock, has left it with something else than another member. */
    boolean mayAgreeWith(Member other) {
        ProofPlan proofs = plan.proofs();
        long apartNs = Math.abs(node.wallNs() - other.node.wallNs());
        boolean timely = proofs.isNone() || !proofs.timed() || apartNs < proofs.windowNs() / 2;
        return timely && ((!reconfigured && !other.reconfigured) || plan.agreesWith(other.plan));
    }

    boolean isAddressed(int onSegment, Family family, int vrid) {
        return vrid == plan.settings().vrid() && family == plan.family() && onSegment == segment();
    }

    /** Whether it runs, gets time, and has begun to take part. */
    boolean isServing() {
        return node.isServing();
    }

    long deadlineNs() {
        return placed.deadlineNs();
    }

    /** Its name with that of its node, for people. */
    String place() {
        return node.plan().name() + " " + plan.settings().name();
    }

    // The life of the daemon

    /** A new process: nothing is known yet but what the kernel lists. */
    void create(Host host) {
        if (simulation.recording) {
            record(new RouterInput.Created(plan.settings(), plan.tracks()));
        }
        serving = null;
        placed = make(host);
        started = false;
        removalRefusedNs = VirtualRouter.NEVER;
        referee.reset();
        belief.reset();
        dropped.clear();
    }

    void start() {
        keepsOwn |= plan.settings().isOwner();
        turn(() -> {
            placed.clearLeftovers(nowNs());
            started = true;
            placed.start(new Cause.Started(), nowNs());
        });
    }

    /** At once, although the start waits. */
    void clearLeftovers() {
        turn(() -> placed.clearLeftovers(nowNs()));
    }

    void stop() {
        // An address owner leaves what it found.
        keepsOwn |= plan.settings().isOwner();
        turn(() -> placed.stop(Transition.Kind.STOPPED, new Cause.Stopped(), nowNs()));
        vanish();
    }

    /** The process is gone, without a word. */
    void vanish() {
        // The next process would know nothing of addresses that a reload took away and the kernel kept.
        dropped.forEach(address -> node.kernel().take(node.kernel().virtual(plan, address)));
        dropped.clear();
        started = false;
        serving = null;
        placed = make(new Host());
    }

    void steer(SteeringOrder order, Cause why) {
        turn(() -> placed.onSteering(order, why, nowNs()));
    }

    void see(String script, Condition condition, String detail) {
        turn(() -> placed.onScript(script, condition, detail, nowNs()));
    }

    void read(String file, int value, String detail) {
        turn(() -> placed.onFile(file, value, detail, nowNs()));
    }

    void count(String process, Condition condition, String detail) {
        turn(() -> placed.onProcess(process, condition, detail, nowNs()));
    }

    /** Something else removes an address. */
    void contest(int address) {
        // A reload may have left fewer of them.
        IpAddress taken = plan.addresses().get(address % plan.addresses().size());
        node.kernel().take(node.kernel().virtual(plan, taken));
    }

    void reconfigure(MemberPlan changed) {
        reconfigured = true;
        if (!node.isRunning()) {
            // Nobody would know of what is left behind of the old ones.
            plan.addresses().stream()
                    .filter(address -> !changed.addresses().contains(address))
                    .forEach(address -> node.kernel().take(node.kernel().virtual(plan, address)));
            plan = changed;
            return;
        }
        node.tell(member -> {
            if (member == this) {
                boolean comes =
                        !plan.settings().group().equals(changed.settings().group());
                node.reload(() -> turn(() -> {
                    // What stood before is looked at anew.
                    belief.reset();
                    dropped.addAll(heldAddresses());
                    changed.addresses().forEach(dropped::remove);
                    placed.giveUp(site(changed), nowNs());
                    plan = changed;
                    placed.reconfigure(
                            prepare(changed, node.host()), changed.settings(), new Tracks(changed.tracks()), nowNs());
                }));
                if (comes) {
                    node.companions().comes(this);
                }
                node.adopt();
            }
        });
        node.scripts().tellAgain();
        node.sights().tellAgain();
    }

    // Turns

    /** A message that came to its VRID. */
    void receive(Packet packet, int at, int length) {
        SimulatedEdge edge = serving;
        if (edge == null || !edge.isAttached()) {
            return;
        }
        IpAddress source = packet.isIpv4() ? source(Ipv4Header.source(packet.bytes())) : packet.source();
        int ttl = packet.isIpv4() ? Ipv4Header.ttl(packet.bytes()) : packet.ttl();
        Datagram datagram = heard.message(packet.bytes(), at, length)
                .from(source, ttl)
                .to(packet.destination())
                .arrivedAt(nowNs());
        receiving = packet;
        try {
            turn(() -> {
                referee.receives(packet, source, at, length, ttl);
                placed.receive(datagram);
            });
        } finally {
            receiving = null;
        }
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
        if (placed.deadlineNs() <= nowNs()) {
            turn(() -> {});
        }
    }

    /** One input, and whatever follows from it at once. */
    void turn(Runnable input) {
        simulation.digest.add(simulation.nowNs(), node.index(), index, 0);
        referee.begin();
        if (!node.isOrdering()) {
            node.companions().beginsTurn();
        }
        run(input);
        for (int fired = 0; fired < FIRED_MAX && placed.deadlineNs() <= nowNs(); fired++) {
            run(() -> placed.onDeadline(nowNs()));
        }
        simulation.countTurn();
        referee.end();
        checkAddresses();
        node.bringInLine(this);
    }

    private void run(Runnable input) {
        try {
            input.run();
        } catch (BrokenRule broken) {
            throw broken;
        } catch (RuntimeException defect) {
            throw simulation.broken(Rule.NO_EXCEPTION, place(), defect);
        }
    }

    /** The addresses must be as the state demands, but for what the kernel refuses. */
    void checkAddresses() {
        boolean waitsForRemoval =
                isRemovalRefused() && router().state() != State.MASTER && nowNs() - removalRefusedNs < REMOVAL_RETRY_NS;
        if (!waitsForRemoval) {
            checkAddresses(true);
        }
    }

    /** The addresses must be as the state demands, with nothing that the kernel refuses. */
    void checkSettledAddresses() {
        checkAddresses(false);
    }

    private void checkAddresses(boolean refusalsCount) {
        boolean master = router().state() == State.MASTER;
        if (!node.kernel().isQuiet() || !started || (keepsOwn && !master) || node.isSettling()) {
            return;
        }
        for (IpAddress address : plan.addresses()) {
            boolean there = node.kernel().has(node.kernel().virtual(plan, address));
            // What is lost on a link that carries nothing is put back when it does, unless that costs the role before.
            boolean excused = master
                    && (!isLinkUp()
                            || (refusalsCount
                                    && node.kernel().isRefused(node.kernel().virtual(plan, address))));
            if (there != master && !excused) {
                throw simulation.broken(
                        Rule.ADDRESSES_OF_MASTER,
                        place(),
                        address + " is " + (master ? "absent" : "present") + " in " + router().state());
            }
        }
    }

    /** The daemon gets time again; what it could not know meanwhile counts from now on. */
    void resume() {
        belief.reset();
    }

    /** What it believes must be true when the daemon has read everything. */
    void checkBelief() {
        if (!started || !node.kernel().isQuiet() || node.isSettling() || node.keepsDropped()) {
            return;
        }
        String wrong = belief.wrong(simulation.nowNs());
        if (wrong != null) {
            throw simulation.broken(Rule.HOST_IS_KNOWN, place(), wrong);
        }
        for (IpAddress address : dropped) {
            if (node.kernel().has(node.kernel().virtual(plan, address))) {
                throw simulation.broken(
                        Rule.ADDRESSES_OF_MASTER, place(), address + " is present, and a reload took it away");
            }
        }
    }

    /** Whether the kernel refused to remove an address that a reload took away: an interface may speak from that, too. */
    boolean keepsDropped() {
        for (IpAddress address : dropped) {
            HostAddress known = node.kernel().virtual(plan, address);
            if (node.kernel().has(known) && node.kernel().isKept(known)) {
                return true;
            }
        }
        return false;
    }

    /** The address that it should speak from: the configured one, or the first of its interface; null for none. */
    @Nullable
    IpAddress sourceOfKernel() {
        SimulatedKernel kernel = node.kernel();
        Optional<IpAddress> configured = placed.site().source();
        if (configured.isEmpty()) {
            return kernel.first(interfaceIndex, plan.family());
        }
        return kernel.hasAnywhere(configured.get()) ? configured.get() : null;
    }

    /** The address that its sockets speak from. */
    @Nullable
    IpAddress speaksFrom() {
        return serving == null ? null : serving.source();
    }

    /** The virtual addresses that the kernel has for it. */
    List<IpAddress> heldAddresses() {
        return plan.addresses().stream()
                .filter(address -> node.kernel().isGranted(node.kernel().virtual(plan, address)))
                .toList();
    }

    /** Whether the kernel refused every one of its addresses when it was asked for them. */
    boolean isRefusedAll() {
        for (IpAddress address : plan.addresses()) {
            if (!node.kernel().isRefused(node.kernel().virtual(plan, address))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something took an address that the daemon misses. */
    boolean wasTaken(IpAddress address) {
        return node.kernel().wasTaken(node.kernel().virtual(plan, address));
    }

    /** An address is announced; it must be there, as far as the daemon can know. */
    void announced(IpAddress address) {
        SimulatedKernel kernel = node.kernel();
        boolean excused = kernel.isUnread() || node.isSettling() || !isLinkUp();
        referee.speech().leaves(address, excused || kernel.isGranted(kernel.virtual(plan, address)));
    }

    /** Whether addresses are present because the kernel refused to remove them. */
    boolean isRemovalRefused() {
        return removalRefusedNs != VirtualRouter.NEVER;
    }

    private void record(RouterInput input) {
        simulation.witness.input(
                nowNs() - Simulation.BEGIN_NS, node.index(), plan.settings().name(), input);
    }

    // What the edge does

    void serveBy(SimulatedEdge edge) {
        serving = edge;
    }

    /** Addresses were asked to go. */
    void removed(boolean refused) {
        removalRefusedNs = refused ? nowNs() : VirtualRouter.NEVER;
    }

    // What the virtual router takes and does

    void takes(RouterInput input) {
        if (simulation.recording) {
            record(input);
        }
        simulation.digest.add(
                simulation.nowNs(), node.index(), index, input.toString().hashCode());
        referee.takes(input);
    }

    void hears(int priority, long intervalNs, IpAddress source) {
        Packet packet = receiving;
        if (packet != null && packet.isHostileTo(plan) && !isOwnElsewhere(packet.source())) {
            throw simulation.broken(Rule.HOSTILE_IS_DROPPED, place(), "it accepted a hostile packet");
        }
        if (!referee.rivalry().isProved()) {
            throw simulation.broken(Rule.HOSTILE_IS_DROPPED, place(), "it accepted what is not proved, or is old");
        }
        if (simulation.recording) {
            record(new RouterInput.Heard(priority, intervalNs, source));
        }
        simulation.digest.add(nowNs(), node.index(), priority, source.low());
        referee.hears(priority, intervalNs, source);
    }

    /** Whether it is another address of ours than the one that is spoken from now: an echo of what it said before. */
    private boolean isOwnElsewhere(IpAddress address) {
        IpAddress configured = plan.settings().source();
        boolean ours = address.equals(configured) || address.equals(SimulatedKernel.other(configured));
        return ours && !address.equals(source());
    }

    void reachesDeadline() {
        if (simulation.recording) {
            record(new RouterInput.DeadlineReached());
        }
        simulation.digest.add(simulation.nowNs(), node.index(), -1, index);
        referee.reachesDeadline();
    }

    void enters(Transition transition) {
        referee.enters(transition);
        simulation.countTransition();
        if (transition.to() == State.MASTER) {
            removalRefusedNs = VirtualRouter.NEVER;
            keepsOwn = false;
        }
        group().changed(this, transition);
        simulation.digest.add(simulation.nowNs(), node.index(), transition.to().code() + 16, transition.priority());
        simulation.witness.transition(simulation.nowNs() - Simulation.BEGIN_NS, node.index(), transition);
    }

    void changesPriority(int from, int to, State state, Cause why) {
        simulation.witness.priority(
                simulation.nowNs() - Simulation.BEGIN_NS,
                node.index(),
                plan.settings().name(),
                from,
                to,
                state,
                why);
    }

    void stands(IpAddress other) {
        simulation.digest.add(simulation.nowNs(), node.index(), 4, other.low());
    }
}
