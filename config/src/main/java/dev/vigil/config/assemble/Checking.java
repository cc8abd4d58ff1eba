package dev.vigil.config.assemble;

import dev.vigil.config.model.Checker;
import dev.vigil.config.model.HttpUrl;
import dev.vigil.core.balance.CheckSettings;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebPattern;
import dev.vigil.core.check.WebRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the checks of a configuration become those of the core. */
final class Checking {
    private static final String HTTP_1_1 = "1.1";
    private static final String HTTP_1_0 = "1.0";

    private Checking() {}

    /** Checks of other kinds are refused when the configuration is read. */
    static Stream<CheckSettings> check(Checker checker) {
        return probe(checker).stream().map(probe -> settings(checker.schedule(), probe));
    }

    private static CheckSettings settings(Checker.Schedule schedule, Probe probe) {
        return new CheckSettings(
                probe,
                schedule.intervalNs(),
                schedule.retries(),
                schedule.retryDelayNs(),
                schedule.warmupNs(),
                schedule.startDown(),
                schedule.logAllFailures());
    }

    private static Optional<Probe> probe(Checker checker) {
        return switch (checker) {
            case Checker.Tcp tcp -> Optional.of(new Probe.Connect(route(tcp.connection())));
            case Checker.Http http when !http.tls() -> Optional.of(web(http));
            case Checker.Http _,
                    Checker.Ping _,
                    Checker.Udp _,
                    Checker.Smtp _,
                    Checker.Dns _,
                    Checker.Misc _,
                    Checker.File _,
                    Checker.Bfd _ -> Optional.empty();
        };
    }

    private static Route route(Checker.Connection connection) {
        return new Route(
                connection.address(),
                connection.port(),
                connection.bindAddress(),
                connection.bindPort(),
                connection.bindInterface(),
                connection.mark(),
                connection.timeoutNs());
    }

    private static Probe web(Checker.Http http) {
        Optional<String> host = http.urls().getFirst().virtualHost();
        return new Probe.Web(
                route(http.connection()),
                http.tls(),
                http.sni() ? http.sniName().or(() -> host) : Optional.empty(),
                http.fastRecovery(),
                http.urls().stream().map(url -> request(http, url)).toList());
    }

    private static WebRequest request(Checker.Http http, HttpUrl url) {
        WebDemand demand = new WebDemand(
                url.statuses().stream()
                        .map(range -> new WebDemand.StatusRange(range.from(), range.to()))
                        .toList(),
                url.digest(),
                url.regex().map(Checking::pattern));
        return new WebRequest(
                url.path(),
                http.version().equals(HTTP_1_1) ? 1 : 0,
                !http.version().equals(HTTP_1_0),
                url.virtualHost(),
                demand,
                url.tlsCompliant());
    }

    private static WebPattern pattern(HttpUrl.Regex regex) {
        return new WebPattern(regex.pattern(), regex.options(), regex.negated(), regex.offsetMin(), regex.offsetMax());
    }
}
