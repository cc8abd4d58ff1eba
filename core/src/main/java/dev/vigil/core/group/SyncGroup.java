package dev.vigil.core.group;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes virtual routers one: a FAULT of one is a FAULT of all; they leave INIT and FAULT together, when nothing keeps
 * any of them there; they become MASTER together, when every one of them would be it alone; and if one hears a better
 * master, all of them give up. The group looks at its members after each of their inputs and says what the next of them
 * does, one after the other, until they agree. When they do, nothing is allocated.
 *
 * <p>A member that a reload brings to a group that is MASTER is a newcomer: until it is MASTER itself it listens as long as
 * it has to, and the others go on.
 */
public final class SyncGroup {
    private final String name;
    private List<VirtualRouter> members = List.of();
    private List<VirtualRouter> newcomers = List.of();
    private State state = State.INIT;

    /** Whether the group stood still at its start, because something that is tracked had not been looked at. */
    private boolean waited;

    private @Nullable GroupTransition news;

    /** The member that led the others into a state last. */
    private int leader;

    public SyncGroup(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The state in which its members are, or are about to be. */
    State state() {
        return state;
    }

    /** Whether a member listens while the others are MASTER, since a reload brought it. */
    boolean isNewcomer(VirtualRouter member) {
        return newcomers.contains(member);
    }

    /** These are its members from now on, in the order of the configuration. */
    public void adopt(List<VirtualRouter> next) {
        List<VirtualRouter> before = members;
        members = List.copyOf(next);
        leader = 0;
        newcomers = members.stream()
                .filter(member -> newcomers.contains(member) || comes(member, before))
                .toList();
        if (state == State.INIT && anyIn(State.MASTER) && !anyIn(State.BACKUP) && !anyIn(State.FAULT)) {
            // The group is new and its members are not: those that begin with it come to them.
            state = State.MASTER;
        }
    }

    /** Whether a BACKUP comes to a group that is MASTER. */
    private boolean comes(VirtualRouter member, List<VirtualRouter> before) {
        return state == State.MASTER && member.state() == State.BACKUP && !before.contains(member);
    }

    /** What happened to the group since this was asked last; null if nothing did. */
    public @Nullable GroupTransition takeNews() {
        GroupTransition taken = news;
        news = null;
        return taken;
    }

    /**
     * What is to be done next; null if all members agree, or if the daemon has not started all of them, or is about to put
     * one of them elsewhere.
     *
     * @param touched the member that had an input
     */
    public @Nullable GroupStep next(VirtualRouter touched, long nowNs) {
        if (!isWhole()) {
            return null;
        }
        GroupStep steered = GroupSteering.next(members);
        if (steered != null) {
            return steered;
        }
        int faulty = faulty();
        if (faulty >= 0) {
            return fail(faulty, nowNs);
        }
        int recovered = in(State.FAULT, 0);
        if (recovered >= 0) {
            return recover(recovered);
        }
        int beginning = beginning();
        if (beginning >= 0) {
            return begin(beginning, nowNs);
        }
        return isWaiting() ? null : agree(touched, nowNs);
    }

    // FAULT

    private @Nullable GroupStep fail(int faulty, long nowNs) {
        Cause led = null;
        leader = faulty;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            if (member.state() == State.FAULT && member.wish() == null) {
                continue;
            }
            led = led == null ? synced(faulty, State.FAULT) : led;
            if (member.state() != State.FAULT || !member.why().getFirst().equals(led)) {
                return new GroupStep(
                        index,
                        GroupSteering.following(members.get(faulty), member),
                        after(led, members.get(faulty).why()));
            }
        }
        newcomers = List.of();
        become(State.FAULT, nowNs);
        return null;
    }

    /** Who was kept in FAULT by itself comes first; the others follow it. */
    private GroupStep recover(int recovered) {
        if (in(State.BACKUP, 0) >= 0) {
            VirtualRouter led = members.get(leader);
            return new GroupStep(recovered, GroupOrder.RECOVER, after(synced(leader, State.BACKUP), led.why()));
        }
        leader = recovered;
        for (int index = recovered; index < members.size(); index++) {
            if (members.get(index).state() == State.FAULT && !isLed(members.get(index))) {
                leader = index;
            }
        }
        return new GroupStep(leader, GroupOrder.RECOVER, wishOf(members.get(leader)));
    }

    private static boolean isLed(VirtualRouter member) {
        return member.why().getFirst() instanceof Cause.GroupSynced;
    }

    // INIT

    /** The next that may leave INIT; -1 if there is none, or if the whole group has not begun and must wait. */
    private int beginning() {
        int first = -1;
        boolean allInit = true;
        boolean allReady = true;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            boolean init = member.state() == State.INIT;
            boolean ready = init && member.wish() != null;
            first = first < 0 && ready ? index : first;
            allInit &= init;
            allReady &= ready;
        }
        if (allInit && !allReady) {
            waited = true;
            return -1;
        }
        return first;
    }

    private GroupStep begin(int beginning, long nowNs) {
        VirtualRouter member = members.get(beginning);
        if (state == State.INIT && ownsAll()) {
            return new GroupStep(beginning, GroupOrder.OWN, List.of(new Cause.AddressOwner()));
        }
        if (state == State.INIT && !waited) {
            // At the start the group is told first.
            leader = beginning;
            become(State.BACKUP, nowNs);
        }
        if (state == State.MASTER) {
            newcomers = new ArrayList<>(newcomers);
            newcomers.add(member);
        }
        return new GroupStep(beginning, GroupOrder.BEGIN, wishOf(member));
    }

    private boolean ownsAll() {
        for (int index = 0; index < members.size(); index++) {
            if (!members.get(index).settings().isOwner()) {
                return false;
            }
        }
        return true;
    }

    private boolean isWaiting() {
        return in(State.BACKUP, 0) < 0 && in(State.MASTER, 0) < 0;
    }

    // BACKUP and MASTER

    private @Nullable GroupStep agree(VirtualRouter touched, long nowNs) {
        int master = in(State.MASTER, 0);
        int backup = in(State.BACKUP, 0);
        if (backup < 0) {
            newcomers = List.of();
            become(State.MASTER, nowNs);
            return null;
        }
        if (state == State.MASTER && master >= 0) {
            return keep(master);
        }
        GroupStep lead = lead(master, touched);
        if (lead != null) {
            return lead;
        }
        if (master >= 0) {
            return new GroupStep(
                    master,
                    GroupOrder.RESIGN,
                    after(synced(backup, State.BACKUP), members.get(backup).why()));
        }
        newcomers = List.of();
        become(State.BACKUP, nowNs);
        return null;
    }

    /** The group is MASTER and one of its members is BACKUP: that one gave way, or it is a newcomer. */
    private @Nullable GroupStep keep(int master) {
        int yielding = -1;
        int joining = -1;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            if (member.state() != State.BACKUP) {
                continue;
            }
            if (!newcomers.contains(member) || member.isFollowing()) {
                yielding = yielding < 0 || isLed(members.get(yielding)) ? index : yielding;
            } else if (member.wish() != null) {
                joining = index;
            }
        }
        if (yielding >= 0) {
            leader = yielding;
            return new GroupStep(
                    master,
                    GroupOrder.FOLLOW,
                    after(synced(yielding, State.BACKUP), members.get(yielding).why()));
        }
        return joining < 0
                ? null
                : new GroupStep(
                        joining, GroupOrder.LEAD, after(synced(master, State.MASTER), wishOf(members.get(joining))));
    }

    /** All of them would be MASTER: the one whose time came last leads. */
    private @Nullable GroupStep lead(int master, VirtualRouter touched) {
        int next = -1;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            if (member.state() == State.BACKUP) {
                if (member.wish() == null) {
                    return null;
                }
                next = next < 0 || member == touched ? index : next;
            }
        }
        List<Cause> wish = wishOf(members.get(next));
        if (master < 0) {
            leader = next;
            return new GroupStep(next, GroupOrder.LEAD, wish);
        }
        return new GroupStep(next, GroupOrder.LEAD, after(synced(leader, State.MASTER), wish));
    }

    /** Somebody else was heard in the place of this MASTER: the others announce their addresses, too. */
    public List<GroupStep> contested(VirtualRouter member) {
        int leader = members.indexOf(member);
        List<GroupStep> steps = new ArrayList<>();
        for (int index = 0; index < members.size(); index++) {
            if (index != leader && members.get(index).state() == State.MASTER) {
                steps.add(new GroupStep(index, GroupOrder.ANNOUNCE, member.why()));
            }
        }
        return steps;
    }

    /** The daemon ends, and its members have. */
    public void stop(Cause cause, long nowNs) {
        news = new GroupTransition(name, state, State.INIT, true, nowNs, List.of(cause));
        state = State.INIT;
    }

    // What is asked of all members

    private boolean isWhole() {
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            if (!member.isStarted() || !member.settings().group().equals(name)) {
                return false;
            }
        }
        return !members.isEmpty();
    }

    /** A member with a fault of its own, rather than one that was led there and waits for something; -1 for none. */
    private int faulty() {
        int found = -1;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            if (member.state() == State.FAULT && member.wish() == null && (found < 0 || isLed(members.get(found)))) {
                found = index;
            }
        }
        return found;
    }

    /** The first member from there on that is in this state; -1 if there is none. */
    private int in(State wanted, int from) {
        for (int index = from; index < members.size(); index++) {
            if (members.get(index).state() == wanted) {
                return index;
            }
        }
        return -1;
    }

    private boolean anyIn(State wanted) {
        return in(wanted, 0) >= 0;
    }

    /** The reason is that of the member that led. */
    private void become(State next, long nowNs) {
        if (state != next) {
            news = new GroupTransition(name, state, next, false, nowNs, wishOf(members.get(leader)));
            state = next;
        }
        waited &= next == State.INIT;
    }

    private Cause synced(int leader, State to) {
        return new Cause.GroupSynced(name, members.get(leader).settings().name(), to);
    }

    private static List<Cause> after(Cause first, List<Cause> rest) {
        List<Cause> chain = new ArrayList<>();
        chain.add(first);
        chain.addAll(rest);
        return chain;
    }

    private static List<Cause> wishOf(VirtualRouter member) {
        List<Cause> wish = member.wish();
        return wish == null ? member.why() : wish;
    }
}
