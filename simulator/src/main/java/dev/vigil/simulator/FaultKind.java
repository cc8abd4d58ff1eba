package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of trouble that a scenario can hold, for counting what a long run has gone through. */
public enum FaultKind {
    CRASH("a machine dies, and its addresses with it"),
    KILL("the daemon is killed; its addresses stay"),
    STOP("the daemon is stopped"),
    PAUSE("the daemon gets no time, and what arrives waits"),
    CLOCK_STEP("the monotonic clock of a machine jumps ahead"),
    WALL_CLOCK_STEP("the time of day on a machine is set"),
    LINK_FLAP("a cable is pulled"),
    SOURCE_ADDRESS_LOST("the primary address of an interface is removed"),
    OTHER_SOURCE("another address of an interface comes, from which it speaks when it is the first"),
    SCRIPT_FAILURE("what a tracked script watches becomes bad"),
    FILE_CHANGE("a tracked file holds another number"),
    PROCESS_GONE("tracked processes do not run"),
    ONE_WAY_PARTITION("packets of one node do not reach another"),
    LOSS("packets are lost"),
    DAMAGE("packets arrive with a bit turned over"),
    DUPLICATION("packets arrive twice"),
    DELAY("packets are late, and overtake each other"),
    ONE_ADDITION_REFUSED("the kernel refuses one address of several"),
    EVENTS_LOST("events of the kernel are lost, because they come faster than they are read"),
    LISTS_REFUSED("the kernel refuses to list interfaces and addresses"),
    ADDITIONS_REFUSED("the kernel refuses to add addresses"),
    REMOVALS_REFUSED("the kernel refuses to remove addresses"),
    PACKETS_REFUSED("the kernel refuses to send"),
    SLOW_KERNEL("each effect takes its time, and the daemon waits"),
    LATE_TIMERS("timers fire late"),
    ADDRESS_TAKEN("something else removes a virtual address"),
    RECONFIGURATION("a member gets other priorities, preemption, answers, announcements or tracked objects"),
    OTHER_INTERVAL("a member gets another interval, as the others do or alone"),
    OTHER_PASSWORD("a member gets another password, as the others do or alone"),
    OTHER_LIMITS("a member gets other limits for the TTL of its peers"),
    OTHER_ADDRESSES("a member gets other virtual addresses, as the others do or alone"),
    OTHER_GROUP("a member comes to a sync group or leaves it, while it runs"),
    OTHER_KEYS("a virtual router gets other keys for its proofs, all members in turn or one alone"),
    DRAINED("an operator takes a virtual router, or its sync group, out of service"),
    PROMOTED("an operator makes a virtual router, or its sync group, MASTER"),
    HOSTILE_PACKETS("packets that must be dropped arrive"),
    FOREIGN_PACKETS("sound advertisements of a stranger arrive");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The troubles that an action brings; none if it ends one. */
    static Set<FaultKind> of(Action action) {
        return switch (action) {
            case Action.Crash _ -> EnumSet.of(CRASH);
            case Action.Kill _ -> EnumSet.of(KILL);
            case Action.Stop _ -> EnumSet.of(STOP);
            case Action.Pause _ -> EnumSet.of(PAUSE);
            case Action.ClockStep _ -> EnumSet.of(CLOCK_STEP);
            case Action.Link link -> only(!link.up(), LINK_FLAP);
            case Action.SourceAddress source -> only(!source.present(), SOURCE_ADDRESS_LOST);
            case Action.OtherAddress other -> only(other.present(), OTHER_SOURCE);
            case Action.Script script -> only(!script.good(), SCRIPT_FAILURE);
            case Action.WallClock clock -> only(Math.abs(clock.aheadNs()) > Nanos.PER_S, WALL_CLOCK_STEP);
            case Action.File _ -> EnumSet.of(FILE_CHANGE);
            case Action.Processes process -> only(!process.running(), PROCESS_GONE);
            case Action.Path path -> only(!path.open(), ONE_WAY_PARTITION);
            case Action.Loss loss -> only(loss.perMille() > 0, LOSS);
            case Action.Change(Weather weather) -> of(weather);
            case Action.Mood(int _, KernelMood mood) -> of(mood);
            case Action.Contest _ -> EnumSet.of(ADDRESS_TAKEN);
            case Action.Reconfigure change -> EnumSet.of(of(change.what()));
            case Action.Intrude intrude -> EnumSet.of(intrude.kind().isHostile() ? HOSTILE_PACKETS : FOREIGN_PACKETS);
            case Action.Steer steer -> {
                yield switch (steer.order()) {
                    case DRAIN, STAY_OUT -> EnumSet.of(DRAINED);
                    case PROMOTE -> EnumSet.of(PROMOTED);
                    case RESUME -> EnumSet.noneOf(FaultKind.class);
                };
            }
            case Action.Boot _, Action.Resume _, Action.Heal _ -> EnumSet.noneOf(FaultKind.class);
        };
    }

    private static FaultKind of(Action.Changed what) {
        return switch (what) {
            case RULES -> RECONFIGURATION;
            case INTERVAL -> OTHER_INTERVAL;
            case PASSWORD -> OTHER_PASSWORD;
            case LIMITS -> OTHER_LIMITS;
            case ADDRESSES -> OTHER_ADDRESSES;
            case GROUP -> OTHER_GROUP;
            case KEYS -> OTHER_KEYS;
        };
    }

    private static Set<FaultKind> of(Weather weather) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(only(weather.lossPerMille() > 0, LOSS));
        kinds.addAll(only(weather.damagePerMille() > 0, DAMAGE));
        kinds.addAll(only(weather.duplicatePerMille() > 0, DUPLICATION));
        kinds.addAll(only(weather.delayMaxUs() > Weather.FINE.delayMaxUs(), DELAY));
        return kinds;
    }

    private static Set<FaultKind> of(KernelMood mood) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(only(mood.refusesAddresses(), ADDITIONS_REFUSED));
        kinds.addAll(only(mood.refusesOne(), ONE_ADDITION_REFUSED));
        kinds.addAll(only(mood.losesEvents(), EVENTS_LOST));
        kinds.addAll(only(mood.refusesLists(), LISTS_REFUSED));
        kinds.addAll(only(mood.refusesRemovals(), REMOVALS_REFUSED));
        kinds.addAll(only(mood.refusesPackets(), PACKETS_REFUSED));
        kinds.addAll(only(mood.effectNs() > 0, SLOW_KERNEL));
        kinds.addAll(only(mood.latenessMaxNs() > 0, LATE_TIMERS));
        return kinds;
    }

    private static Set<FaultKind> only(boolean condition, FaultKind kind) {
        return condition ? EnumSet.of(kind) : EnumSet.noneOf(FaultKind.class);
    }
}
