package dev.vigil.config.assemble;

import dev.vigil.config.model.Config;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.core.nat.NatLimits;
import java.util.ArrayList;
import java.util.List;

/** What the virtual servers of a configuration need that only IPVS can do. */
public final class NftablesLimits {
    /** So many virtual servers are named. */
    private static final int NAMED_MAX = 3;

    private NftablesLimits() {}

    /** A clause for each virtual server, for some of them if there are many; empty if nftables can do it all. */
    public static List<String> of(Config config) {
        List<String> all = new ArrayList<>();
        if (config.global().ipvs().syncDaemon().isPresent()) {
            all.add("lvs_sync_daemon");
        }
        int more = 0;
        for (ServiceSettings service : Balancing.services(config)) {
            List<String> limits = NatLimits.of(service);
            if (!limits.isEmpty() && all.size() < NAMED_MAX) {
                all.add(String.join(" and ", limits) + " of virtual_server " + service.name());
            } else if (!limits.isEmpty()) {
                more++;
            }
        }
        if (more > 0) {
            all.add("what " + more + " more need");
        }
        return all;
    }
}
