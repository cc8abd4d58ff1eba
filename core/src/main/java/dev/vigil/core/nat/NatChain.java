package dev.vigil.core.nat;

import java.util.List;
import java.util.stream.Collectors;

/** A chain with its rules. */
public record NatChain(String name, Hook hook, List<Rule> rules) {
    public NatChain {
        rules = List.copyOf(rules);
    }

    static NatChain of(String name, Rule... rules) {
        return new NatChain(name, Hook.NONE, List.of(rules));
    }

    /** Where the kernel calls a chain, for the first packet of each connection. */
    public enum Hook {
        NONE,
        /** Packets that arrive. */
        ARRIVING,
        /** Packets that this host sends. */
        SENT,
        /** Packets that leave, forwarded or sent. */
        LEAVING
    }

    /** What is done with a packet. */
    public record Rule(List<Statement> statements) {
        public Rule {
            statements = List.copyOf(statements);
        }

        static Rule of(Statement... statements) {
            return new Rule(List.of(statements));
        }

        @Override
        public String toString() {
            return statements.stream().map(Statement::toString).collect(Collectors.joining(" "));
        }
    }
}
