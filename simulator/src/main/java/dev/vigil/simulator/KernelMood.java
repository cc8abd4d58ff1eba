package dev.vigil.simulator;

/**
 * How the kernel of one node serves its daemon.
 *
 * @param refusesAddresses whether it refuses to add addresses
 * @param refusesOne whether it refuses the first address of each virtual router, and no other
 * @param refusesRemovals whether it refuses to remove them
 * @param refusesPackets whether it refuses to send
 * @param losesEvents whether what it shows overruns the daemon's socket, so that events are lost
 * @param refusesLists whether it refuses to list interfaces and addresses
 * @param effectNs how long each effect takes; the daemon waits for it
 * @param latenessMaxNs how late a timer may fire, and an event may be read
 */
public record KernelMood(
        boolean refusesAddresses,
        boolean refusesOne,
        boolean refusesRemovals,
        boolean refusesPackets,
        boolean losesEvents,
        boolean refusesLists,
        long effectNs,
        long latenessMaxNs) {
    public static final KernelMood GOOD = new KernelMood(false, false, false, false, false, false, 0, 0);

    /** One that adds no addresses. */
    public static final KernelMood REFUSING = new KernelMood(true, false, false, false, false, false, 0, 0);

    boolean isGood() {
        return equals(GOOD);
    }
}
