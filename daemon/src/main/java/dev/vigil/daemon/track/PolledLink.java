package dev.vigil.daemon.track;

import dev.vigil.config.model.Links;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.linux.LinkProbe;
import dev.vigil.linux.LinkProbe.Carrier;
import dev.vigil.linux.LinkProbe.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A link that is polled, by the configured question or by the first one that its driver answers. */
final class PolledLink {
    private final String name;
    private final Optional<Method> wanted;
    private final EventLog log;
    private @Nullable Method method;

    PolledLink(String name, Optional<Links.Method> wanted, EventLog log) {
        this.name = name;
        this.wanted = wanted.map(each -> Method.valueOf(each.name()));
        this.log = log;
    }

    /** Asks a driver. */
    interface Asking {
        Carrier ask(String link, LinkProbe.Method method);
    }

    /** Whether there is a carrier; empty for an interface that does not exist or answers nothing. */
    Optional<Boolean> look(Asking driver) {
        for (Method each : method == null ? candidates() : List.of(method)) {
            Carrier carrier = driver.ask(name, each);
            switch (carrier) {
                case PRESENT, ABSENT -> {
                    choose(each);
                    return Optional.of(carrier == Carrier.PRESENT && isRunning(driver, each));
                }
                case NO_LINK -> {
                    // What comes back may have another driver.
                    method = null;
                    return Optional.empty();
                }
                case UNKNOWN -> {}
            }
        }
        method = null;
        return Optional.empty();
    }

    /** A carrier alone is not enough: an interface may be down, or wait for something beyond its carrier. */
    private boolean isRunning(Asking driver, Method asked) {
        return asked == Method.IOCTL || driver.ask(name, Method.IOCTL) != Carrier.ABSENT;
    }

    private List<Method> candidates() {
        List<Method> all = new ArrayList<>(wanted.stream().toList());
        for (Method each : Method.values()) {
            if (!all.contains(each)) {
                all.add(each);
            }
        }
        return all;
    }

    private void choose(Method chosen) {
        if (method != chosen) {
            method = chosen;
            boolean other = wanted.isPresent() && wanted.get() != chosen;
            log.put(
                    other
                            ? new DaemonEvent.ConfigurationWarning("the link of " + name + " is polled by " + chosen
                                    + ", as its driver does not answer " + wanted.get())
                            : new DaemonEvent.ConfigurationRemark("the link of " + name + " is polled by " + chosen));
        }
    }
}
