package dev.vigil.simulator.whatif;

import dev.vigil.config.Words;
import dev.vigil.core.time.Nanos;
import dev.vigil.simulator.NodePlan;
import dev.vigil.simulator.NodePlan.ScriptPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every fault alone, each in a cluster that has come to rest. */
public final class SingleFaults {

    /** A cluster that has not come to rest by then is taken as it is. */
    private static final long REST_MAX_NS = 600 * Nanos.PER_S;

    private static final long PAUSE_NS = 30 * Nanos.PER_S;
    private static final long MARGIN_NS = 30 * Nanos.PER_S;

    private final UserCluster cluster;
    private final long seed;
    private final long faultNs;
    private final long durationNs;

    /**
     * One fault and what follows.
     *
     * @param after from a second before the fault on
     */
    public record Row(String fault, Timeline after) {}

    public SingleFaults(UserCluster cluster, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        Timeline calm = Timeline.of(cluster, List.of(), REST_MAX_NS, seed);
        long lastNs =
                calm.happenings().isEmpty() ? 0 : calm.happenings().getLast().atNs();
        faultNs = (lastNs / Nanos.PER_S + 5) * Nanos.PER_S;
        durationNs = faultNs + PAUSE_NS + faultNs + slowestScriptNs() + MARGIN_NS;
    }

    private long slowestScriptNs() {
        return cluster.nodes().stream()
                .flatMap(node -> node.scripts().stream())
                .mapToLong(script -> script.intervalNs() * (script.fall() + 1))
                .max()
                .orElse(0);
    }

    public List<Row> run() {
        List<Row> rows = new ArrayList<>();
        String at = " at " + seconds(faultNs);
        for (NodePlan node : cluster.nodes()) {
            rows.add(row(node.name() + " dies", at));
            rows.add(row(node.name() + " stops", at));
            rows.add(row(node.name() + " is killed", at));
            rows.add(row(node.name() + " pauses", at + " for " + seconds(PAUSE_NS)));
            node.interfaces().forEach(port -> rows.add(row("link " + node.name() + " " + port.name() + " fails", at)));
            for (String script : tracked(node)) {
                rows.add(row("script " + script + " on " + node.name() + " fails", at));
            }
            for (NodePlan other : cluster.nodes()) {
                if (!other.name().equals(node.name())) {
                    String way = "packets " + node.name() + " to " + other.name() + " lost";
                    rows.add(row(way, " from " + seconds(faultNs) + " to " + seconds(durationNs + Nanos.PER_S)));
                }
            }
        }
        return rows;
    }

    private static Set<String> tracked(NodePlan node) {
        Set<String> names = new LinkedHashSet<>();
        for (ScriptPlan script : node.scripts()) {
            boolean tracked = node.members().stream()
                    .flatMap(member -> member.tracks().stream())
                    .anyMatch(track -> track.name().equals(script.name()));
            if (tracked) {
                names.add(script.name());
            }
        }
        return names;
    }

    private Row row(String what, String when) {
        Faults faults = new Faults(cluster.nodes());
        try {
            faults.add(what + when);
        } catch (BadFault e) {
            throw new IllegalStateException(e);
        }
        return new Row(
                what, Timeline.of(cluster, faults.steps(), durationNs, seed).since(faultNs - Nanos.PER_S));
    }

    private static String seconds(long ns) {
        return Words.seconds(ns).replace(" ", "");
    }
}
