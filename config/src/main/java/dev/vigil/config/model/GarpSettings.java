package dev.vigil.config.model;

/**
 * When gratuitous ARPs (or unsolicited neighbour advertisements) are sent.
 *
 * @param repeat how many for each address in a burst
 * @param delayNs from becoming MASTER to the second burst; 0 for none
 * @param refreshNs the period of later bursts; 0 for none
 * @param refreshRepeat how many for each address in those
 * @param lowerPriorityRepeat how many for each address after a lower-priority master was heard
 * @param lowerPriorityDelayNs from those to their second burst
 * @param extraInterfacesNs keyword {@code garp_extra_if}: the period of those on other interfaces that carry addresses
 * @param extraInterfacesAll whether they are sent on all of those and not only on those with virtual MACs
 */
public record GarpSettings(
        int repeat,
        long delayNs,
        long refreshNs,
        int refreshRepeat,
        int lowerPriorityRepeat,
        long lowerPriorityDelayNs,
        long extraInterfacesNs,
        boolean extraInterfacesAll) {
    /** Without those on other interfaces. */
    public GarpSettings(
            int repeat,
            long delayNs,
            long refreshNs,
            int refreshRepeat,
            int lowerPriorityRepeat,
            long lowerPriorityDelayNs) {
        this(repeat, delayNs, refreshNs, refreshRepeat, lowerPriorityRepeat, lowerPriorityDelayNs, 0, false);
    }
}
