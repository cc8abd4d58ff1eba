package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.intent.IntentStore;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.Sysctl;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The virtual servers of a configuration: their loop, and the programs that are told about them. */
final class Services {
    private final CheckLoop loop;
    private final ServiceTelling telling;
    private final String plane;
    private final EventLog log;

    /**
     * Starts to balance.
     *
     * @param isMaster whether an instance is MASTER now
     * @param plane is closed with it
     * @param intents what operators want of servers from the beginning
     */
    Services(
            Config config,
            Predicate<String> isMaster,
            DataPlane plane,
            Outlets outlets,
            Sightings sightings,
            IntentStore intents,
            EventLog log) {
        this.plane = plane.name();
        this.log = log;
        telling = new ServiceTelling(outlets, log);
        loop = CheckLoop.start(plane, outlets::check, sightings, telling, log);
        CompletableFuture<Boolean> _ = steer(intents);
        follow(config, isMaster);
    }

    void follow(Config config, Predicate<String> isMaster) {
        telling.follow(config);
        ForwardingCheck.obstacles(config, Services::setting)
                .forEach(text -> log.put(new DaemonEvent.ConfigurationWarning(text)));
        loop.follow(Balancing.services(config), GeneralSettings.of(config, isMaster));
    }

    private static String setting(String name) {
        return Sysctl.read(name.split("\\.", -1)).orElse("");
    }

    /** An instance that the load balancer follows has changed; never waits. */
    void follow(GeneralSettings settings) {
        loop.follow(settings);
    }

    /** What operators want of servers, from now on. */
    CompletableFuture<Boolean> steer(IntentStore intents) {
        return loop.ask(balancer -> {
            balancer.steer(Steerings.of(intents.all()), MonotonicClock.nowNs());
            return true;
        });
    }

    /** Whether a service would lose its quorum if an operator wanted this of a server. */
    CompletableFuture<Boolean> wouldLoseQuorum(ServerName server, Steering wanted) {
        return loop.ask(balancer -> balancer.wouldLoseQuorum(server, wanted));
    }

    /** What counts the connections of a server. */
    CompletableFuture<Supplier<Optional<Connections>>> connections(ServerName server) {
        return loop.connections(server);
    }

    /** What there is to see of them. */
    CompletableFuture<ServiceReport> report() {
        return loop.ask(balancer -> new ServiceReport(plane, balancer.views()));
    }

    /** @param keepsTable whether the kernel goes on balancing */
    void close(boolean keepsTable) {
        loop.close(keepsTable);
    }
}
