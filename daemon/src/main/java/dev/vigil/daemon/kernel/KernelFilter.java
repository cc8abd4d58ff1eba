package dev.vigil.daemon.kernel;

import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.FilterStep;
import dev.vigil.core.filter.Filtered;
import dev.vigil.core.filter.PacketFilter;
import dev.vigil.core.filter.ReportingLink;
import dev.vigil.linux.Errno;
import dev.vigil.linux.FilterNetlink;
import dev.vigil.linux.LinuxException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The packets that virtual routers drop, and the reports that virtual links lead elsewhere, done to the kernel: all of them
 * share tables of nftables, so it may be called by any thread.
 */
final class KernelFilter implements AutoCloseable {
    /** The tables of one name, and who has what in them. */
    private static final class Tables {
        final FilterSettings settings;
        final PacketFilter filter;
        final IdentityHashMap<Object, Filtered> wanted = new IdentityHashMap<>();

        Tables(FilterSettings settings) {
            this.settings = settings;
            filter = new PacketFilter(settings);
        }

        Filtered all() {
            return Filtered.all(wanted.values());
        }
    }

    private final Map<String, Tables> byName = new HashMap<>();
    private FilterSettings latest = FilterSettings.DEFAULT;

    /** Opened for the first packet that is dropped; it owns the tables. */
    private @Nullable FilterNetlink netlink;

    /** Drops packets of these addresses, and of no others of this edge; the kernel's refusal, or null. */
    @Nullable
    synchronized String drop(KernelEdge edge, FilterSettings settings, Set<DroppedAddress> addresses) {
        return change(edge, settings, addresses.isEmpty(), known -> known.withAddresses(addresses));
    }

    /** Leads the reports of these interfaces, and of no others of this edge, to their bases; the kernel's refusal, or null. */
    @Nullable
    synchronized String report(Object by, FilterSettings settings, Set<ReportingLink> links) {
        return change(by, settings, links.isEmpty(), known -> known.withLinks(links));
    }

    private @Nullable String change(Object by, FilterSettings settings, boolean less, UnaryOperator<Filtered> change) {
        Tables known = byName.get(settings.table());
        boolean same = known != null && known.settings.equals(settings);
        if (less && !same) {
            return null;
        }
        try {
            if (known != null && !same) {
                remove(known);
            }
            latest = less ? latest : settings;
            Tables tables = byName.computeIfAbsent(settings.table(), _ -> new Tables(settings));
            Filtered next = change.apply(tables.wanted.getOrDefault(by, Filtered.NOTHING));
            tables.wanted.put(by, next);
            if (next.isEmpty()) {
                tables.wanted.remove(by);
            }
            return reach(tables);
        } catch (LinuxException refusal) {
            return refusal.getMessage();
        }
    }

    private @Nullable String reach(Tables tables) {
        Filtered all = tables.all();
        if (all.isEmpty() && !tables.settings.equals(latest)) {
            remove(tables);
            return null;
        }
        Optional<FilterNetlink.Refused> refused = commit(tables, all);
        if (refused.isPresent() && refused.get().errno() == Errno.ENOENT && !tables.filter.isEmpty()) {
            // Somebody else has removed something of it: all of it is made again.
            remove(tables);
            byName.put(tables.settings.table(), tables);
            refused = commit(tables, all);
        }
        return refused.map(each -> text(tables.settings, each)).orElse(null);
    }

    private Optional<FilterNetlink.Refused> commit(Tables tables, Filtered all) {
        List<FilterStep> steps = tables.filter.toward(all);
        Optional<FilterNetlink.Refused> refused =
                steps.isEmpty() ? Optional.empty() : netlink().commit(tables.settings, steps);
        if (refused.isEmpty()) {
            tables.filter.reached(all);
        }
        return refused;
    }

    private static String text(FilterSettings settings, FilterNetlink.Refused refused) {
        return refused.errno() == Errno.EEXIST
                ? "nftables has a table " + settings.table()
                        + " that is not ours, and it is left alone: remove it, or name"
                        + " another one with `nftables TABLE`"
                : refused.text();
    }

    /** Removes tables, each for itself, since others may have removed one of them. */
    private void remove(Tables tables) {
        for (FilterStep step : tables.filter.removal()) {
            Optional<FilterNetlink.Refused> _ = netlink().commit(tables.settings, List.of(step));
        }
        tables.filter.forget();
        byName.remove(tables.settings.table());
    }

    private FilterNetlink netlink() {
        FilterNetlink open = netlink;
        if (open == null) {
            open = FilterNetlink.open();
            netlink = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        FilterNetlink open = netlink;
        if (open != null) {
            try {
                List.copyOf(byName.values()).forEach(this::remove);
            } finally {
                open.close();
            }
        }
    }
}
