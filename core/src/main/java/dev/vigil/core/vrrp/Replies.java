package dev.vigil.core.vrrp;

/**
 * What a MASTER answered other nodes since its last regular advertisement: a flood must not be echoed. A resignation in
 * another's name is answered even so, a little later and once for all of them, since it leaves the backups so little time.
 */
final class Replies {
    /** How many answers leave at once within one interval. */
    static final int MAX = 4;

    /** At most so many answers to resignations are put off within one interval. */
    static final int PUT_OFF_MAX = 64;

    int sent;

    /** Masters of lower priority that were told of. */
    int contests;

    /** When an answer leaves that was put off. */
    long dueNs = VirtualRouter.NEVER;

    /** Whether one more may leave at once. */
    boolean take() {
        if (sent < MAX) {
            sent++;
            return true;
        }
        return false;
    }

    /** Whether one more master of lower priority is told of. */
    boolean contest() {
        if (contests < MAX) {
            contests++;
            return true;
        }
        return false;
    }

    void putOff(long untilNs) {
        dueNs = Math.min(dueNs, untilNs);
    }

    void left() {
        dueNs = VirtualRouter.NEVER;
    }

    /** A new interval begins. */
    void begin() {
        sent = 0;
        contests = 0;
        dueNs = VirtualRouter.NEVER;
    }

    void copy(Replies other) {
        sent = other.sent;
        contests = other.contests;
        dueNs = other.dueNs;
    }
}
