package dev.vigil.lint.failover;

import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.core.track.Tracks;
import dev.vigil.lint.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member of a virtual router and what moves its priority. A set of failures is a bit set over its trackers.
 *
 * @param preempt whether it takes over from a living master of lower priority
 */
public record Standing(Member member, int base, boolean preempt, List<Tracker> trackers) {
    /** The effective priority of a member that is in FAULT. */
    public static final int FAULT = 0;

    /** No failures. */
    public static final long ALL_WELL = 0;

    /** The node itself is down. */
    public static final long LOST = -1;

    /** More than anybody tracks; the rest does not fit into a set of bits. */
    private static final int TRACKERS_MAX = 60;

    private static final int MIN = 1;
    private static final int MAX = 254;

    public static Standing of(Member member) {
        List<Tracker> trackers = new ArrayList<>();
        member.syncGroup().ifPresent(group -> {
            addAll(trackers, group.tracking(), false);
            member.companions().forEach(other -> addAll(trackers, other.tracking(), true));
        });
        addAll(trackers, member.instance().tracking(), false);
        return new Standing(
                member, member.priority(), member.instance().election().preempt(), List.copyOf(trackers));
    }

    /**
     * In a sync group a fault of one member is a fault of all. A file can hold any number, so it is no failure that a table
     * could show.
     */
    private static void addAll(List<Tracker> trackers, Tracking tracking, boolean faultsOnly) {
        add(trackers, Tracker.Kind.SCRIPT, tracking.scripts(), faultsOnly);
        add(trackers, Tracker.Kind.INTERFACE, tracking.interfaces(), faultsOnly);
        add(trackers, Tracker.Kind.PROCESS, tracking.processes(), faultsOnly);
        add(trackers, Tracker.Kind.BFD, tracking.bfdInstances(), faultsOnly);
    }

    private static void add(List<Tracker> trackers, Tracker.Kind kind, List<Tracked> tracked, boolean faultsOnly) {
        for (Tracked entry : tracked) {
            Tracker tracker = new Tracker(kind, entry.name(), entry.weight(), entry.place());
            boolean known = trackers.stream().anyMatch(other -> other.title().equals(tracker.title()));
            boolean counts = !faultsOnly || entry.weight().faults();
            if (counts && !known && trackers.size() < TRACKERS_MAX) {
                trackers.add(tracker);
            }
        }
    }

    public boolean isSameNode(Standing other) {
        return member.isOn(other.member.node());
    }

    public String name() {
        return member.name();
    }

    /** The effective priority with these failures; {@link #FAULT} if the member cannot be master. */
    public int priority(long failed) {
        if (isFault(failed)) {
            return FAULT;
        }
        return base == Tracks.PRIORITY_OWNER ? Tracks.PRIORITY_OWNER : Math.clamp(sum(failed), MIN, MAX);
    }

    /** The priority as it would be without limits; {@link Integer#MIN_VALUE} if the member cannot be master. */
    public int unlimited(long failed) {
        if (isFault(failed)) {
            return Integer.MIN_VALUE;
        }
        return base == Tracks.PRIORITY_OWNER ? Tracks.PRIORITY_OWNER : sum(failed);
    }

    private boolean isFault(long failed) {
        if (failed == LOST) {
            return true;
        }
        for (int index = 0; index < trackers.size(); index++) {
            if (trackers.get(index).weight().faults() && hasFailed(failed, index)) {
                return true;
            }
        }
        return false;
    }

    private int sum(long failed) {
        int sum = base;
        for (int index = 0; index < trackers.size(); index++) {
            sum += trackers.get(index).delta(hasFailed(failed, index));
        }
        return sum;
    }

    /** The failure of every tracker that has a weight. */
    public long allWeighted() {
        long failed = ALL_WELL;
        for (int index = 0; index < trackers.size(); index++) {
            if (!trackers.get(index).weight().faults()) {
                failed |= 1L << index;
            }
        }
        return failed;
    }

    /** The names of what has failed. */
    public Set<String> failures(long failed) {
        Set<String> names = new TreeSet<>();
        for (int index = 0; index < trackers.size(); index++) {
            if (failed != LOST && hasFailed(failed, index)) {
                names.add(trackers.get(index).title());
            }
        }
        return names;
    }

    static boolean hasFailed(long failed, int index) {
        return (failed >>> index & 1) != 0;
    }
}
