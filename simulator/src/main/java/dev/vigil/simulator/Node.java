package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Ipv4Header;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * One machine: its interfaces, its kernel as far as that matters, and the daemon, which does one thing at a time: a turn
 * takes in what has arrived, then does what is due. While it is busy or paused, everything waits.
 */
final class Node {
    /** So many packets wait in a socket; the kernel drops what comes then. */
    static final int SOCKET_PACKETS_MAX = 256;

    /** How long netlink takes to tell what happened. */
    private static final long NOTICE_NS = 50_000;

    private record Unread(Packet packet, int segment) {}

    private final Simulation simulation;
    private final int index;
    private final NodePlan plan;
    private final List<Member> members = new ArrayList<>();
    private final Scripts scripts;
    private final boolean[] linkUp;
    private final boolean[] sourcePresent;
    private final Deque<Unread> unread = new ArrayDeque<>();
    private final Deque<Consumer<Member>> untold = new ArrayDeque<>();
    private KernelMood mood = KernelMood.GOOD;
    private boolean running;
    private boolean starting;
    private boolean paused;
    private int incarnation;

    /** How far its clock is ahead of the simulation's. */
    private long clockAheadNs;

    /** Until when the effects of its last turn keep the daemon from the next one. */
    private long busyUntilNs;

    /** When the daemon wakes by itself. */
    private long dueNs = VirtualRouter.NEVER;

    Node(Simulation simulation, int index, NodePlan plan) {
        this.simulation = simulation;
        this.index = index;
        this.plan = plan;
        scripts = new Scripts(simulation, this, plan.scripts());
        linkUp = new boolean[plan.interfaces().size()];
        sourcePresent = new boolean[plan.interfaces().size()];
        Arrays.fill(linkUp, true);
        Arrays.fill(sourcePresent, true);
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

    KernelMood kernel() {
        return mood;
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

    boolean isLinkUp(int interfaceIndex) {
        return linkUp[interfaceIndex];
    }

    long dueNs() {
        return dueNs;
    }

    /** What its clock shows. */
    long nowNs() {
        return simulation.nowNs() + clockAheadNs;
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
        members.forEach(Member::create);
        scripts.begin();
        if (plan.startupDelayNs() == 0) {
            startAll();
        } else {
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
        members.forEach(Member::loseAddresses);
    }

    private void end() {
        running = false;
        paused = false;
        incarnation++;
        unread.clear();
        untold.clear();
        dueNs = VirtualRouter.NEVER;
    }

    void pause() {
        paused = running;
        schedule();
    }

    void resume() {
        if (paused) {
            paused = false;
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
        int at = plan.interfaceIndex(interfaceName);
        if (linkUp[at] != up) {
            linkUp[at] = up;
            notice(() -> tellLink(interfaceName));
        }
    }

    void sourceAddress(String interfaceName, boolean present) {
        int at = plan.interfaceIndex(interfaceName);
        if (sourcePresent[at] != present) {
            sourcePresent[at] = present;
            notice(() -> tellLink(interfaceName));
        }
    }

    private void notice(Runnable what) {
        int mine = incarnation;
        simulation.agenda.happen(simulation.nowNs() + NOTICE_NS, () -> {
            if (running && incarnation == mine) {
                what.run();
            }
        });
    }

    /** Lets every member look at an interface as it is now. */
    private void tellLink(String interfaceName) {
        tell(member -> member.lookAt(interfaceName));
    }

    Condition link(String interfaceName) {
        int at = plan.interfaceIndex(interfaceName);
        return at >= 0 && linkUp[at] ? Condition.UP : Condition.DOWN;
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
        if (isIdle()) {
            read(packet, segment);
            schedule();
        } else if (unread.size() < SOCKET_PACKETS_MAX) {
            unread.add(new Unread(packet, segment));
            schedule();
        }
    }

    /** Does what has waited and what is due. */
    void wake() {
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
        schedule();
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
        if (nearestNs != VirtualRouter.NEVER) {
            nearestNs += lateness(nearestNs) - clockAheadNs;
        }
        if (!unread.isEmpty() || !untold.isEmpty()) {
            nearestNs = simulation.nowNs();
        }
        dueNs = Math.max(nearestNs, busyUntilNs);
    }

    /** How late a timer fires depends on nothing but when it is due. */
    private long lateness(long deadlineNs) {
        long maxNs = mood.latenessMaxNs();
        return maxNs == 0 ? 0 : Math.floorMod((deadlineNs * 0x9e3779b97f4a7c15L) >>> 17, maxNs);
    }

    /** A tracked object of a kind that the node itself knows. */
    Condition condition(Track.Kind kind, String name) {
        return switch (kind) {
            case INTERFACE -> link(name);
            case SOURCE_ADDRESS -> {
                int at = plan.interfaceIndex(name);
                yield at >= 0 && sourcePresent[at] ? Condition.UP : Condition.DOWN;
            }
            case SCRIPT -> Condition.UNKNOWN;
        };
    }
}
