package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.bind.WrongValues;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Tracks;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what decides who is master. */
final class ElectionReader {
    private static final String MASTER = "MASTER";

    private static final int PRIORITY_DEFAULT = 100;
    private static final int OTHER_PRIORITY_MAX = 254;
    private static final int STRICT_DOWN_TIMER_ADVERTS = 3;
    private static final long INTERVAL_MAX_V3_NS = 4095 * Nanos.PER_CS;

    private final Section instance;
    private final VrrpDefaults defaults;
    private final Kind kind;
    private final Problems problems;
    private final boolean strict;

    ElectionReader(Section instance, VrrpDefaults defaults, Kind kind, Problems problems) {
        this.instance = instance;
        this.defaults = defaults;
        this.kind = kind;
        this.problems = problems;
        this.strict = instance.toggle("strict_mode", defaults.strict());
    }

    Election read() {
        Optional<String> state = state();
        boolean master = state.equals(Optional.of(MASTER));
        int priority = instance.integer("priority", master ? Tracks.PRIORITY_OWNER : PRIORITY_DEFAULT);
        boolean owner = priority == Tracks.PRIORITY_OWNER;
        boolean asksForMaster = (master || (owner && state.isEmpty()))
                && (owner || !AuthenticationReader.isHeader(instance, kind, strict));
        if (master && !asksForMaster) {
            reportHeader();
        }
        boolean startAsMaster = strict ? strictStart(asksForMaster, owner) : asksForMaster;
        boolean preempt = preempt(startAsMaster, owner);
        return new Election(
                kind.version(),
                startAsMaster,
                priority,
                intervalNs(),
                preempt,
                preemptDelayNs(startAsMaster, preempt),
                downTimerAdverts(),
                strict || instance.toggle("lower_prio_no_advert", defaults.lowerPriorityNoAdvert()),
                !strict && instance.toggle("higher_prio_send_advert", defaults.higherPrioritySendAdvert()),
                ownerIgnoresAdverts(owner),
                strict,
                lateTimerPriority(preempt));
    }

    /** MASTER holds whatever follows, unless that is no state. */
    private Optional<String> state() {
        Optional<String> state = Optional.empty();
        for (Statement statement : instance.all("state")) {
            if (statement.value() instanceof Value.Text(String given)) {
                boolean kept = state.equals(Optional.of(MASTER)) && !given.equals(WrongValues.NO_STATE);
                if (kept && !given.equals(MASTER)) {
                    problems.add(
                            ProblemCode.OPTION_IGNORED,
                            statement.place(),
                            "state is MASTER already, by an earlier line; this line is ignored",
                            "Remove one of the two lines.");
                }
                state = kept ? state : Optional.of(given);
            }
        }
        return state;
    }

    private void reportHeader() {
        problems.add(
                ProblemCode.VALUE_ADJUSTED,
                argumentOf("state"),
                "auth_type AH: only an address owner (priority 255) starts as MASTER; this instance starts as BACKUP",
                "Write state BACKUP.");
    }

    /** Strict mode: exactly the address owner starts as master. */
    private boolean strictStart(boolean asksForMaster, boolean owner) {
        if (asksForMaster != owner) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    argumentOf("state"),
                    owner
                            ? "in strict mode the address owner (priority 255) starts as MASTER"
                            : "in strict mode only the address owner (priority 255) starts as MASTER; this instance"
                                    + " starts as BACKUP",
                    owner
                            ? "Write state MASTER."
                            : "Write state BACKUP, or priority 255 if the addresses are its own.");
        }
        return owner;
    }

    private SourcePlace placeOf(String keyword) {
        return instance.last(keyword).map(Statement::place).orElse(instance.place());
    }

    private SourcePlace argumentOf(String keyword) {
        return instance.last(keyword).map(Statement::argumentPlace).orElse(instance.place());
    }

    private long intervalNs() {
        long configuredNs = instance.nanos("advert_int", Nanos.PER_S);
        long intervalNs = configuredNs;
        if (kind.version() == 2) {
            intervalNs = Math.max(Nanos.PER_S, (configuredNs + Nanos.PER_S / 2) / Nanos.PER_S * Nanos.PER_S);
        } else {
            long roundedNs = (configuredNs + Nanos.PER_CS / 2) / Nanos.PER_CS * Nanos.PER_CS;
            intervalNs = Math.min(INTERVAL_MAX_V3_NS, roundedNs);
        }
        if (intervalNs != configuredNs) {
            problems.add(
                    ProblemCode.INTERVAL_ROUNDED,
                    argumentOf("advert_int"),
                    kind.version() == 2
                            ? "VRRPv2 advertises at whole seconds; this interval counts as " + intervalNs / Nanos.PER_S
                                    + " s"
                            : "VRRPv3 advertises at steps of 0.01 s up to 40.95 s; this interval counts as "
                                    + intervalNs / Nanos.PER_CS + " hundredths of a second",
                    "Write the interval that you want, the same on every node.");
        }
        return intervalNs;
    }

    /** Whichever of {@code preempt} and {@code nopreempt} comes last counts, unless it cannot work. */
    private boolean preempt(boolean startAsMaster, boolean owner) {
        Optional<Statement> last = instance.lastOf("preempt", "nopreempt");
        if (last.isEmpty() || last.get().keyword().name().equals("preempt")) {
            return true;
        }
        if (startAsMaster || owner) {
            problems.add(
                    ProblemCode.NOPREEMPT_IGNORED,
                    last.get().place(),
                    "nopreempt does not work with " + (owner ? "priority 255" : "state MASTER")
                            + " and is ignored: this" + " node takes over from any master of lower priority",
                    "Write state BACKUP on every node, and nopreempt on the one with the higher priority.");
            return true;
        }
        return false;
    }

    private long preemptDelayNs(boolean startAsMaster, boolean preempt) {
        long delayNs = instance.nanos("preempt_delay", 0);
        if (delayNs == 0 || (!startAsMaster && preempt && !strict)) {
            return delayNs;
        }
        problems.add(
                ProblemCode.PREEMPT_DELAY_IGNORED,
                placeOf("preempt_delay"),
                "preempt_delay is ignored with "
                        + (strict ? "strict mode" : startAsMaster ? "state MASTER" : "nopreempt"),
                "Remove one of the two.");
        return 0;
    }

    private int downTimerAdverts() {
        int adverts = instance.integer("down_timer_adverts", defaults.downTimerAdverts());
        if (strict && adverts != STRICT_DOWN_TIMER_ADVERTS) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    argumentOf("down_timer_adverts"),
                    "in strict mode exactly 3 advertisements may be missed",
                    "Remove down_timer_adverts.");
            return STRICT_DOWN_TIMER_ADVERTS;
        }
        return adverts;
    }

    /** The keyword alone stands for the highest priority that another node can have. */
    private OptionalInt lateTimerPriority(boolean preempt) {
        if (!instance.has("timer_expired_backup")) {
            return OptionalInt.empty();
        }
        if (preempt) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    placeOf("timer_expired_backup"),
                    "timer_expired_backup works with nopreempt only and is ignored",
                    "Add nopreempt and state BACKUP, or remove it.");
            return OptionalInt.empty();
        }
        return OptionalInt.of(instance.integer("timer_expired_backup", OTHER_PRIORITY_MAX));
    }

    private boolean ownerIgnoresAdverts(boolean owner) {
        return owner && (strict || instance.toggle("owner_ignore_adverts", defaults.ownerIgnoresAdverts()));
    }
}
