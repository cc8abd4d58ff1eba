package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Synchronizing;
import dev.vigil.config.model.Buffers;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Ipvs;
import dev.vigil.config.model.TlsMaterial;
import dev.vigil.core.balance.SyncDaemon;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is configured about the load balancer and its checks as a whole.
 *
 * @param tls what servers are shown that ask for a certificate
 */
record GeneralSettings(
        Ipvs ipvs, List<SyncDaemon> syncDaemons, CheckThread.Settings thread, Buffers buffers, TlsMaterial tls) {
    /** @param isMaster whether an instance is MASTER now */
    static GeneralSettings of(Config config, Predicate<String> isMaster) {
        return new GeneralSettings(
                config.global().ipvs(),
                Synchronizing.daemons(config, isMaster),
                CheckThread.Settings.of(config.global()),
                config.global().buffers(),
                config.tls());
    }

    /** Whether every service is removed when the daemon stops, whosever it is. */
    boolean flushesAtStop() {
        return ipvs.flushOnStop() == Ipvs.FlushOnStop.ALL;
    }
}
