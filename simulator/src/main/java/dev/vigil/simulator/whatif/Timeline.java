package dev.vigil.simulator.whatif;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.simulator.Action;
import dev.vigil.simulator.NodePlan;
import dev.vigil.simulator.Scenario;
import dev.vigil.simulator.Simulation;
import dev.vigil.simulator.Step;
import dev.vigil.simulator.Witness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to a cluster, in the order of time.
 *
 * @param holdings who had each virtual address
 */
public record Timeline(long durationNs, List<Happening> happenings, Map<IpAddress, Holding> holdings) {
    public Timeline {
        happenings = List.copyOf(happenings);
    }

    /** All nodes start at 0, and then these steps happen. One seed makes one timeline. */
    public static Timeline of(UserCluster cluster, List<Step> faults, long durationNs, long seed) {
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < cluster.nodes().size(); node++) {
            steps.add(new Step(0, new Action.Boot(node)));
        }
        steps.addAll(faults);
        Scenario scenario = new Scenario(seed, cluster.nodes(), steps, durationNs, false);
        Observer observer = new Observer(cluster);
        Simulation.Outcome _ = new Simulation(scenario, observer).run();
        return observer.timeline(durationNs);
    }

    /** The same without what comes before a moment. */
    public Timeline since(long fromNs) {
        Map<IpAddress, Holding> later = new LinkedHashMap<>();
        holdings.forEach((address, holding) -> later.put(address, holding.since(fromNs)));
        List<Happening> rest = happenings.stream()
                .filter(happening -> happening.atNs() >= fromNs)
                .toList();
        return new Timeline(durationNs, rest, later);
    }

    /** Addresses with the same holdings, together. */
    public Map<Holding, List<IpAddress>> grouped() {
        Map<Holding, List<IpAddress>> grouped = new LinkedHashMap<>();
        holdings.forEach((address, holding) ->
                grouped.computeIfAbsent(holding, _ -> new ArrayList<>()).add(address));
        return grouped;
    }

    /** The addresses that do not have exactly one holder at the end. */
    public List<IpAddress> misplaced() {
        List<IpAddress> misplaced = new ArrayList<>();
        holdings.forEach((address, holding) -> {
            if (holding.last().nodes().size() != 1) {
                misplaced.add(address);
            }
        });
        return misplaced;
    }

    /** Notes what a simulation tells. */
    private static final class Observer implements Witness {
        private final List<NodePlan> nodes;
        private final ActionText texts;
        private final List<Happening> happenings = new ArrayList<>();
        private final Map<IpAddress, Holding.Log> logs = new LinkedHashMap<>();

        Observer(UserCluster cluster) {
            nodes = cluster.nodes();
            texts = new ActionText(nodes);
            cluster.addresses().forEach(address -> logs.put(address, new Holding.Log()));
        }

        @Override
        public void action(long nowNs, Action action) {
            happenings.add(new Happening.Fault(nowNs, texts.of(action)));
        }

        @Override
        public void transition(long nowNs, int node, Transition transition) {
            happenings.add(new Happening.Changed(nowNs, nodes.get(node).name(), transition));
        }

        @Override
        public void priority(long nowNs, int node, String router, int from, int to, State state, Cause why) {
            happenings.add(new Happening.Weighed(nowNs, nodes.get(node).name(), router, from, to, state, why));
        }

        @Override
        public void presence(long nowNs, int node, String router, IpAddress address, boolean present) {
            Holding.Log log = logs.get(address);
            if (log != null) {
                log.note(nowNs, nodes.get(node).name(), present);
            }
        }

        Timeline timeline(long durationNs) {
            Map<IpAddress, Holding> holdings = new LinkedHashMap<>();
            logs.forEach((address, log) -> holdings.put(address, log.end(durationNs)));
            Timeline told = new Timeline(durationNs, happenings, holdings);
            List<Happening> all = new ArrayList<>(happenings);
            told.grouped().forEach((holding, addresses) -> all.addAll(moves(holding, addresses)));
            all.sort(Comparator.comparingLong(Happening::atNs));
            return new Timeline(durationNs, all, holdings);
        }

        private static List<Happening> moves(Holding holding, List<IpAddress> addresses) {
            List<Happening> moves = new ArrayList<>();
            List<Holding.Span> spans = holding.spans();
            for (int at = 1; at < spans.size(); at++) {
                moves.add(new Happening.Moved(spans.get(at).fromNs(), addresses, spans.get(at - 1), spans.get(at)));
            }
            return moves;
        }
    }
}
