package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.log.EventLog;
import java.nio.file.Path;

/** The virtual servers of a configuration: their loop, and the programs that are told about them. */
final class Services {
    private final CheckLoop loop;
    private final ServiceTelling telling;

    /**
     * Starts to balance; throws if the kernel has no load balancer.
     *
     * @param socket the control socket, by which daemons on a machine differ
     */
    Services(Config config, Path socket, Outlets outlets, Sightings sightings, EventLog log) {
        telling = new ServiceTelling(outlets, log);
        DataPlane plane = Planes.open(config.own().balancing(), socket, log);
        loop = CheckLoop.start(plane, outlets::check, sightings, telling, log);
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
