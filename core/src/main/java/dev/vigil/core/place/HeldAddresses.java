package dev.vigil.core.place;

import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a placed router does about its addresses: it asks for them, gives them up, puts back what was lost, announces them,
 * and reports what the kernel refuses.
 */
final class HeldAddresses {
    private final Host host;
    private final Story story;
    private final VirtualRouter router;
    private final OwnedAddresses owned;
    private Site site;
    private Edge edge;

    /** Addresses whose interface does not exist, one sentence each. */
    private List<String> homeless = List.of();

    /** Why not one address can be had, which the state machine has not heard of yet. */
    private @Nullable String refusal;

    /** Whether addresses stay that should be gone, which the state machine has not heard of yet. */
    private boolean removalRefused;

    /** The address that is being put back; null unless one is. */
    private @Nullable PlacedAddress restoring;

    /** When a MASTER announces itself on other interfaces again. */
    private long extraNs = VirtualRouter.NEVER;

    /** When the kernel is asked again for what it refused. */
    private long retryNs = VirtualRouter.NEVER;

    HeldAddresses(Host host, Story story, VirtualRouter router, Prepared prepared) {
        this.host = host;
        this.story = story;
        this.router = router;
        owned = new OwnedAddresses(host);
        site = prepared.site();
        edge = prepared.edge();
    }

    List<PlacedAddress> placed() {
        return owned.placed();
    }

    long deadlineNs() {
        return Math.min(retryNs, extraNs);
    }

    /** Announces one address on each other interface, if that is due. */
    void announceExtra(long nowNs) {
        long periodNs = site.extra().periodNs();
        if (!router.addressesPresent() || periodNs == 0) {
            extraNs = VirtualRouter.NEVER;
        } else if (extraNs == VirtualRouter.NEVER) {
            extraNs = nowNs + periodNs;
        } else if (extraNs <= nowNs) {
            extraNs = nowNs + periodNs;
            edge.announce(firstOfEach(site.extra().interfaces()));
        }
    }

    private List<PlacedAddress> firstOfEach(Set<String> interfaces) {
        Map<String, PlacedAddress> first = new LinkedHashMap<>();
        for (PlacedAddress address : owned.available()) {
            if (interfaces.contains(address.link().name())) {
                first.putIfAbsent(address.link().name(), address);
            }
        }
        return List.copyOf(first.values());
    }

    /** Whether a MASTER has not all that it should. */
    boolean isLacking() {
        return owned.isRefusing() || !homeless.isEmpty();
    }

    /** What a MASTER has not, one sentence each. */
    List<String> lacking() {
        List<String> list = new ArrayList<>(owned.refusals());
        list.addAll(homeless);
        return list;
    }

    // Where they are

    /** Removes what another site does not have at all; one that changes its prefix only stays until the new one is there. */
    void giveUp(Site next, long nowNs) {
        List<PlacedAddress> dropped = AddressChanges.dropped(owned.placed(), OwnedAddresses.on(host, next.addresses()));
        if (router.addressesPresent() && !dropped.isEmpty()) {
            edge.withdraw(dropped);
            report(owned.giveUp(edge, dropped), nowNs);
        }
    }

    /** The addresses of another site from now on, by another edge; nothing is asked of the kernel yet. */
    void takeOver(Prepared prepared) {
        edge.withdraw(owned.placed());
        site = prepared.site();
        edge = prepared.edge();
    }

    /** Takes over the addresses of the site on the interfaces that exist now; those that were before. */
    List<PlacedAddress> place() {
        List<PlacedAddress> before = owned.placed();
        List<PlacedAddress> now = OwnedAddresses.on(host, site.addresses());
        homeless = now.size() == site.addresses().size() ? List.of() : homeless();
        if (!now.equals(before)) {
            owned.place(now);
            edge.place(owned.placed());
        }
        return before;
    }

    private List<String> homeless() {
        return site.addresses().stream()
                .filter(spec -> host.link(spec.interfaceName()) == null)
                .map(spec ->
                        spec.address() + "/" + spec.prefixLength() + ": there is no interface " + spec.interfaceName())
                .toList();
    }

    /** Takes over the addresses of a changed configuration. */
    void replace(long nowNs) {
        List<PlacedAddress> before = place();
        edge.place(owned.placed());
        if (router.addressesPresent() && change(before, nowNs)) {
            announceNewPlace();
        }
    }

    /** Follows interfaces that came, went or changed. */
    void follow(long nowNs) {
        List<PlacedAddress> before = place();
        if (before.equals(owned.placed()) || !router.addressesPresent()) {
            return;
        }
        boolean changed = change(before, nowNs);
        if (changed || !macs(before).equals(macs(owned.placed()))) {
            announceNewPlace();
        }
    }

    /** As often as a new master does, and once at least: switches know the addresses somewhere else. */
    private void announceNewPlace() {
        announce(Math.max(1, router.settings().announcements().repeat()));
    }

    /** Turns the addresses that are there into those that are wanted; whether anything was asked for. */
    private boolean change(List<PlacedAddress> before, long nowNs) {
        boolean differs = owned.differsFrom(before);
        if (differs) {
            report(owned.change(edge, before), nowNs);
        }
        refuseIfNone();
        return differs;
    }

    private static List<Long> macs(List<PlacedAddress> addresses) {
        return addresses.stream().map(each -> each.link().mac()).distinct().toList();
    }

    // Additions

    /** Asks for the address that is being put back, or for all. */
    void add(long nowNs) {
        PlacedAddress one = restoring;
        boolean owner = router.settings().isOwner();
        report(one == null ? owned.addAll(edge, owner) : owned.add(edge, one), nowNs);
        refuseIfNone();
    }

    private void refuseIfNone() {
        String none = owned.whyNone();
        if (none != null) {
            refusal = none;
        }
    }

    private void report(List<String> news, long nowNs) {
        news.forEach(text -> story.refused(name(), text));
        if (owned.isRetryNeeded()) {
            retryNs = Math.min(retryNs, nowNs + PlacedRouter.RETRY_NS);
        }
    }

    private String name() {
        return router.settings().name();
    }

    /** Asks again for what was refused, if that is due. */
    void retry(long nowNs) {
        if (retryNs > nowNs) {
            return;
        }
        retryNs = VirtualRouter.NEVER;
        if (router.addressesPresent()) {
            List<PlacedAddress> came = owned.retry(edge);
            if (!came.isEmpty()) {
                announce(came, 1);
            }
            if (owned.isRetryNeeded()) {
                retryNs = nowNs + PlacedRouter.RETRY_NS;
            }
        }
    }

    // Losses

    /** Whether something else took an address that must be present. */
    boolean isMissed(PlacedAddress address) {
        Link link = host.link(address.ifindex());
        return address.spec().tracked()
                && link != null
                && link.carries()
                && !owned.isRefused(address)
                && !host.hasOrAwaits(address);
    }

    /** Runs an input after which the lost address alone is put back; whether it was. */
    boolean restore(PlacedAddress address, Runnable loss) {
        restoring = address;
        try {
            loss.run();
        } finally {
            restoring = null;
        }
        return router.addressesPresent() && !owned.isRefused(address) && refusal == null;
    }

    void announce(int rounds) {
        List<PlacedAddress> addresses = owned.available();
        PlacedAddress one = restoring;
        if (one != null) {
            addresses = owned.isRefused(one) ? List.of() : List.of(one);
        }
        announce(addresses, rounds);
    }

    private void announce(List<PlacedAddress> addresses, int rounds) {
        for (int round = 0; round < rounds; round++) {
            edge.announce(addresses);
        }
        story.announced(name(), addresses, rounds);
    }

    void withdraw() {
        edge.withdraw(owned.placed());
    }

    // Removals

    /** Removes those that an earlier run left behind; an address owner keeps its own. */
    void clearLeftovers() {
        List<PlacedAddress> _ = place();
        if (!router.settings().isOwner() && owned.placed().stream().anyMatch(host::has)) {
            removeAll(false);
        }
    }

    /** @param forGood whether an address owner ends, and leaves what it found */
    void removeAll(boolean forGood) {
        String news = owned.removeAll(edge, site, forGood);
        removalRefused = owned.isRemovalRefused();
        if (news != null) {
            story.refused(name(), news);
        }
    }

    // What the state machine has to hear

    /** Why not one address can be had; null if one can, or that was taken before. */
    @Nullable
    String takeRefusal() {
        String taken = refusal;
        refusal = null;
        return taken;
    }

    /** Whether addresses stay that should be gone, once. */
    boolean takeRemovalRefused() {
        boolean taken = removalRefused;
        removalRefused = false;
        return taken;
    }

    /** Nothing is waited for any more. */
    void end() {
        retryNs = VirtualRouter.NEVER;
        extraNs = VirtualRouter.NEVER;
    }
}
