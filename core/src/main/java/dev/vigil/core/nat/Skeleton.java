package dev.vigil.core.nat;

import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is in the table for all services together. */
final class Skeleton {
    private static final NatSet SERVICES_4 =
            NatSet.map("services4", List.of(Field.IPV4, Field.PROTOCOL, Field.PORT), List.of(Field.CHAIN));
    private static final NatSet SERVICES_6 =
            NatSet.map("services6", List.of(Field.IPV6, Field.PROTOCOL, Field.PORT), List.of(Field.CHAIN));
    private static final NatSet ANY_PORT_4 =
            NatSet.map("any_port4", List.of(Field.IPV4, Field.PROTOCOL), List.of(Field.CHAIN));
    private static final NatSet ANY_PORT_6 =
            NatSet.map("any_port6", List.of(Field.IPV6, Field.PROTOCOL), List.of(Field.CHAIN));
    private static final NatSet MARKS_4 =
            NatSet.map("fwmarks4", List.of(Field.MARK, Field.PROTOCOL), List.of(Field.CHAIN));
    private static final NatSet MARKS_6 =
            NatSet.map("fwmarks6", List.of(Field.MARK, Field.PROTOCOL), List.of(Field.CHAIN));
    private static final NatSet SERVERS_4 =
            NatSet.map("servers4", List.of(Field.MARK), List.of(Field.IPV4, Field.PORT));
    private static final NatSet SERVERS_6 =
            NatSet.map("servers6", List.of(Field.MARK), List.of(Field.IPV6, Field.PORT));
    private static final NatSet HOSTS_4 = NatSet.map("hosts4", List.of(Field.MARK), List.of(Field.IPV4));
    private static final NatSet HOSTS_6 = NatSet.map("hosts6", List.of(Field.MARK), List.of(Field.IPV6));

    /** The servers that get new connections. */
    static final NatSet LIVE = NatSet.set("live", Field.MARK);

    private Skeleton() {}

    /** Where a service is found by its address, with its port or for all ports. */
    static NatSet services(Family family, boolean withPort) {
        return family == Family.IPV4 ? withPort ? SERVICES_4 : ANY_PORT_4 : withPort ? SERVICES_6 : ANY_PORT_6;
    }

    /** Where a service is found by the mark of packets. */
    static NatSet marks(Family family) {
        return family == Family.IPV4 ? MARKS_4 : MARKS_6;
    }

    /** Where servers are found by their numbers: those with a port, or those that get the port of the packet. */
    static NatSet servers(Family family, boolean withPort) {
        return family == Family.IPV4 ? withPort ? SERVERS_4 : HOSTS_4 : withPort ? SERVERS_6 : HOSTS_6;
    }

    /** The chain that sends a connection to the server whose number it has. */
    static String send(Family family) {
        return family == Family.IPV4 ? "send4" : "send6";
    }

    /** @param masquerades whether servers see an address of this host as the client */
    static ServiceObjects objects(boolean masquerades) {
        List<NatSet> sets = new ArrayList<>(List.of(LIVE));
        List<NatChain> chains = new ArrayList<>();
        List<NatChain.Rule> dispatch = new ArrayList<>();
        for (Family family : Family.values()) {
            sets.addAll(List.of(
                    services(family, true),
                    services(family, false),
                    marks(family),
                    servers(family, true),
                    servers(family, false)));
            chains.add(NatChain.of(send(family), send(family, true), send(family, false)));
            for (NatSet map : List.of(marks(family), services(family, true), services(family, false))) {
                dispatch.add(NatChain.Rule.of(
                        new Statement.IsFamily(family), new Statement.Dispatch(map.key(), map.name())));
            }
        }
        chains.add(new NatChain("arriving", NatChain.Hook.ARRIVING, dispatch));
        chains.add(new NatChain("sent", NatChain.Hook.SENT, dispatch));
        if (masquerades) {
            NatChain.Rule rule = NatChain.Rule.of(new Statement.IsMarkIn(LIVE.name()), new Statement.Masquerade());
            chains.add(new NatChain("leaving", NatChain.Hook.LEAVING, List.of(rule)));
        }
        return new ServiceObjects(List.copyOf(chains), List.copyOf(sets), Map.of());
    }

    private static NatChain.Rule send(Family family, boolean withPort) {
        return NatChain.Rule.of(
                new Statement.Send(family, withPort, servers(family, withPort).name()));
    }
}
