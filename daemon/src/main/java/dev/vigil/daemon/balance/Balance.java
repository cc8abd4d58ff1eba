package dev.vigil.daemon.balance;

import dev.vigil.config.model.Config;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.Teller;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Virtual servers, if there are any: a node without them has nothing of this but this object. */
public final class Balance implements Participant, Teller {
    private final Path socket;
    private final Outlets outlets;
    private final EventLog log;
    private final boolean keepsTable;
    private final Sightings sightings = new Sightings();
    private @Nullable Services services;

    /**
     * @param socket the control socket, by which daemons on a machine differ
     * @param keepsTable whether the kernel goes on balancing when the daemon stops
     * @param outlets where it is told what becomes of servers
     */
    public Balance(Path socket, boolean keepsTable, Outlets outlets, EventLog log) {
        this.socket = socket;
        this.keepsTable = keepsTable;
        this.outlets = outlets;
        this.log = log;
    }

    /** Begins with the configuration of the start. */
    public synchronized void start(Config config) {
        Services running = services;
        if (running != null) {
            running.follow(config);
        } else if (!config.virtualServers().isEmpty()) {
            services = new Services(config, socket, outlets, sightings, log);
        }
    }

    /** A tracked file was looked at. */
    public void onFile(String name, int value) {
        sightings.file(name, value);
    }

    @Override
    public void bfd(BfdSession session, String reason) {
        sightings.session(session.name(), session.isUp(), reason);
    }

    @Override
    public void adopt(ReloadPlan plan) {
        start(plan.next());
    }

    /** Ends, and takes everything out of the kernel's table unless it is to stay. */
    public synchronized void close() {
        Services running = services;
        if (running != null) {
            running.close(keepsTable);
            services = null;
        }
    }
}
