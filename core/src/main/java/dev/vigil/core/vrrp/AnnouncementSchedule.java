package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.VirtualRouter.NEVER;

import dev.vigil.core.vrrp.RouterSettings.Announcements;

/** When a MASTER announces where its addresses are: at once, after a delay, from time to time, and after a contest. */
final class AnnouncementSchedule {
    private long secondBurstNs = NEVER;
    private long refreshNs = NEVER;
    private long contestBurstNs = NEVER;

    /** The first burst of a new MASTER, and the plan for the later ones. */
    void begin(Announcements announcements, long nowNs, Effects effects) {
        effects.announceAddresses(announcements.repeat());
        secondBurstNs = announcements.delayNs() == 0 ? NEVER : nowNs + announcements.delayNs();
        refreshNs =
                announcements.refreshNs() == 0 ? NEVER : nowNs + announcements.delayNs() + announcements.refreshNs();
        contestBurstNs = NEVER;
    }

    /** Another master claimed the addresses and must yield: the segment is told again whose they are. */
    void contest(Announcements announcements, long nowNs, Effects effects) {
        if (announcements.lowerPriorityRepeat() > 0) {
            effects.announceAddresses(announcements.lowerPriorityRepeat());
            contestBurstNs =
                    announcements.lowerPriorityDelayNs() == 0 ? NEVER : nowNs + announcements.lowerPriorityDelayNs();
        }
    }

    /** Sends the bursts whose time has come. */
    void serve(Announcements announcements, long nowNs, Effects effects) {
        if (secondBurstNs <= nowNs) {
            secondBurstNs = NEVER;
            effects.announceAddresses(announcements.repeat());
        }
        if (contestBurstNs <= nowNs) {
            contestBurstNs = NEVER;
            effects.announceAddresses(announcements.lowerPriorityRepeat());
        }
        if (refreshNs <= nowNs) {
            refreshNs = nowNs + announcements.refreshNs();
            if (announcements.refreshRepeat() > 0) {
                effects.announceAddresses(announcements.refreshRepeat());
            }
        }
    }

    /** Follows a changed configuration while MASTER. */
    void adopt(Announcements announcements, long nowNs) {
        refreshNs = announcements.refreshNs() == 0 ? NEVER : Math.min(refreshNs, nowNs + announcements.refreshNs());
    }

    void clear() {
        secondBurstNs = NEVER;
        refreshNs = NEVER;
        contestBurstNs = NEVER;
    }

    /** The times that are planned. */
    RouterSnapshot.Announcing announcing() {
        return new RouterSnapshot.Announcing(secondBurstNs, refreshNs, contestBurstNs);
    }

    void restore(RouterSnapshot.Announcing announcing) {
        secondBurstNs = announcing.secondBurstNs();
        refreshNs = announcing.refreshNs();
        contestBurstNs = announcing.contestBurstNs();
    }

    void copy(AnnouncementSchedule other) {
        secondBurstNs = other.secondBurstNs;
        refreshNs = other.refreshNs;
        contestBurstNs = other.contestBurstNs;
    }

    long deadlineNs() {
        return Math.min(secondBurstNs, Math.min(refreshNs, contestBurstNs));
    }
}
