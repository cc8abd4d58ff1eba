package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps placed routers in line with what the kernel shows. Events only update the {@link Host} and note whom they concern;
 * those look at it once everything is read. After lost events everything is listed anew, once.
 */
public final class Placement {
    /** What lists and runs. */
    public interface Surroundings {
        /**
         * Lists all interfaces and addresses.
         *
         * @return the kernel's refusal, after which the argument is of no use; null if there is none
         */
        @Nullable
        String list(Host into);

        /** Runs an input of a router; a defect in it ends in the FAULT of that one. */
        void step(PlacedRouter router, Runnable input);
    }

    /** Who follows the host beside the routers. */
    interface Follower {
        /** Before the host shows it. */
        void onEvent(HostEvent event);

        /** Everything was listed anew. */
        void onListed();

        /** Everything that the kernel has shown is read, and no router has looked at it yet. */
        void review(long nowNs);
    }

    /** How long events may come without a pause before everything is listed anew in the middle of them. */
    static final long STORM_NS = 500_000_000L;

    /** How long until a list that was refused is asked for again. */
    static final long RELIST_NS = 100_000_000L;

    private final Host host;
    private final Story story;
    private final Surroundings surroundings;
    private List<Follower> followers = List.of();
    private List<PlacedRouter> routers = List.of();
    private final Map<String, List<PlacedRouter>> byInterface = new HashMap<>();
    private final Map<IpAddress, List<PlacedRouter>> byAddress = new HashMap<>();
    private final Map<RoutingKey, List<PlacedRouter>> byRouting = new HashMap<>();

    private List<PlacedRouter> withRoutes = List.of();

    /** Who looks at the host again when everything is read, and whose addresses are compared then. */
    private final Set<PlacedRouter> toLook = new LinkedHashSet<>();

    private final Set<PlacedRouter> toCompare = new LinkedHashSet<>();

    /** Whether events were lost, so that those that come before the next list are older than it. */
    private boolean lost;

    /** Since when there has always been more to read; NEVER if there is nothing. */
    private long unreadSinceNs = VirtualRouter.NEVER;

    /** When a list that was refused is asked for again. */
    private long relistNs = VirtualRouter.NEVER;

    public Placement(Host host, Story story, Surroundings surroundings) {
        this.host = host;
        this.story = story;
        this.surroundings = surroundings;
    }

    /** What is there whoever is master is kept in line, too. */
    public void keep(StaticObjects objects) {
        followers = List.of(objects);
    }

    /** The routers from now on. */
    public void serve(List<PlacedRouter> theRouters) {
        routers = List.copyOf(theRouters);
        byInterface.clear();
        byAddress.clear();
        byRouting.clear();
        withRoutes = routers.stream()
                .filter(each -> !each.site().routing().isEmpty())
                .toList();
        Set<PlacedRouter> served = new HashSet<>(routers);
        toLook.retainAll(served);
        toCompare.retainAll(served);
        for (PlacedRouter router : routers) {
            Site site = router.site();
            Set<String> names = new HashSet<>(List.of(site.interfaceName(), site.carrier()));
            site.addresses().forEach(spec -> {
                names.add(spec.interfaceName());
                index(byAddress, spec.address(), router);
            });
            site.routing().forEach(spec -> {
                names.addAll(spec.entry().interfaces());
                index(byRouting, spec.entry().key(), router);
                if (spec.entry() instanceof RouteEntry route) {
                    route.source().ifPresent(source -> index(byAddress, source, router));
                }
            });
            router.router().tracks().all().forEach(track -> names.add(track.name()));
            names.forEach(name -> index(byInterface, name, router));
            site.source().ifPresent(source -> index(byAddress, source, router));
        }
        host.declare(routers.stream()
                .map(each -> new HostNeeds.Guest(
                        each.name(), each.site(), each.router().settings().isOwner()))
                .toList());
    }

    private static <K> void index(Map<K, List<PlacedRouter>> map, K key, PlacedRouter router) {
        List<PlacedRouter> list = map.computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (list.isEmpty() || list.getLast() != router) {
            list.add(router);
        }
    }

    /** When {@link #settle} must be called even if the kernel shows nothing. */
    public long deadlineNs() {
        return relistNs;
    }

    // Events

    public void onEvent(HostEvent event) {
        if (event instanceof HostEvent.Lost) {
            lost = true;
        }
        if (lost) {
            return;
        }
        followers.forEach(each -> each.onEvent(event));
        switch (event) {
            case HostEvent.LinkSeen(Link link) -> onLink(link);
            case HostEvent.LinkGone(int ifindex, String name) -> {
                host.removeLink(ifindex);
                story.link(name, false);
                toLook.addAll(byInterface.getOrDefault(name, List.of()));
            }
            case HostEvent.AddressSeen(HostAddress address) -> {
                boolean known = host.has(address);
                host.put(address);
                onAddress(address, true, !known);
            }
            case HostEvent.AddressGone(HostAddress address) -> {
                boolean known = host.has(address);
                host.remove(address);
                onAddress(address, false, known);
            }
            case HostEvent.RoutingGone(RoutingKey key) -> onRoutingGone(key);
            case HostEvent.Lost _ -> {}
        }
    }

    private void onRoutingGone(RoutingKey key) {
        for (PlacedRouter router : byRouting.getOrDefault(key, List.of())) {
            router.onRoutingGone(key);
            toCompare.add(router);
        }
    }

    private void onLink(Link link) {
        Link old = host.link(link.ifindex());
        host.put(link);
        if (link.equals(old)) {
            return;
        }
        doubtRouting(withRoutes);
        if (old == null || old.carries() != link.carries() || !old.name().equals(link.name())) {
            story.link(link.name(), link.carries());
        }
        if (old != null && !old.name().equals(link.name())) {
            story.link(old.name(), false);
            concern(old.name());
        }
        concern(link.name());
    }

    private void concern(String interfaceName) {
        List<PlacedRouter> concerned = byInterface.getOrDefault(interfaceName, List.of());
        toLook.addAll(concerned);
        toCompare.addAll(concerned);
    }

    private void onAddress(HostAddress address, boolean added, boolean news) {
        Link link = host.link(address.ifindex());
        if (link != null && news) {
            story.address(link.name(), address.address(), added);
        }
        List<PlacedRouter> named = byAddress.getOrDefault(address.address(), List.of());
        for (PlacedRouter router : named) {
            toCompare.add(router);
            if (router.site().source().isPresent()) {
                toLook.add(router);
            }
        }
        if (!added && address.address().family() == Family.IPV4 && !withRoutes.isEmpty()) {
            doubtRouting(host.isWithoutIpv4(address.ifindex()) ? withRoutes : named);
        }
        // Any other address may be the one that an interface speaks from.
        if (link != null && !host.isVirtual(address.address())) {
            toLook.addAll(byInterface.getOrDefault(link.name(), List.of()));
        }
    }

    /** The kernel drops IPv4 routes without a word with their interface, its last address, or the address they speak from. */
    private void doubtRouting(List<PlacedRouter> concerned) {
        for (PlacedRouter router : concerned) {
            router.onRoutingDoubt();
            toCompare.add(router);
        }
    }

    /**
     * After a round of events.
     *
     * @param drained whether everything that the kernel has shown is read
     */
    public void settle(boolean drained, long nowNs) {
        if (drained) {
            unreadSinceNs = VirtualRouter.NEVER;
        } else if (unreadSinceNs == VirtualRouter.NEVER) {
            unreadSinceNs = nowNs;
        }
        boolean storm = !drained && nowNs - unreadSinceNs >= STORM_NS;
        boolean due = relistNs == VirtualRouter.NEVER ? (lost && drained) || storm : relistNs <= nowNs;
        if (due) {
            relist(drained, nowNs);
        } else if (drained) {
            review(nowNs);
        }
    }

    /** Lists everything anew and lets everybody look. */
    private void relist(boolean drained, long nowNs) {
        Host fresh = new Host();
        String refusal = surroundings.list(fresh);
        if (refusal != null) {
            if (relistNs == VirtualRouter.NEVER) {
                story.refused("", refusal);
            }
            lost = true;
            relistNs = nowNs + RELIST_NS;
            return;
        }
        relistNs = VirtualRouter.NEVER;
        // Events that are still unread are older than the list.
        lost = !drained;
        unreadSinceNs = drained ? VirtualRouter.NEVER : nowNs;
        host.become(fresh);
        toLook.addAll(routers);
        toCompare.addAll(routers);
        doubtRouting(withRoutes);
        followers.forEach(Follower::onListed);
        review(nowNs);
    }

    /**
     * First the addresses are compared, while nothing that was asked for is unread; then everybody follows the host, and may
     * ask for more.
     */
    private void review(long nowNs) {
        followers.forEach(each -> each.review(nowNs));
        each(toCompare, router -> router.compare(nowNs));
        each(toLook, router -> router.look(nowNs));
    }

    private void each(Set<PlacedRouter> concerned, Consumer<PlacedRouter> input) {
        if (!concerned.isEmpty()) {
            List<PlacedRouter> all = List.copyOf(concerned);
            concerned.clear();
            all.forEach(router -> surroundings.step(router, () -> input.accept(router)));
        }
    }
}
