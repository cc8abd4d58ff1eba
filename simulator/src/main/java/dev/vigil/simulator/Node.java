package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.place.Groups;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.place.Placement;
import dev.vigil.core.place.Story;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One machine: its kernel, and the daemon, which does one thing at a time: a turn takes in what has arrived, then does what
 * is due. While it is busy or paused, everything waits.
 */
final class Node implements Placement.Surroundings {
    /** So many packets wait in a socket; the kernel drops what comes then. */
    static final int SOCKET_PACKETS_MAX = 256;

    /** The time of day at the beginning, far from any overflow. */
    private static final long EPOCH_NS = 1_790_000_000_000_000_000L;

    private record Unread(Packet packet, int segment) {}

    private final Simulation simulation;
    private final int index;
    private final NodePlan plan;
    private final SimulatedKernel kernel;
    private final List<Member> members = new ArrayList<>();
    private final Scripts scripts;
    private final Intents intents = new Intents(this);
    private final Deque<Unread> unread = new ArrayDeque<>();
    private final Deque<Consumer<Member>> untold = new ArrayDeque<>();

    /** The referee sees the inputs and effects themselves; what is reported of rivals it sees here alone. */
    private final Story story = new Story() {
        @Override
        public void rival(String router, Rivals.News news) {
            members.stream()
                    .filter(member -> member.plan().settings().name().equals(router))
                    .forEach(member -> member.referee().rivalry().reports(news));
        }

        @Override
        public void group(GroupTransition transition) {
            companions().reports(transition);
        }

        @Override
        public void steering(String router, SteeringStage from, SteeringStage to, Cause why) {
            members.stream()
                    .filter(member -> member.plan().settings().name().equals(router))
                    .forEach(member -> intents.reports(member, from, to));
        }
    };

    private Host host = new Host();
    private Placement placement = new Placement(host, story, this);
    private final Companions companions;
    private final Sights sights;
    private Groups groups = new Groups(story, this::order);
    private KernelMood mood = KernelMood.GOOD;
    private boolean running;
    private boolean starting;
    private boolean paused;
    private boolean settling;

    /** Whether a sync group is about to bring its members in line. */
    private boolean ordering;

    private int incarnation;

    /** How far its clock is ahead of the simulation's. */
    private long clockAheadNs;

    /** How far its time of day is ahead of the simulation's. */
    private long wallAheadNs;

    /** Until when the effects of its last turn keep the daemon from the next one. */
    private long busyUntilNs;

    /** When the daemon wakes by itself. */
    private long dueNs = VirtualRouter.NEVER;

    Node(Simulation simulation, int index, NodePlan plan) {
        this.simulation = simulation;
        this.index = index;
        this.plan = plan;
        kernel = new SimulatedKernel(simulation, this, plan);
        scripts = new Scripts(simulation, this, plan.scripts());
        companions = new Companions(simulation, this);
        sights = new Sights(simulation, this);
        for (MemberPlan member : plan.members()) {
            members.add(new Member(simulation, this, members.size(), member));
        }
    }

    // What is read of it

    int index() {
        return index;
    }

    NodePlan plan() {
        return plan;
    }

    List<Member> members() {
        return members;
    }

    Scripts scripts() {
        return scripts;
    }

    Intents intents() {
        return intents;
    }

    /** What an operator asked for is for all of these at once. */
    void steer(List<Member> those, SteeringOrder order, Cause why) {
        judged(() -> groups.steer(those.stream().map(Member::placed).toList(), order, why, nowNs()));
        those.forEach(this::checkLine);
    }

    Sights sights() {
        return sights;
    }

    Companions companions() {
        return companions;
    }

    KernelMood mood() {
        return mood;
    }

    SimulatedKernel kernel() {
        return kernel;
    }

    Story story() {
        return story;
    }

    Host host() {
        return host;
    }

    List<PlacedRouter> placed() {
        return members.stream().map(Member::placed).toList();
    }

    /** A configuration is in force: these virtual routers run, in these sync groups. */
    void adopt() {
        placement.serve(placed());
        companions.adopt();
        judged(() -> groups.adopt(placed(), nowNs()));
        members.forEach(this::checkLine);
    }

    /** Changes a member, and leaves its sync group aside until the whole configuration is in force. */
    void reload(Runnable change) {
        ordering = true;
        try {
            change.run();
        } finally {
            ordering = false;
        }
    }

    /** A member had an input: its sync group brings the others in line. */
    void bringInLine(Member touched) {
        judged(() -> groups.settle(touched.placed(), nowNs()));
        checkLine(touched);
    }

    /** Lets sync groups act; a defect in them is one of the core. */
    private void judged(Runnable action) {
        try {
            action.run();
        } catch (BrokenRule broken) {
            throw broken;
        } catch (RuntimeException defect) {
            throw simulation.broken(Rule.NO_EXCEPTION, plan.name(), defect);
        }
    }

    private void checkLine(Member member) {
        if (!ordering && member.router().settings().isGrouped()) {
            companions.inLine(member);
        }
    }

    /** Whether a turn is what a sync group demands, or part of a reload. */
    boolean isOrdering() {
        return ordering;
    }

    /** Whether the daemon has not yet drawn all conclusions from what the kernel has shown. */
    boolean isSettling() {
        return settling || placement.deadlineNs() != VirtualRouter.NEVER;
    }

    boolean keepsDropped() {
        return members.stream().anyMatch(Member::keepsDropped);
    }

    boolean isRunning() {
        return running;
    }

    /** Whether the daemon runs, gets time, and has begun to take part. */
    boolean isServing() {
        return running && !paused && !starting;
    }

    /** Tells one run of the daemon from the next. */
    int incarnation() {
        return incarnation;
    }

    long dueNs() {
        return dueNs;
    }

    /** What its clock shows. */
    long nowNs() {
        return simulation.nowNs() + clockAheadNs;
    }

    /** Its time of day, in nanoseconds since 1970. */
    long wallNs() {
        return EPOCH_NS + simulation.nowNs() + wallAheadNs;
    }

    void setWallClock(long aheadNs) {
        wallAheadNs = aheadNs;
    }

    // What happens to it

    void boot() {
        if (running) {
            return;
        }
        running = true;
        starting = true;
        incarnation++;
        busyUntilNs = simulation.nowNs();
        host = new Host();
        kernel.restart();
        kernel.list(host);
        placement = new Placement(host, story, this);
        host.declare(members.stream().map(Member::guest).toList());
        companions.reset();
        groups = new Groups(story, this::order);
        members.forEach(member -> member.create(host));
        adopt();
        members.forEach(intents::repeat);
        scripts.begin();
        sights.begin();
        if (plan.startupDelayNs() == 0) {
            startAll();
        } else {
            tell(Member::clearLeftovers);
            int mine = incarnation;
            simulation.agenda.happen(simulation.nowNs() + plan.startupDelayNs(), () -> {
                if (incarnation == mine) {
                    startAll();
                }
            });
        }
    }

    private void startAll() {
        starting = false;
        tell(Member::start);
    }

    void stop() {
        if (running && isIdle()) {
            members.forEach(Member::stop);
            end();
        }
    }

    void kill() {
        if (running) {
            end();
            members.forEach(Member::vanish);
        }
    }

    void crash() {
        kill();
        kernel.forget();
        kernel.restart();
    }

    private void end() {
        running = false;
        paused = false;
        incarnation++;
        unread.clear();
        untold.clear();
        kernel.restart();
        dueNs = VirtualRouter.NEVER;
    }

    void pause() {
        paused = running;
        schedule();
    }

    void resume() {
        if (paused) {
            paused = false;
            members.forEach(Member::resume);
            wake();
        }
    }

    void stepClock(long aheadNs) {
        clockAheadNs += aheadNs;
        schedule();
    }

    void mood(KernelMood now) {
        mood = now;
        schedule();
    }

    void link(String interfaceName, boolean up) {
        kernel.link(plan.interfaceIndex(interfaceName), up);
    }

    void sourceAddress(String interfaceName, boolean present) {
        kernel.sources(interfaceName, present);
    }

    void otherAddress(String interfaceName, boolean present) {
        kernel.others(interfaceName, present);
    }

    /** An address came or went. */
    void shown(HostAddress address, boolean there) {
        for (Member member : members) {
            if (member.plan().addresses().contains(address.address())) {
                simulation.digest.add(
                        simulation.nowNs(),
                        index,
                        there ? 3 : 2,
                        address.address().low());
                simulation.witness.presence(
                        simulation.nowNs() - Simulation.BEGIN_NS,
                        index,
                        member.plan().settings().name(),
                        address.address(),
                        there);
            }
        }
    }

    /** The kernel shows something that the daemon will wake for. */
    void hasNews() {
        schedule();
    }

    // What the placement asks for

    @Override
    public @Nullable String list(Host into) {
        if (mood.refusesLists()) {
            return "list: the objects change faster than they can be listed";
        }
        kernel.list(into);
        return null;
    }

    @Override
    public void step(PlacedRouter router, Runnable input) {
        members.stream().filter(member -> member.placed() == router).forEach(member -> member.turn(input));
    }

    /** A sync group has a member do something. */
    private void order(PlacedRouter router, Runnable input) {
        boolean before = ordering;
        ordering = true;
        try {
            step(router, input);
        } finally {
            ordering = before;
        }
    }

    // The daemon

    /** Hands something other than a packet to every member, when the daemon has time. */
    void tell(Consumer<Member> what) {
        if (!running) {
            return;
        }
        if (isIdle()) {
            members.forEach(what);
            schedule();
        } else {
            untold.add(what);
            schedule();
        }
    }

    /** A packet arrives on an interface. */
    void arrive(Packet packet, int segment) {
        if (!running) {
            return;
        }
        if (isIdle() && kernel.wakeNs() > simulation.nowNs()) {
            read(packet, segment);
            schedule();
        } else if (unread.size() < SOCKET_PACKETS_MAX) {
            unread.add(new Unread(packet, segment));
            schedule();
        }
    }

    /** Does what has waited and what is due. */
    void wake() {
        if (kernel.wakeNs() <= simulation.nowNs()) {
            kernel.read().forEach(placement::onEvent);
            settle();
        } else if (placement.deadlineNs() <= nowNs()) {
            settle();
        }
        while (!untold.isEmpty()) {
            members.forEach(untold.removeFirst());
        }
        while (!unread.isEmpty()) {
            Unread next = unread.removeFirst();
            read(next.packet, next.segment);
        }
        for (int at = 0; at < members.size(); at++) {
            members.get(at).reachDeadline();
        }
        members.forEach(Member::checkAddresses);
        members.forEach(Member::checkBelief);
        schedule();
    }

    private void settle() {
        settling = true;
        placement.settle(true, nowNs());
        settling = false;
    }

    private void read(Packet packet, int segment) {
        int at = 0;
        int length = packet.bytes().capacity();
        Family family = packet.source().family();
        if (packet.isIpv4()) {
            if (Ipv4Header.check(packet.bytes(), length, Advertisement.PROTOCOL) != null) {
                return;
            }
            at = Ipv4Header.headerLength(packet.bytes());
            length = Ipv4Header.totalLength(packet.bytes());
        }
        if (length - at < Advertisement.HEADER_LENGTH) {
            return;
        }
        int vrid = Advertisement.vrid(packet.bytes(), at);
        for (int index = 0; index < members.size(); index++) {
            Member member = members.get(index);
            if (member.isAddressed(segment, family, vrid) && member.isLinkUp()) {
                member.receive(packet, at, length - at);
                return;
            }
        }
    }

    private boolean isIdle() {
        return !paused && busyUntilNs <= simulation.nowNs();
    }

    /** Notes that an effect takes its time; returns when it is done. */
    long spend() {
        busyUntilNs = Math.max(busyUntilNs, simulation.nowNs()) + mood.effectNs();
        return busyUntilNs;
    }

    /** Finds out when the daemon wakes next. */
    private void schedule() {
        if (!running || paused) {
            dueNs = VirtualRouter.NEVER;
            return;
        }
        long nearestNs = VirtualRouter.NEVER;
        for (int at = 0; at < members.size(); at++) {
            nearestNs = Math.min(nearestNs, members.get(at).deadlineNs());
        }
        nearestNs = Math.min(nearestNs, placement.deadlineNs());
        if (nearestNs != VirtualRouter.NEVER) {
            nearestNs += lateness(nearestNs) - clockAheadNs;
        }
        if (!unread.isEmpty() || !untold.isEmpty()) {
            nearestNs = simulation.nowNs();
        }
        dueNs = Math.max(Math.min(nearestNs, kernel.wakeNs()), busyUntilNs);
    }

    /** How late a timer fires depends on nothing but when it is due. */
    long lateness(long deadlineNs) {
        long maxNs = mood.latenessMaxNs();
        return maxNs == 0 ? 0 : Math.floorMod((deadlineNs * 0x9e3779b97f4a7c15L) >>> 17, maxNs);
    }
}
