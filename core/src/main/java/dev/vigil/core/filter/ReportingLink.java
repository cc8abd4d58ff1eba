package dev.vigil.core.filter;

import dev.vigil.core.address.Family;
import java.util.Comparator;

/**
 * A macvlan interface of a virtual router. What it reports to routers of the groups that it is in leaves by its base and
 * with that one's address instead: a switch that learnt the virtual address from a backup would send it what is for the master.
 */
public record ReportingLink(Family family, int ifindex, int baseIfindex) implements Comparable<ReportingLink> {
    private static final Comparator<ReportingLink> ORDER = Comparator.comparing(ReportingLink::family)
            .thenComparingInt(ReportingLink::ifindex)
            .thenComparingInt(ReportingLink::baseIfindex);

    @Override
    public int compareTo(ReportingLink other) {
        return ORDER.compare(this, other);
    }
}
