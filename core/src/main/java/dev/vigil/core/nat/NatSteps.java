package dev.vigil.core.nat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What leads from some objects to others, in an order in which the kernel does it. */
final class NatSteps {
    private NatSteps() {}

    /**
     * Rules lead to chains and sets, and elements to chains; so these go before those, and come after them.
     *
     * @param present whether a set is there already though nobody had it
     */
    static List<NatStep> between(ServiceObjects old, ServiceObjects next, Predicate<NatSet> present) {
        List<NatStep> steps = new ArrayList<>();
        Map<String, NatChain> oldChains = byName(old);
        Map<String, NatChain> chains = byName(next);
        oldChains.forEach((name, chain) -> {
            if (!chain.equals(chains.get(name)) && !chain.rules().isEmpty()) {
                steps.add(new NatStep.DeleteRules(name));
            }
        });
        elements(old, next, false, steps);
        oldChains.keySet().stream()
                .filter(name -> !chains.containsKey(name))
                .forEach(name -> steps.add(new NatStep.DeleteChain(name)));
        old.sets().stream()
                .filter(set -> !next.sets().contains(set))
                .forEach(set -> steps.add(new NatStep.DeleteSet(set.name())));
        next.sets().stream()
                .filter(set -> !old.sets().contains(set) && !present.test(set))
                .forEach(set -> steps.add(new NatStep.AddSet(set)));
        chains.forEach((name, chain) -> {
            if (!oldChains.containsKey(name)) {
                steps.add(new NatStep.AddChain(name, chain.hook()));
            }
        });
        elements(next, old, true, steps);
        chains.forEach((name, chain) -> {
            if (!chain.equals(oldChains.get(name))) {
                chain.rules().forEach(rule -> steps.add(new NatStep.AddRule(name, rule)));
            }
        });
        return steps;
    }

    private static Map<String, NatChain> byName(ServiceObjects objects) {
        Map<String, NatChain> chains = new LinkedHashMap<>();
        objects.chains().forEach(chain -> chains.put(chain.name(), chain));
        return chains;
    }

    /** The elements of the first that the second does not have; those of sets that go are not worth a step. */
    private static void elements(ServiceObjects first, ServiceObjects second, boolean adds, List<NatStep> steps) {
        first.elements().forEach((set, elements) -> {
            Set<NatElement> others = new HashSet<>(second.elements().getOrDefault(set, List.of()));
            List<NatElement> some =
                    elements.stream().filter(each -> !others.contains(each)).toList();
            boolean goes = !adds && first.sets().contains(set) && !second.sets().contains(set);
            if (!some.isEmpty() && !goes) {
                steps.add(adds ? new NatStep.AddElements(set, some) : new NatStep.DeleteElements(set, some));
            }
        });
    }

    /** Empties a table, but for the sets that stay as they are. */
    static List<NatStep> clear(FoundTable found, Predicate<String> stays) {
        List<NatStep> steps = new ArrayList<>();
        found.chains().forEach(chain -> steps.add(new NatStep.DeleteRules(chain)));
        Map<String, FoundTable.Set> sets = new HashMap<>();
        found.sets().forEach(set -> sets.put(set.name(), set));
        sets.keySet().stream().filter(name -> !stays.test(name)).forEach(name -> steps.add(new NatStep.Clear(name)));
        found.chains().forEach(chain -> steps.add(new NatStep.DeleteChain(chain)));
        sets.keySet().stream()
                .filter(name -> !stays.test(name))
                .forEach(name -> steps.add(new NatStep.DeleteSet(name)));
        return steps;
    }
}
