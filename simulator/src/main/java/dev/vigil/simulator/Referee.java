package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches one virtual router, turn by turn. It knows what the protocol demands (RFC 9568 6.4 and keepalived's options) and
 * computes it anew, from the inputs alone and without the core's arithmetic; what the core does is held against that.
 */
final class Referee {

    private static final long NEVER = Long.MAX_VALUE;

    /** The core computes whole microseconds. */
    private static final long TOLERANCE_NS = 2_000;

    /** How long a virtual router stays out after a refusal, and how often an address may be lost within that time. */
    private static final long HOLD_NS = 10 * Nanos.PER_S;

    private static final int LOSSES_MAX = 5;

    /** Whoever counts losses in windows of {@link #HOLD_NS} must have noticed so many within one such time. */
    private static final int CONTEST_MAX = 2 * (LOSSES_MAX + 1);

    /** More advertisements than this within one interval, 64 of which were put off, are an echo of what is heard. */
    private static final int SENT_MAX = 76;

    private final Member member;
    private final Simulation simulation;
    private final Conduct conduct = new Conduct();
    private final Standing standing = new Standing();

    private State state = State.INIT;
    private boolean started;

    /** A BACKUP takes over one skew time after this. */
    private long quietNs;

    /** Whether a timer that fired much too late was followed by listening already. */
    private boolean listened;

    /** The interval of the master, or our own. */
    private long intervalNs;

    /** The configured interval as it was before a change. */
    private long ownIntervalNs;

    private long lowerUntilNs = NEVER;

    // The last advertisement, and what else came in this turn.
    private @Nullable IpAddress heardSource;
    private int heardPriority;
    private boolean mustYield;

    // Another address owner with a lower address: when it was heard first and last.
    private long rivalFirstNs = NEVER;
    private long rivalLastNs;

    private Silence silence = new Silence();
    private final Speech speech;
    private final Rivalry rivalry;

    /** Whether this turn is one in which rivals must be reported. */
    private boolean reporting;

    private boolean refused;
    private boolean stopping;

    private long holdUntilNs;

    /** How long the last refusal keeps it out. */
    private long heldForNs;

    /** When each address was lost since the last transition. */
    private final Map<IpAddress, Deque<Long>> losses = new HashMap<>();

    private long advertisedNs;
    private long reconfiguredNs;
    private long windowNs;
    private int sentInWindow;

    /** When it last tried to remove its addresses. */
    private long removedNs;

    Referee(Member member, Simulation simulation) {
        this.member = member;
        this.simulation = simulation;
        speech = new Speech(member);
        rivalry = new Rivalry(member);
    }

    /** A new process begins. */
    void reset() {
        standing.reset(settings(), member.plan().tracks());
        state = State.INIT;
        started = false;
        intervalNs = rules().intervalNs();
        ownIntervalNs = intervalNs;
        holdUntilNs = 0;
        heardSource = null;
        lowerUntilNs = NEVER;
        silence = new Silence();
        speech.reset();
        rivalry.reset();
        conduct.clear();
    }

    /** Whether it stays out for a while because of a refusal. */
    boolean isHeld() {
        return started && nowNs() < holdUntilNs;
    }

    Standing standing() {
        return standing;
    }

    private RouterSettings settings() {
        return member.plan().settings();
    }

    private RouterSettings.Rules rules() {
        return settings().rules();
    }

    // RFC 9568 6.1; in version 2 the skew does not depend on the interval.
    private long skewNs() {
        long unitNs = rules().version() == 2 ? Nanos.PER_S : intervalNs;
        return (256 - standing.priority()) * unitNs / 256;
    }

    private long silenceMaxNs() {
        return rules().downTimerAdverts() * intervalNs;
    }

    private long nowNs() {
        return member.nowNs();
    }

    private void rule(Rule rule, @Nullable String wrong) {
        if (wrong != null) {
            throw broken(rule, wrong);
        }
    }

    private BrokenRule broken(Rule rule, String detail) {
        return simulation.broken(rule, member.place(), detail);
    }

    // Inputs of a turn

    void begin() {
        mustYield = false;
        refused = false;
        stopping = false;
        reporting = false;
        conduct.clear();
        speech.begin();
    }

    Speech speech() {
        return speech;
    }

    Rivalry rivalry() {
        return rivalry;
    }

    /** A message arrives, which may be dropped. */
    void receives(Packet packet, IpAddress source, int at, int length, int ttl) {
        if (member.router().isListening()) {
            reporting = true;
            rivalry.hears(packet, source, at, length, ttl);
        }
    }

    void reachesDeadline() {
        reporting = true;
        if (state == State.MASTER) {
            speech.serves();
        }
    }

    void hears(int priority, long itsIntervalNs, IpAddress source) {
        silence.hears(priority);
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                heardSource = source;
                heardPriority = priority;
                if (priority == 0) {
                    quietNs = nowNs();
                    listened = false;
                } else if (isFollowed(priority)) {
                    follow(itsIntervalNs);
                }
            }
            case MASTER -> {
                boolean equalAndHigher = priority == standing.priority() && source.compareTo(member.source()) > 0;
                mustYield = priority > standing.priority()
                        || equalAndHigher
                        || (settings().isOwner() && priority == standing.priority() && outlasts(itsIntervalNs));
                if (mustYield) {
                    heardSource = source;
                    heardPriority = priority;
                    adopt(itsIntervalNs);
                } else {
                    speech.stands(priority);
                }
            }
        }
    }

    /** Whether another address owner had the time of two of our advertisements, and of one of its own, to yield. */
    private boolean outlasts(long itsIntervalNs) {
        long longerNs = Math.max(rules().intervalNs(), itsIntervalNs);
        if (rivalFirstNs == NEVER || nowNs() - rivalLastNs > 3 * longerNs) {
            rivalFirstNs = nowNs();
        }
        rivalLastNs = nowNs();
        return nowNs() - rivalFirstNs >= 2 * rules().intervalNs() + longerNs * 6 / 5;
    }

    private boolean isFollowed(int priority) {
        if (priority >= standing.priority()) {
            lowerUntilNs = NEVER;
            return true;
        }
        if (!rules().preempt()) {
            return true;
        }
        if (rules().preemptDelayNs() > 0 && lowerUntilNs == NEVER) {
            lowerUntilNs = nowNs() + rules().preemptDelayNs();
        }
        return rules().preemptDelayNs() > 0 && nowNs() < lowerUntilNs;
    }

    private void follow(long itsIntervalNs) {
        adopt(itsIntervalNs);
        quietNs = nowNs() + silenceMaxNs();
        listened = false;
    }

    private void adopt(long itsIntervalNs) {
        if (rules().version() == 3) {
            intervalNs = itsIntervalNs;
        }
    }

    void takes(RouterInput input) {
        switch (input) {
            case RouterInput.Started _ -> started = true;
            case RouterInput.Seen seen -> standing.see(seen.kind(), seen.name(), seen.condition());
            case RouterInput.FileSeen seen -> standing.read(seen.name(), seen.value());
            case RouterInput.Refused _ -> {
                rule(
                        Rule.REFUSED_IS_REFUSED,
                        member.isRefusedAll() ? null : "it gives up although the kernel did not refuse every address");
                refused = true;
                heldForNs = HOLD_NS;
            }
            case RouterInput.Unheard unheard -> {
                rule(Rule.UNHEARD_YIELDS, silence.yields());
                refused = true;
                heldForNs = unheard.holdNs();
            }
            case RouterInput.AddressLost lost -> lose(lost.address());
            case RouterInput.Reconfigured changed -> reconfigure(changed);
            case RouterInput.Stopped _ -> stopping = true;
            case RouterInput.Created _,
                    RouterInput.Restored _,
                    RouterInput.Heard _,
                    RouterInput.DeadlineReached _,
                    RouterInput.Advertised _,
                    RouterInput.RemovalRefused _,
                    RouterInput.SourceChanged _,
                    RouterInput.Ordered _,
                    RouterInput.DefectFound _ -> {}
        }
    }

    private void lose(IpAddress address) {
        rule(Rule.LOSS_IS_TRUE, member.wasTaken(address) ? null : "it misses " + address + ", which nothing took");
        Deque<Long> times = losses.computeIfAbsent(address, _ -> new ArrayDeque<>());
        times.add(nowNs());
        speech.loses();
        if (times.size() > CONTEST_MAX) {
            times.remove();
        }
    }

    private void reconfigure(RouterInput.Reconfigured changed) {
        boolean sameInterval = ownIntervalNs == rules().intervalNs();
        if (!sameInterval || rules().version() == 2) {
            intervalNs = rules().intervalNs();
        }
        ownIntervalNs = rules().intervalNs();
        speech.reconfigures();
        reconfiguredNs = nowNs();
        long quietAtMostNs = nowNs() + silenceMaxNs();
        quietNs = sameInterval ? Math.min(quietNs, quietAtMostNs) : quietAtMostNs;
        if (rules().preemptDelayNs() == 0) {
            lowerUntilNs = NEVER;
        }
        standing.reconfigure(changed.settings(), changed.tracks());
    }

    // Effects of a turn

    void sends(int priority) {
        does(priority == 0 ? Conduct.Effect.RESIGN : Conduct.Effect.ADVERTISE);
        if (priority != 0 && priority != standing.priority()) {
            throw broken(Rule.PRIORITY_OF_TRACKS, "it advertised " + priority + " instead of " + standing.priority());
        }
        if (priority != 0) {
            speech.advertises();
        }
        silence.sends(priority, member.node().mood().refusesPackets(), member.isLinkUp());
        advertisedNs = nowNs();
        if (nowNs() >= windowNs) {
            windowNs = nowNs() + rules().intervalNs();
            sentInWindow = 0;
        }
        sentInWindow++;
        if (sentInWindow > SENT_MAX) {
            throw broken(Rule.MASTER_IS_NO_ECHO, "it sent " + sentInWindow + " within one interval");
        }
    }

    void announces(int rounds) {
        does(Conduct.Effect.ANNOUNCE);
        speech.announces(rounds);
    }

    /** Addresses go when a MASTER leaves; if the kernel refused that, later, at a bounded pace, and when it stops. */
    void removes() {
        if (state == State.MASTER) {
            does(Conduct.Effect.REMOVE);
        } else if (!member.isRemovalRefused()) {
            throw broken(Rule.ORDER_OF_EFFECTS, "in " + state + " it removed addresses that were removed before");
        } else if (!stopping && nowNs() - removedNs < Member.REMOVAL_RETRY_NS - TOLERANCE_NS) {
            throw broken(Rule.BOUNDED, "it tried to remove addresses again and again");
        }
        removedNs = nowNs();
    }

    void does(Conduct.Effect effect) {
        if (!conduct.note(effect)) {
            throw broken(Rule.BOUNDED, "one turn has too many effects");
        }
    }

    void enters(Transition transition) {
        if (transition.from() != state) {
            throw broken(Rule.CAUSE_IS_TRUE, "it left " + transition.from() + " while in " + state);
        }
        String wrong = conduct.wrongFor(transition, settings());
        if (wrong != null) {
            throw broken(Rule.ORDER_OF_EFFECTS, wrong);
        }
        conduct.clear();
        judge(transition);
        if (state == State.MASTER) {
            speech.silence();
            rivalry.endContests();
        }
        state = transition.to();
        silence.leaves();
        lowerUntilNs = NEVER;
        listened = false;
        losses.clear();
    }

    private void judge(Transition transition) {
        Cause cause = transition.why().getFirst();
        switch (transition.to()) {
            case INIT -> {
                if (!stopping) {
                    throw broken(Rule.STARTED, "it stopped unasked");
                }
                started = false;
            }
            case FAULT -> judgeFault(cause);
            case MASTER -> {
                judgeTakeover(transition.from(), cause);
                intervalNs = rules().intervalNs();
                speech.takesOver();
                rivalFirstNs = NEVER;
            }
            case BACKUP -> {
                judgeBackup(transition.from(), cause);
                boolean quickOwner =
                        transition.from() == State.FAULT && settings().isOwner();
                quietNs = nowNs() + (quickOwner ? intervalNs : silenceMaxNs());
            }
        }
    }

    private void judgeFault(Cause cause) {
        boolean contested = cause instanceof Cause.AddressContested lost
                && lost.times() > LOSSES_MAX
                && losses.getOrDefault(lost.address(), new ArrayDeque<>()).size() > LOSSES_MAX;
        if (refused || contested) {
            holdUntilNs = nowNs() + (refused ? heldForNs : HOLD_NS);
        } else if (!standing.hasFault()) {
            throw broken(Rule.FAULT_OF_TRACKS, "it went to FAULT because " + cause.text());
        }
        boolean honest = contested || (refused ? cause instanceof Cause.KernelRefused : cause instanceof Cause.Tracked);
        if (!honest) {
            throw broken(Rule.CAUSE_IS_TRUE, "FAULT is explained by: " + cause.text());
        }
    }

    private void judgeTakeover(State from, Cause cause) {
        if (from == State.INIT) {
            if (!settings().isOwner()) {
                throw broken(Rule.NO_EARLY_TAKEOVER, "it began as MASTER without being the address owner");
            }
            return;
        }
        long dueNs = quietNs + skewNs();
        if (from != State.BACKUP || nowNs() < dueNs - TOLERANCE_NS) {
            throw broken(
                    Rule.NO_EARLY_TAKEOVER,
                    "it took over " + Times.text(dueNs - nowNs()) + " too early, from " + from + ", because "
                            + cause.text());
        }
        if (isStalled(dueNs)) {
            throw broken(Rule.NO_EARLY_TAKEOVER, "it was paused and took over before it listened");
        }
        boolean honest = switch (cause) {
            case Cause.NoMasterHeard _ -> heardSource == null;
            case Cause.MasterSilent silent -> silent.master().equals(heardSource) && silent.priority() == heardPriority;
            case Cause.MasterResigned resigned -> resigned.master().equals(heardSource) && heardPriority == 0;
            case Cause.MasterLower lower -> lower.master().equals(heardSource) && heardPriority < standing.priority();
            default -> false;
        };
        if (!honest) {
            throw broken(Rule.CAUSE_IS_TRUE, "a takeover is explained by: " + cause.text());
        }
    }

    /** Whether a timer fires so late that the process must have slept: what it did not hear says nothing then. */
    private boolean isStalled(long dueNs) {
        return !listened && nowNs() - dueNs >= silenceMaxNs() + skewNs() + TOLERANCE_NS;
    }

    private void judgeBackup(State from, Cause cause) {
        switch (from) {
            case INIT, FAULT -> {
                if (from == State.INIT && settings().isOwner()) {
                    throw broken(Rule.SOME_MASTER, "it is the address owner and did not begin as MASTER");
                }
                intervalNs = rules().intervalNs();
                heardSource = null;
                if (standing.hasFault() || standing.isWaiting() || nowNs() < holdUntilNs) {
                    throw broken(Rule.FAULT_OF_TRACKS, "it began to listen because " + cause.text());
                }
            }
            case MASTER -> {
                if (!mustYield) {
                    throw broken(Rule.YIELDS_TO_STRONGER, "it yielded because " + cause.text());
                }
                boolean honest = switch (cause) {
                    case Cause.MasterHigher higher ->
                        higher.priority() == heardPriority && heardPriority > standing.priority();
                    case Cause.MasterEqual equal ->
                        equal.master().equals(heardSource)
                                && heardPriority == standing.priority()
                                && equal.master().compareTo(member.source()) > 0;
                    case Cause.OwnerUnyielding owner ->
                        owner.master().equals(heardSource)
                                && heardPriority == standing.priority()
                                && settings().isOwner();
                    default -> false;
                };
                if (!honest) {
                    throw broken(Rule.CAUSE_IS_TRUE, "yielding is explained by: " + cause.text());
                }
            }
            case BACKUP -> throw broken(Rule.CAUSE_IS_TRUE, "it went from BACKUP to BACKUP");
        }
    }

    // The end of a turn

    void end() {
        VirtualRouter router = member.router();
        String invariant = Invariants.violated(router, nowNs());
        if (invariant != null) {
            throw broken(Rule.CORE_INVARIANT, "not: " + invariant);
        }
        if (router.deadlineNs() <= nowNs()) {
            throw broken(
                    Rule.DEADLINE_AHEAD, "the next deadline was " + Times.text(nowNs() - router.deadlineNs()) + " ago");
        }
        if (router.effectivePriority() != standing.priority()) {
            throw broken(
                    Rule.PRIORITY_OF_TRACKS,
                    "its priority is " + router.effectivePriority() + " instead of " + standing.priority());
        }
        if (router.state() != state) {
            throw broken(Rule.CAUSE_IS_TRUE, "it is in " + router.state() + " and told of " + state);
        }
        String wrong = conduct.wrongIn(state);
        if (wrong != null) {
            throw broken(Rule.ORDER_OF_EFFECTS, wrong);
        }
        if (reporting) {
            rule(Rule.RIVALS_ARE_TOLD, rivalry.wrong());
        }
        endIn(router);
    }

    private void endIn(VirtualRouter router) {
        switch (state) {
            case INIT -> {
                if (started && !standing.isWaiting() && !stopping) {
                    throw broken(Rule.STARTED, "it does not take part although it was started");
                }
            }
            case FAULT -> {
                if (!standing.hasFault() && !standing.isWaiting() && nowNs() >= holdUntilNs) {
                    throw broken(Rule.FAULT_OF_TRACKS, "it is still in FAULT because " + router.why());
                }
            }
            case BACKUP -> endAsBackup();
            case MASTER -> endAsMaster();
        }
        if ((state == State.BACKUP || state == State.MASTER) && standing.hasFault()) {
            throw broken(Rule.FAULT_OF_TRACKS, "it is in " + state + " although a tracked object demands FAULT");
        }
    }

    private void endAsBackup() {
        long dueNs = quietNs + skewNs();
        if (nowNs() < dueNs + TOLERANCE_NS) {
            return;
        }
        if (!isStalled(dueNs - 2 * TOLERANCE_NS)) {
            throw broken(Rule.NO_LATE_TAKEOVER, "it should have taken over " + Times.text(nowNs() - dueNs) + " ago");
        }
        listened = true;
        quietNs = nowNs() + intervalNs;
    }

    private void endAsMaster() {
        rule(Rule.UNHEARD_YIELDS, silence.wrongInMaster());
        if (mustYield) {
            throw broken(Rule.YIELDS_TO_STRONGER, "it heard " + heardSource + " with " + heardPriority + " and stayed");
        }
        for (Map.Entry<IpAddress, Deque<Long>> lost : losses.entrySet()) {
            Deque<Long> times = lost.getValue();
            if (times.size() == CONTEST_MAX && nowNs() - times.getFirst() < HOLD_NS) {
                throw broken(Rule.BOUNDED, "it goes on fighting for " + lost.getKey());
            }
        }
        if (nowNs() - Math.max(advertisedNs, reconfiguredNs) > rules().intervalNs()) {
            throw broken(
                    Rule.MASTER_IS_HEARD, "its last advertisement is " + Times.text(nowNs() - advertisedNs) + " old");
        }
        rule(Rule.ANSWERS, speech.wrongAnswers());
        rule(Rule.ANNOUNCED, speech.wrongAnnouncements());
        rule(Rule.REFUSED_IS_REFUSED, member.isRefusedAll() ? "it stays MASTER without one address" : null);
    }
}
