package dev.vigil.config.model;

import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A {@code real_server} block: one that does the work of a virtual server.
 *
 * @param checkPort the port that checks connect to unless they say otherwise: the one that is written
 * @param port the port that the kernel forwards to, which direct routing and tunnels do not change
 * @param upperThreshold connections above which it gets no more; 0 for no limit
 * @param lowerThreshold connections below which it gets some again
 * @param inhibitOnFailure keyword {@code inhibit_on_failure}: weight 0 instead of removal
 * @param startDown keyword {@code alpha}
 * @param mail keyword {@code smtp_alert}, or what {@code global_defs} says
 */
public record RealServer(
        IpAddress address,
        int port,
        int checkPort,
        int weight,
        Forwarding forwarding,
        long upperThreshold,
        long lowerThreshold,
        boolean inhibitOnFailure,
        boolean startDown,
        Optional<Command> notifyUp,
        Optional<Command> notifyDown,
        boolean mail,
        Optional<String> virtualHost,
        Optional<String> snmpName,
        List<Checker> checkers,
        SourcePlace place) {}
