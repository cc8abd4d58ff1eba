package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.place.RouterInputs;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.RouterSnapshot;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/**
 * A virtual router whose inputs and transitions are noted by a {@link Recorder}, each input before it is handed over. All
 * its inputs must come through here. In the steady state it allocates nothing beyond what the virtual router does.
 */
public final class RecordedRouter implements RouterInputs {
    private final VirtualRouter router;
    private final Effects effects;
    private final Recorder recorder;

    /** Where the virtual router stood when each half of the ring was begun. */
    private final VirtualRouter[] bygone;

    /** @param effects where the effects of all inputs go */
    public RecordedRouter(VirtualRouter router, Effects effects, Recorder recorder, long nowNs) {
        this.router = router;
        this.effects = new NotedEffects(effects);
        this.recorder = recorder;
        bygone = new VirtualRouter[] {empty(router.settings()), empty(router.settings())};
        recorder.create(
                this, new RouterInput.Created(router.settings(), router.tracks().all()), nowNs);
    }

    private static VirtualRouter empty(RouterSettings settings) {
        return new VirtualRouter(settings, new Tracks(List.of()));
    }

    /** The virtual router itself, to be read. */
    @Override
    public VirtualRouter router() {
        return router;
    }

    String name() {
        return router.settings().name();
    }

    void keep(int half) {
        RouterSnapshot.copy(router, bygone[half]);
    }

    RouterSnapshot kept(int half) {
        return RouterSnapshot.of(bygone[half]);
    }

    // Inputs, as those of a virtual router

    @Override
    public void start(Cause cause, long nowNs) {
        recorder.note(this, new RouterInput.Started(cause), nowNs);
        router.start(cause, nowNs, effects);
    }

    @Override
    public void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs) {
        recorder.noteHeard(this, priority, intervalNs, source, nowNs);
        router.onAdvertisement(priority, intervalNs, source, nowNs, effects);
    }

    @Override
    public void onDeadline(long nowNs) {
        recorder.noteDeadline(this, nowNs);
        router.onDeadline(nowNs, effects);
    }

    /** @param sentNs when the advertisement left, which is before {@code nowNs} */
    @Override
    public void onAdvertised(long sentNs, long nowNs) {
        recorder.note(this, new RouterInput.Advertised(sentNs), nowNs);
        router.onAdvertised(sentNs);
    }

    @Override
    public void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs) {
        if (router.tracks().isNews(kind, name, condition, detail)) {
            recorder.note(this, new RouterInput.Seen(kind, name, condition, detail), nowNs);
            router.onTrack(kind, name, condition, detail, nowNs, effects);
        }
    }

    @Override
    public void onFile(String name, int value, String detail, long nowNs) {
        if (router.tracks().isFileNews(name, value, detail)) {
            recorder.note(this, new RouterInput.FileSeen(name, value, detail), nowNs);
            router.onFile(name, value, detail, nowNs, effects);
        }
    }

    @Override
    public void onSource(IpAddress source, long nowNs) {
        recorder.note(this, new RouterInput.SourceChanged(source), nowNs);
        router.onSource(source);
    }

    @Override
    public void onAddressLost(IpAddress address, long nowNs) {
        recorder.note(this, new RouterInput.AddressLost(address), nowNs);
        router.onAddressLost(address, nowNs, effects);
    }

    @Override
    public void onRefusal(String operation, long nowNs) {
        recorder.note(this, new RouterInput.Refused(operation), nowNs);
        router.onRefusal(operation, nowNs, effects);
    }

    @Override
    public void onUnheard(String operation, long holdNs, long nowNs) {
        recorder.note(this, new RouterInput.Unheard(operation, holdNs), nowNs);
        router.onUnheard(operation, holdNs, nowNs, effects);
    }

    @Override
    public void onRemovalRefused(long nowNs) {
        recorder.note(this, new RouterInput.RemovalRefused(), nowNs);
        router.onRemovalRefused(nowNs);
    }

    @Override
    public void onGroup(GroupOrder order, List<Cause> why, long nowNs) {
        recorder.note(this, new RouterInput.Ordered(order, why), nowNs);
        router.onGroup(order, why, nowNs, effects);
    }

    @Override
    public void onSteering(SteeringOrder order, Cause why, long nowNs) {
        recorder.note(this, new RouterInput.Steered(order, why), nowNs);
        router.onSteering(order, why, nowNs, effects);
    }

    @Override
    public void onDefect(String invariant, long nowNs) {
        recorder.note(this, new RouterInput.DefectFound(invariant), nowNs);
        router.onDefect(invariant, nowNs, effects);
    }

    @Override
    public void reconfigure(RouterSettings settings, Tracks tracks, long nowNs) {
        recorder.note(this, new RouterInput.Reconfigured(settings, tracks.all()), nowNs);
        router.reconfigure(settings, tracks, nowNs, effects);
    }

    /** Stops for good; a virtual router that was deleted is forgotten by the recorder. */
    @Override
    public void stop(Transition.Kind kind, Cause cause, long nowNs) {
        recorder.note(this, new RouterInput.Stopped(kind, cause), nowNs);
        router.stop(kind, cause, nowNs, effects);
        if (kind == Transition.Kind.DELETED) {
            recorder.forget(this);
        }
    }

    /** The effects, with each transition noted before it is told. */
    private final class NotedEffects implements Effects {
        private final Effects real;

        NotedEffects(Effects real) {
            this.real = real;
        }

        @Override
        public void sendAdvertisement(int priority) {
            real.sendAdvertisement(priority);
        }

        @Override
        public void addAddresses() {
            real.addAddresses();
        }

        @Override
        public void removeAddresses() {
            real.removeAddresses();
        }

        @Override
        public void announceAddresses(int rounds) {
            real.announceAddresses(rounds);
        }

        @Override
        public void reportTransition(Transition transition) {
            recorder.noteTransition(RecordedRouter.this, transition);
            real.reportTransition(transition);
        }

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {
            real.reportPriority(from, to, state, why);
        }

        @Override
        public void reportSteering(SteeringStage from, SteeringStage to, Cause why) {
            real.reportSteering(from, to, why);
        }

        @Override
        public void reportContest() {
            real.reportContest();
        }

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
            real.reportLowerPriority(other, theirPriority, ourPriority);
        }
    }
}
