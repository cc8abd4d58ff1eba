package dev.vigil.config.assemble;

import dev.vigil.config.model.Checker;
import dev.vigil.config.model.HttpUrl;
import dev.vigil.config.model.UserGroup;
import dev.vigil.core.balance.CheckSettings;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.check.DatagramDialogue;
import dev.vigil.core.check.Route;
import dev.vigil.core.check.WebDemand;
import dev.vigil.core.check.WebPattern;
import dev.vigil.core.check.WebRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the checks of a configuration become those of the core. */
final class Checking {
    private static final String HTTP_1_1 = "1.1";
    private static final int SOA = 6;
    private static final String HTTP_1_0 = "1.0";

    private Checking() {}

    static Stream<CheckSettings> check(Checker checker) {
        return Stream.of(settings(checker.schedule(), probe(checker)));
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

    private static Probe probe(Checker checker) {
        return switch (checker) {
            case Checker.Tcp tcp -> new Probe.Connect(route(tcp.connection()));
            case Checker.Http http -> web(http);
            case Checker.Ping ping -> new Probe.Echo(route(ping.connection()));
            case Checker.Udp udp -> datagram(udp);
            case Checker.Smtp smtp -> new Probe.Mail(route(smtp.connection()), smtp.heloName());
            case Checker.Dns dns -> new Probe.Query(route(dns.connection()), recordType(dns.type()), dns.name());
            case Checker.Misc misc -> script(misc);
            case Checker.File file ->
                new Probe.File(
                        file.trackFile(), file.weight().value(), file.weight().reversed());
            case Checker.Bfd bfd -> new Probe.Session(bfd.session());
        };
    }

    private static Probe script(Checker.Misc misc) {
        Optional<UserGroup> user = misc.command().user();
        return new Probe.Script(
                misc.command().arguments(),
                user.map(UserGroup::user),
                user.flatMap(UserGroup::group),
                misc.timeoutNs(),
                misc.dynamicWeight());
    }

    private static Probe datagram(Checker.Udp udp) {
        Optional<DatagramDialogue.Reply> reply = udp.expected()
                .map(beginning -> new DatagramDialogue.Reply(
                        beginning.stream()
                                .map(each -> new DatagramDialogue.MaskedByte(each.value(), each.mask()))
                                .toList(),
                        udp.replyLengthMin(),
                        udp.replyLengthMax()));
        return new Probe.Datagram(route(udp.connection()), udp.payload(), reply);
    }

    /** RFC 1035 3.2.2, RFC 3596 and RFC 4034. */
    private static int recordType(String name) {
        return switch (name) {
            case "A" -> 1;
            case "NS" -> 2;
            case "CNAME" -> 5;
            case "MX" -> 15;
            case "TXT" -> 16;
            case "AAAA" -> 28;
            case "RRSIG" -> 46;
            case "DNSKEY" -> 48;
            default -> SOA;
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
        Probe.Web.Tls tls = new Probe.Web.Tls(http.sni(), http.sniName());
        return new Probe.Web(
                route(http.connection()),
                http.tls() ? Optional.of(tls) : Optional.empty(),
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
