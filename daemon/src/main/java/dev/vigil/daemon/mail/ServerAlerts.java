package dev.vigil.daemon.mail;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.ServiceName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of servers are mailed, with keepalived's words: those of real servers unless they say otherwise, those of the
 * quorum with {@code smtp_alert}. Each check of a server is mailed, or with {@code no_checker_emails} only the server.
 */
final class ServerAlerts {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    /** @param server empty for the service itself */
    private record Subject(ServiceName service, String server) {}

    private @Nullable Config config;
    private final Set<Subject> mailed = new HashSet<>();

    /** Servers that count as down until a check has seen them up; that the first one fails is no news. */
    private final Set<Subject> unseen = new HashSet<>();

    private final Set<Subject> known = new HashSet<>();

    /** What the last check of a server said that has changed it, until that is mailed. */
    private final Map<Subject, String> said = new HashMap<>();

    /** Whether a configuration asks for alerts of servers in so many words. */
    static boolean isAskedFor(Config config) {
        return config.global().mail().checkerAlerts().orElse(false)
                || config.virtualServers().stream().anyMatch(VirtualServer::mail);
    }

    private void adopt(Config next) {
        config = next;
        Set<Subject> before = Set.copyOf(known);
        known.clear();
        mailed.clear();
        for (VirtualServer service : next.virtualServers()) {
            ServiceName name = Balancing.name(service);
            if (service.mail()) {
                mailed.add(new Subject(name, ""));
            }
            for (RealServer server : service.realServers()) {
                Subject subject = new Subject(name, Balancing.name(server, service));
                if (server.mail()) {
                    mailed.add(subject);
                }
                if (server.startDown() && !before.contains(subject)) {
                    unseen.add(subject);
                }
                known.add(subject);
            }
        }
        said.keySet().retainAll(mailed);
        unseen.retainAll(known);
    }

    /**
     * What is to be mailed of an event.
     *
     * @param inForce the configuration at that moment
     * @param host what this node is called if the configuration does not say
     */
    List<Letter> of(Config inForce, BalanceEvent event, String host, long nowEpochMs) {
        if (!inForce.equals(config)) {
            adopt(inForce);
        }
        String router = inForce.global().routerId().orElse(host);
        boolean each = inForce.global().mail().eachChecker();
        return letter(event, each)
                .map(text -> new Letter(text.name, text.state, text.headline, text.body, router, "", nowEpochMs))
                .stream()
                .toList();
    }

    /** A letter without what every letter has. */
    private record Text(String name, String state, String headline, String body) {}

    private Optional<Text> letter(BalanceEvent event, boolean each) {
        return switch (event) {
            case BalanceEvent.CheckPassed e
            when e.recovers() ->
                seen(new Subject(e.service(), e.server()), e.alive() ? UP : DOWN, passed(e.probe()), each);
            case BalanceEvent.CheckFailed e
            when e.isLast() && !unseen.contains(new Subject(e.service(), e.server())) ->
                checked(new Subject(e.service(), e.server()), DOWN, failed(e.probe()), each);
            case BalanceEvent.ServerUp e -> changed(new Subject(e.service(), e.server()), UP);
            case BalanceEvent.ServerDown e -> changed(new Subject(e.service(), e.server()), DOWN);
            case BalanceEvent.QuorumGained e ->
                quorum(
                        e.service(),
                        UP,
                        (e.first() ? "Starting with quorum up " : "Gained quorum ")
                                + sum(e.quorum(), e.hysteresis(), e.sum()));
            // keepalived adds the hysteresis here, too.
            case BalanceEvent.QuorumLost e ->
                quorum(e.service(), DOWN, "Lost quorum " + sum(e.quorum(), e.hysteresis(), e.sum()));
            case BalanceEvent.StartsWithoutQuorum e ->
                quorum(e.service(), DOWN, "Starting with quorum down " + sum(e.quorum(), e.hysteresis(), e.sum()));
            default -> Optional.empty();
        };
    }

    private static String sum(long quorum, long hysteresis, long sum) {
        return quorum + "+" + hysteresis + "=" + (quorum + hysteresis) + " <= " + sum;
    }

    private Optional<Text> seen(Subject subject, String state, String body, boolean each) {
        unseen.remove(subject);
        return checked(subject, state, body, each);
    }

    private Optional<Text> checked(Subject subject, String state, String body, boolean each) {
        if (!each) {
            said.put(subject, body);
            return Optional.empty();
        }
        return server(subject, state, body);
    }

    /** A server is up or down: with no_checker_emails that is mailed, with what its check said. */
    private Optional<Text> changed(Subject subject, String state) {
        return Optional.ofNullable(said.remove(subject)).flatMap(body -> server(subject, state, body));
    }

    private Optional<Text> server(Subject subject, String state, String body) {
        String headline = "Realserver " + subject.server + " of virtual server " + subject.service + " - " + state;
        return mailed.contains(subject)
                ? Optional.of(new Text(subject.server, state, headline, "=> " + body + " <="))
                : Optional.empty();
    }

    private Optional<Text> quorum(ServiceName service, String state, String body) {
        return mailed.contains(new Subject(service, ""))
                ? Optional.of(new Text(
                        service.shown(), state, "Virtualserver " + service + " - " + state, "=> " + body + " <="))
                : Optional.empty();
    }

    private static String passed(Probe probe) {
        return switch (probe.keyword()) {
            case "HTTP_GET", "SSL_GET" -> "CHECK succeed on service";
            case "MISC_CHECK" -> "MISC CHECK succeeded on service";
            default -> words(probe) + " succeed on service";
        };
    }

    private static String failed(Probe probe) {
        return switch (probe.keyword()) {
            case "HTTP_GET" -> "CHECK failed on service : HTTP request failed";
            case "SSL_GET" -> "CHECK failed on service : SSL request failed";
            default -> words(probe) + " failed on service";
        };
    }

    private static String words(Probe probe) {
        return probe.keyword().replace('_', ' ');
    }
}
