package dev.vigil.daemon.journal;

import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RoutingTrace;
import dev.vigil.daemon.journal.Journal.Entry;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.Errno;
import dev.vigil.linux.InterfaceAddress;
import dev.vigil.linux.KernelRelease;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.RoutingInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds and removes addresses, routes and rules that a dead daemon left. An address is ours if the journal lists it and it carries the mark
 * that VRRP daemons put on their addresses. Kernels before 5.18 keep no mark; there the journal alone decides, and it does
 * not list an address that was present, and not ours, when it was written.
 */
public final class Leftovers {
    private static final int NO_MARK = 0;

    private Leftovers() {}

    /**
     * What was done about the entries of a journal that are present.
     *
     * @param removed are gone
     * @param foreign belong to somebody else and were left alone
     * @param refused could not be removed, with the kernel's words
     */
    public record Outcome(List<String> removed, List<String> foreign, List<String> refused) {}

    /** The network namespace of the calling thread. */
    public static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Removes the leftovers of a journal, in the network namespace of the calling thread, but for those to be kept. */
    public static Outcome remove(Journal journal, Predicate<Entry> kept) {
        Set<Entry> listed = new LinkedHashSet<>(journal.entries());
        boolean marks = KernelRelease.current().marksAddresses();
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Map<Integer, String> names = names(netlink);
            removeRouting(journal, names, netlink, outcome);
            for (AddressInfo present : netlink.addresses()) {
                Entry entry = entry(present, names);
                if (!listed.contains(entry) || kept.test(entry)) {
                    continue;
                }
                if (isMarkedAsOurs(present, marks)) {
                    remove(present, entry, netlink, outcome);
                } else {
                    outcome.foreign.add(entry.toString());
                }
            }
            LinkLeftovers.remove(journal, netlink, outcome);
        }
        return outcome;
    }

    /** Routes and rules always carry the mark of who made them. What was made last goes first. */
    private static void removeRouting(
            Journal journal, Map<Integer, String> names, RouteNetlink netlink, Outcome outcome) {
        Set<RoutingTrace> listed = new HashSet<>(journal.routing());
        if (listed.isEmpty()) {
            return;
        }
        List<RoutingInfo> present =
                netlink.routing(RoutingEntry.PROTOCOL_KEEPALIVED, ifindex -> names.getOrDefault(ifindex, ""));
        for (RoutingInfo info : present.reversed()) {
            RoutingTrace trace = info.trace();
            if (listed.contains(trace) || listed.contains(trace.withoutInterface())) {
                remove(info, netlink, outcome);
            }
        }
    }

    private static void remove(RoutingInfo info, RouteNetlink netlink, Outcome outcome) {
        try {
            netlink.execute(info.remove());
            outcome.removed.add(info.trace().toString());
        } catch (LinuxException refusal) {
            if (refusal.errno() != Errno.ESRCH && refusal.errno() != Errno.ENOENT) {
                outcome.refused.add(String.valueOf(refusal.getMessage()));
            }
        }
    }

    /**
     * The addresses among the wanted that may become ours: all but those that somebody else has put there already.
     *
     * @param listed which are ours already; asked where the kernel does not say so
     */
    public static List<Entry> ownable(List<Entry> wanted, Supplier<List<Entry>> listed) {
        if (KernelRelease.current().marksAddresses()) {
            return wanted;
        }
        Set<Entry> ours = Set.copyOf(listed.get());
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Map<Integer, String> names = names(netlink);
            Set<Entry> foreign = netlink.addresses().stream()
                    .map(present -> entry(present, names))
                    .filter(entry -> !ours.contains(entry))
                    .collect(Collectors.toSet());
            return wanted.stream().filter(entry -> !foreign.contains(entry)).toList();
        }
    }

    private static boolean isMarkedAsOurs(AddressInfo present, boolean marks) {
        return present.protocol() == (marks ? InterfaceAddress.PROTOCOL_KEEPALIVED : NO_MARK);
    }

    private static void remove(AddressInfo present, Entry entry, RouteNetlink netlink, Outcome outcome) {
        NetlinkRequest request = NetlinkRequest.deleteAddress(new InterfaceAddress(
                present.ifindex(),
                present.address(),
                present.prefixLength(),
                present.peer(),
                present.broadcast(),
                Optional.empty(),
                present.scope(),
                0,
                InterfaceAddress.FOREVER,
                present.protocol()));
        try {
            netlink.execute(request);
            outcome.removed.add(entry.toString());
        } catch (LinuxException refusal) {
            boolean gone = refusal.errno() == Errno.EADDRNOTAVAIL || refusal.errno() == Errno.ENODEV;
            if (!gone) {
                outcome.refused.add(entry + ": " + refusal.getMessage());
            }
        }
    }

    private static Map<Integer, String> names(RouteNetlink netlink) {
        return netlink.links().stream().collect(Collectors.toMap(LinkInfo::ifindex, LinkInfo::name));
    }

    private static Entry entry(AddressInfo present, Map<Integer, String> names) {
        return new Entry(names.getOrDefault(present.ifindex(), ""), present.address(), present.prefixLength());
    }
}
