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
     * @param wish why this member of a sync group would change its state if it were alone
     */
    public record Standing(
            State state,
            boolean started,
            boolean addressesPresent,
            long sinceNs,
            List<Cause> why,
            Optional<Cause> hold,
            Optional<PriorityChange> change,
            Optional<List<Cause>> wish,
            Asked asked) {}

    /**
     * What an operator asked for.
     *
     * @param why who asked; empty if nobody did
     * @param boundNs until when a MASTER that leaves waits for its successor
     */
    public record Asked(SteeringStage stage, Optional<Cause> why, long boundNs) {
        /** Nobody asked for anything. */
        public static final Asked NOTHING = new Asked(SteeringStage.NONE, Optional.empty(), VirtualRouter.NEVER);
    }

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
                router.terms.settings,
                router.tracks.all(),
                new Standing(
                        router.state,
                        router.started,
                        router.master.addressesPresent,
                        router.stateSinceNs,
                        router.why,
                        Optional.ofNullable(router.hold.cause),
                        Optional.ofNullable(router.priorityChange),
                        Optional.ofNullable(router.wish),
                        new Asked(router.stage(), router.steeredBy(), router.steering().boundNs)),
                new Timers(router.timerNs(), router.backup.preemptNs, router.hold.untilNs, router.removalNs),
                router.master.schedule.announcing(),
                router.terms.masterIntervalNs,
                router.backup.heard.last(),
                router.master.losses.counted(),
                new Answers(
                        router.master.replies.sent,
                        router.master.replies.contests,
                        router.master.replies.dueNs,
                        router.backup.listenedAfterStall),
                router.master.rival.heard());
    }

    /** A virtual router that stands where this one stood. */
    public VirtualRouter restore() {
        VirtualRouter router = new VirtualRouter(settings, new Tracks(tracks));
        router.state = standing.state;
        router.started = standing.started;
        router.stateSinceNs = standing.sinceNs;
        router.why = standing.why;
        router.priorityChange = standing.change.orElse(null);
        router.wish = standing.wish.orElse(null);
        router.steering().stage = standing.asked.stage;
        router.steering().why = standing.asked.why.orElse(null);
        router.steering().boundNs = standing.asked.boundNs;
        router.terms.priority = router.terms.priorityBy(router.tracks);
        router.hold.cause = standing.hold.orElse(null);
        router.hold.untilNs = timers.holdNs;
        router.removalNs = timers.removalNs;
        router.terms.masterIntervalNs = masterIntervalNs;
        restore(router.backup);
        restore(router.master);
        return router;
    }

    private void restore(Backup backup) {
        if (standing.state != State.MASTER) {
            backup.downNs = timers.timerNs;
        }
        backup.preemptNs = timers.preemptNs;
        backup.listenedAfterStall = answers.listenedAfterStall;
        heard.ifPresent(backup.heard::restore);
    }

    private void restore(Master master) {
        if (standing.state == State.MASTER) {
            master.advertNs = timers.timerNs;
        }
        master.addressesPresent = standing.addressesPresent;
        master.schedule.restore(announcing);
        master.losses.restore(losses);
        master.replies.sent = answers.replies;
        master.replies.contests = answers.contests;
        master.replies.dueNs = answers.dueNs;
        rival.ifPresent(master.rival::restore);
    }

    /** Makes one virtual router stand where another does, as {@code of(from).restore()} would. Nothing is allocated. */
    public static void copy(VirtualRouter from, VirtualRouter to) {
        to.terms.copy(from.terms);
        to.tracks.copy(from.tracks);
        to.backup.copy(from.backup);
        to.master.copy(from.master);
        to.hold.copy(from.hold);
        to.state = from.state;
        to.started = from.started;
        to.stateSinceNs = from.stateSinceNs;
        to.cameFrom = from.cameFrom;
        to.why = from.why;
        to.priorityChange = from.priorityChange;
        to.wish = from.wish;
        to.removalNs = from.removalNs;
    }
}
