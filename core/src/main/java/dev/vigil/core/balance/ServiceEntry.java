package dev.vigil.core.balance;

/**
 * A service as the kernel schedules it.
 *
 * @param engine the persistence engine; empty for none
 * @param flags the bits of this class, and those of the scheduler
 * @param timeoutS how long a client stays with its server; 0 without persistence
 * @param prefixLength the clients that count as one
 */
public record ServiceEntry(ServiceKey key, String scheduler, String engine, int flags, int timeoutS, int prefixLength) {
    /** Clients come back to the same server. */
    public static final int PERSISTENT = 0x01;

    /** Each packet is scheduled alone. */
    public static final int ONE_PACKET = 0x04;
}
