package dev.vigil.daemon.dump;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.place.Host;
import dev.vigil.daemon.Slices;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.kernel.Seen;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.track.Observed;
import dev.vigil.daemon.vrrp.LoopView;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.RouteNetlink;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Writes the files that signals ask for, on a thread that is started for the first of them. The VRRP loop is asked for what it has,
 * few instances at a time, and does nothing else for a dump.
 */
public final class Dumper implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("vigil-dump").daemon(true).factory());

    private final Source source;
    private final OptionalInt umask;
    private final Optional<String> name;
    private final EventLog log;
    private final Envelope envelope;

    /** What is asked for and not begun: a second request for the same adds nothing. */
    private final Set<DumpKind> asked = EnumSet.noneOf(DumpKind.class);

    /** What each instance had counted when counters were cleared. */
    private final Map<String, Statistics> cleared = new HashMap<>();

    /** Where a dump takes what it shows. */
    public interface Source {
        Config config();

        /** Asks the loop for some instances. */
        <T> Slices.Slice<T> slice(Looking<T> looking, int from, int countMax) throws RequestRefused;

        List<StatusReport.Script> scripts();

        Observed observed();

        /** Asks the loop for its BFD sessions. */
        List<BfdDump> bfd() throws RequestRefused;

        /** Asks the loop of the checks for virtual servers. */
        ServiceReport services() throws RequestRefused;
    }

    /** What is taken from each instance while the loop is asked. */
    public interface Looking<T> {
        T at(LoopView.InstanceView instance);
    }

    /**
     * @param umask option {@code -u}, stronger than the configuration
     * @param name what tells this daemon from others on this machine
     */
    public Dumper(Source source, OptionalInt umask, Optional<String> name, EventLog log) {
        this.source = source;
        this.name = name;
        this.umask = umask;
        this.log = log;
        envelope = new Envelope("a dump", log);
    }

    /** Asks for a dump; it only queues. */
    public void ask(DumpKind kind) {
        synchronized (asked) {
            if (!asked.add(kind)) {
                return;
            }
        }
        thread.execute(() -> {
            synchronized (asked) {
                asked.remove(kind);
            }
            boolean _ = envelope.attempt(() -> write(kind));
        });
    }

    /** Those of the addresses that are there. */
    private static Set<VirtualAddress> present(List<VirtualAddress> addresses) {
        if (addresses.isEmpty()) {
            return Set.of();
        }
        Host host = new Host();
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Seen.list(netlink, host);
        }
        return addresses.stream()
                .filter(each -> host.has(each.interfaceName(), each.address(), each.prefixLength()))
                .collect(Collectors.toSet());
    }

    private void write(DumpKind kind) {
        Config config = source.config();
        String where = "the dump of " + kind;
        try {
            Path file = DumpPlace.of(kind, config, name, System.getenv());
            where = file.toString();
            List<InstanceDump> instances =
                    Slices.all((from, countMax) -> source.slice(InstanceDump::of, from, countMax));
            Snapshot snapshot = new Snapshot(
                    TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()),
                    MonotonicClock.nowNs(),
                    source.config(),
                    instances.stream().map(this::sinceCleared).toList(),
                    source.scripts(),
                    source.bfd(),
                    source.observed(),
                    present(config.statics().addresses()));
            int mask = umask.orElse(config.global().dumps().umask());
            DumpFile.replace(file, kind.text(snapshot), mask);
            log.put(new DaemonEvent.DumpWritten(where));
            if (kind == DumpKind.DATA && !snapshot.bfd().isEmpty()) {
                Path beside = DumpPlace.ofBfd(config, name, System.getenv());
                where = beside.toString();
                DumpFile.replace(beside, BfdText.of(snapshot), mask);
                log.put(new DaemonEvent.DumpWritten(where));
            }
            if (kind == DumpKind.DATA && !snapshot.config().virtualServers().isEmpty()) {
                Path beside = DumpPlace.ofChecks(config, name, System.getenv());
                where = beside.toString();
                DumpFile.replace(beside, BalancerText.of(snapshot, source.services()), mask);
                log.put(new DaemonEvent.DumpWritten(where));
            }
            if (kind == DumpKind.STATISTICS_CLEAR) {
                cleared.clear();
                instances.forEach(instance -> cleared.put(instance.name(), instance.statistics()));
            }
        } catch (IOException failure) {
            log.put(new DaemonEvent.OperationFailed("write " + where, reason(failure)));
        } catch (InvalidPathException wrong) {
            log.put(new DaemonEvent.OperationFailed("write " + where, wrong.getReason()));
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed("write " + where, String.valueOf(refusal.getMessage())));
        } catch (RequestRefused busy) {
            log.put(new DaemonEvent.OperationFailed("write " + where, String.valueOf(busy.getMessage())));
        }
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private InstanceDump sinceCleared(InstanceDump instance) {
        Statistics then = cleared.get(instance.name());
        return then == null || instance.statistics().isBefore(then)
                ? instance
                : instance.with(instance.statistics().since(then));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
