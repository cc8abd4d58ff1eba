package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ServerEvent;
import dev.vigil.daemon.process.CheckRun;
import dev.vigil.daemon.process.Errand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The virtual servers of a configuration: their loop, and the programs that are told about them. */
final class Services {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final EventLog log;
    private final Consumer<Errand> programs;
    private final CheckLoop loop;

    /** Who is told of those that are configured, and of those that were until the last reload. */
    private volatile Told told = Told.NOBODY;

    /** Who is told of what is up or down, by the name of a service, or of a server behind that of its service. */
    private record Told(Map<String, Whom> now, Map<String, Whom> before) {
        static final Told NOBODY = new Told(Map.of(), Map.of());
    }

    private record Whom(Optional<Command> up, Optional<Command> down) {}

    /** Starts to balance; throws if the kernel has no load balancer. */
    Services(Config config, Consumer<Errand> programs, Consumer<CheckRun> checks, EventLog log) {
        this.log = log;
        this.programs = programs;
        loop = CheckLoop.start(IpvsPlane.open(), checks, this::tell, log);
        follow(config);
    }

    void follow(Config config) {
        told = new Told(whom(config), told.now);
        loop.follow(Balancing.services(config));
    }

    /** @param keepsTable whether the kernel goes on balancing */
    void close(boolean keepsTable) {
        loop.close(keepsTable);
    }

    private static Map<String, Whom> whom(Config config) {
        Map<String, Whom> all = new HashMap<>();
        for (VirtualServer service : config.virtualServers()) {
            String name = Balancing.name(service);
            all.put(name, new Whom(service.quorumUp(), service.quorumDown()));
            for (RealServer server : service.realServers()) {
                String subject = subject(name, Balancing.name(server, service));
                all.put(subject, new Whom(server.notifyUp(), server.notifyDown()));
            }
        }
        return Map.copyOf(all);
    }

    private static String subject(String service, String server) {
        return service + " " + server;
    }

    /** On the thread of the checks. */
    private void tell(BalanceEvent event) {
        log.put(new ServerEvent(event));
        switch (event) {
            case BalanceEvent.ServerUp e -> run(told.now, subject(e.service(), e.server()), UP);
            case BalanceEvent.ServerDown e -> run(told.now, subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerStaysDown e -> run(told.now, subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerRemoved e
            when e.wasUp() -> run(told.before, subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerStops e when e.tells() -> run(told.now, subject(e.service(), e.server()), DOWN);
            case BalanceEvent.QuorumGained e -> run(told.now, e.service(), UP);
            case BalanceEvent.QuorumLost e -> run(told.now, e.service(), DOWN);
            case BalanceEvent.StartsWithoutQuorum e -> run(told.now, e.service(), DOWN);
            case BalanceEvent.ServiceRemoved e when e.hadQuorum() -> run(told.before, e.service(), DOWN);
            case BalanceEvent.ServiceStops e when e.tells() -> run(told.now, e.service(), DOWN);
            case BalanceEvent.ServerRemoved _,
                    BalanceEvent.ServerStops _,
                    BalanceEvent.ServiceRemoved _,
                    BalanceEvent.ServiceStops _,
                    BalanceEvent.CheckPassed _,
                    BalanceEvent.UrlPassed _,
                    BalanceEvent.CheckFailed _,
                    BalanceEvent.WeightChanged _,
                    BalanceEvent.SorryServes _,
                    BalanceEvent.SorryRests _,
                    BalanceEvent.TableDiffers _,
                    BalanceEvent.Refused _ -> {}
        }
    }

    private void run(Map<String, Whom> whom, String subject, String what) {
        Whom found = whom.get(subject);
        if (found != null) {
            (what.equals(UP) ? found.up : found.down)
                    .ifPresent(command -> programs.accept(new Errand(subject, what, command)));
        }
    }
}
