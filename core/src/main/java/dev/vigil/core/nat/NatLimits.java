package dev.vigil.core.nat;

import dev.vigil.core.address.Family;
import dev.vigil.core.balance.Destination;
import dev.vigil.core.balance.Destination.Forwarding;
import dev.vigil.core.balance.ServerSettings;
import dev.vigil.core.balance.ServiceEntry;
import dev.vigil.core.balance.ServiceSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What IPVS can do for a virtual server and rules of nftables cannot, a clause each, in words of the configuration. */
public final class NatLimits {
    private static final Set<String> SCHEDULERS = Set.of("rr", "wrr", "sh", "mh");

    /** What keepalived takes if nothing is said. */
    private static final String USUAL_SCHEDULER = "wlc";

    private NatLimits() {}

    /** Of a service with its servers, without repetition; empty if there is nothing. */
    public static List<String> of(ServiceSettings service) {
        Set<String> all = new LinkedHashSet<>();
        for (ServiceEntry entry : service.entries()) {
            of(entry).ifPresent(all::add);
            Family family = entry.key().family();
            for (ServerSettings server : service.servers()) {
                of(server.destination(), family).ifPresent(all::add);
            }
            service.sorry().flatMap(sorry -> of(sorry.destination(), family)).ifPresent(all::add);
        }
        return new ArrayList<>(all);
    }

    /** Of a service alone. */
    public static Optional<String> of(ServiceEntry entry) {
        List<String> all = new ArrayList<>();
        if (!SCHEDULERS.contains(entry.scheduler())) {
            all.add("lvs_sched " + entry.scheduler()
                    + (entry.scheduler().equals(USUAL_SCHEDULER) ? " (the default)" : ""));
        }
        if ((entry.flags() & ServiceEntry.ONE_PACKET) != 0) {
            all.add("ops");
        }
        if (!entry.engine().isEmpty()) {
            all.add("persistence_engine " + entry.engine());
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", all));
    }

    /** @param family that of the service */
    public static Optional<String> of(Destination destination, Family family) {
        int method = destination.forwarding().method();
        if (method != Forwarding.NAT) {
            return Optional.of("lvs_method " + (method == Forwarding.TUNNEL ? "TUN" : "DR"));
        }
        if (destination.key().address().family() != family) {
            return Optional.of("a real server of another address family");
        }
        return destination.upperThreshold() != 0 || destination.lowerThreshold() != 0
                ? Optional.of("uthreshold and lthreshold")
                : Optional.empty();
    }
}
