package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a virtual router remembers between two inputs: one that is {@link #restore restored} does from now on
 * what the other does. All times are on the monotonic clock of the inputs, {@link VirtualRouter#NEVER} for what is not due.
 *
 * @param tracks the tracked objects, from which its priority follows
 * @param masterIntervalNs the interval of the master
 */
public record RouterSnapshot(
        RouterSettings settings,
        List<Track> tracks,
        Standing standing,
        Timers timers,
        Announcing announcing,
        long masterIntervalNs,
        Optional<Heard> heard,
        Losses losses,
        Answers answers,
        Optional<Rival> rival) {
    /**
     * Its state and how it came there.
     *
     * @param started whether it takes part
     * @param hold why it is held in FAULT
     * @param change the last change of its priority in this state
     */
    public record Standing(
            State state,
            boolean started,
            boolean addressesPresent,
            long sinceNs,
            List<Cause> why,
            Optional<Cause> hold,
            Optional<PriorityChange> change) {}

    /**
     * What is due when.
     *
     * @param timerNs the advertisement timer of a MASTER, the master down timer of a BACKUP
     * @param preemptNs when a master of lower priority has been left alone for long enough
     * @param holdNs the end of a hold in FAULT
     * @param removalNs when addresses are removed that the kernel refused to remove
     */
    public record Timers(long timerNs, long preemptNs, long holdNs, long removalNs) {}

    /** When a MASTER announces its addresses again. */
    public record Announcing(long secondBurstNs, long refreshNs, long contestBurstNs) {}

    /** The last other master that was heard. */
    public record Heard(IpAddress source, int priority, long atNs, Verdict verdict) {}

    /** How often something else removed each address since the window began. */
    public record Losses(long windowStartNs, Map<IpAddress, Integer> times) {
        public Losses {
            times = Map.copyOf(times);
        }
    }

    /**
     * What it answered other masters since its last regular advertisement.
     *
     * @param replies advertisements
     * @param contests masters of lower priority that were told of
     * @param dueNs when an answer leaves that was put off
     * @param listenedAfterStall whether a timer that fired much too late was already followed by listening
     */
    public record Answers(int replies, int contests, long dueNs, boolean listenedAfterStall) {}

    /** When another address owner that must yield was heard first and last. */
    public record Rival(long firstNs, long lastNs) {}

    public static RouterSnapshot of(VirtualRouter router) {
        return new RouterSnapshot(
                router.settings,
                router.tracks.all(),
                new Standing(
                        router.state,
                        router.started,
                        router.addressesPresent,
                        router.stateSinceNs,
                        router.why,
                        Optional.ofNullable(router.holdCause),
                        Optional.ofNullable(router.priorityChange)),
                new Timers(router.timerNs, router.preemptNs, router.holdNs, router.removalNs),
                router.schedule.announcing(),
                router.masterIntervalNs,
                router.heard.last(),
                router.losses.counted(),
                new Answers(
                        router.replies.sent, router.replies.contests, router.replies.dueNs, router.listenedAfterStall),
                router.rival.heard());
    }

    /** A virtual router that stands where this one stood. */
    public VirtualRouter restore() {
        VirtualRouter router = new VirtualRouter(settings, new Tracks(tracks));
        router.state = standing.state;
        router.started = standing.started;
        router.addressesPresent = standing.addressesPresent;
        router.stateSinceNs = standing.sinceNs;
        router.why = standing.why;
        router.holdCause = standing.hold.orElse(null);
        router.priorityChange = standing.change.orElse(null);
        router.timerNs = timers.timerNs;
        router.preemptNs = timers.preemptNs;
        router.holdNs = timers.holdNs;
        router.removalNs = timers.removalNs;
        router.schedule.restore(announcing);
        router.masterIntervalNs = masterIntervalNs;
        heard.ifPresent(router.heard::restore);
        router.losses.restore(losses);
        router.replies.sent = answers.replies;
        router.replies.contests = answers.contests;
        router.replies.dueNs = answers.dueNs;
        router.listenedAfterStall = answers.listenedAfterStall;
        rival.ifPresent(router.rival::restore);
        return router;
    }

    /** Makes one virtual router stand where another does, as {@code of(from).restore()} would. Nothing is allocated. */
    public static void copy(VirtualRouter from, VirtualRouter to) {
        to.settings = from.settings;
        to.tracks.copy(from.tracks);
        to.effectivePriority = from.effectivePriority;
        to.state = from.state;
        to.started = from.started;
        to.addressesPresent = from.addressesPresent;
        to.stateSinceNs = from.stateSinceNs;
        to.why = from.why;
        to.holdCause = from.holdCause;
        to.priorityChange = from.priorityChange;
        to.timerNs = from.timerNs;
        to.preemptNs = from.preemptNs;
        to.holdNs = from.holdNs;
        to.removalNs = from.removalNs;
        to.schedule.copy(from.schedule);
        to.masterIntervalNs = from.masterIntervalNs;
        to.heard.copy(from.heard);
        to.rival.copy(from.rival);
        to.losses.copy(from.losses);
        to.replies.copy(from.replies);
        to.listenedAfterStall = from.listenedAfterStall;
    }
}
