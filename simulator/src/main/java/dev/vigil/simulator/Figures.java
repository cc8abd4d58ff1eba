package dev.vigil.simulator;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What many runs amounted to.
 *
 * @param turns of all virtual routers: after each of them every rule was checked
 * @param faults how often each kind of trouble was injected
 */
public record Figures(long seeds, double nodeHours, long turns, long transitions, Map<FaultKind, Long> faults) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, Map.of());

    private static final double NS_PER_HOUR = 3.6e12;

    public Figures {
        faults = Map.copyOf(faults);
    }

    static Figures of(Scenario scenario, Simulation.Outcome outcome) {
        Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
        for (Step step : scenario.steps()) {
            FaultKind.of(step.action()).forEach(kind -> faults.merge(kind, 1L, Long::sum));
        }
        double nodeHours =
                scenario.durationNs() / NS_PER_HOUR * scenario.nodes().size();
        return new Figures(1, nodeHours, outcome.turns(), outcome.transitions(), faults);
    }

    Figures plus(Figures other) {
        Map<FaultKind, Long> sum = new EnumMap<>(FaultKind.class);
        sum.putAll(faults);
        other.faults.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return new Figures(
                seeds + other.seeds,
                nodeHours + other.nodeHours,
                turns + other.turns,
                transitions + other.transitions,
                sum);
    }

    /** One line for a progress report. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%,d seeds, %,.0f node-hours, %,d turns, %,d transitions",
                seeds,
                nodeHours,
                turns,
                transitions);
    }

    /** The line, and one more for each kind of trouble. */
    public String text() {
        StringBuilder text = new StringBuilder(line()).append('\n');
        for (FaultKind kind : FaultKind.values()) {
            text.append(String.format(
                    Locale.ROOT, "  %,12d  %-20s %s%n", faults.getOrDefault(kind, 0L), kind, kind.text()));
        }
        return text.toString();
    }
}
