package dev.vigil.core.nat;

import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.Table;
import dev.vigil.core.balance.TableChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of nftables that does what virtual servers want, as far as the kernel has it, and what is to be done until it has
 * another one. Without a service there is no table.
 */
public final class NatTable {
    private final boolean masquerades;
    private final ServerNumbers numbers = new ServerNumbers();
    private final Map<ServiceKey, ServiceObjects> objects = new LinkedHashMap<>();
    private Table table = new Table();

    /** What is in the kernel and is not known; it goes with the next change. */
    private @Nullable FoundTable found;

    /** @param masquerades whether servers see an address of this host as the client */
    public NatTable(boolean masquerades) {
        this.masquerades = masquerades;
    }

    /**
     * What a change comes to.
     *
     * @param taken the changes that it consists of; one of a service that is not there is none of them
     */
    public record Proposal(
            List<NatStep> steps, List<TableChange> taken, Table rows, Map<ServiceKey, ServiceObjects> objects) {}

    /** What it does. */
    public Table table() {
        return table;
    }

    /** The kernel has this table, whatever was thought, and this process has taken it over; empty if there is none. */
    public void found(Optional<FoundTable> seen) {
        objects.clear();
        table = new Table();
        found = seen.orElse(null);
        seen.ifPresent(each -> each.servers()
                .forEach(server -> numbers.recall(
                        server.service(), new Destination.Key(server.address(), server.port()), server.number())));
    }

    /** Whether a table has all chains, sets and servers of this one, and no others. */
    public boolean isLike(FoundTable seen) {
        List<ServiceObjects> all = new ArrayList<>(objects.values());
        all.add(Skeleton.objects(masquerades));
        Set<String> chains = new HashSet<>();
        Set<String> sets = new HashSet<>();
        int servers = 0;
        for (ServiceObjects each : all) {
            each.chains().forEach(chain -> chains.add(chain.name()));
            each.sets().forEach(set -> sets.add(set.name()));
        }
        for (Table.Row row : table.rows()) {
            servers += row.destinations().size();
        }
        return chains.equals(Set.copyOf(seen.chains()))
                && sets.equals(seen.sets().stream().map(FoundTable.Set::name).collect(Collectors.toSet()))
                && servers == seen.servers().size();
    }

    /** The number by which connections to a server are marked, if it has one. */
    public OptionalInt number(ServiceKey service, Destination.Key server) {
        return objects.containsKey(service)
                ? OptionalInt.of(numbers.of(ServiceObjects.name(service), ServiceObjects.resolved(server, service)))
                : OptionalInt.empty();
    }

    /** What changes come to; nothing is done before {@link #accept}. */
    public Proposal propose(List<TableChange> changes) {
        Table rows = new Table();
        Set<ServiceKey> keys = new HashSet<>();
        List<TableChange> taken = new ArrayList<>();
        for (TableChange change : changes) {
            Table.Row have = table.row(change.service());
            if (keys.add(change.service()) && have != null) {
                rows.copy(have);
            }
            if (change instanceof TableChange.AddService || rows.row(change.service()) != null) {
                rows.take(change);
                taken.add(change);
            }
        }
        Map<ServiceKey, ServiceObjects> next = new LinkedHashMap<>();
        for (TableChange change : taken) {
            Table.Row row = rows.row(change.service());
            next.computeIfAbsent(
                    change.service(), _ -> row == null ? ServiceObjects.NONE : ServiceObjects.of(row, numbers));
        }
        return new Proposal(steps(next), List.copyOf(taken), rows, next);
    }

    private List<NatStep> steps(Map<ServiceKey, ServiceObjects> next) {
        Map<ServiceKey, ServiceObjects> all = new LinkedHashMap<>(objects);
        all.putAll(next);
        boolean has = found != null || !objects.isEmpty();
        if (all.values().stream().allMatch(ServiceObjects.NONE::equals)) {
            return has ? List.of(new NatStep.DeleteTable()) : List.of();
        }
        List<NatStep> steps = new ArrayList<>();
        Predicate<NatSet> present = _ -> false;
        if (objects.isEmpty()) {
            present = begin(next, steps);
        }
        for (Map.Entry<ServiceKey, ServiceObjects> each : next.entrySet()) {
            ServiceObjects old = objects.getOrDefault(each.getKey(), ServiceObjects.NONE);
            steps.addAll(NatSteps.between(old, each.getValue(), present));
        }
        return steps;
    }

    /** Makes the table; of one that is there what ties clients to servers stays. */
    private Predicate<NatSet> begin(Map<ServiceKey, ServiceObjects> next, List<NatStep> steps) {
        Set<NatSet> kept = new HashSet<>();
        FoundTable seen = found;
        if (seen == null) {
            steps.add(new NatStep.MakeTable());
        } else {
            next.values().stream()
                    .flatMap(each -> each.sets().stream())
                    .filter(set -> set.isDynamic() && seen.sets().stream().anyMatch(present -> present.isLike(set)))
                    .forEach(kept::add);
            steps.addAll(NatSteps.clear(
                    seen, name -> kept.stream().anyMatch(set -> set.name().equals(name))));
        }
        steps.addAll(NatSteps.between(ServiceObjects.NONE, Skeleton.objects(masquerades), _ -> false));
        return kept::contains;
    }

    /** The kernel has done it. */
    public void accept(Proposal proposal) {
        found = null;
        proposal.objects.forEach((key, each) -> {
            Table.Row row = proposal.rows.row(key);
            if (row == null) {
                objects.remove(key);
                table.remove(key);
                numbers.forget(ServiceObjects.name(key));
            } else {
                objects.put(key, each);
                table.copy(row);
            }
        });
    }
}
