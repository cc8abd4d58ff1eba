package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Synchronizing;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Ipvs;
import dev.vigil.core.balance.SyncDaemon;
import java.util.List;
import java.util.function.Predicate;

/** What is configured about the kernel's load balancer as a whole. */
record GeneralSettings(Ipvs ipvs, List<SyncDaemon> syncDaemons) {
    /** @param isMaster whether an instance is MASTER now */
    static GeneralSettings of(Config config, Predicate<String> isMaster) {
        return new GeneralSettings(config.global().ipvs(), Synchronizing.daemons(config, isMaster));
    }

    /** Whether every service is removed when the daemon stops, whosever it is. */
    boolean flushesAtStop() {
        return ipvs.flushOnStop() == Ipvs.FlushOnStop.ALL;
    }
}
