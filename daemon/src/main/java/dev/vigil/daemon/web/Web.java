package dev.vigil.daemon.web;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings.Listen;
import dev.vigil.config.model.OwnSettings.Listeners;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadObjection;
import dev.vigil.daemon.reload.ReloadPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The listeners of vigil.conf. A node that asks for none has nothing of this but this object. */
public final class Web implements Participant, AutoCloseable {
    /** What a listener is for. */
    private enum Kind {
        PAGES,
        PROBE
    }

    private record Place(Listen listen, Kind kind) {}

    private final RecentReports reports;
    private final ReportSource source;
    private final EventLog log;
    private final Supplier<String> hostName;
    private final long startedEpochMs;
    private final Map<Place, HttpListener> open = new HashMap<>();

    /** Those of a proposed configuration that were not there before; they do not answer yet. */
    private final Map<Place, HttpListener> prepared = new HashMap<>();

    /**
     * @param source makes what is shown
     * @param hostName how this machine is called
     * @param startedEpochMs when the daemon was started
     */
    public Web(ReportSource source, LongSupplier nowNs, Supplier<String> hostName, long startedEpochMs, EventLog log) {
        this.source = source;
        this.hostName = hostName;
        this.startedEpochMs = startedEpochMs;
        this.reports = new RecentReports(() -> Scrape.of(source.report(), source.config(), source.lateness()), nowNs);
        this.log = log;
    }

    /** At the start: what cannot be listened on is reported, since the addresses of this node matter more. */
    public synchronized void start(Config config) {
        for (Place place : places(config.own().listeners())) {
            try {
                HttpListener listener = listener(place);
                open.put(place, listener);
                listener.serve();
            } catch (IOException refused) {
                log.put(new DaemonEvent.OperationFailed(
                        "listen on " + place.listen, String.valueOf(refused.getMessage())));
            }
        }
    }

    @Override
    public synchronized void prepare(Proposal proposal) {
        for (Place place : places(proposal.config().own().listeners())) {
            if (!open.containsKey(place)) {
                try {
                    prepared.put(place, listener(place));
                } catch (IOException refused) {
                    throw new ReloadObjection("cannot listen on " + place.listen + ": " + refused.getMessage());
                }
            }
        }
    }

    @Override
    public synchronized void adopt(ReloadPlan plan) {
        List<Place> wanted = places(plan.next().own().listeners());
        open.entrySet().removeIf(entry -> {
            boolean unwanted = !wanted.contains(entry.getKey());
            if (unwanted) {
                entry.getValue().close();
            }
            return unwanted;
        });
        prepared.values().forEach(HttpListener::serve);
        open.putAll(prepared);
        prepared.clear();
    }

    @Override
    public synchronized void abort() {
        prepared.values().forEach(HttpListener::close);
        prepared.clear();
    }

    @Override
    public synchronized void close() {
        abort();
        open.values().forEach(HttpListener::close);
        open.clear();
    }

    private static List<Place> places(Listeners listeners) {
        return Stream.concat(
                        listeners.pages().stream().map(listen -> new Place(listen, Kind.PAGES)),
                        listeners.probes().stream().map(listen -> new Place(listen, Kind.PROBE)))
                .toList();
    }

    private HttpListener listener(Place place) throws IOException {
        Pages pages = place.kind == Kind.PROBE ? new ProbePages(reports) : pages();
        return HttpListener.open(address(place.listen), pages);
    }

    private WebPages pages() {
        String node = source.config().global().routerId().orElseGet(hostName);
        return new WebPages(
                reports, node, () -> source.config().own().listeners().page(), startedEpochMs);
    }

    /** Every address is those of both families, as far as the kernel has them. */
    private static InetSocketAddress address(Listen listen) {
        String text = listen.address().toString();
        return text.equals("::")
                ? new InetSocketAddress(listen.port())
                : new InetSocketAddress(InetAddress.ofLiteral(text), listen.port());
    }
}
