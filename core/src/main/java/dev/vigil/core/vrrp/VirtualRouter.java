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
 * calls of {@link Effects}, in order. It is used by one thread. In the steady state it allocates nothing.
 */
public final class VirtualRouter {
    /** The deadline of something that is not due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long a virtual router stays out after the kernel refused it, or after its addresses were contested. */
    static final long HOLD_NS = 10_000_000_000L;

    /** How often within {@link #HOLD_NS} a removed address is put back before the instance steps down. */
    static final int ADDRESS_LOSSES_MAX = 5;

    /** How many masters of lower priority are answered within one interval; a flood must not be echoed. */
    static final int REPLIES_MAX = 4;

    private RouterSettings settings;
    private final Tracks tracks;
    private State state = State.INIT;
    private boolean started;
    private boolean addressesPresent;
    private int effectivePriority;
    private long stateSinceNs;
    private List<Cause> why = List.of(new Cause.Started());
    private List<Cause> priorityWhy = List.of();

    /** The advertisement timer of a MASTER, the master down timer of a BACKUP. */
    private long timerNs = NEVER;

    private long secondBurstNs = NEVER;
    private long refreshNs = NEVER;
    private long lowerBurstNs = NEVER;
    /** When a lower-priority master has been left alone for long enough; NEVER while there is none. */
    private long preemptNs = NEVER;

    private long holdNs = NEVER;
    private @Nullable Cause holdCause;

    /** The interval of the master, adopted from its advertisements in version 3. */
    private long masterIntervalNs;

    private @Nullable IpAddress master;
    private int masterPriority;
    private long masterHeardNs;
    private boolean masterResigned;
    private int replies;
    private int addressLosses;
    private long addressLossesSinceNs;

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
        if (holdNs <= nowNs) {
            releaseHold();
            settle(List.of(new Cause.HoldElapsed()), nowNs, effects);
        }
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                if (timerNs <= nowNs) {
                    becomeMaster(whyNoMaster(nowNs), nowNs, effects);
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
        if (addressLosses == 0 || nowNs - addressLossesSinceNs > HOLD_NS) {
            addressLosses = 0;
            addressLossesSinceNs = nowNs;
        }
        addressLosses++;
        if (addressLosses > ADDRESS_LOSSES_MAX) {
            hold(new Cause.AddressContested(address, addressLosses), nowNs, effects);
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
            refreshNs = settings.announcements().refreshNs() == 0
                    ? NEVER
                    : Math.min(refreshNs, nowNs + settings.announcements().refreshNs());
        } else if (state == State.BACKUP && !sameInterval) {
            timerNs = nowNs + masterDownNs();
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
        started = false;
        State from = state;
        state = State.INIT;
        clearDeadlines();
        releaseHold();
        effects.reportTransition(
                new Transition(settings.name(), from, State.INIT, kind, effectivePriority, nowNs, List.of(cause)));
    }

    // What is read of it

    /** When {@link #onDeadline} must be called next; {@link #NEVER} if nothing is due. */
    public long deadlineNs() {
        long deadline = Math.min(timerNs, holdNs);
        deadline = Math.min(deadline, secondBurstNs);
        return Math.min(deadline, Math.min(refreshNs, lowerBurstNs));
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

    /** The last other node whose advertisement was heard as that of a master. */
    public Optional<IpAddress> master() {
        return Optional.ofNullable(master);
    }

    public int masterPriority() {
        return masterPriority;
    }

    /** When {@link #master()} was last heard. */
    public long masterHeardNs() {
        return masterHeardNs;
    }

    /** Whether the addresses were asked to be present: true exactly in MASTER. */
    public boolean addressesPresent() {
        return addressesPresent;
    }

    public boolean isListening() {
        return state == State.BACKUP || state == State.MASTER;
    }

    // BACKUP

    // RFC 9568 6.4.2 (420)-(460)
    private void hearAsBackup(int priority, long intervalNs, IpAddress source, long nowNs) {
        master = source;
        masterPriority = priority;
        masterHeardNs = nowNs;
        masterResigned = priority == 0;
        if (priority == 0) {
            timerNs = nowNs + Timing.skewNs(settings.rules().version(), effectivePriority, masterIntervalNs);
        } else if (isAccepted(priority, nowNs)) {
            adoptInterval(intervalNs);
            timerNs = nowNs + masterDownNs();
        }
        // Otherwise it is of lower priority and discarded: the running timer ends in our taking over.
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

    private List<Cause> whyNoMaster(long nowNs) {
        IpAddress last = master;
        if (last == null || masterHeardNs < stateSinceNs) {
            return List.of(new Cause.NoMasterHeard(nowNs - stateSinceNs));
        }
        if (masterResigned) {
            return List.of(new Cause.MasterResigned(last));
        }
        long silentNs = nowNs - masterHeardNs;
        if (masterPriority < effectivePriority && silentNs < 2 * masterIntervalNs) {
            return withPriorityWhy(new Cause.MasterLower(last, masterPriority, effectivePriority));
        }
        return List.of(new Cause.MasterSilent(last, masterPriority, silentNs));
    }

    // RFC 9568 6.4.2 (370)-(390); the order of effects: advertisement, addresses, announcements, then the story.
    private void becomeMaster(List<Cause> causes, long nowNs, Effects effects) {
        State from = state;
        RouterSettings.Announcements announcements = settings.announcements();
        state = State.MASTER;
        masterIntervalNs = settings.rules().intervalNs();
        preemptNs = NEVER;
        replies = 0;
        addressLosses = 0;
        effects.sendAdvertisement(effectivePriority);
        addressesPresent = true;
        effects.addAddresses();
        effects.announceAddresses(announcements.repeat());
        timerNs = nowNs + settings.rules().intervalNs();
        secondBurstNs = announcements.delayNs() == 0 ? NEVER : nowNs + announcements.delayNs();
        refreshNs =
                announcements.refreshNs() == 0 ? NEVER : nowNs + announcements.delayNs() + announcements.refreshNs();
        lowerBurstNs = NEVER;
        enter(from, causes, nowNs, effects);
    }

    // MASTER

    private void serveMaster(long nowNs, Effects effects) {
        if (timerNs <= nowNs) {
            replies = 0;
            effects.sendAdvertisement(effectivePriority);
            long intervalNs = settings.rules().intervalNs();
            timerNs += intervalNs;
            if (timerNs <= nowNs) {
                timerNs = nowNs + intervalNs;
            }
        }
        RouterSettings.Announcements announcements = settings.announcements();
        if (secondBurstNs <= nowNs) {
            secondBurstNs = NEVER;
            effects.announceAddresses(announcements.repeat());
        }
        if (lowerBurstNs <= nowNs) {
            lowerBurstNs = NEVER;
            effects.announceAddresses(announcements.lowerPriorityRepeat());
        }
        if (refreshNs <= nowNs) {
            refreshNs = nowNs + announcements.refreshNs();
            effects.announceAddresses(announcements.refreshRepeat());
        }
    }

    // RFC 9568 6.4.3 (725)-(785)
    private void hearAsMaster(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        if (priority == 0) {
            answer(nowNs, effects);
        } else if (isStronger(priority, source)) {
            stepDown(priority, intervalNs, source, nowNs, effects);
        } else {
            stand(priority, source, nowNs, effects);
        }
    }

    private boolean isStronger(int priority, IpAddress source) {
        return priority > effectivePriority
                || (priority == effectivePriority && source.compareTo(settings.source()) > 0);
    }

    private void stepDown(int priority, long intervalNs, IpAddress source, long nowNs, Effects effects) {
        Cause cause = priority > effectivePriority
                ? new Cause.MasterHigher(source, priority, effectivePriority)
                : new Cause.MasterEqual(source, priority, settings.source());
        if (settings.rules().higherPrioritySendAdvert()) {
            effects.sendAdvertisement(effectivePriority);
        }
        master = source;
        masterPriority = priority;
        masterHeardNs = nowNs;
        masterResigned = false;
        adoptInterval(intervalNs);
        becomeBackup(withPriorityWhy(cause), masterDownNs(), nowNs, effects);
    }

    /** Another master must yield to this one: it is told, and so is the segment. */
    private void stand(int priority, IpAddress source, long nowNs, Effects effects) {
        if (replies >= REPLIES_MAX) {
            return;
        }
        boolean first = replies == 0;
        if (!settings.rules().lowerPriorityNoAdvert()) {
            answer(nowNs, effects);
        } else {
            replies++;
        }
        RouterSettings.Announcements announcements = settings.announcements();
        if (first && announcements.lowerPriorityRepeat() > 0) {
            effects.announceAddresses(announcements.lowerPriorityRepeat());
            lowerBurstNs =
                    announcements.lowerPriorityDelayNs() == 0 ? NEVER : nowNs + announcements.lowerPriorityDelayNs();
        }
        effects.reportLowerPriority(source, priority, effectivePriority);
    }

    private void answer(long nowNs, Effects effects) {
        if (replies < REPLIES_MAX) {
            replies++;
            effects.sendAdvertisement(effectivePriority);
            timerNs = nowNs + settings.rules().intervalNs();
        }
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
        List<Cause> chain = new ArrayList<>();
        chain.add(new Cause.PriorityChanged(old, now));
        chain.addAll(causes);
        priorityWhy = List.copyOf(chain);
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
                    becomeBackup(causes, masterDownNs(), nowNs, effects);
                }
            }
            case FAULT -> {
                masterIntervalNs = settings.rules().intervalNs();
                long waitNs = settings.isOwner() ? masterIntervalNs + skewNs() : masterDownNs();
                becomeBackup(causes, waitNs, nowNs, effects);
            }
        }
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
        effects.reportTransition(new Transition(
                settings.name(), from, state, Transition.Kind.ENTERED, effectivePriority, nowNs, causes));
    }

    private void clearDeadlines() {
        timerNs = NEVER;
        secondBurstNs = NEVER;
        refreshNs = NEVER;
        lowerBurstNs = NEVER;
        preemptNs = NEVER;
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

    /** Adds why our priority is what it is, where that explains who is stronger. */
    private List<Cause> withPriorityWhy(Cause cause) {
        List<Cause> chain = new ArrayList<>();
        chain.add(cause);
        chain.addAll(priorityWhy);
        return List.copyOf(chain);
    }
}
