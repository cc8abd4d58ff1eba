package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses, routes and rules that are there while the daemon runs, whoever is master. What something else takes is put
 * back unless it is not tracked; an address that the host had before stays with it at the end.
 */
public final class StaticObjects implements Placement.Follower {
    /** What a configuration asks for. */
    public record Wanted(List<AddressSpec> addresses, List<RoutingSpec> routing) {
        public static final Wanted NOTHING = new Wanted(List.of(), List.of());

        public Wanted {
            addresses = List.copyOf(addresses);
            routing = List.copyOf(routing);
        }

        public boolean isNothing() {
            return addresses.isEmpty() && routing.isEmpty();
        }
    }

    private final Host host;
    private final Story story;
    private final HostEdge edge;
    private final OwnedAddresses owned;
    private final HeldRouting routing;
    private Wanted wanted = Wanted.NOTHING;
    private Set<RoutingKey> keys = Set.of();

    /** The addresses that packets over the routes come from. */
    private Set<IpAddress> sources = Set.of();

    /** Interfaces that lost an IPv4 address since the last look. */
    private final Set<Integer> poorer = new HashSet<>();

    private boolean present;

    /** Whether something has changed that may concern them. */
    private boolean concerned;

    /** When the kernel is asked again for what it refused. */
    private long retryNs = VirtualRouter.NEVER;

    public StaticObjects(Host host, Story story, HostEdge edge) {
        this.host = host;
        this.story = story;
        this.edge = edge;
        owned = new OwnedAddresses(host);
        routing = new HeldRouting(host, story, new Always(), List.of(), edge);
    }

    /** They belong to no virtual router. */
    private final class Always implements Holder {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean has() {
            return present;
        }

        @Override
        public boolean restores() {
            return present;
        }
    }

    /** Asks for all of them; what is there already is as wanted. */
    public void begin(Wanted first, long nowNs) {
        present = true;
        want(first);
        owned.place(OwnedAddresses.on(host, first.addresses()));
        report(owned.addAll(edge, true), nowNs);
        routing.takeOver(first.routing(), edge);
        routing.replace(nowNs);
    }

    /** Removes what another configuration does not have, before anybody takes anything for it. */
    public void giveUp(Wanted next, long nowNs) {
        routing.giveUp(next.routing(), nowNs);
        List<PlacedAddress> dropped = AddressChanges.dropped(owned.placed(), OwnedAddresses.on(host, next.addresses()));
        if (!dropped.isEmpty()) {
            report(owned.giveUp(edge, dropped), nowNs);
        }
    }

    /** Takes over another configuration, after {@link #giveUp}; what is in both is not touched. */
    public void replace(Wanted next, long nowNs) {
        if (next.equals(wanted)) {
            return;
        }
        want(next);
        place(nowNs);
        routing.takeOver(next.routing(), edge);
        routing.replace(nowNs);
    }

    private void want(Wanted next) {
        wanted = next;
        Set<RoutingKey> theKeys = new HashSet<>();
        Set<IpAddress> theSources = new HashSet<>();
        for (RoutingSpec spec : next.routing()) {
            theKeys.add(spec.entry().key());
            if (spec.entry() instanceof RouteEntry route) {
                route.source().ifPresent(theSources::add);
            }
        }
        host.stand(next.addresses().stream().map(AddressSpec::address).toList());
        keys = Set.copyOf(theKeys);
        sources = Set.copyOf(theSources);
    }

    private void place(long nowNs) {
        List<PlacedAddress> before = owned.placed();
        List<PlacedAddress> now = OwnedAddresses.on(host, wanted.addresses());
        if (!now.equals(before)) {
            owned.place(now);
            report(owned.changeOver(edge, before), nowNs);
        }
    }

    /** Removes them, in the order that is opposite to that of adding. */
    public void end(long nowNs) {
        if (present) {
            routing.removeAll(nowNs);
            report(owned.giveUp(edge, owned.placed()), nowNs);
        }
        present = false;
        routing.end();
        retryNs = VirtualRouter.NEVER;
    }

    private void report(List<String> news, long nowNs) {
        news.forEach(text -> story.refused("", text));
        if (owned.isRetryNeeded()) {
            retryNs = Math.min(retryNs, nowNs + PlacedRouter.RETRY_NS);
        }
    }

    /** When {@link #onDeadline} must be called next. */
    public long deadlineNs() {
        return Math.min(retryNs, routing.deadlineNs());
    }

    /** Asks again for what was refused, if that is due. */
    public void onDeadline(long nowNs) {
        routing.retry(nowNs);
        if (retryNs <= nowNs) {
            retryNs = VirtualRouter.NEVER;
            List<PlacedAddress> _ = owned.retry(edge);
            report(List.of(), nowNs);
        }
    }

    // What the kernel shows

    @Override
    public void onEvent(HostEvent event) {
        if (!present || wanted.isNothing()) {
            return;
        }
        switch (event) {
            case HostEvent.LinkSeen(Link link) -> {
                if (!link.equals(host.link(link.ifindex()))) {
                    doubt();
                }
            }
            case HostEvent.LinkGone _ -> doubt();
            case HostEvent.AddressGone(HostAddress address) -> {
                concerned = true;
                if (sources.contains(address.address())) {
                    routing.onDoubt();
                } else if (address.address().family() == Family.IPV4) {
                    poorer.add(address.ifindex());
                }
            }
            case HostEvent.RoutingGone(RoutingKey key) -> {
                if (keys.contains(key)) {
                    routing.onGone(key);
                    concerned = true;
                }
            }
            case HostEvent.AddressSeen _, HostEvent.Lost _ -> {}
        }
    }

    @Override
    public void onListed() {
        if (present && !wanted.isNothing()) {
            doubt();
        }
    }

    /** The kernel drops IPv4 routes without a word with their interface, its last address, or the address they speak from. */
    private void doubt() {
        routing.onDoubt();
        concerned = true;
    }

    @Override
    public void review(long nowNs) {
        if (!concerned) {
            return;
        }
        concerned = false;
        if (poorer.stream().anyMatch(host::isWithoutIpv4)) {
            routing.onDoubt();
        }
        poorer.clear();
        // What is asked for is shown later, so nothing is asked for before all is compared.
        List<PlacedAddress> missed =
                owned.placed().stream().filter(this::isMissed).toList();
        missed.forEach(address -> restore(address, nowNs));
        routing.compare(nowNs);
        place(nowNs);
        routing.follow(nowNs);
    }

    private boolean isMissed(PlacedAddress address) {
        return address.spec().tracked()
                && host.link(address.ifindex()) != null
                && !owned.isRefused(address)
                && !host.hasOrAwaits(address);
    }

    private void restore(PlacedAddress address, long nowNs) {
        report(owned.add(edge, address), nowNs);
        story.addressLost("", address.address(), address.link().name(), !owned.isRefused(address));
    }
}
