package dev.vigil.core.nat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a kernel makes of steps, as strict as it is about what must be there and what must not. */
final class Kernel {
    boolean made;
    final Map<String, List<String>> chains = new TreeMap<>();
    final Map<String, NatSet> sets = new TreeMap<>();
    final Map<String, Map<List<Cell>, NatElement>> elements = new TreeMap<>();

    void apply(List<NatStep> steps) {
        steps.forEach(this::apply);
        // What has been referred to must be there in the end.
        for (List<String> rules : chains.values()) {
            for (String rule : rules) {
                words(rule, "goto ").forEach(chain -> assertThat(chains).containsKey(chain));
                words(rule, "@").forEach(set -> assertThat(sets).containsKey(set));
            }
        }
    }

    private static Stream<String> words(String rule, String before) {
        int at = rule.indexOf(before);
        return at < 0
                ? Stream.of()
                : Stream.of(rule.substring(at + before.length()).replaceFirst(" .*", ""));
    }

    private void apply(NatStep step) {
        switch (step) {
            case NatStep.MakeTable _ -> {
                assertThat(made).isFalse();
                made = true;
            }
            case NatStep.TakeTable _ -> assertThat(made).isTrue();
            case NatStep.DeleteTable _ -> {
                assertThat(made).isTrue();
                made = false;
                chains.clear();
                sets.clear();
                elements.clear();
            }
            case NatStep.AddChain(String name, var _) -> {
                assertThat(made).isTrue();
                assertThat(chains.put(name, new ArrayList<>())).as(name).isNull();
            }
            case NatStep.DeleteRules(String chain) -> {
                assertThat(chains).containsKey(chain);
                chains.put(chain, new ArrayList<>());
            }
            case NatStep.AddRule(String chain, NatChain.Rule rule) -> {
                words(rule.toString(), "goto ").forEach(to -> assertThat(chains).containsKey(to));
                words(rule.toString(), "@").forEach(set -> assertThat(sets).containsKey(set));
                chains.get(chain).add(rule.toString());
            }
            case NatStep.DeleteChain(String name) -> {
                assertThat(chains.remove(name)).as(name).isEmpty();
                assertThat(references()).doesNotContain("goto " + name);
            }
            case NatStep.AddSet(NatSet set) -> {
                assertThat(sets.put(set.name(), set)).as(set.name()).isNull();
                elements.put(set.name(), new LinkedHashMap<>());
            }
            case NatStep.DeleteSet(String name) -> {
                assertThat(sets.remove(name)).as(name).isNotNull();
                elements.remove(name);
                chains.values()
                        .forEach(rules -> rules.forEach(
                                rule -> assertThat(words(rule, "@")).doesNotContain(name)));
            }
            case NatStep.AddElements(NatSet set, List<NatElement> some) -> add(set, some);
            case NatStep.DeleteElements(NatSet set, List<NatElement> some) ->
                some.forEach(each ->
                        assertThat(elements.get(set.name()).remove(each.key())).isEqualTo(each));
            case NatStep.Clear(String set) -> elements.get(set).clear();
        }
    }

    private void add(NatSet set, List<NatElement> some) {
        assertThat(sets.get(set.name())).isEqualTo(set);
        for (NatElement each : some) {
            assertThat(elements.get(set.name()).put(each.key(), each)).isNull();
            for (Cell cell : each.value()) {
                if (cell instanceof Cell.Chain(String chain)) {
                    assertThat(chains).containsKey(chain);
                }
            }
        }
    }

    private Set<String> references() {
        Set<String> all = new LinkedHashSet<>();
        elements.values()
                .forEach(each ->
                        each.values().forEach(element -> element.value().forEach(cell -> all.add(cell.toString()))));
        chains.values()
                .forEach(rules -> rules.forEach(rule -> words(rule, "goto ").forEach(to -> all.add("goto " + to))));
        return all;
    }

    /** What of it a daemon finds that starts later. */
    FoundTable found() {
        List<FoundTable.Server> servers = new ArrayList<>();
        for (String name : List.of("servers4", "servers6", "hosts4", "hosts6")) {
            elements.getOrDefault(name, Map.of()).values().forEach(each -> servers.add(server(each)));
        }
        return new FoundTable(
                List.copyOf(chains.keySet()),
                sets.values().stream()
                        .map(set -> new FoundTable.Set(set.name(), set.keyBytes(), set.valueBytes(), set.timeoutS()))
                        .toList(),
                servers);
    }

    private static FoundTable.Server server(NatElement element) {
        return new FoundTable.Server(
                element.comment(),
                ((Cell.Mark) element.key().getFirst()).value(),
                ((Cell.Address) element.value().getFirst()).address(),
                element.value().size() > 1 ? ((Cell.Port) element.value().get(1)).port() : 0);
    }

    List<String> texts(String set) {
        return elements.getOrDefault(set, Map.of()).values().stream()
                .map(NatElement::toString)
                .toList();
    }
}
