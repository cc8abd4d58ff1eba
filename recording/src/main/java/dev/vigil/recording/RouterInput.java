package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.RouterSnapshot;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;

/** One input of a virtual router, as a value that can be recorded. */
public sealed interface RouterInput {
    /** The virtual router comes into being, with what is known of the tracked objects. */
    record Created(RouterSettings settings, List<Track> tracks) implements RouterInput {
        public Created {
            tracks = List.copyOf(tracks);
        }
    }

    /** A virtual router goes on from where it stood; what went before is not known. */
    record Restored(RouterSnapshot snapshot) implements RouterInput {}

    record Started(Cause cause) implements RouterInput {
        /** With the daemon. */
        public Started() {
            this(new Cause.Started());
        }
    }

    /** An advertisement that passed reception. */
    record Heard(int priority, long intervalNs, IpAddress source) implements RouterInput {}

    record DeadlineReached() implements RouterInput {}

    /** An advertisement of a MASTER left at that time, while its inputs were held up. */
    record Advertised(long sentNs) implements RouterInput {}

    record Seen(Track.Kind kind, String name, Condition condition, String detail) implements RouterInput {}

    record FileSeen(String name, int value, String detail) implements RouterInput {}

    record SourceChanged(IpAddress source) implements RouterInput {}

    record AddressLost(IpAddress address) implements RouterInput {}

    record Refused(String operation) implements RouterInput {}

    record Unheard(String operation, long holdNs) implements RouterInput {}

    record RemovalRefused() implements RouterInput {}

    /** What the sync group decided. */
    record Ordered(GroupOrder order, List<Cause> why) implements RouterInput {
        public Ordered {
            why = List.copyOf(why);
        }
    }

    /** What an operator asked for. */
    record Steered(SteeringOrder order, Cause why) implements RouterInput {}

    record DefectFound(String invariant) implements RouterInput {}

    record Reconfigured(RouterSettings settings, List<Track> tracks) implements RouterInput {
        public Reconfigured {
            tracks = List.copyOf(tracks);
        }
    }

    record Stopped(Transition.Kind kind, Cause cause) implements RouterInput {
        /** With the daemon, or because the configuration has it no longer. */
        public Stopped(Transition.Kind kind) {
            this(kind, usual(kind));
        }

        static Cause usual(Transition.Kind kind) {
            return kind == Transition.Kind.DELETED ? new Cause.Removed() : new Cause.Stopped();
        }
    }

    /** Hands the input to a virtual router; {@link Created} and {@link Restored} make a new one instead. */
    default void apply(VirtualRouter router, long nowNs, Effects effects) {
        switch (this) {
            case Created _, Restored _ -> throw new IllegalStateException("this virtual router exists already");
            case Started started -> router.start(started.cause, nowNs, effects);
            case Heard heard -> router.onAdvertisement(heard.priority, heard.intervalNs, heard.source, nowNs, effects);
            case DeadlineReached _ -> router.onDeadline(nowNs, effects);
            case Advertised advertised -> router.onAdvertised(advertised.sentNs);
            case Seen seen -> router.onTrack(seen.kind, seen.name, seen.condition, seen.detail, nowNs, effects);
            case FileSeen seen -> router.onFile(seen.name, seen.value, seen.detail, nowNs, effects);
            case SourceChanged changed -> router.onSource(changed.source);
            case AddressLost lost -> router.onAddressLost(lost.address, nowNs, effects);
            case Refused refused -> router.onRefusal(refused.operation, nowNs, effects);
            case Unheard unheard -> router.onUnheard(unheard.operation, unheard.holdNs, nowNs, effects);
            case RemovalRefused _ -> router.onRemovalRefused(nowNs);
            case Ordered ordered -> router.onGroup(ordered.order, ordered.why, nowNs, effects);
            case Steered steered -> router.onSteering(steered.order, steered.why, nowNs, effects);
            case DefectFound defect -> router.onDefect(defect.invariant, nowNs, effects);
            case Reconfigured changed ->
                router.reconfigure(changed.settings, new Tracks(changed.tracks), nowNs, effects);
            case Stopped stopped -> router.stop(stopped.kind, stopped.cause, nowNs, effects);
        }
    }
}
