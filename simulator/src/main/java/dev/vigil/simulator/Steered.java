package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.RouterSettings;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked of one virtual router, and what it must and may do for that. What it reports is held against what
 * it was asked for and what it heard.
 */
final class Steered {
    private static final long NEVER = Long.MAX_VALUE;

    /** For so long two nodes may have the addresses once the successor was heard. */
    private static final long OVERLAP_NS = 50 * Nanos.PER_MS;

    private static final long TOLERANCE_NS = 2_000;

    private final Member member;
    private SteeringStage stage = SteeringStage.NONE;

    /** What it was asked for in this turn. */
    private @Nullable SteeringOrder order;

    /** Until when a MASTER that has resigned may be silent. */
    private long boundNs = NEVER;

    /** When it heard its successor; NEVER if it did not. */
    private long succeededNs = NEVER;

    /** Whether the successor resigned in this turn. */
    private boolean forsaken;

    /** Whether it is in another sync group from this turn on. */
    private boolean regrouped;

    Steered(Member member) {
        this.member = member;
    }

    void reset() {
        stage = SteeringStage.NONE;
        order = null;
        boundNs = NEVER;
        succeededNs = NEVER;
        forsaken = false;
    }

    void begin() {
        order = null;
        forsaken = false;
        regrouped = false;
    }

    void takes(SteeringOrder asked) {
        order = asked;
    }

    /** Whether it is MASTER and has resigned. */
    boolean isLeaving() {
        return stage.isLeaving();
    }

    boolean isOut() {
        return stage == SteeringStage.OUT;
    }

    boolean isPromoted() {
        return stage == SteeringStage.PROMOTED;
    }

    /** Whether it takes over in this turn because it was asked to. */
    boolean isAskedToLead() {
        return order == SteeringOrder.PROMOTE;
    }

    /** Whether a resignation is that of a MASTER that stays one for the time being. */
    boolean isFarewell() {
        return order == SteeringOrder.DRAIN && !stage.isDrain();
    }

    /** Whether it has heard its successor, so that it has no word to say when it goes. */
    boolean isSucceeded() {
        return succeededNs != NEVER;
    }

    void hears(int priority) {
        forsaken = priority == 0 && isSucceeded();
        if (priority > 0 && stage.isLeaving() && !isSucceeded()) {
            succeededNs = member.nowNs();
        }
    }

    void reconfigures(boolean elsewhere) {
        regrouped = elsewhere;
        if (boundNs != NEVER) {
            boundNs = Math.min(boundNs, member.nowNs() + takeoverMaxNs());
        }
    }

    /** The longest time that others need, with an interval to spare. */
    private long takeoverMaxNs() {
        RouterSettings.Rules rules = member.plan().settings().rules();
        long unitNs = rules.version() == 2 ? Nanos.PER_S : rules.intervalNs();
        return (rules.downTimerAdverts() + 1) * rules.intervalNs() + 255 * unitNs / 256;
    }

    /** It reports how far it has come; what is wrong with that, or null. */
    @Nullable
    String reports(SteeringStage to, State state, boolean following, @Nullable GroupOrder ordered) {
        String wrong = switch (to) {
            case NONE -> stage.isLeaving() ? wrongStay(state, ordered) : null;
            case ASKED, LEAVING -> stage.isDrain() || order == SteeringOrder.DRAIN ? null : "nobody asked for that";
            case SUCCEEDED, READY -> null;
            case OUT -> wrongOut(state, following, ordered);
            case PROMOTED -> order == SteeringOrder.PROMOTE ? null : "nobody asked for that";
        };
        stage = to;
        boundNs = to == SteeringStage.LEAVING ? member.nowNs() + takeoverMaxNs() : NEVER;
        if (!stage.isLeaving() && to != SteeringStage.OUT) {
            succeededNs = NEVER;
        }
        return wrong;
    }

    private @Nullable String wrongStay(State state, @Nullable GroupOrder ordered) {
        boolean asked = order == SteeringOrder.RESUME || order == SteeringOrder.PROMOTE;
        boolean alone = member.nowNs() >= boundNs - TOLERANCE_NS;
        boolean led = regrouped || ordered == GroupOrder.SERVE;
        return asked || alone || forsaken || led || state != State.MASTER
                ? null
                : "it gave up waiting for its successor";
    }

    private @Nullable String wrongOut(State state, boolean following, @Nullable GroupOrder ordered) {
        return switch (state) {
            case INIT, FAULT -> null;
            case BACKUP -> following || ordered == GroupOrder.DRAIN ? null : "it follows nobody";
            case MASTER -> isSucceeded() ? null : "it leaves its addresses to nobody";
        };
    }

    /** It is in another state. */
    void enters(State to) {
        if (to != State.MASTER) {
            succeededNs = NEVER;
            boundNs = NEVER;
        }
    }

    /** What is wrong at the end of a turn, or null. */
    @Nullable
    String wrongIn(State state) {
        if (isOut() && state != State.FAULT && state != State.INIT) {
            return "it is drained and " + state;
        }
        if (stage.isLeaving() && state != State.MASTER) {
            return "it waits for its successor and is " + state;
        }
        if (!stage.isLeaving()) {
            return null;
        }
        boolean grouped = member.plan().settings().isGrouped();
        if (isSucceeded() && !grouped && member.nowNs() - succeededNs > OVERLAP_NS + TOLERANCE_NS) {
            return "it keeps its addresses although its successor has them";
        }
        return member.nowNs() > boundNs + (isSucceeded() ? OVERLAP_NS : 0) + TOLERANCE_NS
                ? "it has waited for its successor for too long"
                : null;
    }

    /** Whether a cause says that an operator is the reason. */
    static boolean explains(Cause cause) {
        return cause instanceof Cause.Steered;
    }
}
