package dev.vigil.core.balance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<ServiceKey, RunningService> services = new LinkedHashMap<>();

    /** Services of earlier configurations, which the kernel still has. */
    private final Set<ServiceKey> gone = new LinkedHashSet<>();

    /** What the kernel holds, as far as is known. */
    private Table kernel = new Table();

    /** The services of which the table may not hold what it should. */
    private final Set<ServiceKey> unsettled = new LinkedHashSet<>();

    /** What was refused last, with the reason, so that it is told once. */
    private final Map<Object, String> refusals = new LinkedHashMap<>();

    /** Whether what was refused is to be tried again. */
    private boolean retrying;

    public Balancer(Consumer<BalanceEvent> story, RandomGenerator random) {
        this.story = story;
        this.random = random;
    }

    /** The kernel's table was read: it holds this. What another program has changed in it is told, and put right next. */
    public void found(Table table) {
        kernel = table;
        services.values().forEach(this::tellDifferences);
        unsettled.addAll(services.keySet());
    }

    private void tellDifferences(RunningService service) {
        service.settle(story);
        int differences = kernel.changesTo(service.wanted()).size();
        if (differences > 0 && !service.refused) {
            story.accept(new BalanceEvent.TableDiffers(service.settings.name(), differences));
        }
    }

    /**
     * These virtual servers are configured from now on.
     *
     * @return the checks that begin, each with its first time
     */
    public List<Check> follow(List<ServiceSettings> settings, long nowNs) {
        Map<ServiceKey, RunningService> old = new LinkedHashMap<>(services);
        services.clear();
        List<Check> begun = new ArrayList<>();
        for (ServiceSettings each : settings) {
            ServiceKey key = each.entry().key();
            RunningService known = old.remove(key);
            RunningService service = known == null ? new RunningService(each) : known;
            services.put(key, service);
            begun.addAll(service.follow(each, story));
            if (known == null && kernel.row(key) != null) {
                // Of an earlier run that did not end in order, or of another program.
                tellDifferences(service);
            }
            gone.remove(key);
            unsettled.add(key);
        }
        old.forEach((key, service) -> {
            service.tellGone(story);
            gone.add(key);
            unsettled.remove(key);
        });
        begun.forEach(check -> check.start(nowNs, delay(check.settings().warmupNs())));
        return begun;
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
        RunningServer server = check.server();
        long configured = server.settings.destination().weight();
        reweigh(check, weight.isEmpty() ? 0 : weight.getAsLong() - configured);
        boolean recovers = check.hasFailed();
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
                    check.settings().probe()));
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
        RunningServer server = check.server();
        Check.News news = check.onFailure(nowNs);
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
        unsettled.add(service.settings.entry().key());
    }

    /** What is to be done now, in this order; each change is answered before this is asked again. */
    public List<TableChange> changes() {
        List<TableChange> changes = new ArrayList<>();
        for (ServiceKey key : unsettled) {
            RunningService service = services.get(key);
            if (service != null) {
                service.settle(story);
            }
            if (service != null && (retrying || !service.refused)) {
                kernel.changesTo(service.wanted()).stream()
                        .filter(change -> retrying || !isRefused(service, change))
                        .forEach(changes::add);
            }
        }
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
        return changes;
    }

    private boolean isRefused(RunningService service, TableChange change) {
        if (change instanceof TableChange.RemoveDestination) {
            return false;
        }
        RunningServer server = serverOf(service, change);
        return server == null ? refusals.containsKey(subject(change)) : server.refused;
    }

    private static @Nullable RunningServer serverOf(RunningService service, TableChange change) {
        return switch (change) {
            case TableChange.AddDestination add ->
                service.server(add.destination().key());
            case TableChange.SetDestination set ->
                service.server(set.destination().key());
            case TableChange.RemoveDestination remove ->
                service.server(remove.destination().key());
            case TableChange.AddService _, TableChange.SetService _, TableChange.RemoveService _ -> null;
        };
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
        RunningService service = services.get(change.service());
        if (service == null) {
            return;
        }
        if (change instanceof TableChange.AddService) {
            service.refused = false;
        }
        RunningServer server = serverOf(service, change);
        if (server != null && server.refused && !(change instanceof TableChange.RemoveDestination)) {
            server.refused = false;
            changed(service);
        }
    }

    /** The kernel refused it: what is not in its table is not alive. */
    public void refused(TableChange change, String reason) {
        RunningService service = services.get(change.service());
        if (service == null) {
            gone.add(change.service());
            refusals.put(subject(change), reason);
            return;
        }
        RunningServer server = serverOf(service, change);
        String subject = server == null ? service.settings.name() : server.settings.name();
        if (!reason.equals(refusals.put(subject(change), reason))) {
            story.accept(new BalanceEvent.Refused(service.settings.name(), subject, reason));
        }
        switch (change) {
            case TableChange.AddService _ -> service.refuse();
            case TableChange.AddDestination _ -> {
                if (server != null) {
                    server.refused = true;
                }
            }
            case TableChange.SetService _,
                    TableChange.RemoveService _,
                    TableChange.SetDestination _,
                    TableChange.RemoveDestination _ -> {}
        }
        changed(service);
    }

    /** Whether anything was refused that is worth another attempt. */
    public boolean hasRefusals() {
        return !refusals.isEmpty();
    }

    /** What was refused is tried again with the next changes. */
    public void retry() {
        retrying = true;
        unsettled.addAll(services.keySet());
    }

    /** Whether a change can be tried at all: nothing can be put into a service that the kernel has just refused. */
    public boolean isPossible(TableChange change) {
        return change instanceof TableChange.AddService || kernel.row(change.service()) != null;
    }

    /**
     * The daemon stops.
     *
     * @param keepsTable whether the kernel goes on balancing
     */
    public List<TableChange> stop(boolean keepsTable) {
        services.values().forEach(service -> service.tellStop(story));
        List<TableChange> changes = new ArrayList<>();
        if (!keepsTable) {
            services.keySet().stream()
                    .filter(key -> kernel.row(key) != null)
                    .forEach(key -> changes.add(new TableChange.RemoveService(key)));
        }
        return changes;
    }
}
