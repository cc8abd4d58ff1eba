package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A {@code virtual_server} block: a service that real servers do.
 *
 * @param family keyword {@code ip_family}, or that of the addresses
 * @param protocol absent for a service by mark
 * @param scheduler keyword {@code lvs_sched}
 * @param schedulerFlags bits 0x08, 0x10 and 0x20 for the scheduler's flags 1, 2 and 3
 * @param onePacket keyword {@code ops}
 * @param suspendWithoutAddress keyword {@code ha_suspend}
 * @param startDown keyword {@code alpha}
 * @param notifyAtStop keyword {@code omega}
 * @param mail keyword {@code smtp_alert}, or what {@code global_defs} says
 * @param quorum the sum of weights that makes the service available
 * @param hysteresis the margin around the quorum
 */
public record VirtualServer(
        Target target,
        Family family,
        Optional<Protocol> protocol,
        String scheduler,
        int schedulerFlags,
        boolean onePacket,
        Forwarding forwarding,
        Optional<Persistence> persistence,
        Optional<String> persistenceEngine,
        boolean suspendWithoutAddress,
        boolean startDown,
        boolean notifyAtStop,
        boolean mail,
        Optional<String> virtualHost,
        Optional<String> snmpName,
        long quorum,
        long hysteresis,
        Optional<Command> quorumUp,
        Optional<Command> quorumDown,
        Optional<SorryServer> sorryServer,
        List<RealServer> realServers,
        SourcePlace place) {

    /** What clients address. */
    public sealed interface Target {
        /** An address and a port; port 0 is any. */
        record Endpoint(IpAddress address, int port) implements Target {}

        /** Packets with a firewall mark. */
        record Mark(long value) implements Target {}

        /** A {@link VirtualServerGroup} by its name. */
        record Group(String name) implements Target {}
    }

    /** The protocol of a service. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    /** How packets reach a real server. */
    public record Forwarding(Method method, Tunnel tunnel) {
        public static final Forwarding NAT = new Forwarding(Method.NAT, Tunnel.IPIP);

        /** The kernel's forwarding methods. */
        public enum Method {
            NAT,
            DIRECT_ROUTING,
            TUNNEL
        }

        /**
         * The tunnel of {@link Method#TUNNEL}.
         *
         * @param port of GUE
         */
        public record Tunnel(Type type, int port, Checksum checksum) {
            public static final Tunnel IPIP = new Tunnel(Type.IPIP, 0, Checksum.NONE);

            /** Kinds of tunnels. */
            public enum Type {
                IPIP,
                GUE,
                GRE
            }

            /** What a tunnel does about checksums. */
            public enum Checksum {
                NONE,
                CHECKSUM,
                REMOTE
            }
        }
    }

    /**
     * Clients come back to the same real server.
     *
     * @param prefixLength the clients that count as one; 32 or 128 for each alone
     */
    public record Persistence(int timeoutS, int prefixLength) {}

    /**
     * Serves while the quorum is lost.
     *
     * @param inhibit it stays in the table with weight 0 otherwise
     */
    public record SorryServer(IpAddress address, int port, Forwarding forwarding, boolean inhibit) {}
}
