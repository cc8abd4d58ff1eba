package dev.vigil.daemon.dump;

import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.bfd.BfdState;

/**
 * A BFD session as it was when the loop was asked.
 *
 * @param discriminator unsigned, as the neighbour's
 * @param diagnostic why it is not up, by number
 */
public record BfdDump(
        BfdSettings settings,
        BfdState state,
        int discriminator,
        int diagnostic,
        boolean polling,
        long intervalNs,
        long detectionNs,
        Neighbor neighbor) {
    /**
     * What is known of the neighbour.
     *
     * @param heardNs when it was heard last; 0 for never
     */
    public record Neighbor(
            BfdState state,
            int discriminator,
            int diagnostic,
            long minTxNs,
            long minRxNs,
            boolean demand,
            int multiplier,
            long intervalNs,
            long detectionNs,
            long heardNs) {}

    private static final Neighbor UNHEARD = new Neighbor(BfdState.DOWN, 0, 0, 0, 0, false, 0, 0, 0, 0);

    public static BfdDump of(BfdSession session) {
        return new BfdDump(
                session.settings(),
                session.state(),
                session.discriminator(),
                session.diagnostic(),
                session.isPolling(),
                session.intervalNs(),
                session.detectionNs(),
                session.heardNs() == 0 ? UNHEARD : neighbor(session));
    }

    private static Neighbor neighbor(BfdSession session) {
        return new Neighbor(
                session.remoteState(),
                session.remoteDiscriminator(),
                session.remoteDiagnostic(),
                session.remoteMinTxNs(),
                session.remoteMinRxNs(),
                session.isRemoteDemand(),
                session.remoteMultiplier(),
                session.remoteIntervalNs(),
                session.remoteDetectionNs(),
                session.heardNs());
    }
}
