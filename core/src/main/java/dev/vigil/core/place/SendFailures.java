package dev.vigil.core.place;

/**
 * What follows when advertisements do not leave, as when a firewall of this node refuses them. A MASTER that nobody hears
 * yields once, so that another can take over. If nobody did, it serves, because an address that is here is better than one
 * that is nowhere. If somebody did, it stays out for longer each time.
 */
final class SendFailures {
    /** So many in a row make a MASTER that nobody hears. */
    static final int IN_A_ROW_MAX = 3;

    /** What is to be done. */
    enum Verdict {
        NOTHING,

        /** Report the first failure. */
        REPORT,
        YIELD,

        /** Go on, unheard. */
        SERVE
    }

    /** The longest time to stay out, but for that which another node needs anyway. */
    private static final long HOLD_MAX_NS = 60_000_000_000L;

    /** A node that found another master stays out at most 2^6 times as long. */
    private static final int DOUBLINGS_MAX = 6;

    /** How many advertisements in a row reached no destination. */
    private int silent;

    /** Whether a failure was reported that is not over. */
    private boolean reported;

    private int yields;
    private boolean heardOther;
    private boolean unheard;

    /** An advertisement left to every destination. */
    void sent() {
        reported = false;
        reachedSomebody();
    }

    private void reachedSomebody() {
        silent = 0;
        yields = 0;
        heardOther = false;
        unheard = false;
    }

    /** An advertisement did not leave to some destinations, or to all. */
    Verdict failed(boolean all) {
        if (all) {
            silent++;
        } else {
            reachedSomebody();
        }
        if (silent == IN_A_ROW_MAX) {
            return yields == 0 || heardOther ? yieldNow() : serve();
        }
        boolean first = !reported;
        reported = true;
        return first ? Verdict.REPORT : Verdict.NOTHING;
    }

    private Verdict yieldNow() {
        yields++;
        heardOther = false;
        unheard = false;
        return Verdict.YIELD;
    }

    private Verdict serve() {
        unheard = true;
        return Verdict.SERVE;
    }

    /** Another master was heard; whether this one, unheard as it is, must yield to it. */
    boolean heard(boolean asMaster) {
        heardOther = true;
        return asMaster && unheard && yieldNow() == Verdict.YIELD;
    }

    /** A life as MASTER ends. */
    void leaveMaster() {
        silent = 0;
        reported = false;
        unheard = false;
    }

    /** How long to stay out now, given the time that another node needs to take over. */
    long holdNs(long takeoverNs) {
        return Math.max(takeoverNs, Math.min(takeoverNs << Math.min(yields - 1, DOUBLINGS_MAX), HOLD_MAX_NS));
    }

    boolean isUnheard() {
        return unheard;
    }
}
