package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Tracks;

/**
 * What one virtual router is configured to be.
 *
 * @param source the address that advertisements come from; it decides between equal priorities
 * @param group the sync group that it changes its state with; empty for none
 */
public record RouterSettings(
        String name, int vrid, IpAddress source, Rules rules, Announcements announcements, String group) {
    /** One that is in no sync group. */
    public RouterSettings(String name, int vrid, IpAddress source, Rules rules, Announcements announcements) {
        this(name, vrid, source, rules, announcements, "");
    }

    /**
     * What decides who is master.
     *
     * @param version 2 or 3
     * @param priority 1..255; 255 is the address owner
     * @param intervalNs between two of our advertisements
     * @param preempt whether a live master of lower priority is taken over from
     * @param preemptDelayNs how long such a master is left alone first
     * @param downTimerAdverts how many intervals a master may be silent
     * @param lowerPriorityNoAdvert whether a master of lower priority is not answered
     * @param higherPrioritySendAdvert whether a last advertisement is sent before yielding
     * @param lateTimerPriority the highest priority of another node; a MASTER that was late enough for that one to take over
     *     becomes BACKUP; 0 if it stays MASTER
     */
    public record Rules(
            int version,
            int priority,
            long intervalNs,
            boolean preempt,
            long preemptDelayNs,
            int downTimerAdverts,
            boolean lowerPriorityNoAdvert,
            boolean higherPrioritySendAdvert,
            int lateTimerPriority) {
        /** Of a MASTER that stays one, however late it was. */
        public Rules(
                int version,
                int priority,
                long intervalNs,
                boolean preempt,
                long preemptDelayNs,
                int downTimerAdverts,
                boolean lowerPriorityNoAdvert,
                boolean higherPrioritySendAdvert) {
            this(
                    version,
                    priority,
                    intervalNs,
                    preempt,
                    preemptDelayNs,
                    downTimerAdverts,
                    lowerPriorityNoAdvert,
                    higherPrioritySendAdvert,
                    0);
        }
    }

    /**
     * When addresses are announced.
     *
     * @param repeat rounds in a burst
     * @param delayNs from becoming MASTER to the second burst; 0 for none
     * @param refreshNs the period of later bursts; 0 for none
     * @param refreshRepeat rounds in those
     * @param lowerPriorityRepeat rounds after a lower-priority master was heard
     * @param lowerPriorityDelayNs from those to their second burst
     */
    public record Announcements(
            int repeat,
            long delayNs,
            long refreshNs,
            int refreshRepeat,
            int lowerPriorityRepeat,
            long lowerPriorityDelayNs) {}

    /** The same, speaking from another address. */
    public RouterSettings withSource(IpAddress newSource) {
        return new RouterSettings(name, vrid, newSource, rules, announcements, group);
    }

    /** The same as a member of a sync group; of none if the name is empty. */
    public RouterSettings in(String syncGroup) {
        return new RouterSettings(name, vrid, source, rules, announcements, syncGroup);
    }

    public boolean isGrouped() {
        return !group.isEmpty();
    }

    public boolean isOwner() {
        return rules.priority() == Tracks.PRIORITY_OWNER;
    }
}
