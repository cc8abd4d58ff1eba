package dev.vigil.core.filter;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rules that drop packets from and to addresses, as far as the kernel has them, and what is to be done until it has what
 * is wanted. Tables are made when they are needed first, and stay: what changes with a role are elements of sets.
 */
public final class PacketFilter {
    static final String ADDRESSES = "vips";
    static final String ON_LINKS = "vips_link_local";
    static final String DISCOVERY = "neighbor-discovery";
    static final String IN = "in";
    static final String OUT = "out";
    private static final String IN_LINK = "in_link_local";
    private static final String OUT_LINK = "out_link_local";

    private static final int ICMPV6 = 58;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    private static final IpAddress LINK_LOCAL = IpAddress.of("fe80::");
    private static final int LINK_LOCAL_LENGTH = 10;

    /** What the kernel has been asked for beside elements. */
    private enum Part {
        IPV4,
        IPV6,
        IPV6_ON_LINKS
    }

    private final boolean counters;
    private final Set<Part> parts = EnumSet.noneOf(Part.class);
    private final SortedSet<DroppedAddress> present = new TreeSet<>();

    public PacketFilter(FilterSettings settings) {
        counters = settings.counters();
    }

    /** Whether there is nothing of it in the kernel. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The kernel has lost everything. */
    public void forget() {
        parts.clear();
        present.clear();
    }

    /** What the kernel must do so that packets of these addresses, and of no others, are dropped. */
    public List<FilterStep> toward(Set<DroppedAddress> wanted) {
        List<FilterStep> steps = new ArrayList<>();
        for (Part part : needed(wanted)) {
            if (!parts.contains(part)) {
                make(part, steps);
            }
        }
        elements(new TreeSet<>(wanted), present, true, steps);
        elements(present, wanted, false, steps);
        return steps;
    }

    /** The kernel has done what led there. */
    public void reached(Set<DroppedAddress> wanted) {
        parts.addAll(needed(wanted));
        present.clear();
        present.addAll(wanted);
    }

    /** What removes all of it. */
    public List<FilterStep> removal() {
        List<FilterStep> steps = new ArrayList<>();
        if (parts.contains(Part.IPV4)) {
            steps.add(new FilterStep.DeleteTable(Family.IPV4));
        }
        if (parts.contains(Part.IPV6)) {
            steps.add(new FilterStep.DeleteTable(Family.IPV6));
        }
        return steps;
    }

    private static Set<Part> needed(Set<DroppedAddress> wanted) {
        Set<Part> needed = EnumSet.noneOf(Part.class);
        for (DroppedAddress each : wanted) {
            needed.add(each.address().family() == Family.IPV4 ? Part.IPV4 : Part.IPV6);
            if (each.isOfLink()) {
                needed.add(Part.IPV6_ON_LINKS);
            }
        }
        return needed;
    }

    /** The addresses that are among the first and not among the second. */
    private static void elements(
            SortedSet<DroppedAddress> first, Set<DroppedAddress> second, boolean wanted, List<FilterStep> steps) {
        Map<FilterStep.Elements, List<DroppedAddress>> bySet = new LinkedHashMap<>();
        for (DroppedAddress each : first) {
            if (!second.contains(each)) {
                String set = each.isOfLink() ? ON_LINKS : ADDRESSES;
                FilterStep.Elements none =
                        new FilterStep.Elements(each.address().family(), set, List.of(), wanted);
                bySet.computeIfAbsent(none, _ -> new ArrayList<>()).add(each);
            }
        }
        bySet.forEach(
                (none, addresses) -> steps.add(new FilterStep.Elements(none.family(), none.set(), addresses, wanted)));
    }

    private void make(Part part, List<FilterStep> steps) {
        switch (part) {
            case IPV4 -> makeIpv4(steps);
            case IPV6 -> makeIpv6(steps);
            case IPV6_ON_LINKS -> makeOnLinks(steps);
        }
    }

    private static void makeTable(Family family, List<FilterStep> steps) {
        steps.add(new FilterStep.NewTable(family));
        steps.add(new FilterStep.NewChain(family, OUT, FilterStep.Hook.OUTPUT));
        steps.add(new FilterStep.NewChain(family, IN, FilterStep.Hook.INPUT));
    }

    private void makeIpv4(List<FilterStep> steps) {
        makeTable(Family.IPV4, steps);
        steps.add(new FilterStep.NewSet(Family.IPV4, ADDRESSES, FilterStep.Keys.ADDRESSES));
        steps.add(rule(Family.IPV4, IN, new Expression.Drop(), destination(Family.IPV4), in(ADDRESSES)));
        steps.add(rule(Family.IPV4, OUT, new Expression.Drop(), source(Family.IPV4), in(ADDRESSES)));
    }

    /** Neighbour discovery passes, since without it nobody finds the addresses. */
    private void makeIpv6(List<FilterStep> steps) {
        Family family = Family.IPV6;
        makeTable(family, steps);
        steps.add(new FilterStep.NewChain(family, IN_LINK, FilterStep.Hook.NONE));
        steps.add(new FilterStep.NewChain(family, OUT_LINK, FilterStep.Hook.NONE));
        steps.add(new FilterStep.NewSet(family, ADDRESSES, FilterStep.Keys.ADDRESSES));
        steps.add(new FilterStep.NewSet(family, DISCOVERY, FilterStep.Keys.MESSAGES));
        steps.add(new FilterStep.Messages(family, DISCOVERY, List.of(NEIGHBOUR_SOLICITATION, NEIGHBOUR_ADVERTISEMENT)));
        Expression.InNetwork onLink = new Expression.InNetwork(LINK_LOCAL, LINK_LOCAL_LENGTH);
        steps.add(discovery(IN));
        steps.add(rule(family, IN, new Expression.GoTo(IN_LINK), destination(family), onLink));
        steps.add(discovery(OUT));
        steps.add(rule(family, OUT, new Expression.GoTo(OUT_LINK), source(family), onLink));
        steps.add(rule(family, IN, new Expression.Drop(), destination(family), in(ADDRESSES)));
        steps.add(rule(family, OUT, new Expression.Drop(), source(family), in(ADDRESSES)));
    }

    private void makeOnLinks(List<FilterStep> steps) {
        Family family = Family.IPV6;
        steps.add(new FilterStep.NewSet(family, ON_LINKS, FilterStep.Keys.ADDRESSES_ON_LINKS));
        steps.add(rule(
                family,
                IN_LINK,
                new Expression.Drop(),
                destination(family),
                new Expression.LoadMeta(Expression.Meta.IN_INTERFACE, Expression.SECOND),
                in(ON_LINKS)));
        steps.add(rule(
                family,
                OUT_LINK,
                new Expression.Drop(),
                source(family),
                new Expression.LoadMeta(Expression.Meta.OUT_INTERFACE, Expression.SECOND),
                in(ON_LINKS)));
    }

    private FilterStep discovery(String chain) {
        return rule(
                Family.IPV6,
                chain,
                new Expression.Accept(),
                new Expression.LoadMeta(Expression.Meta.PROTOCOL, Expression.FIRST),
                new Expression.IsByte(ICMPV6),
                new Expression.Load(Expression.Header.TRANSPORT, 0, 1),
                in(DISCOVERY));
    }

    private FilterStep rule(Family family, String chain, Expression verdict, Expression... matches) {
        List<Expression> expressions = new ArrayList<>(List.of(matches));
        if (counters) {
            expressions.add(new Expression.Count());
        }
        expressions.add(verdict);
        return new FilterStep.NewRule(family, chain, expressions);
    }

    private static Expression source(Family family) {
        return new Expression.Load(Expression.Header.NETWORK, family == Family.IPV4 ? 12 : 8, family.lengthBytes());
    }

    private static Expression destination(Family family) {
        return new Expression.Load(Expression.Header.NETWORK, family == Family.IPV4 ? 16 : 24, family.lengthBytes());
    }

    private static Expression in(String set) {
        return new Expression.InSet(set);
    }
}
