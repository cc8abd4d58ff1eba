package dev.vigil.daemon.balance;

import dev.vigil.config.model.Config;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.Steering;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.vrrp.Teller;
import dev.vigil.linux.LinuxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Virtual servers, if there are any: a node without them has nothing of this but this object. */
public final class Balance implements Participant, Teller {
    private final Path socket;
    private final Outlets outlets;
    private final IntentStore intents;
    private final EventLog log;
    private final boolean keepsTable;
    private final Sightings sightings = new Sightings();

    /** The instances that are MASTER, as far as the load balancer could follow one. */
    private final Set<String> masters = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Services services;

    /** Whether a configuration has been followed before. */
    private boolean started;

    /** The configuration that the services follow. */
    private volatile @Nullable Config config;

    /**
     * @param socket the control socket, by which daemons on a machine differ
     * @param keepsTable whether the kernel goes on balancing when the daemon stops
     * @param outlets where it is told what becomes of servers
     * @param intents what operators want of them
     */
    public Balance(Path socket, boolean keepsTable, Outlets outlets, IntentStore intents, EventLog log) {
        this.socket = socket;
        this.keepsTable = keepsTable;
        this.outlets = outlets;
        this.intents = intents;
        this.log = log;
    }

    /** Begins with the configuration of the start. */
    public synchronized void start(Config next) {
        Services running = services;
        config = next;
        if (running != null) {
            running.follow(next, masters::contains);
        } else if (!next.virtualServers().isEmpty()) {
            services = new Services(
                    next, masters::contains, Planes.open(next, socket, log), outlets, sightings, intents, log);
        } else if (synchronizes(next)) {
            startToSynchronize(next);
        } else if (!started) {
            removeLeftover();
        }
        started = true;
    }

    /** A daemon that was killed has left its table, and this one has no services that would take it over. */
    private void removeLeftover() {
        try {
            Planes.removeLeftover(socket).ifPresent(table -> log.put(new DaemonEvent.LeftoversRemoved(List.of(table))));
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(
                    "remove the table of an earlier run", String.valueOf(refusal.getMessage())));
        }
    }

    private static boolean synchronizes(Config config) {
        return !GeneralSettings.of(config, _ -> false).syncDaemons().isEmpty();
    }

    /** Without virtual servers there is nothing to lose where the kernel cannot synchronize. */
    private void startToSynchronize(Config next) {
        try {
            DataPlane plane = IpvsPlane.open(next.global().startup().ipvsNamespace(), log);
            services = new Services(next, masters::contains, plane, outlets, sightings, intents, log);
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(
                    "synchronize connections of IPVS", String.valueOf(refusal.getMessage())));
        }
    }

    /** On the VRRP loop, which it costs a place in a queue, and only if the load balancer follows that instance. */
    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        boolean master = transition.kind() == Transition.Kind.ENTERED && transition.to() == State.MASTER;
        boolean changed = master ? masters.add(instance) : masters.remove(instance);
        Services running = services;
        Config followed = config;
        if (!changed || running == null || followed == null) {
            return;
        }
        GeneralSettings before = GeneralSettings.of(followed, name -> masters.contains(name) != name.equals(instance));
        GeneralSettings after = GeneralSettings.of(followed, masters::contains);
        if (!after.equals(before)) {
            running.follow(after);
        }
    }

    /** What there is to see of virtual servers; never waits. */
    public CompletableFuture<ServiceReport> report() {
        Services running = services;
        return running == null ? CompletableFuture.completedFuture(ServiceReport.NONE) : running.report();
    }

    /** What operators want of servers has changed; it is done when the answer is there. */
    public CompletableFuture<Boolean> steer() {
        Services running = services;
        return running == null ? CompletableFuture.completedFuture(false) : running.steer(intents);
    }

    /** Whether a service would lose its quorum if an operator wanted this of a server. */
    public CompletableFuture<Boolean> wouldLoseQuorum(ServerName server, Steering wanted) {
        Services running = services;
        return running == null ? CompletableFuture.completedFuture(false) : running.wouldLoseQuorum(server, wanted);
    }

    /** What counts the connections of a server; it may take its time, and is empty where they cannot be counted. */
    public CompletableFuture<Supplier<Optional<Connections>>> connections(ServerName server) {
        Services running = services;
        return running == null ? CompletableFuture.completedFuture(Optional::empty) : running.connections(server);
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
