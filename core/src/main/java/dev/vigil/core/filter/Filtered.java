package dev.vigil.core.filter;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a packet filter is about.
 *
 * @param addresses whose packets are dropped
 * @param links whose reports leave by another interface
 */
public record Filtered(Set<DroppedAddress> addresses, Set<ReportingLink> links) {
    public static final Filtered NOTHING = new Filtered(Set.of(), Set.of());

    public Filtered {
        addresses = Collections.unmodifiableSet(new TreeSet<>(addresses));
        links = Collections.unmodifiableSet(new TreeSet<>(links));
    }

    /** Of several virtual routers together. */
    public static Filtered all(Collection<Filtered> several) {
        Set<DroppedAddress> addresses = new TreeSet<>();
        Set<ReportingLink> links = new TreeSet<>();
        several.forEach(each -> {
            addresses.addAll(each.addresses);
            links.addAll(each.links);
        });
        return new Filtered(addresses, links);
    }

    public Filtered withAddresses(Set<DroppedAddress> other) {
        return new Filtered(other, links);
    }

    public Filtered withLinks(Set<ReportingLink> other) {
        return new Filtered(addresses, other);
    }

    public boolean isEmpty() {
        return addresses.isEmpty() && links.isEmpty();
    }
}
