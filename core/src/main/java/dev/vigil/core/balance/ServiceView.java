package dev.vigil.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A virtual server as it is now, for those who ask. Moments are on the clock by which the balancer is told the time.
 *
 * @param name as keepalived shows it
 * @param protocol empty if it has none
 * @param entries what clients address: {@code 192.0.2.80:80}, {@code mark 5}; several if it serves a group
 * @param scheduler of the first of them
 * @param up whether it has its quorum
 * @param sinceNs since when; empty before that is known
 * @param sum what its servers that are alive weigh
 * @param suspended whether it is not checked because this host has none of its addresses
 */
public record ServiceView(
        String name,
        String protocol,
        List<String> entries,
        String scheduler,
        boolean up,
        OptionalLong sinceNs,
        Quorum quorum,
        Optional<Sorry> sorry,
        boolean suspended,
        List<Server> servers) {
    public ServiceView {
        entries = List.copyOf(entries);
        servers = List.copyOf(servers);
    }

    /**
     * @param quorum the sum of weights that makes it available
     * @param hysteresis the margin around it
     * @param sum what its servers that are alive weigh
     */
    public record Quorum(long quorum, long hysteresis, long sum) {
        /** The sum that it takes to be up, or to stay so. */
        public long needed(boolean up) {
            return Math.max(1, quorum + (up ? -hysteresis : hysteresis));
        }
    }

    /** The server that serves while the quorum is lost. */
    public record Sorry(String name, boolean serves) {}

    /** The same with some of its servers. */
    public ServiceView with(List<Server> some) {
        return new ServiceView(name, protocol, entries, scheduler, up, sinceNs, quorum, sorry, suspended, some);
    }

    /** How many of its servers are alive. */
    public long alive() {
        return servers.stream().filter(Server::alive).count();
    }

    /**
     * A real server.
     *
     * @param address without its port
     * @param weight while it is alive
     * @param configuredWeight without what checks and operators make of it
     * @param sinceNs since when it is alive, or out; empty before that is known
     * @param steering what an operator wants of it
     * @param refusal why the kernel does not take it
     */
    public record Server(
            String name,
            String address,
            int port,
            boolean alive,
            long weight,
            long configuredWeight,
            OptionalLong sinceNs,
            Optional<Steering> steering,
            Optional<String> refusal,
            List<OneCheck> checks) {
        public Server {
            checks = List.copyOf(checks);
        }
    }

    /** What is believed of a server by one check. */
    public enum Belief {
        PASSES,
        FAILS,
        /** No attempt has ended yet; it is taken to pass. */
        TAKEN_TO_PASS,
        /** No attempt has ended yet; it is taken to fail. */
        TAKEN_TO_FAIL;

        public boolean passes() {
            return this == PASSES || this == TAKEN_TO_PASS;
        }
    }

    /**
     * A check of a real server.
     *
     * @param kind its keyword
     * @param target what it asks: an address and a port, a path, a command, the name of what it follows
     * @param suspended whether no attempt is made
     * @param answer what the last attempt came to; empty before the first has ended
     * @param nextNs when the next attempt is due; empty while one is made, and for a check that is told what others see
     * @param sinceNs since when it passes, or fails
     * @param failures how many attempts in a row failed
     * @param retries how many attempts follow a failure before the check fails
     */
    public record OneCheck(
            String kind,
            String target,
            Belief belief,
            boolean suspended,
            String answer,
            OptionalLong answeredNs,
            OptionalLong durationNs,
            OptionalLong nextNs,
            OptionalLong sinceNs,
            long failures,
            long retries,
            long attempts,
            long attemptsFailed,
            long weightChange) {}
}
