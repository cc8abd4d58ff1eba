package dev.vigil.simulator;

import dev.vigil.core.vrrp.SteeringOrder;

/** Something that happens to a cluster from outside. Nodes, members and addresses are given by their positions. */
public sealed interface Action {
    /** The daemon starts, and the machine with it if that is down. */
    record Boot(int node) implements Action {}

    /** The daemon is asked to stop. */
    record Stop(int node) implements Action {}

    /** The daemon is killed; what it did to the kernel stays. */
    record Kill(int node) implements Action {}

    /** The machine dies, and its addresses with it. */
    record Crash(int node) implements Action {}

    /** The daemon gets no time; what arrives waits. */
    record Pause(int node) implements Action {}

    record Resume(int node) implements Action {}

    /** A cable is plugged in or pulled. */
    record Link(int node, String interfaceName, boolean up) implements Action {}

    /** The primary address of an interface comes or goes. */
    record SourceAddress(int node, String interfaceName, boolean present) implements Action {}

    /** Another address of an interface, from which it speaks while it is the first, comes or goes. */
    record OtherAddress(int node, String interfaceName, boolean present) implements Action {}

    /** What a script watches becomes good or bad. */
    record Script(int node, String name, boolean good) implements Action {}

    /** The time of day on a node is so far from that of the simulation. */
    record WallClock(int node, long aheadNs) implements Action {}

    /** A tracked file holds another number. */
    record File(int node, String name, int value) implements Action {}

    /** Tracked processes run or do not. */
    record Processes(int node, String name, boolean running) implements Action {}

    /** Packets from one node to another are lost, or arrive again. */
    record Path(int from, int to, boolean open) implements Action {}

    /** So many of the packets from one node to another are lost, by chance. */
    record Loss(int from, int to, int perMille) implements Action {}

    /** Every path is open again, and loses nothing. */
    record Heal() implements Action {}

    record Change(Weather weather) implements Action {}

    /** The monotonic clock of a machine jumps ahead, as after a suspension: every timer is due, and nothing was heard. */
    record ClockStep(int node, long aheadNs) implements Action {}

    record Mood(int node, KernelMood mood) implements Action {}

    /** Something else removes an address of a member from its interface. */
    record Contest(int node, int member, int address) implements Action {}

    /** What a reload changes. */
    enum Changed {
        /** Priority, preemption, answers, announcements and what is tracked. */
        RULES,
        INTERVAL,
        PASSWORD,
        LIMITS,
        ADDRESSES,
        GROUP,
        KEYS
    }

    /** A member gets another configuration. */
    record Reconfigure(int node, int member, MemberPlan plan, Changed what) implements Action {}

    /** An operator asks something of a member, and of its sync group with it. */
    record Steer(int node, int member, SteeringOrder order) implements Action {}

    /**
     * Packets of a stranger arrive at a member.
     *
     * @param gapNs between one and the next
     */
    record Intrude(int node, int member, Intruder.Kind kind, int packets, long gapNs) implements Action {}
}
