package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * How far each sender has come in its order. Only senders that have the key get here, so the table is small; when it is
 * full, the one that has been silent for longest is forgotten.
 */
final class ReplayMarks {
    /** More nodes than any virtual router has. */
    static final int SENDERS_MAX = 64;

    /** A time before every mark, for marks that do not age. */
    static final long NEVER_FORGOTTEN = 0;

    private final @Nullable IpAddress[] senders = new @Nullable IpAddress[SENDERS_MAX];
    private final long[] marks = new long[SENDERS_MAX];
    private final long[] uses = new long[SENDERS_MAX];
    private long turn;

    /**
     * Notes a place, if it is beyond all before it from this sender.
     *
     * @param forgotten marks before this place count no more; {@link #NEVER_FORGOTTEN} if all do
     * @return whether it is
     */
    boolean advance(IpAddress sender, long place, long forgotten) {
        int index = find(sender);
        boolean counts =
                sender.equals(senders[index]) && (forgotten == NEVER_FORGOTTEN || marks[index] - forgotten >= 0);
        // Serial numbers (RFC 1982): the difference decides, also where the seconds overflow.
        if (counts && place - marks[index] <= 0) {
            return false;
        }
        senders[index] = sender;
        marks[index] = place;
        uses[index] = ++turn;
        return true;
    }

    /** The place of a sender, or the one that it is to have. */
    private int find(IpAddress sender) {
        int oldest = 0;
        for (int index = 0; index < SENDERS_MAX; index++) {
            if (sender.equals(senders[index])) {
                return index;
            }
            if (uses[index] < uses[oldest]) {
                oldest = index;
            }
        }
        return oldest;
    }

    void copy(ReplayMarks other) {
        System.arraycopy(other.senders, 0, senders, 0, SENDERS_MAX);
        System.arraycopy(other.marks, 0, marks, 0, SENDERS_MAX);
        System.arraycopy(other.uses, 0, uses, 0, SENDERS_MAX);
        turn = other.turn;
    }
}
