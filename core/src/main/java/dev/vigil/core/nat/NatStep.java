package dev.vigil.core.nat;

import java.util.List;

/** One thing that is to be done to our table. All steps of a change are one transaction. */
public sealed interface NatStep {
    /** Refused if there is a table of this name. */
    record MakeTable() implements NatStep {}

    /** Takes the table over from a process that has ended; a transaction of its own. */
    record TakeTable() implements NatStep {}

    /** With all that is in it. */
    record DeleteTable() implements NatStep {}

    /** Without rules. */
    record AddChain(String name, NatChain.Hook hook) implements NatStep {}

    /** Of one chain, all of them. */
    record DeleteRules(String chain) implements NatStep {}

    /** Behind the rules that the chain has. */
    record AddRule(String chain, NatChain.Rule rule) implements NatStep {}

    record DeleteChain(String name) implements NatStep {}

    /** Without elements. */
    record AddSet(NatSet set) implements NatStep {}

    record DeleteSet(String name) implements NatStep {}

    record AddElements(NatSet set, List<NatElement> elements) implements NatStep {
        public AddElements {
            elements = List.copyOf(elements);
        }
    }

    record DeleteElements(NatSet set, List<NatElement> elements) implements NatStep {
        public DeleteElements {
            elements = List.copyOf(elements);
        }
    }

    /** Of a set, all of them. */
    record Clear(String set) implements NatStep {}
}
