package dev.vigil.core.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the kernel's table holds, or should hold: services with their destinations, in order. */
public final class Table {
    private final Map<ServiceKey, Row> rows = new LinkedHashMap<>();

    /** An empty one. */
    public Table() {}

    /** A service and what belongs to it. */
    public static final class Row {
        private ServiceEntry entry;
        private final Map<Destination.Key, Destination> destinations = new LinkedHashMap<>();

        Row(ServiceEntry entry) {
            this.entry = entry;
        }

        public ServiceEntry entry() {
            return entry;
        }

        /** In the order in which they were put. */
        public Collection<Destination> destinations() {
            return Collections.unmodifiableCollection(destinations.values());
        }

        /** Puts a destination, in the place of the one with its key. */
        public void put(Destination destination) {
            destinations.put(destination.key(), destination);
        }
    }

    /** Puts a service, which keeps its destinations if it is there. */
    public Row put(ServiceEntry entry) {
        Row row = rows.computeIfAbsent(entry.key(), _ -> new Row(entry));
        row.entry = entry;
        return row;
    }

    /** A copy of a service with its destinations, in the place of the one with its key. */
    public void copy(Row other) {
        Row row = new Row(other.entry);
        row.destinations.putAll(other.destinations);
        rows.put(other.entry.key(), row);
    }

    public void remove(ServiceKey key) {
        rows.remove(key);
    }

    /** All services, in the order in which they were put. */
    public Collection<Row> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** What the kernel knows its services by. */
    Set<ServiceKey> keys() {
        return rows.keySet();
    }

    /** A service; null if it is not there. */
    public @Nullable Row row(ServiceKey key) {
        return rows.get(key);
    }

    /** Makes a change, which must be of a service that is there unless it adds it. */
    public void take(TableChange change) {
        switch (change) {
            case TableChange.AddService add -> put(add.entry());
            case TableChange.SetService set -> put(set.entry());
            case TableChange.RemoveService removed -> rows.remove(removed.key());
            case TableChange.AddDestination add -> rowOf(add.service()).put(add.destination());
            case TableChange.SetDestination set -> rowOf(set.service()).put(set.destination());
            case TableChange.RemoveDestination removed ->
                rowOf(removed.service())
                        .destinations
                        .remove(removed.destination().key());
        }
    }

    private Row rowOf(ServiceKey key) {
        Row row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("a change of a service that is not there: " + key);
        }
        return row;
    }

    /**
     * What makes one service what it should be: it comes first, new destinations before those that go, so that it is at no
     * instant without any.
     */
    List<TableChange> changesTo(Row wanted) {
        List<TableChange> changes = new ArrayList<>();
        ServiceKey key = wanted.entry.key();
        Row have = rows.get(key);
        if (have == null) {
            changes.add(new TableChange.AddService(wanted.entry));
        } else if (!have.entry.equals(wanted.entry)) {
            changes.add(new TableChange.SetService(wanted.entry));
        }
        Map<Destination.Key, Destination> old = have == null ? Map.of() : have.destinations;
        for (Destination destination : wanted.destinations.values()) {
            if (!old.containsKey(destination.key())) {
                changes.add(new TableChange.AddDestination(key, destination));
            }
        }
        for (Destination destination : wanted.destinations.values()) {
            Destination before = old.get(destination.key());
            if (before != null && !before.equals(destination)) {
                changes.add(new TableChange.SetDestination(key, destination));
            }
        }
        for (Destination destination : old.values()) {
            if (!wanted.destinations.containsKey(destination.key())) {
                changes.add(new TableChange.RemoveDestination(key, destination));
            }
        }
        return changes;
    }
}
