package dev.vigil.core.vrrp;

import dev.vigil.core.track.Tracks;
import java.util.Optional;

/**
 * Why what an operator asks for is not begun.
 *
 * @param text one sentence fragment that begins with the name of the virtual router
 * @param forcible whether it is tried all the same if the operator insists
 */
public record SteeringObjection(String text, boolean forcible) {
    /**
     * The objection to an order, as things stand. A MASTER does not hear its backups, so nothing is known of a node that could
     * take over from it.
     */
    public static Optional<SteeringObjection> to(SteeringOrder order, VirtualRouter router) {
        String name = router.settings().name();
        return switch (order) {
            case DRAIN, STAY_OUT ->
                router.state() == State.MASTER && !router.stage().isDrain()
                        ? Optional.of(new SteeringObjection(
                                name + " is master here, and nothing is known of another node that could take over",
                                true))
                        : Optional.empty();
            case PROMOTE -> toPromotion(name, router);
            case RESUME -> Optional.empty();
        };
    }

    private static Optional<SteeringObjection> toPromotion(String name, VirtualRouter router) {
        if (router.stage() == SteeringStage.OUT) {
            return refusal(name + " is drained; resume it first");
        }
        if (!router.isListening()) {
            return refusal(name + " is in " + router.state() + " and cannot be master");
        }
        int ours = router.settings().isOwner() ? Tracks.PRIORITY_OWNER : Tracks.PRIORITY_MAX;
        boolean yields = router.master().isEmpty() || router.masterPriority() < ours;
        return yields
                ? Optional.empty()
                : refusal(name + " cannot be master: " + router.master().get() + " is, with priority "
                        + router.masterPriority() + ", and would not yield; drain it there");
    }

    private static Optional<SteeringObjection> refusal(String text) {
        return Optional.of(new SteeringObjection(text, false));
    }
}
