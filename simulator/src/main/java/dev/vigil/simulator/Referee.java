package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.recording.RouterInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one virtual router, turn by turn. It knows what the protocol demands (RFC 9568 6.4 and keepalived's options) and
 * computes it anew, from the inputs alone and without the core's arithmetic; what the core does is held against that.
 */
final class Referee {

    private static final long NEVER = Long.MAX_VALUE;

    /** The core computes whole microseconds. */
    private static final long TOLERANCE_NS = 2_000;

    /** How long a virtual router stays out after a refusal. */
    private static final long HOLD_NS = 10 * Nanos.PER_S;

    /** More advertisements than this within one interval, 64 of which were put off, are an echo of what is heard. */
    private static final int SENT_MAX = 76;

    private final Member member;
    private final Simulation simulation;
    private final Conduct conduct = new Conduct();
    private final Standing standing = new Standing();
    private final Patience patience;

    private State state = State.INIT;
    private boolean started;

    /** Whether the last master that it heard in its state was one to follow. */
    private boolean followed;

    // The last advertisement, and what else came in this turn.
    private @Nullable IpAddress heardSource;
    private int heardPriority;
    private boolean mustYield;

    private final OtherOwner otherOwner = new OtherOwner();

    private Silence silence = new Silence();
    private final Speech speech;
    private final Rivalry rivalry;
    private final Wish wish = new Wish();
    private final Steered steered;

    /** Its sync group, as of the last reload. */
    private String group = "";

    /** What its sync group has it do in this turn; null if it acts by itself. */
    private @Nullable GroupOrder order;

    /** Whether this turn is one in which rivals must be reported. */
    private boolean reporting;

    private boolean refused;
    private boolean stopping;

    private long holdUntilNs;

    /** How long the last refusal keeps it out. */
    private long heldForNs;

    private final Losses losses = new Losses();

    private long advertisedNs;
    private long reconfiguredNs;
    private long windowNs;
    private int sentInWindow;

    /** When it last tried to remove its addresses. */
    private long removedNs;

    Referee(Member member, Simulation simulation) {
        this.member = member;
        this.simulation = simulation;
        patience = new Patience(member, standing);
        speech = new Speech(member);
        rivalry = new Rivalry(member);
        steered = new Steered(member);
    }

    /** A new process begins. */
    void reset() {
        standing.reset(settings(), member.plan().tracks());
        patience.reset();
        state = State.INIT;
        started = false;
        holdUntilNs = 0;
        heardSource = null;
        patience.lowerUntilNs = NEVER;
        silence = new Silence();
        wish.drop();
        steered.reset();
        group = settings().group();
        standing.steer(false, false);
        followed = false;
        speech.reset();
        rivalry.reset();
        conduct.clear();
    }

    /** Whether it stays out for a while because of a refusal. */
    boolean isHeld() {
        return started && nowNs() < holdUntilNs;
    }

    Wish wish() {
        return wish;
    }

    /** Whether a BACKUP follows another master, which is not silent for too long. */
    boolean isFollowing() {
        return state == State.BACKUP && followed && !wish.isMade();
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
        order = null;
        steered.begin();
        conduct.clear();
        speech.begin();
    }

    Steered steered() {
        return steered;
    }

    /** It reports how far it has come with what an operator asked for. */
    void steers(SteeringStage to) {
        boolean follows = state == State.BACKUP && heardSource != null && heardPriority > 0;
        boolean served = steered.isLeaving();
        rule(Rule.HANDED_OVER, steered.reports(to, state, follows, order));
        standing.steer(steered.isOut(), steered.isPromoted());
        if (to == SteeringStage.LEAVING) {
            speech.silence();
        } else if (served
                && !steered.isLeaving()
                && state == State.MASTER
                && !steered.isOut()
                && to != SteeringStage.ASKED) {
            speech.servesAgain();
        }
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
        if (state == State.MASTER && !steered.isLeaving()) {
            speech.serves();
        }
        long dueNs = patience.dueNs();
        if (state == State.BACKUP
                && settings().isGrouped()
                && nowNs() >= dueNs - TOLERANCE_NS
                && !patience.isStalled(dueNs)) {
            wish.make(heardSource, heardPriority, standing.priority());
            patience.quietNs = nowNs() + patience.silenceMaxNs();
        }
    }

    void hears(int priority, long itsIntervalNs, IpAddress source) {
        silence.hears(priority);
        steered.hears(priority);
        switch (state) {
            case INIT, FAULT -> {}
            case BACKUP -> {
                heardSource = source;
                heardPriority = priority;
                followed = priority != 0 && patience.isFollowed(priority, steered.isPromoted());
                if (priority == 0) {
                    patience.quietNs = nowNs();
                    patience.listened = false;
                } else if (followed) {
                    wish.drop();
                    patience.follow(itsIntervalNs);
                }
            }
            case MASTER -> {
                if (steered.isLeaving()) {
                    return;
                }
                boolean equalAndHigher = priority == standing.priority() && source.compareTo(member.source()) > 0;
                mustYield = priority > standing.priority()
                        || equalAndHigher
                        || (settings().isOwner()
                                && priority == standing.priority()
                                && otherOwner.outlasts(rules().intervalNs(), itsIntervalNs, nowNs()));
                if (mustYield) {
                    heardSource = source;
                    heardPriority = priority;
                    patience.adopt(itsIntervalNs);
                } else {
                    speech.stands(priority);
                }
            }
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
            case RouterInput.AddressLost lost -> {
                boolean taken = member.wasTaken(lost.address());
                rule(Rule.LOSS_IS_TRUE, taken ? null : "it misses " + lost.address() + ", which nothing took");
                losses.note(lost.address(), nowNs());
                speech.loses();
            }
            case RouterInput.Steered asked -> {
                steered.takes(asked.order());
                wishOf(asked.order());
            }
            case RouterInput.Reconfigured changed -> reconfigure(changed);
            case RouterInput.Stopped _ -> stopping = true;
            case RouterInput.Ordered ordered -> {
                member.node().companions().orders(member, ordered.order(), ordered.why());
                order = ordered.order();
                if (order == GroupOrder.ANNOUNCE && state == State.MASTER) {
                    speech.contests();
                }
            }
            case RouterInput.Created _,
                    RouterInput.Restored _,
                    RouterInput.Heard _,
                    RouterInput.DeadlineReached _,
                    RouterInput.Advertised _,
                    RouterInput.RemovalRefused _,
                    RouterInput.SourceChanged _,
                    RouterInput.DefectFound _ -> {}
        }
    }

    /** A member of a sync group that is promoted waits for the others. */
    private void wishOf(SteeringOrder asked) {
        boolean leads = asked == SteeringOrder.PROMOTE
                && state == State.BACKUP
                && settings().isGrouped();
        int ours = settings().isOwner() ? Tracks.PRIORITY_OWNER : Tracks.PRIORITY_MAX;
        boolean yields = heardSource == null || heardPriority < ours;
        if (leads && yields) {
            wish.order();
            patience.quietNs = nowNs() + patience.silenceMaxNs();
        }
    }

    private void reconfigure(RouterInput.Reconfigured changed) {
        if (!settings().isGrouped()) {
            wish.drop();
        }
        speech.reconfigures();
        reconfiguredNs = nowNs();
        patience.reconfigures();
        standing.reconfigure(changed.settings(), changed.tracks());
        steered.reconfigures(!group.equals(changed.settings().group()));
        group = changed.settings().group();
    }

    // Effects of a turn

    void sends(int priority) {
        if (priority != 0 || !steered.isFarewell()) {
            does(priority == 0 ? Conduct.Effect.RESIGN : Conduct.Effect.ADVERTISE);
        }
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
        String wrong = conduct.wrongFor(transition, settings(), order, steered.isSucceeded());
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
        steered.enters(state);
        silence.leaves();
        patience.lowerUntilNs = NEVER;
        patience.listened = false;
        followed = mustYield && state == State.BACKUP;
        wish.drop();
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
                steered.reset();
                standing.steer(false, false);
            }
            case FAULT -> judgeFault(cause);
            case MASTER -> {
                judgeTakeover(transition.from(), transition.why());
                patience.intervalNs = rules().intervalNs();
                speech.takesOver();
                otherOwner.forget();
            }
            case BACKUP -> {
                judgeBackup(transition.from(), cause);
                boolean quickOwner =
                        transition.from() != State.MASTER && settings().isOwner();
                patience.quietNs = nowNs() + (quickOwner ? patience.intervalNs : patience.silenceMaxNs());
            }
        }
    }

    private void judgeFault(Cause cause) {
        if (order == GroupOrder.FAULT) {
            return;
        }
        if (steered.isOut()) {
            rule(Rule.CAUSE_IS_TRUE, Steered.explains(cause) ? null : "a drain is explained by: " + cause.text());
            return;
        }
        boolean contested = losses.explains(cause);
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

    private static String texts(List<Cause> why) {
        return String.join("; ", why.stream().map(Cause::text).toList());
    }

    private void judgeTakeover(State from, List<Cause> why) {
        Cause cause = why.getFirst();
        if (from == State.INIT) {
            if (!settings().isOwner()) {
                throw broken(Rule.NO_EARLY_TAKEOVER, "it began as MASTER without being the address owner");
            }
            return;
        }
        if (order != GroupOrder.LEAD && steered.isAskedToLead() && Steered.explains(cause)) {
            return;
        }
        if (order != GroupOrder.LEAD) {
            judgeOwnTakeover(from, cause);
            wish.make(heardSource, heardPriority, standing.priority());
        }
        if (!wish.explains(why)) {
            throw broken(Rule.CAUSE_IS_TRUE, "a takeover is explained by: " + texts(why));
        }
    }

    private void judgeOwnTakeover(State from, Cause cause) {
        long dueNs = patience.dueNs();
        if (from != State.BACKUP || settings().isGrouped() || nowNs() < dueNs - TOLERANCE_NS) {
            throw broken(
                    Rule.NO_EARLY_TAKEOVER,
                    "it took over " + Times.text(dueNs - nowNs()) + " too early, from " + from + ", because "
                            + cause.text());
        }
        if (patience.isStalled(dueNs)) {
            throw broken(Rule.NO_EARLY_TAKEOVER, "it was paused and took over before it listened");
        }
    }

    private void judgeBackup(State from, Cause cause) {
        switch (from) {
            case INIT, FAULT -> {
                if (from == State.INIT && settings().isOwner() && order != GroupOrder.BEGIN) {
                    throw broken(Rule.SOME_MASTER, "it is the address owner and did not begin as MASTER");
                }
                patience.intervalNs = rules().intervalNs();
                heardSource = null;
                if (standing.hasFault() || standing.isWaiting() || nowNs() < holdUntilNs) {
                    throw broken(Rule.FAULT_OF_TRACKS, "it began to listen because " + cause.text());
                }
            }
            case MASTER -> {
                if (order == GroupOrder.FOLLOW || order == GroupOrder.RESIGN) {
                    heardSource = null;
                    return;
                }
                if (!mustYield) {
                    throw broken(Rule.YIELDS_TO_STRONGER, "it yielded because " + cause.text());
                }
                if (!new Stronger(heardSource, heardPriority).explains(cause, member)) {
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
        rule(Rule.STEERED, steered.wrongIn(state));
        if (reporting) {
            rule(Rule.RIVALS_ARE_TOLD, rivalry.wrong());
        }
        endIn(router);
    }

    private void endIn(VirtualRouter router) {
        switch (state) {
            case INIT -> {
                if (started && !standing.isWaiting() && !stopping && !settings().isGrouped()) {
                    throw broken(Rule.STARTED, "it does not take part although it was started");
                }
            }
            case FAULT -> {
                boolean kept = standing.hasFault() || standing.isWaiting() || nowNs() < holdUntilNs;
                if (!kept && !settings().isGrouped()) {
                    throw broken(Rule.FAULT_OF_TRACKS, "it is still in FAULT because " + router.why());
                }
            }
            case BACKUP -> rule(Rule.NO_LATE_TAKEOVER, patience.wrongStill());
            case MASTER -> endAsMaster();
        }
        if ((state == State.BACKUP || state == State.MASTER) && standing.hasFault()) {
            throw broken(Rule.FAULT_OF_TRACKS, "it is in " + state + " although a tracked object demands FAULT");
        }
    }

    private void endAsMaster() {
        if (steered.isLeaving()) {
            return;
        }
        rule(Rule.UNHEARD_YIELDS, silence.wrongInMaster());
        if (mustYield) {
            throw broken(Rule.YIELDS_TO_STRONGER, "it heard " + heardSource + " with " + heardPriority + " and stayed");
        }
        IpAddress foughtFor = losses.foughtFor(nowNs());
        if (foughtFor != null) {
            throw broken(Rule.BOUNDED, "it goes on fighting for " + foughtFor);
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
