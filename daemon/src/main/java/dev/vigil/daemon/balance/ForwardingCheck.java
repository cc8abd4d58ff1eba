package dev.vigil.daemon.balance;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether the kernel passes packets on to the servers of address translation, without which they get none. */
final class ForwardingCheck {
    private static final String IPV4 = "net.ipv4.ip_forward";
    private static final String IPV6 = "net.ipv6.conf.all.forwarding";

    private ForwardingCheck() {}

    /**
     * What keeps real servers from being reached, a sentence each.
     *
     * @param setting the value of a setting of the kernel by its dotted name; empty if it has none
     */
    static List<String> obstacles(Config config, Function<String, String> setting) {
        List<String> obstacles = new ArrayList<>();
        if (config.global().startup().ipvsNamespace().isPresent()) {
            // The settings that can be read here may be those of another network namespace.
            return obstacles;
        }
        for (Family family : Family.values()) {
            String name = family == Family.IPV4 ? IPV4 : IPV6;
            if (translates(config, family) && setting.apply(name).equals("0")) {
                obstacles.add(
                        name + " is 0, so the kernel passes nothing on to real servers with lvs_method NAT: set it by"
                                + " `sysctl -w " + name + "=1`, and below /etc/sysctl.d for the next boot");
            }
        }
        return obstacles;
    }

    private static boolean translates(Config config, Family family) {
        return config.virtualServers().stream()
                .flatMap(server -> server.realServers().stream())
                .anyMatch(server -> server.address().family() == family
                        && server.forwarding().method() == VirtualServer.Forwarding.Method.NAT
                        && !isLoopback(server));
    }

    private static boolean isLoopback(RealServer server) {
        String text = server.address().toString();
        return text.startsWith("127.") || text.equals("::1");
    }
}
