package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.daemon.log.EventLog;
import java.util.function.Predicate;

/** The virtual servers of a configuration: their loop, and the programs that are told about them. */
final class Services {
    private final CheckLoop loop;
    private final ServiceTelling telling;

    /**
     * Starts to balance.
     *
     * @param isMaster whether an instance is MASTER now
     * @param plane is closed with it
     */
    Services(
            Config config,
            Predicate<String> isMaster,
            DataPlane plane,
            Outlets outlets,
            Sightings sightings,
            EventLog log) {
        telling = new ServiceTelling(outlets, log);
        loop = CheckLoop.start(plane, outlets::check, sightings, telling, log);
        follow(config, isMaster);
    }

    void follow(Config config, Predicate<String> isMaster) {
        telling.follow(config);
        loop.follow(Balancing.services(config), GeneralSettings.of(config, isMaster));
    }

    /** An instance that the load balancer follows has changed; never waits. */
    void follow(GeneralSettings settings) {
        loop.follow(settings);
    }

    /** @param keepsTable whether the kernel goes on balancing */
    void close(boolean keepsTable) {
        loop.close(keepsTable);
    }
}
