package dev.vigil.daemon.kernel;

import dev.vigil.linux.Descriptor;

/** A loop that waits for descriptors. */
public interface Watcher {
    /** Watches a descriptor; the handler runs on the loop when it is readable. */
    void watch(Descriptor descriptor, Runnable handler);

    /** Forgets a descriptor that is about to be closed. */
    void forget(Descriptor descriptor, Runnable handler);

    /** The monotonic time of the loop's turn. */
    long nowNs();
}
