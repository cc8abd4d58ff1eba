package dev.vigil.core.nat;

import dev.vigil.core.address.Family;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Protocol;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceKey;
import dev.vigil.core.balance.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the kernel needs for a service, or for all of them together.
 *
 * @param chains in an order in which each is there before another one leads to it
 * @param sets those that it has for itself
 * @param elements in its own sets, and in those for all
 */
record ServiceObjects(List<NatChain> chains, List<NatSet> sets, Map<NatSet, List<NatElement>> elements) {
    static final ServiceObjects NONE = new ServiceObjects(List.of(), List.of(), Map.of());

    /** The flag of schedulers that look at the port of a client as well. */
    private static final int WITH_PORT = 0x10;

    /** A service while its objects are collected. */
    private static final class Building {
        final ServiceEntry entry;
        final String name;
        final Family family;
        final List<NatChain> chains = new ArrayList<>();
        final List<NatSet> sets = new ArrayList<>();
        final Map<NatSet, List<NatElement>> elements = new LinkedHashMap<>();
        final List<Slots.Share> shares = new ArrayList<>();

        Building(ServiceEntry entry) {
            this.entry = entry;
            name = name(entry.key());
            family = entry.key().family();
        }

        void element(NatSet set, NatElement element) {
            elements.computeIfAbsent(set, _ -> new ArrayList<>()).add(element);
        }

        ServiceObjects end() {
            return new ServiceObjects(List.copyOf(chains), List.copyOf(sets), Map.copyOf(elements));
        }
    }

    static ServiceObjects of(Table.Row row, ServerNumbers numbers) {
        Building building = new Building(row.entry());
        for (Destination destination : row.destinations()) {
            Destination.Key server = resolved(destination.key(), row.entry().key());
            server(building, destination, server, numbers.of(building.name, server));
        }
        chains(building);
        dispatch(building);
        return building.end();
    }

    /** The name of a service in the kernel. */
    static String name(ServiceKey key) {
        return switch (key) {
            case ServiceKey.Endpoint endpoint ->
                (endpoint.protocol().name() + "/" + endpoint.address() + "/" + endpoint.port())
                        .toLowerCase(Locale.ROOT)
                        .replace(':', '_');
            case ServiceKey.Mark(long value, Family family) ->
                "fwmark/" + value + (family == Family.IPV4 ? "/4" : "/6");
        };
    }

    /** A server without a port has that of its service. */
    static Destination.Key resolved(Destination.Key server, ServiceKey of) {
        return server.port() == 0 && of instanceof ServiceKey.Endpoint endpoint
                ? new Destination.Key(server.address(), endpoint.port())
                : server;
    }

    private static void server(Building to, Destination destination, Destination.Key server, int number) {
        int port = server.port();
        Cell address = new Cell.Address(server.address());
        to.element(
                Skeleton.servers(to.family, port != 0),
                new NatElement(
                        List.of(new Cell.Mark(number)),
                        port == 0 ? List.of(address) : List.of(address, new Cell.Port(port)),
                        to.name));
        if (destination.weight() > 0) {
            to.element(Skeleton.LIVE, NatElement.of(new Cell.Mark(number)));
            boolean equal = to.entry.scheduler().equals("rr");
            to.shares.add(new Slots.Share(server, number, equal ? 1 : destination.weight()));
        }
    }

    private static void chains(Building to) {
        boolean persistent = (to.entry.flags() & ServiceEntry.PERSISTENT) != 0;
        List<NatChain.Rule> rules = new ArrayList<>();
        String last = Skeleton.send(to.family);
        if (persistent) {
            last = ties(to, rules);
        }
        if (!to.shares.isEmpty()) {
            NatSet weights = NatSet.map("weights/" + to.name, List.of(Field.MARK), List.of(Field.MARK));
            to.sets.add(weights);
            Statement.Draw draw = draw(to, weights);
            rules.add(NatChain.Rule.of(new Statement.Choose(draw, weights.name()), new Statement.GoTo(last)));
        }
        to.chains.add(new NatChain(to.name, NatChain.Hook.NONE, rules));
    }

    /**
     * Clients that are tied to a server that serves go there; the others are tied to the one that is chosen.
     *
     * @return the chain in which a client is tied
     */
    private static String ties(Building to, List<NatChain.Rule> rules) {
        Statement.Client client = new Statement.Client(to.family, to.entry.prefixLength());
        Field address = to.family == Family.IPV4 ? Field.IPV4 : Field.IPV6;
        int timeoutS = Math.max(1, to.entry.timeoutS());
        // With the time in its name another time is another map, which rules name anew.
        NatSet ties = new NatSet("ties/" + to.name + "/" + timeoutS, List.of(address), List.of(Field.MARK), timeoutS);
        to.sets.add(ties);
        String again = "tied/" + to.name;
        String tie = "tie/" + to.name;
        Statement.GoTo send = new Statement.GoTo(Skeleton.send(to.family));
        NatChain.Rule remember = NatChain.Rule.of(new Statement.Remember(client, ties.name()));
        to.chains.add(NatChain.of(again, remember, NatChain.Rule.of(send)));
        // What is there already would keep its old value.
        to.chains.add(NatChain.of(
                tie, NatChain.Rule.of(new Statement.Forget(client, ties.name())), remember, NatChain.Rule.of(send)));
        rules.add(NatChain.Rule.of(new Statement.Recall(client, ties.name())));
        rules.add(NatChain.Rule.of(new Statement.IsMarkIn(Skeleton.LIVE.name()), new Statement.GoTo(again)));
        return tie;
    }

    private static Statement.Draw draw(Building to, NatSet weights) {
        String scheduler = to.entry.scheduler();
        boolean hashed = scheduler.equals("sh") || scheduler.equals("mh");
        List<Integer> slots = hashed ? Slots.hashed(to.shares) : Slots.spread(to.shares);
        for (int slot = 0; slot < slots.size(); slot++) {
            to.element(weights, NatElement.of(new Cell.Mark(slot), new Cell.Mark(slots.get(slot))));
        }
        return hashed
                ? new Statement.Draw.Hash(
                        new Statement.Client(to.family, to.family.prefixMax()),
                        (to.entry.flags() & WITH_PORT) != 0,
                        slots.size())
                : new Statement.Draw.Next(slots.size());
    }

    private static void dispatch(Building to) {
        Cell chain = new Cell.Chain(to.name);
        switch (to.entry.key()) {
            case ServiceKey.Endpoint(Protocol protocol, var address, int port) -> {
                List<Cell> key =
                        new ArrayList<>(List.of(new Cell.Address(address), new Cell.Protocol(protocol.number)));
                if (port != 0) {
                    key.add(new Cell.Port(port));
                }
                to.element(Skeleton.services(to.family, port != 0), new NatElement(key, List.of(chain), ""));
            }
            case ServiceKey.Mark(long value, Family family) -> {
                for (Protocol protocol : Protocol.values()) {
                    List<Cell> key = List.of(new Cell.Mark((int) value), new Cell.Protocol(protocol.number));
                    to.element(Skeleton.marks(family), new NatElement(key, List.of(chain), ""));
                }
            }
        }
    }
}
