package dev.vigil.daemon.balance;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.ServiceName;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ServerEvent;
import dev.vigil.daemon.process.Errand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings what happens to virtual servers to the log, to programs and to FIFOs; on the thread of the checks. */
final class ServiceTelling implements Consumer<BalanceEvent> {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Outlets outlets;
    private final EventLog log;

    /** Who is told of those that are configured, and of those that were until the last reload. */
    private volatile Told told = Told.NOBODY;

    /** Who is told of what is up or down. */
    private record Told(Map<Subject, Whom> now, Map<Subject, Whom> before) {
        static final Told NOBODY = new Told(Map.of(), Map.of());

        Optional<Whom> whom(Subject subject) {
            return Optional.ofNullable(now.get(subject)).or(() -> Optional.ofNullable(before.get(subject)));
        }
    }

    /** @param server empty for the service itself */
    private record Subject(ServiceName service, String server) {
        static Subject of(ServiceName service) {
            return new Subject(service, "");
        }

        FifoLine line(String state) {
            return server.isEmpty()
                    ? FifoLine.service(service.shown(), state)
                    : FifoLine.server(service.shown(), server, state);
        }

        @Override
        public String toString() {
            return server.isEmpty() ? service.shown() : service.shown() + " " + server;
        }
    }

    private record Whom(Optional<Command> up, Optional<Command> down) {}

    ServiceTelling(Outlets outlets, EventLog log) {
        this.outlets = outlets;
        this.log = log;
    }

    /** This configuration is in force from now on; any thread. */
    void follow(Config config) {
        told = new Told(whom(config), told.now);
    }

    private static Map<Subject, Whom> whom(Config config) {
        Map<Subject, Whom> all = new HashMap<>();
        for (VirtualServer service : config.virtualServers()) {
            ServiceName name = Balancing.name(service);
            all.put(Subject.of(name), new Whom(service.quorumUp(), service.quorumDown()));
            for (RealServer server : service.realServers()) {
                Subject subject = new Subject(name, Balancing.name(server, service));
                all.put(subject, new Whom(server.notifyUp(), server.notifyDown()));
            }
        }
        return Map.copyOf(all);
    }

    @Override
    public void accept(BalanceEvent event) {
        log.put(new ServerEvent(event));
        outlets.mail(event);
        switch (event) {
            case BalanceEvent.ServerUp e -> tell(new Subject(e.service(), e.server()), UP);
            case BalanceEvent.ServerDown e -> tell(new Subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerStaysDown e -> tell(new Subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerRemoved e when e.wasUp() -> tell(new Subject(e.service(), e.server()), DOWN);
            case BalanceEvent.ServerStops e when e.tells() -> tell(new Subject(e.service(), e.server()), DOWN);
            case BalanceEvent.QuorumGained e -> tell(Subject.of(e.service()), UP);
            case BalanceEvent.QuorumLost e -> tell(Subject.of(e.service()), DOWN);
            case BalanceEvent.StartsWithoutQuorum e -> tell(Subject.of(e.service()), DOWN);
            case BalanceEvent.ServiceRemoved e when e.hadQuorum() -> tell(Subject.of(e.service()), DOWN);
            case BalanceEvent.ServiceStops e when e.tells() -> tell(Subject.of(e.service()), DOWN);
            case BalanceEvent.ServerRemoved _,
                    BalanceEvent.ServerStops _,
                    BalanceEvent.ServiceRemoved _,
                    BalanceEvent.ServiceStops _,
                    BalanceEvent.ChecksSuspended _,
                    BalanceEvent.ChecksResumed _,
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

    /** FIFOs come first: a line costs nothing, and a program that is started takes time. */
    private void tell(Subject subject, String state) {
        outlets.write(subject.line(state));
        told.whom(subject)
                .flatMap(whom -> state.equals(UP) ? whom.up : whom.down)
                .ifPresent(command -> outlets.run(new Errand(subject.toString(), state, command)));
    }
}
