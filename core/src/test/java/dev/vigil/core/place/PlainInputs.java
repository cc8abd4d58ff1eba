package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/** Inputs that go to a virtual router as they are. */
record PlainInputs(VirtualRouter router, Effects effects) implements RouterInputs {
    @Override
    public void start(Cause cause, long nowNs) {
        router.start(cause, nowNs, effects);
    }

    @Override
    public void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs) {
        router.onAdvertisement(priority, intervalNs, source, nowNs, effects);
    }

    @Override
    public void onDeadline(long nowNs) {
        router.onDeadline(nowNs, effects);
    }

    @Override
    public void onAdvertised(long sentNs, long nowNs) {
        router.onAdvertised(sentNs);
    }

    @Override
    public void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs) {
        router.onTrack(kind, name, condition, detail, nowNs, effects);
    }

    @Override
    public void onFile(String name, int value, String detail, long nowNs) {
        router.onFile(name, value, detail, nowNs, effects);
    }

    @Override
    public void onSource(IpAddress source, long nowNs) {
        router.onSource(source);
    }

    @Override
    public void onAddressLost(IpAddress address, long nowNs) {
        router.onAddressLost(address, nowNs, effects);
    }

    @Override
    public void onRefusal(String operation, long nowNs) {
        router.onRefusal(operation, nowNs, effects);
    }

    @Override
    public void onUnheard(String operation, long holdNs, long nowNs) {
        router.onUnheard(operation, holdNs, nowNs, effects);
    }

    @Override
    public void onRemovalRefused(long nowNs) {
        router.onRemovalRefused(nowNs);
    }

    @Override
    public void onGroup(GroupOrder order, List<Cause> why, long nowNs) {
        router.onGroup(order, why, nowNs, effects);
    }

    @Override
    public void onSteering(SteeringOrder order, Cause why, long nowNs) {
        router.onSteering(order, why, nowNs, effects);
    }

    @Override
    public void onDefect(String invariant, long nowNs) {
        router.onDefect(invariant, nowNs, effects);
    }

    @Override
    public void reconfigure(RouterSettings settings, Tracks tracks, long nowNs) {
        router.reconfigure(settings, tracks, nowNs, effects);
    }

    @Override
    public void stop(Transition.Kind kind, Cause cause, long nowNs) {
        router.stop(kind, cause, nowNs, effects);
    }
}
