package dev.vigil.simulator;

import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sync groups of one node, as its members show them: what each order of a group must be founded on, and that its members
 * agree once it has brought them in line.
 */
final class Companions {
    private final Simulation simulation;
    private final Node node;

    /** What was last reported of each group. */
    private final Map<String, State> told = new HashMap<>();

    /** Whether a reload of this process changed who is in a group: a member may wait for its first look alone then. */
    private boolean regrouped;

    /** Who came to its group while that was MASTER, and has not been MASTER since. */
    private final Set<Member> newcomers = new HashSet<>();

    /** The groups whose members were all MASTER, newcomers aside, when they were brought in line last. */
    private final Set<String> masters = new HashSet<>();

    /** Who heard a weaker master in the turn that is about to end; null if nobody did. */
    private @Nullable Member contested;

    Companions(Simulation simulation, Node node) {
        this.simulation = simulation;
        this.node = node;
    }

    /** A new process begins. */
    void reset() {
        told.clear();
        newcomers.clear();
        regrouped = false;
        masters.clear();
        contested = null;
    }

    private static String groupOf(Member member) {
        return member.router().settings().group();
    }

    /** The members of its group, itself among them. */
    List<Member> of(Member member) {
        String group = groupOf(member);
        return node.members().stream()
                .filter(other -> groupOf(other).equals(group))
                .toList();
    }

    /** A configuration is in force; groups that it does not have are no more. */
    void adopt() {
        Set<String> groups = new HashSet<>();
        node.members().forEach(member -> groups.add(groupOf(member)));
        told.keySet().retainAll(groups);
        masters.retainAll(groups);
    }

    /** A member came to its group by a reload, or begins in it. */
    void comes(Member member) {
        regrouped = true;
        if (masters.contains(groupOf(member))) {
            newcomers.add(member);
        }
    }

    void contests(Member member) {
        contested = member;
    }

    void beginsTurn() {
        contested = null;
    }

    private BrokenRule broken(Member member, String what) {
        return simulation.broken(Rule.GROUP_ORDERS, member.place(), what);
    }

    // Orders

    /** A group has a member do something. */
    void orders(Member member, GroupOrder order, List<Cause> why) {
        String wrong = switch (order) {
            case BEGIN, RECOVER -> anyKept(member);
            case OWN -> of(member).stream().allMatch(Companions::isOwner) ? null : "not all of them are address owners";
            case FAULT -> led(member, why, State.FAULT);
            case LEAD -> leads(member);
            case FOLLOW -> follows(member, why);
            case RESIGN -> resigns(member, why);
            case DRAIN -> null;
            case SERVE -> of(member).stream().anyMatch(Companions::serves) ? null : "no other member serves on";
            case ANNOUNCE -> contested == null || contested == member ? "no other member heard a weaker master" : null;
        };
        if (wrong != null) {
            throw broken(member, order + ": " + wrong);
        }
    }

    private static boolean serves(Member member) {
        return member.router().state() == State.MASTER
                && !member.referee().steered().isLeaving();
    }

    private static boolean isOwner(Member member) {
        return member.plan().settings().isOwner();
    }

    private @Nullable String anyKept(Member member) {
        return of(member).stream()
                .filter(Companions::isFaulty)
                .findFirst()
                .map(other -> other.place() + " is kept back")
                .orElse(null);
    }

    private static boolean isFaulty(Member member) {
        return member.referee().standing().hasFault() || member.referee().isHeld();
    }

    /** Whether something keeps a member out of the play that is nobody else's. */
    static boolean isKept(Member member) {
        return isFaulty(member) || member.referee().standing().isWaiting();
    }

    /** Who leads is in the state that the others are to follow it to. */
    private @Nullable String led(Member member, List<Cause> why, State to) {
        if (!(why.getFirst() instanceof Cause.GroupSynced synced)
                || !synced.group().equals(groupOf(member))
                || synced.state() != to) {
            return "it is explained by: " + why.getFirst().text();
        }
        for (Member other : of(member)) {
            if (other.plan().settings().name().equals(synced.leader())) {
                // A hold that is over ends when its deadline is served.
                boolean kept = isKept(other) || other.deadlineNs() <= node.nowNs();
                boolean leads = other.router().state() == to && (to != State.FAULT || kept);
                return leads ? null : synced.leader() + " is " + other.router().state() + " and nothing keeps it there";
            }
        }
        return synced.leader() + " is no member of the group";
    }

    private @Nullable String leads(Member member) {
        for (Member other : of(member)) {
            boolean goes = other.router().state() == State.MASTER
                    || (other.router().state() == State.BACKUP
                            && other.referee().wish().isMade());
            if (!goes && !(newcomers.contains(other) && !newcomers.contains(member))) {
                return other.place() + " is " + other.router().state() + " and would not be MASTER";
            }
        }
        return null;
    }

    private @Nullable String follows(Member member, List<Cause> why) {
        for (Member other : of(member)) {
            if (other.router().state() == State.BACKUP
                    && (!newcomers.contains(other) || other.referee().isFollowing())) {
                return led(member, why, State.BACKUP);
            }
        }
        return "no member of it gave way";
    }

    private @Nullable String resigns(Member member, List<Cause> why) {
        boolean remains = of(member).stream()
                .anyMatch(other -> other.router().state() == State.BACKUP
                        && !other.referee().wish().isMade());
        return remains ? led(member, why, State.BACKUP) : "no member of it waits";
    }

    // What holds when a group has brought its members in line

    void reports(GroupTransition transition) {
        State before = told.getOrDefault(transition.group(), State.INIT);
        // Of a group that a reload makes of members that are all MASTER nothing is reported before that changes.
        boolean made = !told.containsKey(transition.group()) && transition.from() == State.MASTER;
        if ((transition.from() != before && !made) || transition.to() == before) {
            throw simulation.broken(
                    Rule.GROUP_IS_TOLD,
                    node.plan().name() + " " + transition.group(),
                    "it reports " + transition.from() + " to " + transition.to() + " after " + before);
        }
        told.put(transition.group(), transition.to());
    }

    /** The group of a member has nothing left to do. */
    void inLine(Member touched) {
        List<Member> members = of(touched);
        if (members.stream().anyMatch(member -> !member.router().isStarted() || member.deadlineNs() <= node.nowNs())) {
            return;
        }
        String group = groupOf(touched);
        Set<State> states = new HashSet<>();
        for (Member member : members) {
            State state = member.router().state();
            if (state == State.MASTER
                    || members.stream().noneMatch(one -> one.router().state() == State.MASTER)) {
                newcomers.remove(member);
            }
            boolean waits = state == State.INIT && regrouped && isKept(member);
            if (!newcomers.contains(member) && !waits) {
                states.add(state);
            }
        }
        if (states.isEmpty()) {
            return;
        }
        String wrong = states.size() > 1 ? "its members are " + states : wrongIn(members, states);
        if (wrong != null) {
            throw simulation.broken(Rule.GROUP_AGREES, node.plan().name() + " " + group, wrong);
        }
        State state = states.iterator().next();
        if (state == State.MASTER) {
            masters.add(group);
        } else {
            masters.remove(group);
        }
        boolean made = !told.containsKey(group) && state == State.MASTER;
        if (told.getOrDefault(group, State.INIT) != state && !made && !newcomersAlone(members)) {
            throw simulation.broken(
                    Rule.GROUP_IS_TOLD,
                    node.plan().name() + " " + group,
                    "its members are " + state + ", and " + told.get(group) + " was reported");
        }
    }

    private boolean newcomersAlone(List<Member> members) {
        return newcomers.containsAll(members);
    }

    private static @Nullable String wrongIn(List<Member> members, Set<State> states) {
        List<Member> faulty = members.stream().filter(Companions::isFaulty).toList();
        List<Member> kept = members.stream().filter(Companions::isKept).toList();
        if (!faulty.isEmpty() && !states.equals(Set.of(State.FAULT))) {
            return faulty.getFirst().place() + " must be in FAULT, and they are " + states;
        }
        boolean out = states.contains(State.FAULT) || states.contains(State.INIT);
        return out && kept.isEmpty() ? "they are in " + states + ", and nothing keeps them there" : null;
    }
}
