package dev.vigil.daemon.kernel;

import dev.vigil.linux.LinuxException;
import java.util.BitSet;

/** The VRIDs whose advertisements a receiving socket takes; the kernel drops the others. */
final class Admitted {
    /** How the kernel learns of it; a refusal is thrown, and leaves what was before. */
    interface Filter {
        void keepOnly(BitSet vrids);
    }

    private static final BitSet EVERYBODY = new BitSet();

    static {
        EVERYBODY.set(0, 256);
    }

    private final Filter filter;

    /** How many sockets of virtual routers want each; in a reload the old and the new one of a router for a while. */
    private final int[] users = new int[256];

    private final BitSet wanted = new BitSet();

    /** What the kernel lets through, as far as it is known: what is wanted at least. */
    private BitSet passing = new BitSet();

    /** Whether those are let in, too, that nobody wants. */
    private boolean everybody;

    Admitted(Filter filter) {
        this.filter = filter;
    }

    /**
     * Lets one more in, while a refusal of the kernel, which is thrown, can still be answered: nothing has changed then.
     *
     * @param expected those that come soon, which are let in by the same call: one for each would be most of a long start
     */
    void admit(int vrid, BitSet expected) {
        if (!passing.get(vrid)) {
            BitSet more = (BitSet) wanted.clone();
            more.set(vrid);
            more.or(expected);
            filter.keepOnly(more);
            passing = more;
        }
        wanted.set(vrid);
        users[vrid]++;
    }

    /** Lets everybody in, or again only those that are wanted. */
    void admitAll(boolean all) {
        if (all != everybody) {
            BitSet next = all ? EVERYBODY : (BitSet) wanted.clone();
            filter.keepOnly(next);
            passing = next;
            everybody = all;
        }
    }

    /** One less wants it. If the kernel does not follow, what still comes is counted as for nobody here. */
    void dismiss(int vrid) {
        users[vrid]--;
        if (users[vrid] == 0) {
            wanted.clear(vrid);
            if (!wanted.isEmpty() && !everybody) {
                try {
                    BitSet rest = (BitSet) wanted.clone();
                    filter.keepOnly(rest);
                    passing = rest;
                } catch (LinuxException refusal) {
                    // The filter that stays lets more through than is wanted, and nothing less.
                    return;
                }
            }
        }
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }
}
