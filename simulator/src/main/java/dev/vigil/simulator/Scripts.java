package dev.vigil.simulator;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.RiseFall;
import java.util.ArrayList;
import java.util.List;

/** The tracked scripts of one node: what they watch, and what their runs make of it. */
final class Scripts {
    /** How long a run takes. */
    private static final long RUN_NS = 5_000_000L;

    private final Simulation simulation;
    private final Node node;
    private final List<Watched> all = new ArrayList<>();

    private static final class Watched {
        final NodePlan.ScriptPlan plan;
        boolean good = true;
        RiseFall counter;

        Watched(NodePlan.ScriptPlan plan) {
            this.plan = plan;
            counter = fresh();
        }

        RiseFall fresh() {
            return new RiseFall(plan.rise(), plan.fall(), Condition.UNKNOWN);
        }
    }

    Scripts(Simulation simulation, Node node, List<NodePlan.ScriptPlan> plans) {
        this.simulation = simulation;
        this.node = node;
        plans.forEach(plan -> all.add(new Watched(plan)));
    }

    /** The daemon has started: every script runs for the first time. */
    void begin() {
        for (Watched script : all) {
            script.counter = script.fresh();
            run(script, node.incarnation());
        }
    }

    private void run(Watched script, int incarnation) {
        simulation.agenda.happen(simulation.nowNs() + RUN_NS, () -> end(script, incarnation));
    }

    private void end(Watched script, int incarnation) {
        if (node.incarnation() != incarnation) {
            return;
        }
        if (script.counter.add(script.good)) {
            tell(script);
        }
        if (script.plan.intervalNs() > 0) {
            simulation.agenda.happen(
                    simulation.nowNs() + script.plan.intervalNs() - RUN_NS, () -> runAgain(script, incarnation));
        }
    }

    private void runAgain(Watched script, int incarnation) {
        if (node.incarnation() == incarnation) {
            run(script, incarnation);
        }
    }

    /** What a script watches is good or bad from now on. */
    void watched(String name, boolean good) {
        for (Watched script : all) {
            if (script.plan.name().equals(name) && script.good != good) {
                script.good = good;
                if (script.plan.intervalNs() == 0 && node.isRunning()) {
                    run(script, node.incarnation());
                }
            }
        }
    }

    /** Tells every verdict again, as the daemon does after a change of its configuration. */
    void tellAgain() {
        all.stream()
                .filter(script -> script.counter.condition() != Condition.UNKNOWN)
                .forEach(this::tell);
    }

    private void tell(Watched script) {
        Condition condition = script.counter.condition();
        String detail = condition == Condition.UP ? "exited with status 0" : "exited with status 1";
        node.tell(member -> member.see(script.plan.name(), condition, detail));
    }
}
