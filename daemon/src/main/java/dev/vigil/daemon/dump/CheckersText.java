package dev.vigil.daemon.dump;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Checker;
import dev.vigil.config.model.HttpUrl;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.time.Nanos;
import dev.vigil.daemon.control.ServiceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of the dump of virtual servers about their checks, and what these follow. */
final class CheckersText {
    private static final Pattern STATUS = Pattern.compile("exited with status (\\d+).*");

    private final Snapshot snapshot;
    private final ServiceReport report;
    private final Owners owners;
    private final Lines lines;

    CheckersText(Snapshot snapshot, ServiceReport report, Owners owners, Lines lines) {
        this.snapshot = snapshot;
        this.report = report;
        this.owners = owners;
        this.lines = lines;
    }

    /** A check and whose it is. */
    private record Place(
            VirtualServer service, RealServer server, Checker checker, Optional<ServiceView.OneCheck> view) {
        String names() {
            return Balancing.name(service).shown() + " -> " + Balancing.name(server, service);
        }

        boolean is(Class<? extends Checker> kind) {
            return kind.isInstance(checker);
        }
    }

    void write() {
        List<Place> all = places();
        if (all.isEmpty()) {
            return;
        }
        lines.section("Health checkers");
        all.stream().filter(place -> !place.is(Checker.File.class)).forEach(this::check);
        List<Place> files =
                all.stream().filter(place -> place.is(Checker.File.class)).toList();
        files.forEach(this::check);
        if (!files.isEmpty()) {
            lines.section("Checker track files");
            snapshot.config().files().forEach(file -> file(file, files));
        }
        List<Place> sessions =
                all.stream().filter(place -> place.is(Checker.Bfd.class)).toList();
        if (!sessions.isEmpty()) {
            lines.section("Checker track BFDs");
            snapshot.config().bfdInstances().forEach(session -> session(session.name(), sessions));
        }
    }

    private List<Place> places() {
        List<Place> all = new ArrayList<>();
        for (VirtualServer service : snapshot.config().virtualServers()) {
            Optional<ServiceView> view = view(report, service);
            for (RealServer server : service.realServers()) {
                List<ServiceView.OneCheck> checks = view.flatMap(one -> view(one, service, server))
                        .map(ServiceView.Server::checks)
                        .orElse(List.of());
                for (int index = 0; index < server.checkers().size(); index++) {
                    Optional<ServiceView.OneCheck> check =
                            index < checks.size() ? Optional.of(checks.get(index)) : Optional.empty();
                    all.add(new Place(service, server, server.checkers().get(index), check));
                }
            }
        }
        return all;
    }

    static Optional<ServiceView> view(ServiceReport report, VirtualServer server) {
        String protocol = Balancing.name(server).kind();
        return report.services().stream()
                .filter(each -> each.name().equals(Balancing.name(server).shown())
                        && each.protocol().equals(protocol))
                .findFirst();
    }

    static Optional<ServiceView.Server> view(ServiceView service, VirtualServer of, RealServer server) {
        String name = Balancing.name(server, of);
        return service.servers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private void check(Place place) {
        Optional<ServiceView.OneCheck> view = place.view;
        boolean follows = place.is(Checker.File.class);
        lines.global(place.names());
        lines.put("Enabled", Lines.yes(view.filter(check -> !check.suspended()).isPresent()));
        lines.put("Up", Lines.yes(view.filter(check -> check.belief().passes()).isPresent()));
        lines.put(
                "Has run", Lines.yes(view.filter(check -> check.attempts() > 0).isPresent()));
        lines.put("Current weight", view.map(ServiceView.OneCheck::weightChange).orElse(0L));
        if (!follows) {
            schedule(place);
        }
        lines.put("Log all failures", Lines.yes(place.checker.schedule().logAllFailures()));
        connection(place.checker).ifPresent(this::connection);
        switch (place.checker) {
            case Checker.Tcp _ -> method("TCP_CHECK");
            case Checker.Ping _ -> method("PING_CHECK");
            case Checker.Http http -> http(http, place);
            case Checker.Udp udp -> datagram(udp);
            case Checker.Smtp smtp -> {
                method("SMTP_CHECK");
                lines.put("helo", smtp.heloName());
            }
            case Checker.Dns dns -> {
                method("DNS_CHECK");
                lines.put("Type", dns.type());
                lines.put("Name", dns.name());
            }
            case Checker.Misc misc -> program(misc, view);
            case Checker.File file -> {
                method("FILE_CHECK");
                lines.entries(List.of("Tracked file = " + file.trackFile(), "Reloaded = No"));
            }
            case Checker.Bfd bfd -> {
                method("BFD_CHECK");
                lines.put("Name", bfd.session());
                lines.put("Alpha is " + (bfd.schedule().startDown() ? "ON" : "OFF"));
            }
        }
    }

    private void method(String name) {
        lines.put("Keepalive method", name);
    }

    /** A check that follows a session is never due. */
    private void schedule(Place place) {
        Checker.Schedule schedule = place.checker.schedule();
        lines.put("Alpha", Lines.yes(schedule.startDown()));
        if (place.is(Checker.Bfd.class)) {
            return;
        }
        lines.put("Delay loop", microseconds(schedule.intervalNs()));
        lines.put("Warmup", microseconds(schedule.warmupNs()));
        lines.put("Retries", schedule.retries());
        if (schedule.retries() > 0) {
            lines.put("Delay before retry", microseconds(schedule.retryDelayNs()));
            lines.put(
                    "Retries iterations",
                    place.view.map(ServiceView.OneCheck::failures).orElse(0L));
        }
        lines.put("Default delay before retry", microseconds(defaultDelayNs(place.checker)));
    }

    /** What the delay would be if nobody had given one, by the kind of the check. */
    private static long defaultDelayNs(Checker checker) {
        return switch (checker) {
            case Checker.Http _ -> 3 * Nanos.PER_S;
            case Checker.Dns _ -> 0;
            case Checker.Tcp _,
                    Checker.Ping _,
                    Checker.Udp _,
                    Checker.Smtp _,
                    Checker.Misc _,
                    Checker.File _,
                    Checker.Bfd _ -> Nanos.PER_S;
        };
    }

    private static String microseconds(long ns) {
        return Lines.microseconds(ns) + " us";
    }

    private static Optional<Checker.Connection> connection(Checker checker) {
        return switch (checker) {
            case Checker.Tcp tcp -> Optional.of(tcp.connection());
            case Checker.Ping ping -> Optional.of(ping.connection());
            case Checker.Http http -> Optional.of(http.connection());
            case Checker.Udp udp -> Optional.of(udp.connection());
            case Checker.Smtp smtp -> Optional.of(smtp.connection());
            case Checker.Dns dns -> Optional.of(dns.connection());
            case Checker.Misc _, Checker.File _, Checker.Bfd _ -> Optional.empty();
        };
    }

    private void connection(Checker.Connection connection) {
        lines.put("Connection");
        List<String> entries = new ArrayList<>();
        entries.add("Dest = [" + connection.address() + "]:" + connection.port());
        connection
                .bindAddress()
                .ifPresent(address -> entries.add("Bind to = [" + address + "]:" + connection.bindPort()));
        connection.bindInterface().ifPresent(name -> entries.add("Bind i/f = " + name));
        if (connection.mark() != 0) {
            entries.add("Mark = " + connection.mark());
        }
        entries.add("Timeout = %d.%06d"
                .formatted(connection.timeoutNs() / Nanos.PER_S, connection.timeoutNs() % Nanos.PER_S / Nanos.PER_US));
        lines.entries(entries);
    }

    private void http(Checker.Http http, Place place) {
        method((http.tls() ? "SSL_GET" : "HTTP_GET") + ", http protocol " + http.version());
        lines.put("Enable SNI " + set(http.sni()));
        http.sniName().ifPresent(name -> lines.put("SNI name", name));
        lines.put("Fast recovery " + set(http.fastRecovery()));
        http.urls().forEach(url -> url(url, place.server.virtualHost()));
        place.view
                .filter(check -> check.failures() > 0)
                .ifPresent(_ -> lines.put("Failed URL", http.urls().getFirst().path()));
    }

    private static String set(boolean value) {
        return value ? "set" : "unset";
    }

    /** @param inherited the host that is asked for if the URL names none */
    private void url(HttpUrl url, Optional<String> inherited) {
        lines.put("Checked url", url.path());
        List<String> entries = new ArrayList<>();
        url.digest().ifPresent(digest -> entries.add("digest = " + digest));
        entries.add("HTTP Status Code(s)");
        url.statuses()
                .forEach(range ->
                        entries.add("  " + range.from() + (range.from() == range.to() ? "" : "-" + range.to())));
        url.virtualHost()
                .filter(host -> !inherited.equals(Optional.of(host)))
                .ifPresent(host -> entries.add("Virtual host = " + host));
        url.regex().ifPresent(regex -> {
            entries.add("Regex = \"" + regex.pattern() + "\"");
            if (regex.negated()) {
                entries.add("Regex no match");
            }
            if (regex.offsetMin() != 0 || regex.offsetMax().isPresent()) {
                entries.add("Regex min offset = " + regex.offsetMin() + ", max_offset = "
                        + regex.offsetMax().orElse(0));
            }
        });
        lines.entries(entries);
    }

    private void datagram(Checker.Udp udp) {
        method("UDP_CHECK");
        lines.put("Payload specified", Lines.yes(!udp.payload().isEmpty()));
        lines.put("Require reply", Lines.yes(udp.expected().isPresent()));
        udp.expected()
                .ifPresent(reply -> lines.entries(List.of(
                        "Min reply length = " + udp.replyLengthMin(),
                        "Max reply length = " + udp.replyLengthMax(),
                        "Reply data len = " + reply.size(),
                        "Reply data mask = " + Lines.yes(reply.stream().anyMatch(each -> each.mask() != 0xff)))));
    }

    private void program(Checker.Misc misc, Optional<ServiceView.OneCheck> view) {
        method("MISC_CHECK");
        lines.put("script", Owners.words(misc.command()));
        lines.put("timeout", misc.timeoutNs() / Nanos.PER_S);
        lines.put("dynamic", misc.dynamicWeight() ? "YES" : "NO");
        lines.put("uid:gid", owners.of(misc.command()));
        long ranUs = view.filter(check -> check.answeredNs().isPresent())
                .map(check -> snapshot.epochUs(check.answeredNs().getAsLong()))
                .orElse(0L);
        lines.put("Last ran", InstanceText.moment(ranUs));
        lines.put("Last status", view.map(check -> status(check.answer())).orElse("0"));
    }

    private static String status(String answer) {
        Matcher matcher = STATUS.matcher(answer);
        return matcher.matches() ? matcher.group(1) : "0";
    }

    private void file(TrackFile file, List<Place> checks) {
        List<String> following = checks.stream()
                .filter(place -> place.checker instanceof Checker.File one
                        && one.trackFile().equals(file.name()))
                .map(place -> place.names() + ", weight " + Snapshot.weight(((Checker.File) place.checker).weight()))
                .toList();
        if (!following.isEmpty()) {
            lines.global("Track file", file.name());
            lines.put("File", file.path());
            lines.put("Status", snapshot.observed().file(file.name()));
            lines.put("Weight", Snapshot.weight(file.weight()));
            lines.list("Tracking instances :", following);
        }
    }

    private void session(String name, List<Place> checks) {
        List<Place> following = checks.stream()
                .filter(place -> place.checker instanceof Checker.Bfd bfd
                        && bfd.session().equals(name))
                .toList();
        if (!following.isEmpty()) {
            lines.global("Checker Track BFD", name);
            lines.put("Tracking RS :");
            following.forEach(place -> lines.put(Balancing.name(place.server, place.service)));
        }
    }
}
