package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Tracks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one virtual router (RFC 9568 6.4, RFC 3768 6.4). Inputs are {@code onX} and the time; outputs are
 * calls of {@link Effects}, in order. This class decides about the states; what is done in each is the matter of
 * {@link Backup}, {@link Master} and {@link Hold}. It is used by one thread. In the steady state it allocates nothing. Its
 * fields are open to {@link RouterSnapshot} alone.
 */
public final class VirtualRouter {
    /** The deadline of something that is not due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How often within {@link Hold#LENGTH_NS} a removed address is put back before the instance steps down. */
    static final int ADDRESS_LOSSES_MAX = 5;

    /** How long after the kernel refused to remove addresses that is tried again. */
    static final long REMOVAL_RETRY_NS = 1_000_000_000L;

    final Terms terms;
    final Tracks tracks;
    final Backup backup;
    final Master master;
    final Hold hold = new Hold();
    State state = State.INIT;
    boolean started;
    long stateSinceNs;

    /** The state before this one; null before the first change. For people: nothing depends on it. */
    @Nullable
    State cameFrom;

    List<Cause> why = List.of(new Cause.Started());

    /** The last change of priority in this state. */
    @Nullable
    PriorityChange priorityChange;

    /** When the removal of addresses that the kernel refused is tried again. */
    long removalNs = NEVER;

    /**
     * Why this member of a sync group would leave INIT or FAULT, or become MASTER, if it were alone; null if it would not,
     * and for everybody else.
     */
    @Nullable
    List<Cause> wish;

    public VirtualRouter(RouterSettings settings, Tracks tracks) {
        this.tracks = tracks;
        terms = new Terms(settings, tracks);
        backup = new Backup(terms);
        master = new Master(terms);
    }

    // Inputs

    /**
     * Begins to take part: at once, or as soon as everything that decides about FAULT was looked at.
     *
     * @param cause why: the start of the daemon, or a reload
     */
    public void start(Cause cause, long nowNs, Effects effects) {
        started = true;
        stateSinceNs = nowNs;
        why = List.of(cause);
        settle(why, nowNs, effects);
    }

    /**
     * An advertisement that passed all checks of reception.
     *
     * @param intervalNs what it says about the interval of its sender
     */
    public void onAdvertisement(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        yieldIfReplaced(nowNs, effects);
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                backup.hear(priority, intervalNs, source, nowNs);
                if (backup.heard.isFollowed(nowNs)) {
                    wish = null;
                }
                if (priority > 0 && stage() == SteeringStage.ASKED) {
                    new SteeredRouter(this, nowNs, effects).leaveIfFollowing();
                }
            }
            case MASTER -> hearAsMaster(priority, intervalNs, source, nowNs, effects);
        }
    }

    /** An advertisement of this MASTER has left while its inputs were held up: it is neither sent again nor missed. */
    public void onAdvertised(long atNs) {
        if (state == State.MASTER && !stage().isLeaving()) {
            master.advertised(atNs);
        }
    }

    /** Does everything whose time has come. To be called when {@link #deadlineNs()} has passed. */
    public void onDeadline(long nowNs, Effects effects) {
        if (removalNs <= nowNs) {
            removalNs = NEVER;
            effects.removeAddresses();
        }
        if (hold.untilNs <= nowNs) {
            hold.end();
            settle(List.of(new Cause.HoldElapsed()), nowNs, effects);
        }
        yieldIfReplaced(nowNs, effects);
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                if (backup.downNs <= nowNs) {
                    missMaster(nowNs, effects);
                }
            }
            case MASTER -> serveAsMaster(nowNs, effects);
        }
    }

    private void serveAsMaster(long nowNs, Effects effects) {
        if (!stage().isLeaving()) {
            master.serve(nowNs, effects);
        } else if (master.deadlineNs() <= nowNs) {
            new SteeredRouter(this, nowNs, effects).serve();
        }
    }

    /** Something was seen of a tracked object. */
    public void onTrack(Track.Kind kind, String name, Condition condition, String detail, long nowNs, Effects effects) {
        Optional<Track> changed = tracks.update(kind, name, condition, detail);
        if (changed.isPresent()) {
            settle(List.of(new Cause.Tracked(changed.get())), nowNs, effects);
        }
    }

    /** A tracked file was looked at. */
    public void onFile(String name, int value, String detail, long nowNs, Effects effects) {
        Optional<Track> changed = tracks.updateFile(name, value, detail);
        if (changed.isPresent()) {
            settle(List.of(new Cause.Tracked(changed.get())), nowNs, effects);
        }
    }

    /** The address that advertisements come from is another one now. */
    public void onSource(IpAddress source) {
        terms.settings = terms.settings.withSource(source);
    }

    /** Something else removed an address that must be present. It is put back, unless that happens again and again. */
    public void onAddressLost(IpAddress address, long nowNs, Effects effects) {
        if (state != State.MASTER) {
            return;
        }
        int times = master.losses.count(address, nowNs);
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

    /**
     * No other node hears this MASTER, because its advertisements do not leave: it stays out for a while, so that another
     * can take over.
     *
     * @param holdNs at least {@link #takeoverMaxNs()}
     */
    public void onUnheard(String operation, long holdNs, long nowNs, Effects effects) {
        if (state == State.MASTER) {
            hold.begin(new Cause.KernelRefused(operation), holdNs, nowNs);
            settle(List.of(new Cause.KernelRefused(operation)), nowNs, effects);
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

    /** What the sync group decided, of which this is a member. */
    public void onGroup(GroupOrder order, List<Cause> causes, long nowNs, Effects effects) {
        new GroupMember(this, nowNs, effects).carryOut(order, causes);
    }

    /** What an operator asked for. */
    public void onSteering(SteeringOrder order, Cause why, long nowNs, Effects effects) {
        new SteeredRouter(this, nowNs, effects).carryOut(order, why);
    }

    /** Takes over a changed configuration without a change of state, unless the new one demands it. */
    public void reconfigure(RouterSettings newSettings, Tracks newTracks, long nowNs, Effects effects) {
        boolean sameInterval = newSettings.rules().intervalNs() == terms.intervalNs();
        boolean regrouped = !newSettings.group().equals(settings().group());
        terms.settings = newSettings;
        tracks.replaceBy(newTracks);
        if (!sameInterval || terms.rules().version() == 2) {
            terms.expectOwnInterval();
        }
        if (state == State.MASTER && !stage().isLeaving()) {
            master.reconfigure(nowNs);
        } else if (state == State.MASTER) {
            new SteeredRouter(this, nowNs, effects).reconfigure();
        } else if (state == State.BACKUP) {
            backup.reconfigure(sameInterval, nowNs);
        }
        if (terms.rules().preemptDelayNs() == 0) {
            backup.preemptNs = NEVER;
        }
        if (!settings().isGrouped()) {
            wish = null;
        }
        settle(List.of(new Cause.Reloaded()), nowNs, effects);
        if (regrouped && stage().isLeaving()) {
            // Who leaves with the members of a group, or without them, does not come to another one on the way.
            new SteeredRouter(this, nowNs, effects).serveAgain(new Cause.Reloaded());
        }
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
        cameFrom = from;
        endRoles();
        hold.end();
        removalNs = NEVER;
        wish = null;
        stateSinceNs = nowNs;
        why = List.of(cause);
        effects.reportTransition(
                new Transition(settings().name(), from, State.INIT, kind, effectivePriority(), nowNs, List.of(cause)));
        steering().forget();
        terms.priority = terms.priorityBy(tracks);
    }

    // What is read of it

    /** When {@link #onDeadline} must be called next; {@link #NEVER} if nothing is due. */
    public long deadlineNs() {
        return Math.min(Math.min(backup.downNs, master.deadlineNs()), Math.min(hold.untilNs, removalNs));
    }

    public State state() {
        return state;
    }

    public RouterSettings settings() {
        return terms.settings;
    }

    public Tracks tracks() {
        return tracks;
    }

    public int effectivePriority() {
        return terms.priority;
    }

    public long stateSinceNs() {
        return stateSinceNs;
    }

    /** The state before this one; empty before the first change, and after a restart from a snapshot. */
    public Optional<State> cameFrom() {
        return Optional.ofNullable(cameFrom);
    }

    /** Why it is in its state, the nearest cause first. */
    public List<Cause> why() {
        return why;
    }

    /** How long a master may be silent before this node takes over. */
    public long masterDownNs() {
        return terms.masterDownNs();
    }

    public long masterIntervalNs() {
        return terms.masterIntervalNs;
    }

    /** The other node that this BACKUP last heard as a master; empty if it resigned, and in every other state. */
    public Optional<IpAddress> master() {
        return state == State.BACKUP ? backup.heard.master(stateSinceNs) : Optional.empty();
    }

    public int masterPriority() {
        return backup.heard.priority();
    }

    /** When {@link #master()} was last heard. */
    public long masterHeardNs() {
        return backup.heard.heardNs();
    }

    /** Whether the addresses were asked to be present: true exactly in MASTER. */
    public boolean addressesPresent() {
        return master.addressesPresent;
    }

    /** The longest time that a backup of any priority needs to take over from this node, with an interval to spare. */
    public long takeoverMaxNs() {
        RouterSettings.Rules rules = terms.rules();
        long downNs =
                Timing.masterDownNs(rules.version(), Tracks.PRIORITY_MIN, rules.intervalNs(), rules.downTimerAdverts());
        return downNs + rules.intervalNs();
    }

    /** How far it has come with what an operator asked for. */
    public SteeringStage stage() {
        return terms.steering.stage;
    }

    /** What an operator asked for, in words; empty if nobody asked for anything. */
    public Optional<Cause> steeredBy() {
        return Optional.ofNullable(terms.steering.why);
    }

    Steering steering() {
        return terms.steering;
    }

    /** Whether it is to be out and could be without leaving its addresses to nobody. */
    public boolean isReadyToLeave() {
        return state == State.MASTER
                ? stage() == SteeringStage.READY
                : stage() == SteeringStage.ASKED && master().isPresent();
    }

    /** Whether it takes part, be it only by waiting. */
    public boolean isStarted() {
        return started;
    }

    /** When this BACKUP becomes MASTER unless it hears of one until then; {@link #NEVER} in every other state. */
    public long takeOverNs() {
        return backup.downNs;
    }

    /** When the timer of a BACKUP or MASTER fires. */
    long timerNs() {
        return Math.min(backup.downNs, master.advertNs);
    }

    /** Whether the kernel refused to remove addresses, so that they may be present in spite of the state. */
    public boolean isRemovalRefused() {
        return removalNs != NEVER;
    }

    boolean isHeld() {
        return hold.cause != null;
    }

    /** The longest time that the timer may be ahead in this state. */
    long waitMaxNs() {
        if (state == State.MASTER) {
            return stage().isLeaving() ? takeoverMaxNs() + Steering.OVERLAP_NS : terms.intervalNs();
        }
        return terms.masterDownNs();
    }

    /**
     * Why this member of a sync group would leave INIT or FAULT, or become MASTER, if it were alone; null if it would not.
     * In FAULT that is a fault of its own.
     */
    public @Nullable List<Cause> wish() {
        return wish;
    }

    /** Whether a BACKUP follows the advertisements of a master, has in this state, and has not given it up. */
    public boolean isFollowing() {
        return state == State.BACKUP && wish == null && backup.heard.isFollowed(stateSinceNs);
    }

    public boolean isListening() {
        return state == State.BACKUP || state == State.MASTER;
    }

    // Between the states

    private void missMaster(long nowNs, Effects effects) {
        Cause cause = backup.missMaster(stateSinceNs, nowNs);
        if (cause != null) {
            new SteeredRouter(this, nowNs, effects).stayForWantOfMaster(cause);
            boolean overtaking = cause instanceof Cause.MasterLower;
            List<Cause> causes = overtaking ? explain(cause, true) : List.of(cause);
            if (settings().isGrouped()) {
                wish = causes;
                backup.begin(terms.masterDownNs(), nowNs);
            } else {
                becomeMaster(causes, nowNs, effects);
            }
        }
    }

    /** A MASTER that was late, and is configured to yield then, knows that before it speaks again. */
    private void yieldIfReplaced(long nowNs, Effects effects) {
        if (state == State.MASTER && master.isReplaced(nowNs)) {
            List<Cause> late = List.of(new Cause.TimerLate(master.lateNs(nowNs)));
            becomeBackup(late, terms.masterDownNs(), nowNs, effects);
        }
    }

    private void hearAsMaster(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        if (stage().isLeaving()) {
            new SteeredRouter(this, nowNs, effects).hear(priority);
            return;
        }
        Cause cause = master.hear(priority, intervalNs, source, nowNs, effects);
        if (cause != null) {
            if (terms.rules().higherPrioritySendAdvert()) {
                effects.sendAdvertisement(terms.priority);
            }
            backup.heard.note(source, priority, nowNs, Verdict.FOLLOWED);
            terms.adoptInterval(intervalNs);
            becomeBackup(explain(cause, false), terms.masterDownNs(), nowNs, effects);
        }
    }

    /** First everything takes effect, then the story is reported. */
    void becomeMaster(List<Cause> causes, long nowNs, Effects effects) {
        State from = state;
        state = State.MASTER;
        terms.expectOwnInterval();
        backup.end();
        removalNs = NEVER;
        master.begin(nowNs, effects);
        enter(from, causes, nowNs, effects);
    }

    /** Follows what is tracked: priority, FAULT and its end, the end of INIT. */
    void settle(List<Cause> causes, long nowNs, Effects effects) {
        if (!started) {
            terms.priority = terms.priorityBy(tracks);
            return;
        }
        changePriority(causes, effects);
        List<Track> faults = tracks.faults();
        if (stage() == SteeringStage.OUT) {
            fail(steering().cause(), nowNs, effects);
        } else if (!faults.isEmpty()) {
            fail(new Cause.Tracked(faults.getFirst()), nowNs, effects);
        } else if (hold.cause != null) {
            fail(hold.cause, nowNs, effects);
        } else if (isInformed()) {
            takePart(causes, nowNs, effects);
        }
    }

    void changePriority(List<Cause> causes, Effects effects) {
        int old = terms.priority;
        int now = terms.priorityBy(tracks);
        if (now == old) {
            return;
        }
        terms.priority = now;
        priorityChange = new PriorityChange(old, now, causes);
        if (state == State.BACKUP) {
            backup.followPriority(old);
        }
        effects.reportPriority(old, now, state, causes.getFirst());
    }

    private void takePart(List<Cause> causes, long nowNs, Effects effects) {
        if (state == State.BACKUP || state == State.MASTER) {
            return;
        }
        boolean begins = state == State.INIT;
        if (settings().isGrouped()) {
            if (wish == null) {
                wish = begins ? Beginning.why(why, causes) : causes;
            }
        } else if (begins && settings().isOwner()) {
            // RFC 9568 6.4.1 (110)
            terms.expectOwnInterval();
            becomeMaster(List.of(new Cause.AddressOwner()), nowNs, effects);
        } else {
            takePartAsBackup(begins ? Beginning.why(why, causes) : causes, nowNs, effects);
        }
    }

    void takePartAsBackup(List<Cause> causes, long nowNs, Effects effects) {
        terms.expectOwnInterval();
        boolean owner = terms.settings.isOwner();
        long waitNs = owner ? terms.masterIntervalNs + terms.skewNs() : terms.masterDownNs();
        becomeBackup(causes, waitNs, nowNs, effects);
    }

    void becomeBackup(List<Cause> causes, long waitNs, long nowNs, Effects effects) {
        State from = state;
        state = State.BACKUP;
        endRoles();
        backup.begin(waitNs, nowNs);
        master.dropAddresses(effects);
        enter(from, causes, nowNs, effects);
    }

    private void fail(Cause cause, long nowNs, Effects effects) {
        wish = null;
        if (state == State.FAULT) {
            // What brought it here may have been mended, while something else keeps it here.
            why = List.of(cause);
            return;
        }
        State from = state;
        resign(effects);
        state = State.FAULT;
        endRoles();
        enter(from, List.of(cause), nowNs, effects);
    }

    private void hold(Cause cause, long nowNs, Effects effects) {
        hold.begin(cause, Hold.LENGTH_NS, nowNs);
        settle(List.of(cause), nowNs, effects);
    }

    void resign(Effects effects) {
        if (state == State.MASTER) {
            sayFarewell(effects);
        }
        master.dropAddresses(effects);
    }

    /** The other nodes need not wait until they miss this one. Whoever has a successor has said that before. */
    void sayFarewell(Effects effects) {
        if (!stage().isSucceeded() && stage() != SteeringStage.OUT) {
            effects.sendAdvertisement(0);
        }
    }

    /** Whether everything was looked at that decides about FAULT. */
    boolean isInformed() {
        return tracks.awaited().isEmpty();
    }

    void enter(State from, List<Cause> causes, long nowNs, Effects effects) {
        stateSinceNs = nowNs;
        cameFrom = from;
        why = causes;
        priorityChange = null;
        if (state != State.FAULT) {
            wish = null;
        }
        effects.reportTransition(
                new Transition(settings().name(), from, state, Transition.Kind.ENTERED, terms.priority, nowNs, causes));
        new SteeredRouter(this, nowNs, effects).follow(from);
    }

    void endRoles() {
        backup.end();
        master.end();
    }

    /** Adds why our priority rose or fell in this state, where that is why we are stronger or weaker. */
    private List<Cause> explain(Cause cause, boolean stronger) {
        PriorityChange change = priorityChange;
        return change == null || change.isRise() != stronger ? List.of(cause) : change.explain(cause);
    }
}
