package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last other node that was heard as a master, and what its advertisement was taken for. */
final class HeardMaster {
    private @Nullable IpAddress address;
    private int priority;
    private long heardNs;
    private Verdict verdict = Verdict.FOLLOWED;

    void note(IpAddress source, int itsPriority, long nowNs, Verdict itsVerdict) {
        address = source;
        priority = itsPriority;
        heardNs = nowNs;
        verdict = itsVerdict;
    }

    /** What was heard last; empty if nothing was. */
    Optional<RouterSnapshot.Heard> last() {
        return Optional.ofNullable(address).map(source -> new RouterSnapshot.Heard(source, priority, heardNs, verdict));
    }

    void restore(RouterSnapshot.Heard last) {
        note(last.source(), last.priority(), last.atNs(), last.verdict());
    }

    void copy(HeardMaster other) {
        address = other.address;
        priority = other.priority;
        heardNs = other.heardNs;
        verdict = other.verdict;
    }

    /** The node that was heard as a master since then and has not resigned. */
    Optional<IpAddress> master(long sinceNs) {
        boolean gone = verdict == Verdict.RESIGNED || heardNs < sinceNs;
        return gone ? Optional.empty() : Optional.ofNullable(address);
    }

    /** Whether the last one since then was followed. */
    boolean isFollowed(long sinceNs) {
        return address != null && verdict == Verdict.FOLLOWED && heardNs >= sinceNs;
    }

    int priority() {
        return priority;
    }

    long heardNs() {
        return heardNs;
    }

    /**
     * Why there is no master to follow now.
     *
     * @param sinceNs when we began to listen
     */
    Cause whyNone(long sinceNs, int ourPriority, long nowNs) {
        IpAddress last = address;
        if (last == null || heardNs < sinceNs) {
            return new Cause.NoMasterHeard(nowNs - sinceNs);
        }
        if (verdict == Verdict.RESIGNED) {
            return new Cause.MasterResigned(last, nowNs - heardNs);
        }
        // Our priority may have fallen since it was discarded.
        return verdict == Verdict.DISCARDED && priority < ourPriority
                ? new Cause.MasterLower(last, priority, ourPriority)
                : new Cause.MasterSilent(last, priority, nowNs - heardNs);
    }
}
