package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one virtual router (RFC 9568 6.4, RFC 3768 6.4). Inputs are {@code onX} and the time; outputs are
 * calls of {@link Effects}, in order. It is used by one thread. In the steady state it allocates nothing. Its fields are
 * open to {@link RouterSnapshot} alone.
 */
public final class VirtualRouter {
    /** The deadline of something that is not due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long a virtual router stays out after the kernel refused it, or after its addresses were contested. */
    static final long HOLD_NS = 10_000_000_000L;

    /** How often within {@link #HOLD_NS} a removed address is put back before the instance steps down. */
    static final int ADDRESS_LOSSES_MAX = 5;

    /** How long after the kernel refused to remove addresses that is tried again. */
    static final long REMOVAL_RETRY_NS = 1_000_000_000L;

    RouterSettings settings;
    final Tracks tracks;
    State state = State.INIT;
    boolean started;
    boolean addressesPresent;
    int effectivePriority;
    long stateSinceNs;
    List<Cause> why = List.of(new Cause.Started());

    /** The last change of priority in this state. */
    @Nullable
    PriorityChange priorityChange;

    /** The advertisement timer of a MASTER, the master down timer of a BACKUP. */
    long timerNs = NEVER;

    final AnnouncementSchedule schedule = new AnnouncementSchedule();

    /** When a lower-priority master has been left alone for long enough; NEVER while there is none. */
    long preemptNs = NEVER;

    long holdNs = NEVER;

    @Nullable
    Cause holdCause;

    /** When the removal of addresses that the kernel refused is tried again. */
    long removalNs = NEVER;

    /** The interval of the master, adopted from its advertisements in version 3. */
    long masterIntervalNs;

    final HeardMaster heard = new HeardMaster();
    final RivalOwner rival = new RivalOwner();
    final Replies replies = new Replies();
    final AddressLosses losses = new AddressLosses(HOLD_NS);

    /** Whether a timer that fired much too late was already followed by listening. */
    boolean listenedAfterStall;

    public VirtualRouter(RouterSettings settings, Tracks tracks) {
        this.settings = settings;
        this.tracks = tracks;
        effectivePriority = tracks.effectivePriority(settings.rules().priority());
        masterIntervalNs = settings.rules().intervalNs();
    }

    // Inputs

    /** Begins to take part: at once, or as soon as everything that decides about FAULT was looked at. */
    public void start(long nowNs, Effects effects) {
        started = true;
        stateSinceNs = nowNs;
        settle(List.of(new Cause.Started()), nowNs, effects);
    }

    /**
     * An advertisement that passed all checks of reception.
     *
     * @param intervalNs what it says about the interval of its sender
     */
    public void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> hearAsBackup(priority, intervalNs, source, nowNs);
            case MASTER -> hearAsMaster(priority, intervalNs, source, nowNs, effects);
        }
    }

    /** Does everything whose time has come. To be called when {@link #deadlineNs()} has passed. */
    public void onDeadline(long nowNs, Effects effects) {
        if (removalNs <= nowNs) {
            removalNs = NEVER;
            effects.removeAddresses();
        }
        if (holdNs <= nowNs) {
            releaseHold();
            settle(List.of(new Cause.HoldElapsed()), nowNs, effects);
        }
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                if (timerNs <= nowNs) {
                    missMaster(nowNs, effects);
                }
            }
            case MASTER -> serveMaster(nowNs, effects);
        }
    }

    /** Something was seen of a tracked object. */
    public void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs, Effects effects) {
        Optional<Track> changed = tracks.update(kind, name, condition, detail);
        if (changed.isPresent()) {
            settle(List.of(new Cause.Tracked(changed.get())), nowNs, effects);
        }
    }

    /** The address that advertisements come from is another one now. */
    public void onSource(IpAddress source) {
        settings = new RouterSettings(
                settings.name(), settings.vrid(), source, settings.rules(), settings.announcements());
    }

    /** Something else removed an address that must be present. It is put back, unless that happens again and again. */
    public void onAddressLost(IpAddress address, long nowNs, Effects effects) {
        if (state != State.MASTER) {
            return;
        }
        int times = losses.count(address, nowNs);
        if (times > ADDRESS_LOSSES_MAX) {
            hold(new Cause.AddressContested(address, times), nowNs, effects);
        } else {
            effects.addAddresses();
            effects.announceAddresses(1);
        }
    }

    /** The kernel refused an effect that being MASTER depends on. */
    public void onRefusal(String operation, long nowNs, Effects effects) {
        if (state == State.MASTER) {
            hold(new Cause.KernelRefused(operation), nowNs, effects);
        }
    }

    /** The kernel refused to remove addresses, which another node may have by now: that is tried until it succeeds. */
    public void onRemovalRefused(long nowNs) {
        if (started && state != State.MASTER) {
            removalNs = nowNs + REMOVAL_RETRY_NS;
        }
    }

    /** A defect was found in the handling of this virtual router: it must not go on as if nothing had happened. */
    public void onDefect(String invariant, long nowNs, Effects effects) {
        hold(new Cause.Defect(invariant), nowNs, effects);
    }

    /** Takes over a changed configuration without a change of state, unless the new one demands it. */
    public void reconfigure(RouterSettings newSettings, Tracks newTracks, long nowNs, Effects effects) {
        boolean sameInterval =
                newSettings.rules().intervalNs() == settings.rules().intervalNs();
        settings = newSettings;
        tracks.replaceBy(newTracks);
        if (!sameInterval || settings.rules().version() == 2) {
            masterIntervalNs = settings.rules().intervalNs();
        }
        if (state == State.MASTER) {
            timerNs = Math.min(timerNs, nowNs + settings.rules().intervalNs());
            schedule.adopt(settings.announcements(), nowNs);
        } else if (state == State.BACKUP) {
            timerNs = sameInterval ? Math.min(timerNs, nowNs + masterDownNs()) : nowNs + masterDownNs();
        }
        if (settings.rules().preemptDelayNs() == 0) {
            preemptNs = NEVER;
        }
        settle(List.of(new Cause.Reloaded()), nowNs, effects);
    }

    /** Stops taking part for good: a MASTER resigns, and its addresses go. */
    public void stop(Transition.Kind kind, Cause cause, long nowNs, Effects effects) {
        if (!started) {
            return;
        }
        resign(effects);
        if (removalNs != NEVER) {
            effects.removeAddresses();
        }
        started = false;
        State from = state;
        state = State.INIT;
        clearDeadlines();
        releaseHold();
        removalNs = NEVER;
        stateSinceNs = nowNs;
        why = List.of(cause);
        effects.reportTransition(
                new Transition(settings.name(), from, State.INIT, kind, effectivePriority, nowNs, List.of(cause)));
    }

    // What is read of it

    /** When {@link #onDeadline} must be called next; {@link #NEVER} if nothing is due. */
    public long deadlineNs() {
        long ofMasterNs = Math.min(schedule.deadlineNs(), replies.dueNs);
        return Math.min(Math.min(timerNs, ofMasterNs), Math.min(holdNs, removalNs));
    }

    public State state() {
        return state;
    }

    public RouterSettings settings() {
        return settings;
    }

    public Tracks tracks() {
        return tracks;
    }

    public int effectivePriority() {
        return effectivePriority;
    }

    public long stateSinceNs() {
        return stateSinceNs;
    }

    /** Why it is in its state, the nearest cause first. */
    public List<Cause> why() {
        return why;
    }

    public long masterIntervalNs() {
        return masterIntervalNs;
    }

    /** The other node that this BACKUP last heard as a master; empty if it resigned, and in every other state. */
    public Optional<IpAddress> master() {
        return state == State.BACKUP ? heard.master(stateSinceNs) : Optional.empty();
    }

    public int masterPriority() {
        return heard.priority();
    }

    /** When {@link #master()} was last heard. */
    public long masterHeardNs() {
        return heard.heardNs();
    }

    /** Whether the addresses were asked to be present: true exactly in MASTER. */
    public boolean addressesPresent() {
        return addressesPresent;
    }

    boolean isStarted() {
        return started;
    }

    /** When the timer of a BACKUP or MASTER fires. */
    long timerNs() {
        return timerNs;
    }

    /** Whether the kernel refused to remove addresses, so that they may be present in spite of the state. */
    public boolean isRemovalRefused() {
        return removalNs != NEVER;
    }

    boolean isHeld() {
        return holdCause != null;
    }

    /** The longest time that the timer may be ahead in this state. */
    long waitMaxNs() {
        return state == State.MASTER ? settings.rules().intervalNs() : masterDownNs();
    }

    public boolean isListening() {
        return state == State.BACKUP || state == State.MASTER;
    }

    // BACKUP

    // RFC 9568 6.4.2 (420)-(460)
    private void hearAsBackup(int priority, long intervalNs, IpAddress source, long nowNs) {
        if (priority == 0) {
            heard.note(source, priority, nowNs, Verdict.RESIGNED);
            listenedAfterStall = false;
            timerNs = nowNs + skewNs();
        } else if (isAccepted(priority, nowNs)) {
            heard.note(source, priority, nowNs, Verdict.FOLLOWED);
            listenedAfterStall = false;
            adoptInterval(intervalNs);
            timerNs = nowNs + masterDownNs();
        } else {
            // The running timer ends in our taking over.
            heard.note(source, priority, nowNs, Verdict.DISCARDED);
        }
    }

    private boolean isAccepted(int priority, long nowNs) {
        if (priority >= effectivePriority) {
            preemptNs = NEVER;
            return true;
        }
        RouterSettings.Rules rules = settings.rules();
        if (!rules.preempt()) {
            return true;
        }
        if (rules.preemptDelayNs() == 0) {
            return false;
        }
        if (preemptNs == NEVER) {
            preemptNs = nowNs + rules.preemptDelayNs();
        }
        return nowNs < preemptNs;
    }

    // RFC 9568 6.4.2 (370)-(390)
    private void missMaster(long nowNs, Effects effects) {
        boolean stalled = nowNs - timerNs >= masterDownNs();
        if (stalled && !listenedAfterStall) {
            // This process slept, so it is no wonder that it heard nothing: a live master is heard within its interval.
            listenedAfterStall = true;
            timerNs = nowNs + masterIntervalNs + skewNs();
            return;
        }
        Cause cause = heard.whyNone(stateSinceNs, effectivePriority, nowNs);
        boolean overtaking = cause instanceof Cause.MasterLower;
        becomeMaster(overtaking ? explain(cause, true) : List.of(cause), nowNs, effects);
    }

    // The order of effects: advertisement, addresses, announcements, then the story.
    private void becomeMaster(List<Cause> causes, long nowNs, Effects effects) {
        State from = state;
        state = State.MASTER;
        masterIntervalNs = settings.rules().intervalNs();
        preemptNs = NEVER;
        replies.begin();
        rival.forget();
        losses.clear();
        removalNs = NEVER;
        effects.sendAdvertisement(effectivePriority);
        addressesPresent = true;
        effects.addAddresses();
        schedule.begin(settings.announcements(), nowNs, effects);
        timerNs = nowNs + settings.rules().intervalNs();
        enter(from, causes, nowNs, effects);
    }

    // MASTER

    private void serveMaster(long nowNs, Effects effects) {
        if (timerNs <= nowNs) {
            advertise(nowNs, effects);
        } else if (replies.dueNs <= nowNs) {
            replies.left();
            reply(nowNs, effects);
        }
        schedule.serve(settings.announcements(), nowNs, effects);
    }

    private void advertise(long nowNs, Effects effects) {
        RouterSettings.Rules rules = settings.rules();
        boolean missed = nowNs - timerNs >= patienceNs();
        replies.begin();
        effects.sendAdvertisement(effectivePriority);
        timerNs += rules.intervalNs();
        if (timerNs <= nowNs) {
            timerNs = nowNs + rules.intervalNs();
        }
        if (missed) {
            // Another node may have taken over meanwhile and told the segment so.
            effects.announceAddresses(settings.announcements().repeat());
        }
    }

    /** How late an advertisement may be before the best of all backups gives its master up. */
    private long patienceNs() {
        RouterSettings.Rules rules = settings.rules();
        return (rules.downTimerAdverts() - 1) * rules.intervalNs()
                + Timing.skewNs(rules.version(), Tracks.PRIORITY_MAX, rules.intervalNs());
    }

    // RFC 9568 6.4.3 (725)-(785)
    private void hearAsMaster(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        if (priority == 0) {
            answerResignation(nowNs, effects);
        } else if (isStronger(priority, intervalNs, source, nowNs)) {
            stepDown(priority, intervalNs, source, nowNs, effects);
        } else {
            stand(priority, source, nowNs, effects);
        }
    }

    private boolean isStronger(int priority, long intervalNs, IpAddress source, long nowNs) {
        return priority > effectivePriority
                || (priority == effectivePriority && source.compareTo(settings.source()) > 0)
                || (priority == Tracks.PRIORITY_OWNER
                        && rival.persists(settings.rules().intervalNs(), intervalNs, nowNs));
    }

    private void stepDown(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        Cause cause = Cause.ofYielding(source, priority, effectivePriority, settings.source());
        if (settings.rules().higherPrioritySendAdvert()) {
            effects.sendAdvertisement(effectivePriority);
        }
        heard.note(source, priority, nowNs, Verdict.FOLLOWED);
        adoptInterval(intervalNs);
        becomeBackup(explain(cause, false), masterDownNs(), nowNs, effects);
    }

    /** Another master must yield to this one: it is told, and so is the segment. */
    private void stand(int priority, IpAddress source, long nowNs, Effects effects) {
        if (!settings.rules().lowerPriorityNoAdvert() && replies.take()) {
            reply(nowNs, effects);
        }
        if (!replies.contest()) {
            return;
        }
        if (replies.contests == 1) {
            schedule.contest(settings.announcements(), nowNs, effects);
        }
        effects.reportLowerPriority(source, priority, effectivePriority);
    }

    /** Backups wait for a skew time only now: those that are no better than this MASTER hear it before. */
    private void answerResignation(long nowNs, Effects effects) {
        if (replies.take()) {
            reply(nowNs, effects);
        } else {
            replies.putOff(nowNs + Math.max(skewNs() / 2, settings.rules().intervalNs() / Replies.PUT_OFF_MAX));
        }
    }

    private void reply(long nowNs, Effects effects) {
        effects.sendAdvertisement(effectivePriority);
        timerNs = nowNs + settings.rules().intervalNs();
    }

    // Between the states

    /** Follows what is tracked: priority, FAULT and its end, the end of INIT. */
    private void settle(List<Cause> causes, long nowNs, Effects effects) {
        if (!started) {
            effectivePriority = tracks.effectivePriority(settings.rules().priority());
            return;
        }
        changePriority(causes, effects);
        List<Track> faults = tracks.faults();
        if (!faults.isEmpty()) {
            fail(new Cause.Tracked(faults.getFirst()), nowNs, effects);
        } else if (holdCause != null) {
            fail(holdCause, nowNs, effects);
        } else if (tracks.awaited().isEmpty()) {
            takePart(causes, nowNs, effects);
        }
    }

    private void changePriority(List<Cause> causes, Effects effects) {
        int old = effectivePriority;
        int now = tracks.effectivePriority(settings.rules().priority());
        if (now == old) {
            return;
        }
        effectivePriority = now;
        priorityChange = new PriorityChange(old, now, causes);
        if (state == State.BACKUP) {
            int version = settings.rules().version();
            timerNs += Timing.skewNs(version, now, masterIntervalNs) - Timing.skewNs(version, old, masterIntervalNs);
        }
        effects.reportPriority(old, now, state, causes.getFirst());
    }

    private void takePart(List<Cause> causes, long nowNs, Effects effects) {
        switch (state) {
            case BACKUP, MASTER -> {}
            case INIT -> {
                masterIntervalNs = settings.rules().intervalNs();
                if (settings.isOwner()) {
                    // RFC 9568 6.4.1 (110)
                    becomeMaster(List.of(new Cause.AddressOwner()), nowNs, effects);
                } else {
                    becomeBackup(whyStarting(causes), masterDownNs(), nowNs, effects);
                }
            }
            case FAULT -> {
                masterIntervalNs = settings.rules().intervalNs();
                long waitNs = settings.isOwner() ? masterIntervalNs + skewNs() : masterDownNs();
                becomeBackup(causes, waitNs, nowNs, effects);
            }
        }
    }

    /** INIT ends at the start, or later when the last tracked object was looked at. */
    private static List<Cause> whyStarting(List<Cause> causes) {
        if (causes.getFirst() instanceof Cause.Started) {
            return causes;
        }
        List<Cause> chain = new ArrayList<>();
        chain.add(new Cause.InitialState());
        chain.addAll(causes);
        return List.copyOf(chain);
    }

    private void becomeBackup(List<Cause> causes, long waitNs, long nowNs, Effects effects) {
        State from = state;
        state = State.BACKUP;
        clearDeadlines();
        timerNs = nowNs + waitNs;
        dropAddresses(effects);
        enter(from, causes, nowNs, effects);
    }

    private void fail(Cause cause, long nowNs, Effects effects) {
        if (state == State.FAULT) {
            // What brought it here may have been mended, while something else keeps it here.
            why = List.of(cause);
            return;
        }
        State from = state;
        resign(effects);
        state = State.FAULT;
        clearDeadlines();
        enter(from, List.of(cause), nowNs, effects);
    }

    private void hold(Cause cause, long nowNs, Effects effects) {
        holdCause = cause;
        holdNs = nowNs + HOLD_NS;
        settle(List.of(cause), nowNs, effects);
    }

    private void releaseHold() {
        holdCause = null;
        holdNs = NEVER;
    }

    private void resign(Effects effects) {
        if (state == State.MASTER) {
            effects.sendAdvertisement(0);
        }
        dropAddresses(effects);
    }

    private void dropAddresses(Effects effects) {
        if (addressesPresent) {
            addressesPresent = false;
            effects.removeAddresses();
        }
    }

    private void enter(State from, List<Cause> causes, long nowNs, Effects effects) {
        stateSinceNs = nowNs;
        why = causes;
        priorityChange = null;
        listenedAfterStall = false;
        effects.reportTransition(new Transition(
                settings.name(), from, state, Transition.Kind.ENTERED, effectivePriority, nowNs, causes));
    }

    private void clearDeadlines() {
        timerNs = NEVER;
        preemptNs = NEVER;
        schedule.clear();
        replies.begin();
    }

    private void adoptInterval(long intervalNs) {
        if (settings.rules().version() == 3) {
            masterIntervalNs = intervalNs;
        }
    }

    private long skewNs() {
        return Timing.skewNs(settings.rules().version(), effectivePriority, masterIntervalNs);
    }

    private long masterDownNs() {
        RouterSettings.Rules rules = settings.rules();
        return Timing.masterDownNs(rules.version(), effectivePriority, masterIntervalNs, rules.downTimerAdverts());
    }

    /** Adds why our priority rose or fell in this state, where that is why we are stronger or weaker. */
    private List<Cause> explain(Cause cause, boolean stronger) {
        PriorityChange change = priorityChange;
        return change == null || change.isRise() != stronger ? List.of(cause) : change.explain(cause);
    }
}
