package dev.vigil.core.nat;

import dev.vigil.core.address.Family;
import java.util.List;
import java.util.Locale;

/** A part of a rule. One that looks something up and does not find it ends its rule, and the next one follows. */
public sealed interface Statement {
    /** Goes on with packets of a family. */
    record IsFamily(Family family) implements Statement {
        @Override
        public String toString() {
            return "meta nfproto " + family.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Goes on in the chain that a map has for the destination of the packet. */
    record Dispatch(List<Field> key, String map) implements Statement {
        public Dispatch {
            key = List.copyOf(key);
        }

        @Override
        public String toString() {
            return key + " vmap @" + map;
        }
    }

    /** The connection gets the mark that a map has for a number. */
    record Choose(Draw draw, String map) implements Statement {
        @Override
        public String toString() {
            return "ct mark set " + draw + " map @" + map;
        }
    }

    /** The connection gets the mark that a map has for its client. */
    record Recall(Client client, String map) implements Statement {
        @Override
        public String toString() {
            return "ct mark set " + client + " map @" + map;
        }
    }

    /** Goes on if the mark of the connection is in a set. */
    record IsMarkIn(String set) implements Statement {
        @Override
        public String toString() {
            return "ct mark @" + set;
        }
    }

    /** Puts the client with the mark of its connection into a map, or keeps it there for longer. */
    record Remember(Client client, String map) implements Statement {
        @Override
        public String toString() {
            return "update @" + map + " { " + client + " : ct mark }";
        }
    }

    /** Takes the client out of a map. */
    record Forget(Client client, String map) implements Statement {
        @Override
        public String toString() {
            return "delete @" + map + " { " + client + " : ct mark }";
        }
    }

    /** The connection goes to the server that a map has for its mark. */
    record Send(Family family, boolean withPort, String map) implements Statement {
        @Override
        public String toString() {
            return "dnat " + (family == Family.IPV4 ? "ip" : "ip6") + " to ct mark map @" + map;
        }
    }

    /** The connection comes from an address of this host. */
    record Masquerade() implements Statement {
        @Override
        public String toString() {
            return "masquerade";
        }
    }

    /** Goes on in another chain, for good. */
    record GoTo(String chain) implements Statement {
        @Override
        public String toString() {
            return "goto " + chain;
        }
    }

    /** The source address of a packet, as much of it as counts. */
    record Client(Family family, int prefixLength) {
        @Override
        public String toString() {
            return (family == Family.IPV4 ? "ip" : "ip6") + " saddr/" + prefixLength;
        }
    }

    /** How a number below a bound is found for a connection. */
    sealed interface Draw {
        /** One after the other. */
        record Next(int below) implements Draw {
            @Override
            public String toString() {
                return "numgen inc mod " + below;
            }
        }

        /** Always the same one for a client. */
        record Hash(Client client, boolean withPort, int below) implements Draw {
            @Override
            public String toString() {
                return "jhash " + client + (withPort ? " . sport" : "") + " mod " + below;
            }
        }
    }
}
