package dev.vigil.core.balance;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A virtual server while it runs: whether enough of its servers are alive, and what of it the table should hold. */
final class RunningService {
    ServiceSettings settings;
    private Map<Destination.Key, RunningServer> servers = Map.of();

    private Map<ServiceKey, ServiceEntry> entries = Map.of();

    /** The servers as the kernel knows them, by the service that it knows them in. */
    private Map<ServiceKey, Map<Destination.Key, RunningServer>> reached = Map.of();

    private boolean hasQuorum;
    private boolean sorryServes;

    /** Whether anything was told of it yet, and what. */
    private boolean told;

    private boolean toldQuorum;
    private boolean toldSorry;

    /** Since when it has, or lacks, its quorum; empty before anything was told. */
    private OptionalLong sinceNs = OptionalLong.empty();

    /** Whether its servers are not checked, because this host has none of its addresses. */
    boolean suspended;

    RunningService(ServiceSettings settings) {
        this.settings = settings;
    }

    /** What the kernel knows it by. */
    Set<ServiceKey> keys() {
        return entries.keySet();
    }

    /** The service that the kernel knows by a key of this one. */
    ServiceEntry entry(ServiceKey key) {
        ServiceEntry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalArgumentException("not of this service: " + key);
        }
        return entry;
    }

    /**
     * Whether it waits for an address.
     *
     * @param held those of this host
     */
    boolean waitsFor(Set<IpAddress> held) {
        return settings.suspends()
                && keys().stream()
                        .allMatch(key ->
                                key instanceof ServiceKey.Endpoint endpoint && !held.contains(endpoint.address()));
    }

    List<Check> checks() {
        return servers.values().stream()
                .flatMap(server -> server.checks().stream())
                .toList();
    }

    /** The server that the kernel knows by a key; null if it is that of no server, but of the sorry server. */
    @Nullable
    RunningServer server(ServiceKey service, Destination.Key key) {
        return reached.getOrDefault(service, Map.of()).get(key);
    }

    /** The kernel does not take one of its services, and so no server into it. */
    void refusedBy(ServiceKey key) {
        servers.values().forEach(server -> server.refusedBy(key));
    }

    /**
     * Begins, or goes on with other settings.
     *
     * @return the checks that begin
     */
    List<Check> follow(ServiceSettings next, Consumer<BalanceEvent> story) {
        settings = next;
        Map<Destination.Key, RunningServer> old = new LinkedHashMap<>(servers);
        Map<Destination.Key, RunningServer> all = new LinkedHashMap<>();
        List<Check> begun = new ArrayList<>();
        for (ServerSettings each : next.servers()) {
            RunningServer server = old.remove(each.destination().key());
            if (server == null) {
                server = new RunningServer(this, each);
                begun.addAll(server.begin());
            } else {
                tellWeight(server, each, story);
                begun.addAll(server.follow(each));
            }
            all.put(each.destination().key(), server);
        }
        old.values().forEach(gone -> tellRemoved(gone, story));
        servers = all;
        entries = new LinkedHashMap<>();
        next.entries().forEach(entry -> entries.put(entry.key(), entry));
        reached = new HashMap<>();
        keys().forEach(key -> reached.put(key, reachedFrom(key)));
        servers.values().forEach(server -> server.serves(keys()));
        return begun;
    }

    private Map<Destination.Key, RunningServer> reachedFrom(ServiceKey key) {
        return servers.values().stream()
                .collect(Collectors.toMap(
                        server -> server.settings.destination().from(key).key(), server -> server, (one, _) -> one));
    }

    private void tellWeight(RunningServer server, ServerSettings next, Consumer<BalanceEvent> story) {
        long from = server.settings.destination().weight();
        long to = next.destination().weight();
        if (from != to && server.steering == null) {
            story.accept(new BalanceEvent.WeightChanged(settings.name(), next.name(), from, to));
        }
    }

    private void tellRemoved(RunningServer gone, Consumer<BalanceEvent> story) {
        gone.retire();
        story.accept(new BalanceEvent.ServerRemoved(settings.name(), gone.settings.name(), gone.toldUp));
    }

    /** It is not configured any more. */
    void tellGone(Consumer<BalanceEvent> story) {
        servers.values().forEach(server -> tellRemoved(server, story));
        story.accept(new BalanceEvent.ServiceRemoved(settings.name(), toldQuorum));
    }

    /** The daemon stops. */
    void tellStop(Consumer<BalanceEvent> story) {
        boolean tells = settings.tells().stop();
        for (RunningServer server : servers.values()) {
            server.retire();
            story.accept(new BalanceEvent.ServerStops(settings.name(), server.settings.name(), tells && server.toldUp));
        }
        story.accept(new BalanceEvent.ServiceStops(settings.name(), tells && toldQuorum));
    }

    Collection<RunningServer> servers() {
        return servers.values();
    }

    boolean hasQuorum() {
        return hasQuorum;
    }

    boolean sorryServes() {
        return sorryServes;
    }

    OptionalLong sinceNs() {
        return sinceNs;
    }

    /** What its servers weigh that are alive. */
    long sum() {
        return servers.values().stream()
                .filter(RunningServer::isAlive)
                .mapToLong(RunningServer::weight)
                .sum();
    }

    /** Draws the conclusions from what its servers are now. */
    void decide() {
        hasQuorum = suffices();
        sorryServes = !hasQuorum && settings.sorry().isPresent();
    }

    /** Whether what its servers are now gives it the quorum. */
    boolean suffices() {
        long sum = sum();
        long margin = hasQuorum ? -settings.hysteresis() : settings.hysteresis();
        return sum > 0 && sum >= settings.quorum() + margin;
    }

    /** Tells what has become of it since the last time, when the kernel has answered. */
    void tell(Consumer<BalanceEvent> story, long nowNs) {
        for (RunningServer server : servers.values()) {
            boolean alive = server.isAlive();
            if (alive != server.toldUp || server.sinceNs().isEmpty()) {
                server.since(nowNs);
            }
            if (alive != server.toldUp) {
                server.toldUp = alive;
                String name = server.settings.name();
                boolean inhibits = server.settings.inhibits();
                story.accept(
                        alive
                                ? new BalanceEvent.ServerUp(settings.name(), name, inhibits)
                                : new BalanceEvent.ServerDown(settings.name(), name, inhibits));
            }
        }
        if (hasQuorum != toldQuorum || !told) {
            sinceNs = OptionalLong.of(nowNs);
        }
        tellQuorum(story);
        tellSorry(story);
        told = true;
    }

    private void tellQuorum(Consumer<BalanceEvent> story) {
        long quorum = settings.quorum();
        long hysteresis = settings.hysteresis();
        if (hasQuorum != toldQuorum) {
            toldQuorum = hasQuorum;
            story.accept(
                    hasQuorum
                            ? new BalanceEvent.QuorumGained(settings.name(), quorum, hysteresis, sum(), !told)
                            : new BalanceEvent.QuorumLost(settings.name(), quorum, hysteresis, sum()));
        } else if (!told && settings.sorry().isPresent()) {
            story.accept(new BalanceEvent.StartsWithoutQuorum(settings.name(), quorum, hysteresis, sum()));
        }
    }

    private void tellSorry(Consumer<BalanceEvent> story) {
        Optional<ServiceSettings.Sorry> sorry = settings.sorry();
        if (sorryServes != toldSorry) {
            toldSorry = sorryServes;
            sorry.ifPresent(each -> story.accept(
                    sorryServes
                            ? new BalanceEvent.SorryServes(settings.name(), each.name(), each.inhibits())
                            : new BalanceEvent.SorryRests(settings.name(), each.name(), each.inhibits())));
        }
    }

    /**
     * Puts into a row what the table should hold for one of its services. One that the kernel refused is wanted also beside
     * the sorry server: only an attempt shows whether it is taken now.
     */
    void fill(Table.Row row, ServiceKey key) {
        for (RunningServer server : servers.values()) {
            Destination destination = server.destination().from(key);
            boolean serves = server.isWanted() && (!sorryServes || server.isRefusedBy(key));
            if (serves) {
                row.put(destination);
            } else if (server.settings.inhibits() || server.isDraining()) {
                row.put(destination.withWeight(0));
            }
        }
        settings.sorry().ifPresent(sorry -> {
            if (sorryServes) {
                row.put(sorry.destination().from(key));
            } else if (sorry.inhibits()) {
                row.put(sorry.destination().from(key).withWeight(0));
            }
        });
    }
}
