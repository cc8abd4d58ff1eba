package dev.vigil.daemon.vrrp;

import dev.vigil.core.vrrp.VirtualRouter;

/**
 * When the loop practises, and how often: in short slices, with pauses for everybody else, only while nothing is due soon, and
 * once it has practised enough only just before a real take-over.
 */
final class PracticePlan {
    /** A method is compiled after 200 calls; some are called in some plays only. */
    static final int PLAYS = 300;

    /** A slice takes so long, and the play that is begun then. */
    static final long SLICE_NS = 1_000_000;

    /** From one slice to the next. */
    static final long PAUSE_NS = 5_000_000;

    /** Nothing may be due for so long. The first slices take longest, as nothing is compiled. */
    static final long ROOM_NS = 8_000_000;

    /** So often the take-over is played before a real one. */
    static final int WARM_UP_PLAYS = 2;

    /** For so long the caches are warm, and a row of take-overs is not slowed down. */
    static final long WARM_NS = 50_000_000;

    private int left;
    private long nextNs;

    /** @param kinds how many understudies there are, each of which plays as often as one alone */
    PracticePlan(int kinds, long beginNs) {
        left = kinds * PLAYS;
        nextNs = beginNs;
    }

    /** Whether a slice may begin. */
    boolean isTime(long nearestNs, long nowNs) {
        return !isOver() && nowNs >= nextNs && nearestNs - nowNs >= ROOM_NS;
    }

    /** Whether a slice that began then goes on. */
    boolean goesOn(long begunNs, long nowNs) {
        return !isOver() && nowNs - begunNs < SLICE_NS;
    }

    /** Whether it is over, and the last play too long ago to be of use. */
    boolean isToWarmUp(long nowNs) {
        return isOver() && nowNs - nextNs >= WARM_NS;
    }

    void played() {
        left--;
    }

    void pause(long nowNs) {
        nextNs = nowNs + PAUSE_NS;
    }

    void end() {
        left = 0;
    }

    boolean isOver() {
        return left == 0;
    }

    /** When to wake for the next slice; NEVER if there is none, or something else is due first or too soon after it. */
    long wakeNs(long nearestNs, long nowNs) {
        boolean comes = !isOver() && nextNs > nowNs && nearestNs - nextNs >= ROOM_NS;
        return comes ? nextNs : VirtualRouter.NEVER;
    }
}
