package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How often something else removed each address that must be present, within a window. One sweep over many addresses
 * counts once for each of them.
 */
final class AddressLosses {
    private final long windowNs;
    private final Map<IpAddress, Integer> times = new HashMap<>();
    private long windowStartNs;

    AddressLosses(long windowNs) {
        this.windowNs = windowNs;
    }

    /** Counts one more loss of the address; returns how many there were in the window. */
    int count(IpAddress address, long nowNs) {
        if (nowNs - windowStartNs > windowNs) {
            times.clear();
        }
        if (times.isEmpty()) {
            windowStartNs = nowNs;
        }
        return times.merge(address, 1, Integer::sum);
    }

    /** The losses of the window. */
    RouterSnapshot.Losses counted() {
        return new RouterSnapshot.Losses(windowStartNs, times);
    }

    void restore(RouterSnapshot.Losses losses) {
        windowStartNs = losses.windowStartNs();
        times.clear();
        times.putAll(losses.times());
    }

    void copy(AddressLosses other) {
        windowStartNs = other.windowStartNs;
        times.clear();
        if (!other.times.isEmpty()) {
            times.putAll(other.times);
        }
    }

    void clear() {
        times.clear();
    }
}
