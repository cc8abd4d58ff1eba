package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of one node, as far as it concerns interfaces and addresses. It grants requests or refuses them, shows what
 * happens, and loses some of that when it is told to. What it is asked for it does in order, at once or after a while.
 */
final class SimulatedKernel {
    /** How long the daemon takes to wake for what is shown. */
    static final long NOTICE_NS = 50_000;

    /** How long a worker of the kernel takes to come by at most. */
    private static final long WORKER_MAX_NS = 40_000_000;

    /** Spreads numbers that are near each other. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final int SPREAD = 8;

    /** How far the other address of an interface is from its first. */
    private static final int OTHERS_FROM = 100;

    private final Simulation simulation;
    private final Node node;
    private final Link[] links;
    private final Set<HostAddress> present = new LinkedHashSet<>();

    /** As {@link #present} will be when everything is done that was asked for. */
    private final Set<HostAddress> granted = new LinkedHashSet<>();

    /** Additions that were refused when they were last asked for. */
    private final Set<HostAddress> refused = new HashSet<>();

    /** Removals that were refused when they were last asked for. */
    private final Set<HostAddress> kept = new HashSet<>();

    /** Addresses that something else removed, until the daemon misses them. */
    private final Set<HostAddress> taken = new HashSet<>();

    private final Deque<HostEvent> unread = new ArrayDeque<>();
    private final Map<HostAddress, Integer> pending = new HashMap<>();

    /** IPv6 addresses that were added and are not shown yet, with when they will be. */
    private final Map<HostAddress, Long> unshown = new HashMap<>();

    /** When the daemon wakes for what is unread. */
    private long wakeNs = Long.MAX_VALUE;

    SimulatedKernel(Simulation simulation, Node node, NodePlan plan) {
        this.simulation = simulation;
        this.node = node;
        links = new Link[plan.interfaces().size()];
        for (int index = 0; index < links.length; index++) {
            links[index] = new Link(
                    index + 1, plan.interfaces().get(index).name(), true, true, false, true, 0x0200_0000_0000L + index);
        }
        plan.members().forEach(member -> set(source(member), true));
        granted.addAll(present);
        unread.clear();
    }

    private HostAddress source(MemberPlan member) {
        IpAddress source = member.settings().source();
        int prefixLength = source.family() == Family.IPV4 ? 24 : 64;
        return address(member.interfaceName(), source, prefixLength);
    }

    private HostAddress address(String interfaceName, IpAddress address, int prefixLength) {
        int ifindex = node.plan().interfaceIndex(interfaceName) + 1;
        return new HostAddress(ifindex, address, prefixLength, false, false, false);
    }

    /** A virtual address of a member. */
    HostAddress virtual(MemberPlan member, IpAddress address) {
        return address(member.interfaceName(), address, address.family().prefixMax());
    }

    // What is read of it

    boolean isLinkUp(int interfaceIndex) {
        return links[interfaceIndex].carries();
    }

    boolean has(HostAddress address) {
        return present.contains(address);
    }

    /** Whether it is there, or will be when everything is done that was asked for. */
    boolean isGranted(HostAddress address) {
        return granted.contains(address);
    }

    /** Whether an interface has an address, whatever it is for. */
    boolean isLocal(int interfaceIndex, IpAddress address) {
        for (HostAddress known : present) {
            if (known.ifindex() == interfaceIndex + 1 && known.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    boolean hasAnywhere(IpAddress address) {
        return present.stream().anyMatch(known -> known.address().equals(address));
    }

    /** The first address of a family with a subnet that an interface has: the one that it speaks from. */
    @Nullable
    IpAddress first(int interfaceIndex, Family family) {
        for (HostAddress known : present) {
            boolean fits =
                    known.ifindex() == interfaceIndex + 1 && known.address().family() == family;
            if (fits && !isVirtual(known)) {
                return known.address();
            }
        }
        return null;
    }

    /** Whether the kernel refused to remove it when that was last asked for. */
    boolean isKept(HostAddress address) {
        return kept.contains(address);
    }

    boolean isRefused(HostAddress address) {
        return refused.contains(address);
    }

    /** Whether something else removed it since the daemon missed it last. */
    boolean wasTaken(HostAddress address) {
        return taken.remove(address);
    }

    /** Whether everything that was asked for is done, and everything that was shown is read. */
    boolean isQuiet() {
        return pending.isEmpty() && unshown.isEmpty() && unread.isEmpty();
    }

    /** Whether something that it has shown was not read yet. */
    boolean isUnread() {
        return !unread.isEmpty();
    }

    // What happens to it

    void link(int interfaceIndex, boolean up) {
        Link old = links[interfaceIndex];
        if (old.running() != up) {
            links[interfaceIndex] = new Link(old.ifindex(), old.name(), true, up, false, true, old.mac());
            show(new HostEvent.LinkSeen(links[interfaceIndex]));
        }
    }

    /** The sources of all members on an interface come or go. */
    void sources(String interfaceName, boolean there) {
        for (MemberPlan member : node.plan().members()) {
            if (member.interfaceName().equals(interfaceName)) {
                set(source(member), there);
            }
        }
    }

    /** Another address beside the source of each member on an interface comes or goes. */
    void others(String interfaceName, boolean there) {
        for (MemberPlan member : node.plan().members()) {
            if (member.interfaceName().equals(interfaceName)) {
                HostAddress source = source(member);
                set(address(interfaceName, other(source.address()), source.prefixLength()), there);
            }
        }
    }

    /** The address that an interface may have beside this one. */
    static IpAddress other(IpAddress source) {
        return new IpAddress(source.family(), source.high(), source.low() + OTHERS_FROM);
    }

    /** Something else removes an address. */
    void take(HostAddress address) {
        taken.add(address);
        set(address, false);
    }

    /** The machine has booted: whatever a daemon added is gone. */
    void forget() {
        List.copyOf(present).stream().filter(SimulatedKernel::isVirtual).forEach(address -> set(address, false));
    }

    private static boolean isVirtual(HostAddress address) {
        return address.prefixLength() == address.address().family().prefixMax();
    }

    /** The daemon is another one: what the last one asked for and was not done is not done any more. */
    void restart() {
        pending.clear();
        unshown.clear();
        unread.clear();
        wakeNs = Long.MAX_VALUE;
        refused.clear();
        kept.clear();
        granted.clear();
        granted.addAll(present);
    }

    // Requests

    void list(Host into) {
        for (Link link : links) {
            into.put(link);
        }
        granted.forEach(into::put);
    }

    /** Carries out requests, or refuses them. */
    void change(List<AddressRequest> requests, HostEdge.Refusals refusals, List<HostAddress> firsts) {
        for (AddressRequest request : requests) {
            PlacedAddress wanted = request.address();
            HostAddress address = new HostAddress(
                    wanted.ifindex(), wanted.address(), wanted.spec().prefixLength(), false, false, false);
            Refusal refusal = request.kind() == AddressRequest.Kind.REMOVE
                    ? remove(address)
                    : add(address, firsts.contains(address));
            if (refusal != null) {
                refusals.refused(request, refusal);
            }
        }
    }

    private @Nullable Refusal add(HostAddress address, boolean first) {
        refused.remove(address);
        if (granted.contains(address)) {
            return new Refusal(Refusal.Kind.EXISTS, "it exists");
        }
        if (node.mood().refusesAddresses() || (node.mood().refusesOne() && first)) {
            refused.add(address);
            return new Refusal(Refusal.Kind.REFUSED, "add address " + address.address() + ": operation not permitted");
        }
        grant(address, true);
        return null;
    }

    private @Nullable Refusal remove(HostAddress address) {
        refused.remove(address);
        if (!granted.contains(address)) {
            return new Refusal(Refusal.Kind.ABSENT, "there is none");
        }
        kept.remove(address);
        if (node.mood().refusesRemovals()) {
            kept.add(address);
            return new Refusal(
                    Refusal.Kind.REFUSED, "remove address " + address.address() + ": operation not permitted");
        }
        grant(address, false);
        return null;
    }

    private void grant(HostAddress address, boolean there) {
        boolean _ = there ? granted.add(address) : granted.remove(address);
        long doneNs = node.spend();
        if (doneNs <= simulation.nowNs()) {
            set(address, there);
            return;
        }
        int incarnation = node.incarnation();
        pending.merge(address, 1, Integer::sum);
        simulation.agenda.happen(doneNs, () -> {
            if (node.incarnation() == incarnation) {
                pending.merge(address, -1, (count, less) -> count + less == 0 ? null : count + less);
                set(address, there);
            }
        });
    }

    private void set(HostAddress address, boolean there) {
        boolean changed = there ? present.add(address) : present.remove(address);
        if (!pending.containsKey(address)) {
            boolean _ = there ? granted.add(address) : granted.remove(address);
        }
        if (changed) {
            node.shown(address, there);
            if (there) {
                showAdded(address);
            } else {
                unshown.remove(address);
                show(new HostEvent.AddressGone(address));
            }
        }
    }

    /**
     * Most are shown at once. An IPv6 address that is not looked for duplicates of is shown by a worker of the kernel, which
     * comes by when it can, and not at all if the address is gone by then.
     */
    private void showAdded(HostAddress address) {
        long lateNs = address.address().family() == Family.IPV6 && isVirtual(address) ? workerNs(address) : 0;
        if (lateNs == 0) {
            show(new HostEvent.AddressSeen(address));
            return;
        }
        long shownNs = simulation.nowNs() + lateNs;
        unshown.put(address, shownNs);
        int incarnation = node.incarnation();
        simulation.agenda.happen(shownNs, () -> {
            if (node.incarnation() == incarnation && unshown.remove(address, shownNs)) {
                show(new HostEvent.AddressSeen(address));
            }
        });
    }

    /** How long the worker takes to come by: mostly no time, and otherwise up to {@link #WORKER_MAX_NS}. */
    private long workerNs(HostAddress address) {
        long drawn = (simulation.nowNs() + address.address().low()) * GOLDEN;
        return drawn < 0 ? 0 : (drawn >>> SPREAD) % WORKER_MAX_NS;
    }

    // What it shows

    private void show(HostEvent event) {
        if (!node.isRunning()) {
            return;
        }
        if (!node.mood().losesEvents()) {
            unread.add(event);
        } else if (unread.isEmpty() || !(unread.getLast() instanceof HostEvent.Lost)) {
            unread.add(new HostEvent.Lost());
        }
        if (wakeNs == Long.MAX_VALUE) {
            wakeNs = simulation.nowNs() + NOTICE_NS + node.lateness(simulation.nowNs());
            node.hasNews();
        }
    }

    /** When the daemon wakes for what it was shown. */
    long wakeNs() {
        return wakeNs;
    }

    /** Everything that was shown since, in order. */
    List<HostEvent> read() {
        List<HostEvent> events = List.copyOf(unread);
        unread.clear();
        wakeNs = Long.MAX_VALUE;
        return events;
    }
}
