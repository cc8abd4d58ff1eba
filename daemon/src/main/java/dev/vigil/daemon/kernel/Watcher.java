package dev.vigil.daemon.kernel;

import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Descriptor;

/** A loop that waits for descriptors. */
public interface Watcher {
    /** Watches a descriptor; the handler runs on the loop when it is readable. */
    void watch(Descriptor descriptor, Runnable handler);

    /** Forgets a descriptor that is about to be closed. */
    void forget(Descriptor descriptor, Runnable handler);

    /** An advertisement came that is for no virtual router of this daemon; told only if somebody asked for that. */
    void stranger(String interfaceName, int vrid, IpAddress source);

    /** The monotonic time of the loop's turn. */
    long nowNs();
}
