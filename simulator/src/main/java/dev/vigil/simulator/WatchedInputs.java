package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.place.RouterInputs;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.util.List;

/** The inputs of a member's virtual router and its effects, each shown to the referee before it happens. */
final class WatchedInputs implements RouterInputs {
    private final Member member;
    private final VirtualRouter router;
    private final Effects effects;

    WatchedInputs(Member member, VirtualRouter router, Effects effects) {
        this.member = member;
        this.router = router;
        this.effects = new WatchedEffects(effects);
    }

    @Override
    public VirtualRouter router() {
        return router;
    }

    private void take(RouterInput input, long nowNs) {
        member.takes(input);
        input.apply(router, nowNs, effects);
    }

    @Override
    public void start(Cause cause, long nowNs) {
        take(new RouterInput.Started(cause), nowNs);
    }

    @Override
    public void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs) {
        member.hears(priority, intervalNs, source);
        router.onAdvertisement(priority, intervalNs, source, nowNs, effects);
        member.referee().rivalry().accepted(source, priority);
    }

    @Override
    public void onDeadline(long nowNs) {
        member.reachesDeadline();
        router.onDeadline(nowNs, effects);
    }

    @Override
    public void onAdvertised(long sentNs, long nowNs) {
        take(new RouterInput.Advertised(sentNs), nowNs);
    }

    @Override
    public void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs) {
        if (router.tracks().isNews(kind, name, condition, detail)) {
            take(new RouterInput.Seen(kind, name, condition, detail), nowNs);
        }
    }

    @Override
    public void onFile(String name, int value, String detail, long nowNs) {
        if (router.tracks().isFileNews(name, value, detail)) {
            take(new RouterInput.FileSeen(name, value, detail), nowNs);
        }
    }

    @Override
    public void onSource(IpAddress source, long nowNs) {
        take(new RouterInput.SourceChanged(source), nowNs);
    }

    @Override
    public void onAddressLost(IpAddress address, long nowNs) {
        take(new RouterInput.AddressLost(address), nowNs);
    }

    @Override
    public void onRefusal(String operation, long nowNs) {
        take(new RouterInput.Refused(operation), nowNs);
    }

    @Override
    public void onUnheard(String operation, long holdNs, long nowNs) {
        take(new RouterInput.Unheard(operation, holdNs), nowNs);
    }

    @Override
    public void onRemovalRefused(long nowNs) {
        take(new RouterInput.RemovalRefused(), nowNs);
    }

    @Override
    public void onGroup(GroupOrder order, List<Cause> why, long nowNs) {
        take(new RouterInput.Ordered(order, why), nowNs);
    }

    @Override
    public void onSteering(SteeringOrder order, Cause why, long nowNs) {
        take(new RouterInput.Steered(order, why), nowNs);
    }

    @Override
    public void onDefect(String invariant, long nowNs) {
        take(new RouterInput.DefectFound(invariant), nowNs);
    }

    @Override
    public void reconfigure(RouterSettings settings, Tracks tracks, long nowNs) {
        take(new RouterInput.Reconfigured(settings, tracks.all()), nowNs);
    }

    @Override
    public void stop(Transition.Kind kind, Cause cause, long nowNs) {
        take(new RouterInput.Stopped(kind, cause), nowNs);
    }

    private final class WatchedEffects implements Effects {
        private final Effects real;

        WatchedEffects(Effects real) {
            this.real = real;
        }

        @Override
        public void sendAdvertisement(int priority) {
            member.referee().sends(priority);
            real.sendAdvertisement(priority);
        }

        @Override
        public void addAddresses() {
            member.referee().does(Conduct.Effect.ADD);
            real.addAddresses();
        }

        @Override
        public void removeAddresses() {
            member.referee().removes();
            real.removeAddresses();
        }

        @Override
        public void announceAddresses(int rounds) {
            member.referee().announces(rounds);
            long _ = member.node().spend();
            real.announceAddresses(rounds);
        }

        @Override
        public void reportTransition(Transition transition) {
            member.enters(transition);
            real.reportTransition(transition);
        }

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {
            member.changesPriority(from, to, state, why);
            real.reportPriority(from, to, state, why);
        }

        @Override
        public void reportSteering(SteeringStage from, SteeringStage to, Cause why) {
            member.referee().steers(to);
            real.reportSteering(from, to, why);
        }

        @Override
        public void reportContest() {
            member.node().companions().contests(member);
            real.reportContest();
        }

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
            member.stands(other);
            real.reportLowerPriority(other, theirPriority, ourPriority);
        }
    }
}
