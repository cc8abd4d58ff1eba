package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.log.EventLog;

/** The virtual servers of a configuration: their loop, and the programs that are told about them. */
final class Services {
    private final CheckLoop loop;
    private final ServiceTelling telling;

    /** Starts to balance; throws if the kernel has no load balancer. */
    Services(Config config, Outlets outlets, EventLog log) {
        telling = new ServiceTelling(outlets, log);
        loop = CheckLoop.start(IpvsPlane.open(), outlets::check, telling, log);
        follow(config);
    }

    void follow(Config config) {
        telling.follow(config);
        loop.follow(Balancing.services(config));
    }

    /** @param keepsTable whether the kernel goes on balancing */
    void close(boolean keepsTable) {
        loop.close(keepsTable);
    }
}
