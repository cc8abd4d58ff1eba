package dev.vigil.core.balance;

import dev.vigil.core.address.Family;
import dev.vigil.core.check.Route;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes what is shown of services from what they are. */
final class ServiceViews {
    private ServiceViews() {}

    /** @param refusal why the kernel does not take a server */
    static ServiceView of(RunningService service, Function<RunningServer, Optional<String>> refusal) {
        ServiceSettings settings = service.settings;
        return new ServiceView(
                settings.name().shown(),
                settings.name().kind(),
                settings.entries().stream().map(entry -> text(entry.key())).toList(),
                settings.entries().isEmpty()
                        ? ""
                        : settings.entries().getFirst().scheduler(),
                service.hasQuorum(),
                service.sinceNs(),
                new ServiceView.Quorum(settings.quorum(), settings.hysteresis(), service.sum()),
                settings.sorry().map(sorry -> new ServiceView.Sorry(sorry.name(), service.sorryServes())),
                service.suspended,
                service.servers().stream()
                        .map(server -> server(server, refusal.apply(server)))
                        .toList());
    }

    private static String text(ServiceKey key) {
        return switch (key) {
            case ServiceKey.Endpoint endpoint ->
                (endpoint.family() == Family.IPV6 ? "[" + endpoint.address() + "]" : endpoint.address()) + ":"
                        + endpoint.port();
            case ServiceKey.Mark mark -> "mark " + mark.value();
        };
    }

    private static ServiceView.Server server(RunningServer server, Optional<String> refusal) {
        Destination.Key key = server.settings.destination().key();
        return new ServiceView.Server(
                server.settings.name(),
                key.address().toString(),
                key.port(),
                server.isAlive(),
                server.weight(),
                server.settings.destination().weight(),
                server.sinceNs(),
                Optional.ofNullable(server.steering),
                refusal,
                server.checks().stream().map(ServiceViews::check).toList());
    }

    private static ServiceView.OneCheck check(Check check) {
        CheckHistory history = check.history();
        boolean due = check.dueNs() != Check.NEVER;
        return new ServiceView.OneCheck(
                check.settings().probe().keyword(),
                target(check.settings().probe()),
                belief(check),
                check.isSuspended(),
                history.answer(),
                history.answeredNs(),
                history.durationNs(),
                due ? OptionalLong.of(check.dueNs()) : OptionalLong.empty(),
                history.sinceNs(),
                check.failures(),
                check.settings().retries(),
                history.attempts(),
                history.attemptsFailed(),
                check.weightChange());
    }

    private static ServiceView.Belief belief(Check check) {
        if (check.isKnown()) {
            return check.passes() ? ServiceView.Belief.PASSES : ServiceView.Belief.FAILS;
        }
        return check.passes() ? ServiceView.Belief.TAKEN_TO_PASS : ServiceView.Belief.TAKEN_TO_FAIL;
    }

    private static String target(Probe probe) {
        return switch (probe) {
            case Probe.Web web -> place(web.route()) + paths(web);
            case Probe.Echo echo -> echo.route().address().toString();
            case Probe.Talk talk -> place(talk.route());
            case Probe.Script script -> String.join(" ", script.command());
            case Probe.File file -> file.name();
            case Probe.Session session -> session.name();
        };
    }

    private static String place(Route route) {
        boolean wide = route.address().family() == Family.IPV6;
        return (wide ? "[" + route.address() + "]" : route.address()) + ":" + route.port();
    }

    private static String paths(Probe.Web web) {
        return web.requests().stream().map(request -> request.path()).collect(Collectors.joining(" "));
    }
}
