package dev.vigil.daemon.track;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Links;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.linux.LinkProbe;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Polls links once a second, as keepalived does: keywords {@code linkbeat_use_polling} and {@code linkbeat_interfaces}. Its
 * thread exists only from the first configuration on that asks for it, and may wait for a driver as long as that takes.
 */
public final class LinkPolling implements Participant, AutoCloseable {
    private static final long EVERY_NS = 1_000_000_000L;

    private final Listener listener;
    private final EventLog log;
    private volatile Map<String, Optional<Links.Method>> wanted = Map.of();
    private @Nullable Thread thread;

    /** Hears what was found whenever that is news, on the thread that polls. */
    public interface Listener {
        /**
         * @param carriers whether each link has a carrier; without those of which nobody knows
         * @return whether it was taken; otherwise it is offered again
         */
        boolean onCarriers(Map<String, Boolean> carriers);
    }

    public LinkPolling(Listener listener, EventLog log) {
        this.listener = listener;
        this.log = log;
    }

    /** Polls what this configuration asks for, from now on. */
    public synchronized void follow(Config config) {
        wanted = polled(config);
        if (thread == null && !wanted.isEmpty()) {
            thread = Thread.ofPlatform().name("vigil-linkbeat").daemon(true).start(this::run);
        }
    }

    /** The links to be polled, each by the configured method or by any. */
    static Map<String, Optional<Links.Method>> polled(Config config) {
        Map<String, Optional<Links.Method>> links = new TreeMap<>();
        for (VrrpInstance instance : config.instances()) {
            String own = instance.transport().interfaceName();
            if (instance.pollLink() || config.links().poll()) {
                links.put(own, Optional.empty());
            }
            if (config.links().poll()) {
                instance.tracking().interfaces().forEach(each -> links.put(each.name(), Optional.empty()));
            }
        }
        if (config.links().poll()) {
            config.syncGroups()
                    .forEach(group ->
                            group.tracking().interfaces().forEach(each -> links.put(each.name(), Optional.empty())));
        }
        config.links().polled().forEach(each -> links.put(each.interfaceName(), each.method()));
        links.remove("");
        return Map.copyOf(links);
    }

    private void run() {
        Envelope envelope = new Envelope("polling of links", log);
        try (LinkProbe probe = LinkProbe.open()) {
            Round round = new Round(probe);
            while (!Thread.currentThread().isInterrupted()) {
                boolean _ = envelope.attempt(round);
                LockSupport.parkNanos(EVERY_NS);
            }
        }
    }

    /** One look at all links. */
    private final class Round implements Runnable {
        private final LinkProbe probe;
        private Map<String, Optional<Links.Method>> known = Map.of();
        private Map<String, PolledLink> links = Map.of();
        private Map<String, Boolean> reported = Map.of();

        Round(LinkProbe probe) {
            this.probe = probe;
        }

        @Override
        public void run() {
            Map<String, Optional<Links.Method>> now = wanted;
            if (!now.equals(known)) {
                Map<String, PolledLink> fresh = new TreeMap<>();
                now.forEach((name, method) -> fresh.put(name, new PolledLink(name, method, log)));
                links = fresh;
                known = now;
            }
            Map<String, Boolean> carriers = new TreeMap<>();
            links.forEach((name, link) -> link.look(probe::ask).ifPresent(carrier -> carriers.put(name, carrier)));
            if (!carriers.equals(reported) && listener.onCarriers(carriers)) {
                reported = carriers;
            }
        }
    }

    @Override
    public void adopt(ReloadPlan plan) {
        follow(plan.next());
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
