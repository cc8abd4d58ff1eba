package dev.vigil.core.balance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A virtual server while it runs: whether enough of its servers are alive, and what of it the table should hold. */
final class RunningService {
    ServiceSettings settings;
    private Map<Destination.Key, RunningServer> servers = Map.of();
    private boolean hasQuorum;

    /** Whether the quorum was ever looked at. */
    private boolean known;

    private boolean sorryServes;

    /** Whether the kernel does not take the service itself; only tried again now and then. */
    boolean refused;

    RunningService(ServiceSettings settings) {
        this.settings = settings;
    }

    /** The server that the kernel knows by a key; null if it is that of no server, but of the sorry server. */
    @Nullable
    RunningServer server(Destination.Key key) {
        return servers.get(key);
    }

    /** The kernel does not take the service, and so none of its servers. */
    void refuse() {
        refused = true;
        servers.values().forEach(server -> server.refused = true);
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
        return begun;
    }

    private void tellWeight(RunningServer server, ServerSettings next, Consumer<BalanceEvent> story) {
        long from = server.settings.destination().weight();
        long to = next.destination().weight();
        if (from != to) {
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
        story.accept(new BalanceEvent.ServiceRemoved(settings.name(), hasQuorum));
    }

    /** The daemon stops. */
    void tellStop(Consumer<BalanceEvent> story) {
        boolean tells = settings.tellsAtStop();
        for (RunningServer server : servers.values()) {
            server.retire();
            story.accept(new BalanceEvent.ServerStops(settings.name(), server.settings.name(), tells && server.toldUp));
        }
        story.accept(new BalanceEvent.ServiceStops(settings.name(), tells && hasQuorum));
    }

    /** Draws the conclusions from what its servers are now, and tells them. */
    void settle(Consumer<BalanceEvent> story) {
        long sum = 0;
        for (RunningServer server : servers.values()) {
            boolean alive = server.isAlive();
            sum += alive ? server.weight() : 0;
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
        settleQuorum(sum, story);
        settleSorry(story);
    }

    private void settleQuorum(long sum, Consumer<BalanceEvent> story) {
        long quorum = settings.quorum();
        long hysteresis = settings.hysteresis();
        boolean first = !known;
        known = true;
        if (hasQuorum && (sum == 0 || sum < quorum - hysteresis)) {
            hasQuorum = false;
            story.accept(new BalanceEvent.QuorumLost(settings.name(), quorum, hysteresis, sum));
        } else if (!hasQuorum && sum > 0 && sum >= quorum + hysteresis) {
            hasQuorum = true;
            story.accept(new BalanceEvent.QuorumGained(settings.name(), quorum, hysteresis, sum));
        } else if (first && settings.sorry().isPresent()) {
            story.accept(new BalanceEvent.StartsWithoutQuorum(settings.name(), quorum, hysteresis, sum));
        }
    }

    private void settleSorry(Consumer<BalanceEvent> story) {
        Optional<ServiceSettings.Sorry> sorry = settings.sorry();
        boolean serves = !hasQuorum && sorry.isPresent();
        if (serves != sorryServes) {
            sorryServes = serves;
            sorry.ifPresent(each -> story.accept(
                    serves
                            ? new BalanceEvent.SorryServes(settings.name(), each.name(), each.inhibits())
                            : new BalanceEvent.SorryRests(settings.name(), each.name(), each.inhibits())));
        }
    }

    /**
     * What the table should hold. One that the kernel refused is wanted also beside the sorry server: only an attempt shows
     * whether it is taken now.
     */
    Table.Row wanted() {
        Table.Row row = new Table.Row(settings.entry());
        for (RunningServer server : servers.values()) {
            Destination destination = server.destination();
            boolean serves = server.passes() && (!sorryServes || server.refused);
            if (serves) {
                row.put(destination);
            } else if (server.settings.inhibits()) {
                row.put(destination.withWeight(0));
            }
        }
        settings.sorry().ifPresent(sorry -> {
            if (sorryServes) {
                row.put(sorry.destination());
            } else if (sorry.inhibits()) {
                row.put(sorry.destination().withWeight(0));
            }
        });
        return row;
    }
}
