package dev.vigil.core.filter;

import dev.vigil.core.address.Family;
import java.util.List;

/** One object that a change of the packet filter makes or removes. All steps of a change are one transaction. */
public sealed interface FilterStep {
    /** Refused if there is a table of this name. */
    record NewTable(Family family) implements FilterStep {}

    /** The table with all that is in it. */
    record DeleteTable(Family family) implements FilterStep {}

    record NewChain(Family family, String name, Hook hook) implements FilterStep {}

    record NewSet(Family family, String name, Keys keys) implements FilterStep {}

    /** @param present whether they are to be there */
    record Elements(Family family, String set, List<DroppedAddress> addresses, boolean present) implements FilterStep {
        public Elements {
            addresses = List.copyOf(addresses);
        }
    }

    /** The messages of neighbour discovery, as elements of a set of {@link Keys#MESSAGES}. */
    record Messages(Family family, String set, List<Integer> types) implements FilterStep {
        public Messages {
            types = List.copyOf(types);
        }
    }

    /**
     * Interfaces in a set, or with their bases in a map.
     *
     * @param present whether they are to be there
     */
    record Links(String set, boolean mapped, List<ReportingLink> links, boolean present) implements FilterStep {
        public Links {
            links = List.copyOf(links);
        }

        public Family family() {
            return links.getFirst().family();
        }
    }

    /** @param first whether it comes before the rules that the chain has, and not behind them */
    record NewRule(Family family, String chain, boolean first, List<Expression> expressions) implements FilterStep {
        public NewRule {
            expressions = List.copyOf(expressions);
        }
    }

    /** Where the kernel calls a chain. */
    enum Hook {
        NONE,
        INPUT,
        OUTPUT
    }

    /** What a set holds. */
    enum Keys {
        ADDRESSES,
        ADDRESSES_ON_LINKS,
        LINKS,
        LINKS_TO_BASES,
        MESSAGES
    }
}
