package dev.vigil.daemon.kernel;

/** The advertisement of one virtual router as the keeper knows it: when it is due while the loop waits, and how it leaves. */
public final class KeptAdvert {
    /** Sends the advertisement again, as the loop stamped it last. */
    @FunctionalInterface
    public interface Resend {
        /** Sends without waiting and without allocating; whether it left for one destination at least. */
        boolean resend();
    }

    /** The position of one that is not kept. */
    static final int ABSENT = -1;

    final Resend resend;
    long dueNs = KeeperSchedule.NEVER;
    long intervalNs;

    /** Where it stands among those that are kept. */
    int position = ABSENT;

    private long lastSentNs = KeeperSchedule.NEVER;
    private int sent;

    public KeptAdvert(Resend resend) {
        this.resend = resend;
    }

    void noteSent(long nowNs) {
        lastSentNs = nowNs;
        sent++;
    }

    /** How often the keeper sent it since this was asked last. */
    public int takeSent() {
        int taken = sent;
        sent = 0;
        return taken;
    }

    /** When the keeper sent it last; {@link KeeperSchedule#NEVER} if it never did. */
    public long lastSentNs() {
        return lastSentNs;
    }
}
