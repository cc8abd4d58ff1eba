package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/** The inputs of a virtual router, which may be noted on their way. */
public interface RouterInputs {
    /** The virtual router itself, to be read. */
    VirtualRouter router();

    void start(Cause cause, long nowNs);

    void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs);

    void onDeadline(long nowNs);

    /** @param sentNs when an advertisement left in its name, which is before {@code nowNs} */
    void onAdvertised(long sentNs, long nowNs);

    void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs);

    void onFile(String name, int value, String detail, long nowNs);

    void onSource(IpAddress source, long nowNs);

    void onAddressLost(IpAddress address, long nowNs);

    void onRefusal(String operation, long nowNs);

    void onUnheard(String operation, long holdNs, long nowNs);

    void onRemovalRefused(long nowNs);

    /** What its sync group decided. */
    void onGroup(GroupOrder order, List<Cause> why, long nowNs);

    /** What an operator asked for. */
    void onSteering(SteeringOrder order, Cause why, long nowNs);

    void onDefect(String invariant, long nowNs);

    void reconfigure(RouterSettings settings, Tracks tracks, long nowNs);

    void stop(Transition.Kind kind, Cause cause, long nowNs);
}
