package dev.vigil.core.filter;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules that drop packets from and to addresses and lead reports of macvlan interfaces to their bases, as far as the
 * kernel has them, and what is to be done until it has what is wanted. Tables are made when they are needed first, and stay: what changes with a role are elements of sets.
 */
public final class PacketFilter {
    static final String ADDRESSES = "vips";
    static final String ON_LINKS = "vips_link_local";
    static final String DISCOVERY = "neighbor-discovery";
    static final String BASES = "vmac_map";
    static final String LINKS = "vmac_set";
    static final String IN = "in";
    static final String OUT = "out";
    private static final String IN_LINK = "in_link_local";
    private static final String OUT_LINK = "out_link_local";

    private static final String MACVLAN = "macvlan";
    private static final int IPV4_PROTOCOL = 9;
    private static final int IGMP = 2;
    private static final int ICMPV6 = 58;
    private static final int ROUTER_SOLICITATION = 133;
    private static final int LISTENER_REPORT = 143;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    private static final IpAddress LINK_LOCAL = IpAddress.of("fe80::");
    private static final int LINK_LOCAL_LENGTH = 10;

    /** What the kernel has been asked for beside elements, in the order in which it is made. */
    private enum Part {
        TABLE,
        REPORTS,
        ADDRESSES,
        ADDRESSES_ON_LINKS
    }

    private final boolean counters;
    private final Map<Family, Set<Part>> parts = new EnumMap<>(Family.class);
    private Filtered present = Filtered.NOTHING;

    public PacketFilter(FilterSettings settings) {
        counters = settings.counters();
        forget();
    }

    /** Whether there is nothing of it in the kernel. */
    public boolean isEmpty() {
        return parts.values().stream().allMatch(Set::isEmpty);
    }

    /** The kernel has lost everything. */
    public void forget() {
        for (Family family : Family.values()) {
            parts.put(family, EnumSet.noneOf(Part.class));
        }
        present = Filtered.NOTHING;
    }

    /** What the kernel must do so that what is wanted is filtered, and nothing else. */
    public List<FilterStep> toward(Filtered wanted) {
        List<FilterStep> steps = new ArrayList<>();
        for (Family family : Family.values()) {
            for (Part part : needed(family, wanted)) {
                if (!partsOf(family).contains(part)) {
                    make(family, part, steps);
                }
            }
        }
        elements(wanted.addresses(), present.addresses(), true, steps);
        elements(present.addresses(), wanted.addresses(), false, steps);
        links(wanted.links(), present.links(), true, steps);
        links(present.links(), wanted.links(), false, steps);
        return steps;
    }

    /** The kernel has done what led there. */
    public void reached(Filtered wanted) {
        for (Family family : Family.values()) {
            partsOf(family).addAll(needed(family, wanted));
        }
        present = wanted;
    }

    private Set<Part> partsOf(Family family) {
        return Objects.requireNonNull(parts.get(family));
    }

    /** What removes all of it. */
    public List<FilterStep> removal() {
        List<FilterStep> steps = new ArrayList<>();
        for (Family family : Family.values()) {
            if (!partsOf(family).isEmpty()) {
                steps.add(new FilterStep.DeleteTable(family));
            }
        }
        return steps;
    }

    private static Set<Part> needed(Family family, Filtered wanted) {
        Set<Part> needed = EnumSet.noneOf(Part.class);
        for (DroppedAddress each : wanted.addresses()) {
            if (each.address().family() == family) {
                needed.addAll(Set.of(Part.TABLE, Part.ADDRESSES));
                if (each.isOfLink()) {
                    needed.add(Part.ADDRESSES_ON_LINKS);
                }
            }
        }
        if (wanted.links().stream().anyMatch(link -> link.family() == family)) {
            needed.addAll(Set.of(Part.TABLE, Part.REPORTS));
        }
        return needed;
    }

    /** The addresses that are among the first and not among the second. */
    private static void elements(
            Set<DroppedAddress> first, Set<DroppedAddress> second, boolean wanted, List<FilterStep> steps) {
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

    private static void links(
            Set<ReportingLink> first, Set<ReportingLink> second, boolean wanted, List<FilterStep> steps) {
        for (Family family : Family.values()) {
            List<ReportingLink> some = first.stream()
                    .filter(link -> link.family() == family && !second.contains(link))
                    .toList();
            if (!some.isEmpty()) {
                steps.add(new FilterStep.Links(BASES, true, some, wanted));
                if (family == Family.IPV6) {
                    steps.add(new FilterStep.Links(LINKS, false, some, wanted));
                }
            }
        }
    }

    private void make(Family family, Part part, List<FilterStep> steps) {
        switch (part) {
            case TABLE -> {
                steps.add(new FilterStep.NewTable(family));
                steps.add(new FilterStep.NewChain(family, OUT, FilterStep.Hook.OUTPUT));
            }
            case REPORTS -> makeReports(family, steps);
            case ADDRESSES -> {
                steps.add(new FilterStep.NewChain(family, IN, FilterStep.Hook.INPUT));
                if (family == Family.IPV4) {
                    makeIpv4(steps);
                } else {
                    makeIpv6(steps);
                }
            }
            case ADDRESSES_ON_LINKS -> makeOnLinks(steps);
        }
    }

    /** They come first, since neighbour discovery passes without a further look. */
    private void makeReports(Family family, List<FilterStep> steps) {
        steps.add(new FilterStep.NewSet(family, BASES, FilterStep.Keys.LINKS_TO_BASES));
        List<Expression> copy = new ArrayList<>();
        if (family == Family.IPV4) {
            copy.add(new Expression.Load(Expression.Header.NETWORK, IPV4_PROTOCOL, 1));
            copy.add(new Expression.IsByte(IGMP));
            copy.add(new Expression.LoadMeta(Expression.Meta.OUT_KIND, Expression.FIRST));
            copy.add(new Expression.IsText(MACVLAN));
        } else {
            steps.add(new FilterStep.NewSet(family, LINKS, FilterStep.Keys.LINKS));
            List<Expression> solicitation = new ArrayList<>(message(ROUTER_SOLICITATION));
            solicitation.add(new Expression.LoadMeta(Expression.Meta.OUT_INTERFACE, Expression.FIRST));
            solicitation.add(in(LINKS));
            // What is put first later stands before it.
            steps.add(first(family, solicitation));
            copy.addAll(message(LISTENER_REPORT));
        }
        copy.add(destination(family));
        copy.add(new Expression.LoadMeta(Expression.Meta.OUT_INTERFACE, Expression.SECOND));
        copy.add(new Expression.Mapped(BASES));
        copy.add(new Expression.Copy());
        steps.add(first(family, copy));
    }

    /** A message of ICMPv6 that leaves by a macvlan interface. */
    private static List<Expression> message(int type) {
        return List.of(
                new Expression.LoadMeta(Expression.Meta.PROTOCOL, Expression.FIRST),
                new Expression.IsByte(ICMPV6),
                new Expression.Load(Expression.Header.TRANSPORT, 0, 1),
                new Expression.IsByte(type),
                new Expression.LoadMeta(Expression.Meta.OUT_KIND, Expression.FIRST),
                new Expression.IsText(MACVLAN));
    }

    private FilterStep first(Family family, List<Expression> matches) {
        List<Expression> expressions = new ArrayList<>(matches);
        if (counters) {
            expressions.add(new Expression.Count());
        }
        expressions.add(new Expression.Drop());
        return new FilterStep.NewRule(family, OUT, true, expressions);
    }

    private void makeIpv4(List<FilterStep> steps) {
        steps.add(new FilterStep.NewSet(Family.IPV4, ADDRESSES, FilterStep.Keys.ADDRESSES));
        steps.add(rule(Family.IPV4, IN, new Expression.Drop(), destination(Family.IPV4), in(ADDRESSES)));
        steps.add(rule(Family.IPV4, OUT, new Expression.Drop(), source(Family.IPV4), in(ADDRESSES)));
    }

    /** Neighbour discovery passes, since without it nobody finds the addresses. */
    private void makeIpv6(List<FilterStep> steps) {
        Family family = Family.IPV6;
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
        return new FilterStep.NewRule(family, chain, false, expressions);
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
