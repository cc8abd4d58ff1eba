package dev.vigil.core.balance;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.check.Route;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A balancer with a table of its own that does what it is asked for, unless it is to refuse. */
final class Lab {
    static final ServiceKey WEB = new ServiceKey.Endpoint(Protocol.TCP, IpAddress.of("10.9.0.100"), 80);
    static final ServiceName NAME = ServiceName.of("web");
    static final long SECOND = Nanos.PER_S;

    final List<BalanceEvent> events = new ArrayList<>();
    final List<TableChange> done = new ArrayList<>();
    final Map<String, Check> checks = new LinkedHashMap<>();
    final Set<Class<? extends TableChange>> refusing = new HashSet<>();
    final Set<Integer> refusedPorts = new HashSet<>();
    final Balancer balancer = new Balancer(events::add, new SplittableRandom(7));
    long nowNs = 1_000 * SECOND;

    static Destination destination(int port, long weight) {
        return new Destination(
                new Destination.Key(IpAddress.of("127.0.0.1"), port),
                new Destination.Forwarding(Destination.Forwarding.NAT, 0, 0, 0),
                weight,
                0,
                0);
    }

    static Route route(int port) {
        return new Route(IpAddress.of("127.0.0.1"), port, Optional.empty(), 0, Optional.empty(), 0, SECOND);
    }

    static CheckSettings check(int port) {
        return new CheckSettings(new Probe.Connect(route(port)), 10 * SECOND, 1, 2 * SECOND, 0, false, false);
    }

    static ServerSettings server(int port, long weight) {
        return server(port, weight, false, false, List.of(check(port)));
    }

    static ServerSettings server(int port, long weight, boolean inhibits, boolean down, List<CheckSettings> checks) {
        return new ServerSettings("s" + port, destination(port, weight), inhibits, down, checks);
    }

    static ServiceEntry entry(String scheduler) {
        return new ServiceEntry(WEB, scheduler, "", 0, 0, Family.IPV4.prefixMax());
    }

    static ServiceSettings service(long quorum, long hysteresis, Optional<Boolean> sorry, ServerSettings... servers) {
        return new ServiceSettings(
                NAME,
                List.of(entry("rr")),
                List.of(servers),
                sorry.map(inhibits -> new ServiceSettings.Sorry("sorry", destination(9, 1), inhibits)),
                quorum,
                hysteresis,
                false,
                new ServiceSettings.Tells(false, false));
    }

    void follow(ServiceSettings... services) {
        for (Check check : balancer.follow(List.of(services), nowNs)) {
            checks.put(check.server().settings.name(), check);
        }
        settle();
    }

    void pass(String server) {
        Probe _ = checks.get(server).begin(nowNs);
        balancer.passed(checks.get(server), nowNs);
        settle();
    }

    void fail(String server) {
        Probe _ = checks.get(server).begin(nowNs);
        balancer.failed(checks.get(server), "refused", nowNs);
        settle();
    }

    /** Fails until the server is down. */
    void failAll(String server) {
        fail(server);
        fail(server);
    }

    void settle() {
        for (int round = 0; round < 5; round++) {
            for (TableChange change : balancer.changes()) {
                if (!balancer.isPossible(change)) {
                    continue;
                }
                if (refusing.contains(change.getClass()) || refusedPorts.contains(port(change))) {
                    balancer.refused(change, "no");
                } else {
                    done.add(change);
                    balancer.done(change);
                }
            }
        }
    }

    private static int port(TableChange change) {
        return switch (change) {
            case TableChange.AddDestination add -> add.destination().key().port();
            case TableChange.SetDestination set -> set.destination().key().port();
            default -> 0;
        };
    }

    /** What was done since the last time, shortly. */
    String work() {
        StringBuilder text = new StringBuilder();
        for (TableChange change : done) {
            String one = switch (change) {
                case TableChange.AddService _ -> "+web";
                case TableChange.SetService set -> "=web " + set.entry().scheduler();
                case TableChange.RemoveService _ -> "-web";
                case TableChange.AddDestination add -> "+" + text(add.destination());
                case TableChange.SetDestination set -> "=" + text(set.destination());
                case TableChange.RemoveDestination remove ->
                    "-" + remove.destination().key().port();
            };
            text.append(text.isEmpty() ? "" : " ").append(one);
        }
        done.clear();
        return text.toString();
    }

    private static String text(Destination destination) {
        return destination.key().port() + "/" + destination.weight();
    }

    /** What was told since the last time, shortly. */
    List<String> story() {
        List<String> told = events.stream().map(Lab::text).toList();
        events.clear();
        return told;
    }

    private static String text(BalanceEvent event) {
        return switch (event) {
            case BalanceEvent.CheckPassed e -> "passed " + e.server();
            case BalanceEvent.UrlPassed e -> "passed " + e.server() + " " + e.path();
            case BalanceEvent.CheckFailed e ->
                "failed " + e.server() + " " + e.attempts() + (e.isLast() ? " last" : "");
            case BalanceEvent.ServerUp e -> "up " + e.server() + (e.inhibits() ? " inhibit" : "");
            case BalanceEvent.ServerDown e -> "down " + e.server() + (e.inhibits() ? " inhibit" : "");
            case BalanceEvent.ServerStaysDown e -> "stays down " + e.server();
            case BalanceEvent.ServerRemoved e -> "removed " + e.server() + (e.wasUp() ? " up" : "");
            case BalanceEvent.WeightChanged e -> "weight " + e.server() + " " + e.from() + ">" + e.to();
            case BalanceEvent.QuorumGained e -> "gained " + e.sum();
            case BalanceEvent.QuorumLost e -> "lost " + e.sum();
            case BalanceEvent.StartsWithoutQuorum e -> "starts without " + e.sum();
            case BalanceEvent.SorryServes _ -> "sorry serves";
            case BalanceEvent.SorryRests _ -> "sorry rests";
            case BalanceEvent.ChecksSuspended _ -> "suspended";
            case BalanceEvent.ChecksResumed _ -> "resumed";
            case BalanceEvent.ServiceRemoved e -> "removed web" + (e.hadQuorum() ? " up" : "");
            case BalanceEvent.ServerStops e -> "stops " + e.server() + (e.tells() ? " told" : "");
            case BalanceEvent.ServiceStops e -> "stops web" + (e.tells() ? " told" : "");
            case BalanceEvent.TableDiffers e -> "differs " + e.differences();
            case BalanceEvent.Refused e -> "refused " + e.subject() + ": " + e.reason();
        };
    }
}
