package dev.vigil.simulator;

/**
 * How the kernel of one node serves its daemon.
 *
 * @param refusesAddresses whether it refuses to add addresses
 * @param refusesRemovals whether it refuses to remove them
 * @param refusesPackets whether it refuses to send
 * @param effectNs how long each effect takes; the daemon waits for it
 * @param latenessMaxNs how late a timer may fire
 */
public record KernelMood(
        boolean refusesAddresses, boolean refusesRemovals, boolean refusesPackets, long effectNs, long latenessMaxNs) {
    public static final KernelMood GOOD = new KernelMood(false, false, false, 0, 0);

    boolean isGood() {
        return equals(GOOD);
    }
}
