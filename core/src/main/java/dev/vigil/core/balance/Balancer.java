package dev.vigil.core.balance;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All virtual servers of a node. It is told what checks found and what the kernel answered, and says what is to be done to
 * the kernel's table; the caller carries that out, and answers each change.
 */
public final class Balancer {
    private final Consumer<BalanceEvent> story;
    private final RandomGenerator random;
    private final Map<ServiceName, RunningService> services = new LinkedHashMap<>();

    /** Whose the kernel's services are: several have one in common if they serve the same group. */
    private Map<ServiceKey, List<RunningService>> owners = new LinkedHashMap<>();

    /** Services of earlier configurations, which the kernel still has. */
    private final Set<ServiceKey> gone = new LinkedHashSet<>();

    /** What the kernel holds, as far as is known. */
    private Table kernel = new Table();

    /** The services of which the table may not hold what it should. */
    private final Set<RunningService> unsettled = new LinkedHashSet<>();

    /** The services that something has become of which is not told yet. */
    private final Set<RunningService> untold = new LinkedHashSet<>();

    /** What was refused last, with the reason, so that it is told once. */
    private final Map<Object, String> refusals = new LinkedHashMap<>();

    /** Whether what was refused is to be tried again. */
    private boolean retrying;

    /** The addresses of this host, as far as services wait for theirs. */
    private Set<IpAddress> held = Set.of();

    /** What operators want of servers, whether or not they are configured now. */
    private Map<ServerName, Steering> steerings = Map.of();

    /** The time of what it was told last. */
    private long nowNs;

    public Balancer(Consumer<BalanceEvent> story, RandomGenerator random) {
        this.story = story;
        this.random = random;
    }

    /** The kernel's table was read: it holds this. What another program has changed in it is told, and put right next. */
    public void found(Table table) {
        kernel = table;
        services.values().forEach(this::tellDifferences);
        unsettled.addAll(services.values());
    }

    private void tellDifferences(RunningService service) {
        service.decide();
        int differences = 0;
        for (ServiceKey key : service.keys()) {
            differences += refusals.containsKey(key)
                    ? 0
                    : kernel.changesTo(wanted(key)).size();
        }
        if (differences > 0) {
            story.accept(new BalanceEvent.TableDiffers(service.settings.name(), differences));
        }
    }

    /** What the table should hold for a service of the kernel. */
    private Table.Row wanted(ServiceKey key) {
        List<RunningService> serving = owners.get(key);
        if (serving == null) {
            throw new IllegalStateException("nobody's service: " + key);
        }
        Table.Row row = new Table.Row(serving.getFirst().entry(key));
        serving.forEach(service -> service.fill(row, key));
        return row;
    }

    /**
     * These virtual servers are configured from now on.
     *
     * @return the checks that begin, each with its first time
     */
    public List<Check> follow(List<ServiceSettings> settings, long nowNs) {
        this.nowNs = nowNs;
        Map<ServiceName, RunningService> old = new LinkedHashMap<>(services);
        Set<ServiceKey> oldKeys = owners.keySet();
        Set<RunningService> found = new LinkedHashSet<>();
        services.clear();
        owners = new LinkedHashMap<>();
        List<Check> begun = new ArrayList<>();
        for (ServiceSettings each : settings) {
            RunningService known = old.remove(each.name());
            RunningService service = known == null ? new RunningService(each) : known;
            services.put(each.name(), service);
            begun.addAll(service.follow(each, story));
            service.servers().forEach(server -> server.steering = steerings.get(ServerName.of(server)));
            for (ServiceKey key : service.keys()) {
                owners.computeIfAbsent(key, _ -> new ArrayList<>()).add(service);
                if (!oldKeys.contains(key) && kernel.row(key) != null) {
                    // Of an earlier run that did not end in order, or of another program.
                    found.add(service);
                }
            }
            unsettled.add(service);
        }
        found.forEach(this::tellDifferences);
        old.values().forEach(service -> {
            service.tellGone(story);
            unsettled.remove(service);
            untold.remove(service);
        });
        oldKeys.stream().filter(key -> !owners.containsKey(key)).forEach(gone::add);
        gone.removeAll(owners.keySet());
        begun.forEach(check -> check.start(nowNs, delay(check.settings().warmupNs())));
        for (RunningService service : services.values()) {
            if (service.suspended) {
                service.checks().forEach(Check::suspend);
            }
            begun.addAll(suspendOrResume(service, nowNs));
        }
        return begun;
    }

    /**
     * These are the addresses of this host from now on: services that wait for theirs are checked while it has one.
     *
     * @return the checks that begin or go on
     */
    public List<Check> hold(Set<IpAddress> addresses, long nowNs) {
        this.nowNs = nowNs;
        held = Set.copyOf(addresses);
        List<Check> resumed = new ArrayList<>();
        services.values().forEach(service -> resumed.addAll(suspendOrResume(service, nowNs)));
        return resumed;
    }

    private List<Check> suspendOrResume(RunningService service, long nowNs) {
        boolean waits = service.waitsFor(held);
        if (waits == service.suspended) {
            return List.of();
        }
        service.suspended = waits;
        List<Check> checks = service.checks();
        if (waits) {
            checks.forEach(Check::suspend);
            story.accept(new BalanceEvent.ChecksSuspended(service.settings.name()));
            return List.of();
        }
        checks.forEach(check -> check.resume(nowNs, delay(check.settings().warmupNs())));
        story.accept(new BalanceEvent.ChecksResumed(service.settings.name()));
        return checks;
    }

    /** Services of others are removed as well, as far as the kernel's table has any now. */
    public void removeOthers() {
        kernel.keys().stream().filter(key -> !owners.containsKey(key)).forEach(gone::add);
    }

    private long delay(long atMostNs) {
        return atMostNs == 0 ? 0 : random.nextLong(atMostNs + 1);
    }

    /** An attempt succeeded. */
    public void passed(Check check, long nowNs) {
        passed(check, OptionalLong.empty(), nowNs);
    }

    /**
     * An attempt succeeded.
     *
     * @param weight the weight that the server is to have; empty for that of its settings
     */
    public void passed(Check check, OptionalLong weight, long nowNs) {
        if (check.isSuspended()) {
            return;
        }
        RunningServer server = check.server();
        long configured = server.settings.destination().weight();
        weighed(check, weight.isEmpty() ? 0 : weight.getAsLong() - configured, nowNs);
    }

    /**
     * A check succeeded.
     *
     * @param change what it adds to the weight of the server
     */
    public void weighed(Check check, long change, long nowNs) {
        this.nowNs = nowNs;
        RunningServer server = check.server();
        reweigh(check, change);
        boolean recovers = check.hasFailed();
        boolean comesUp = !check.passes();
        Check.News news = check.onSuccess(nowNs);
        if (recovers && check.settings().probe() instanceof Probe.Web web) {
            story.accept(new BalanceEvent.UrlPassed(
                    server.service.settings.name(),
                    server.settings.name(),
                    web,
                    web.requests().get(check.stepMade()).path()));
        }
        if (news == Check.News.PASSED) {
            story.accept(new BalanceEvent.CheckPassed(
                    server.service.settings.name(),
                    server.settings.name(),
                    check.settings().probe(),
                    comesUp,
                    server.passes()));
            changed(server.service);
        }
    }

    private void reweigh(Check check, long change) {
        RunningServer server = check.server();
        long before = server.weight();
        check.changeWeight(change);
        if (server.weight() != before) {
            story.accept(new BalanceEvent.WeightChanged(
                    server.service.settings.name(), server.settings.name(), before, server.weight()));
            changed(server.service);
        }
    }

    /** An attempt failed. */
    public void failed(Check check, String reason, long nowNs) {
        this.nowNs = nowNs;
        if (check.isSuspended()) {
            return;
        }
        RunningServer server = check.server();
        Check.News news = check.onFailure(reason, nowNs);
        boolean last = news == Check.News.FAILED || news == Check.News.STILL_FAILED;
        if (last || (news == Check.News.ATTEMPT_FAILED && check.settings().tellsAllFailures())) {
            story.accept(new BalanceEvent.CheckFailed(
                    server.service.settings.name(),
                    server.settings.name(),
                    check.settings().probe(),
                    reason,
                    check.failures(),
                    last));
        }
        if (news == Check.News.STILL_FAILED && !server.toldUp) {
            story.accept(new BalanceEvent.ServerStaysDown(server.service.settings.name(), server.settings.name()));
        }
        if (news == Check.News.FAILED) {
            changed(server.service);
        }
    }

    private void changed(RunningService service) {
        if (services.get(service.settings.name()) == service) {
            unsettled.add(service);
        }
    }

    /**
     * What is to be done now, in this order; each change is answered before this is asked again. It is asked until there is
     * nothing left to do, since refusals have consequences, and then the story of it is told.
     */
    public List<TableChange> changes() {
        List<TableChange> changes = new ArrayList<>();
        Set<ServiceKey> keys = new LinkedHashSet<>();
        for (RunningService service : unsettled) {
            service.decide();
            keys.addAll(service.keys());
        }
        for (ServiceKey key : keys) {
            if (retrying || !refusals.containsKey(key)) {
                kernel.changesTo(wanted(key)).stream()
                        .filter(change -> retrying || !isRefused(change))
                        .forEach(changes::add);
            }
        }
        untold.addAll(unsettled);
        unsettled.clear();
        for (ServiceKey key : gone) {
            if (kernel.row(key) != null) {
                changes.add(new TableChange.RemoveService(key));
            }
        }
        gone.clear();
        if (retrying) {
            retrying = false;
            refusals.keySet().retainAll(changes.stream().map(Balancer::subject).collect(Collectors.toSet()));
        }
        if (changes.isEmpty()) {
            untold.forEach(service -> service.tell(story, nowNs));
            untold.clear();
        }
        return changes;
    }

    private boolean isRefused(TableChange change) {
        return !(change instanceof TableChange.RemoveDestination) && refusals.containsKey(subject(change));
    }

    private @Nullable RunningServer serverOf(TableChange change) {
        return switch (change) {
            case TableChange.AddDestination add -> serverOf(add.service(), add.destination());
            case TableChange.SetDestination set -> serverOf(set.service(), set.destination());
            case TableChange.RemoveDestination remove -> serverOf(remove.service(), remove.destination());
            case TableChange.AddService _, TableChange.SetService _, TableChange.RemoveService _ -> null;
        };
    }

    private @Nullable RunningServer serverOf(ServiceKey key, Destination destination) {
        for (RunningService service : owners.getOrDefault(key, List.of())) {
            RunningServer server = service.server(key, destination.key());
            if (server != null) {
                return server;
            }
        }
        return null;
    }

    /** What a change is about, for the memory of refusals. */
    private static Object subject(TableChange change) {
        return switch (change) {
            case TableChange.AddDestination add ->
                List.of(add.service(), add.destination().key());
            case TableChange.SetDestination set ->
                List.of(set.service(), set.destination().key());
            case TableChange.RemoveDestination remove ->
                List.of(remove.service(), remove.destination().key());
            case TableChange.AddService _, TableChange.SetService _, TableChange.RemoveService _ -> change.service();
        };
    }

    /** The kernel has done it. */
    public void done(TableChange change) {
        kernel.take(change);
        refusals.remove(subject(change));
        RunningServer server = serverOf(change);
        if (server != null && !(change instanceof TableChange.RemoveDestination) && server.takenBy(change.service())) {
            changed(server.service);
        }
    }

    /** The kernel refused it: what is not in its table is not alive. */
    public void refused(TableChange change, String reason) {
        List<RunningService> serving = owners.getOrDefault(change.service(), List.of());
        if (serving.isEmpty()) {
            gone.add(change.service());
            refusals.put(subject(change), reason);
            return;
        }
        RunningServer server = serverOf(change);
        RunningService service = server == null ? serving.getFirst() : server.service;
        String subject = server == null ? service.settings.name().shown() : server.settings.name();
        if (!reason.equals(refusals.put(subject(change), reason))) {
            story.accept(new BalanceEvent.Refused(service.settings.name(), subject, reason));
        }
        switch (change) {
            case TableChange.AddService _ -> serving.forEach(each -> each.refusedBy(change.service()));
            case TableChange.AddDestination _ -> {
                if (server != null) {
                    server.refusedBy(change.service());
                }
            }
            case TableChange.SetService _,
                    TableChange.RemoveService _,
                    TableChange.SetDestination _,
                    TableChange.RemoveDestination _ -> {}
        }
        serving.forEach(this::changed);
    }

    /** Whether a server is out because a check of it fails or an operator has taken it out, and for no other reason. */
    public boolean hasFailed(ServiceKey service, Destination server) {
        RunningServer known = serverOf(service, server);
        return known != null && !known.isWanted();
    }

    /** This is all that operators want of servers from now on. */
    public void steer(Map<ServerName, Steering> wanted, long nowNs) {
        this.nowNs = nowNs;
        steerings = Map.copyOf(wanted);
        for (RunningService service : services.values()) {
            for (RunningServer server : service.servers()) {
                steer(server, steerings.get(ServerName.of(server)));
            }
        }
    }

    private void steer(RunningServer server, @Nullable Steering wanted) {
        if (Objects.equals(server.steering, wanted)) {
            return;
        }
        long before = server.weight();
        server.steering = wanted;
        if (server.weight() != before) {
            story.accept(new BalanceEvent.WeightChanged(
                    server.service.settings.name(), server.settings.name(), before, server.weight()));
        }
        changed(server.service);
    }

    /** Whether a service that has its quorum would lose it if an operator wanted this of a server; nothing is changed. */
    public boolean wouldLoseQuorum(ServerName name, Steering wanted) {
        RunningServer server = named(name);
        if (server == null) {
            return false;
        }
        Steering present = server.steering;
        server.steering = wanted;
        boolean loses = server.service.hasQuorum() && !server.service.suffices();
        server.steering = present;
        return loses;
    }

    private @Nullable RunningServer named(ServerName name) {
        for (RunningService service : services.values()) {
            for (RunningServer server : service.servers()) {
                if (ServerName.of(server).equals(name)) {
                    return server;
                }
            }
        }
        return null;
    }

    /** Under what the kernel knows a server: the services that it is in, and its key in each. */
    public Map<ServiceKey, Destination.Key> places(ServerName name) {
        Map<ServiceKey, Destination.Key> places = new LinkedHashMap<>();
        RunningServer server = named(name);
        if (server != null) {
            server.service
                    .keys()
                    .forEach(key -> places.put(
                            key, server.settings.destination().from(key).key()));
        }
        return places;
    }

    /** The services as they are now, in the order of the configuration. */
    public List<ServiceView> views() {
        return services.values().stream()
                .map(service -> ServiceViews.of(service, this::refusal))
                .toList();
    }

    private Optional<String> refusal(RunningServer server) {
        for (ServiceKey key : server.service.keys()) {
            if (server.isRefusedBy(key)) {
                Destination.Key reached = server.destination().from(key).key();
                String reason = refusals.get(List.of(key, reached));
                return Optional.of(reason == null ? refusals.getOrDefault(key, "refused") : reason);
            }
        }
        return Optional.empty();
    }

    /** Whether anything was refused that is worth another attempt. */
    public boolean hasRefusals() {
        return !refusals.isEmpty();
    }

    /** What was refused is tried again with the next changes. */
    public void retry() {
        retrying = true;
        unsettled.addAll(services.values());
    }

    /** Whether a change can be tried at all: nothing can be put into a service that the kernel has just refused. */
    public boolean isPossible(TableChange change) {
        return change instanceof TableChange.AddService || kernel.row(change.service()) != null;
    }

    /** The daemon stops: what is to be taken out of the table. */
    public List<TableChange> stop() {
        return owners.keySet().stream()
                .filter(key -> kernel.row(key) != null)
                .<TableChange>map(TableChange.RemoveService::new)
                .toList();
    }

    /** The daemon has stopped to balance, whether or not the kernel goes on. */
    public void stopped() {
        services.values().forEach(service -> service.tellStop(story));
    }
}
