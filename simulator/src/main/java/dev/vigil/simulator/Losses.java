package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When something else took each address of a MASTER, and when it must have noticed that it is fought for. */
final class Losses {
    /** An address may be lost so often within this time. */
    private static final long WITHIN_NS = 10 * Nanos.PER_S;

    private static final int LOSSES_MAX = 5;

    /** Whoever counts losses in windows of {@link #WITHIN_NS} must have noticed so many within one such time. */
    private static final int CONTEST_MAX = 2 * (LOSSES_MAX + 1);

    private final Map<IpAddress, Deque<Long>> byAddress = new HashMap<>();

    void note(IpAddress address, long nowNs) {
        Deque<Long> times = byAddress.computeIfAbsent(address, _ -> new ArrayDeque<>());
        times.add(nowNs);
        if (times.size() > CONTEST_MAX) {
            times.remove();
        }
    }

    void clear() {
        byAddress.clear();
    }

    /** Whether a contest for an address is a reason to leave. */
    boolean explains(Cause cause) {
        return cause instanceof Cause.AddressContested lost
                && lost.times() > LOSSES_MAX
                && byAddress.getOrDefault(lost.address(), new ArrayDeque<>()).size() > LOSSES_MAX;
    }

    /** An address that is fought for and should not be any more; null for none. */
    @Nullable
    IpAddress foughtFor(long nowNs) {
        for (Map.Entry<IpAddress, Deque<Long>> lost : byAddress.entrySet()) {
            Deque<Long> times = lost.getValue();
            if (times.size() == CONTEST_MAX && nowNs - times.getFirst() < WITHIN_NS) {
                return lost.getKey();
            }
        }
        return null;
    }
}
