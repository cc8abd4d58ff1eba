package dev.vigil.daemon.dump;

import dev.vigil.config.model.BfdInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.bfd.BfdSettings;
import dev.vigil.core.bfd.Diagnostic;
import dev.vigil.core.time.Nanos;
import java.util.Optional;

/** The dump of BFD on SIGUSR1: the settings of every session, and what it is now. */
final class BfdText {
    private static final String MICROSECONDS = " us";

    private final Snapshot snapshot;
    private final Lines lines = new Lines();

    private BfdText(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    static String of(Snapshot snapshot) {
        BfdText text = new BfdText(snapshot);
        text.lines.section("BFD Topology");
        snapshot.bfd().forEach(text::session);
        return text.lines.toString();
    }

    private void session(BfdDump session) {
        BfdSettings.Path path = session.settings().path();
        BfdSettings.Timing timing = session.settings().timing();
        lines.global("BFD Instance", session.settings().name());
        lines.put("Neighbor IP", path.neighbor());
        path.source().ifPresent(source -> lines.put("Source IP", source));
        lines.put("Required min RX interval", microseconds(timing.minRxNs()));
        lines.put("Desired min TX interval", microseconds(timing.minTxNs()));
        lines.put("Desired idle TX interval", microseconds(timing.idleTxNs()));
        lines.put("Detection multiplier", timing.multiplier());
        lines.put(path.neighbor().family() == Family.IPV4 ? "TTL" : "hoplimit", path.ttl());
        lines.put("max_hops", timing.hopsMax());
        lines.put("passive", timing.passive());
        Optional<BfdInstance> configured = snapshot.config().bfdInstances().stream()
                .filter(one -> one.name().equals(session.settings().name()))
                .findFirst();
        lines.put("send event to VRRP process", yes(configured.filter(BfdInstance::forVrrp)));
        lines.put("send event to checker process", yes(configured.filter(BfdInstance::forChecker)));
        state(session, session.neighbor());
    }

    private static String yes(Optional<BfdInstance> wanting) {
        return wanting.isPresent() ? "Yes" : "No";
    }

    private void state(BfdDump session, BfdDump.Neighbor neighbor) {
        lines.put("local state", session.state().word());
        lines.put("remote state", neighbor.state().word());
        lines.put("local discriminator", "0x%08x".formatted(session.discriminator()));
        lines.put("remote discriminator", "0x%08x".formatted(neighbor.discriminator()));
        lines.put("local diag", title(session.diagnostic()));
        lines.put("remote diag", title(neighbor.diagnostic()));
        lines.put("remote min tx intv", microseconds(neighbor.minTxNs()));
        lines.put("remote min rx intv", microseconds(neighbor.minRxNs()));
        lines.put("local demand", 0);
        lines.put("remote demand", neighbor.demand() ? 1 : 0);
        lines.put("remote detect multiplier", neighbor.multiplier());
        lines.put((session.polling() ? "poll" : "!poll") + ", !final");
        lines.put("local tx intv", microseconds(session.intervalNs()));
        lines.put("remote tx intv", microseconds(neighbor.intervalNs()));
        lines.put("local detection time", microseconds(session.detectionNs()));
        lines.put("remote detection time", microseconds(neighbor.detectionNs()));
        if (neighbor.heardNs() == 0) {
            lines.put("last_seen", "[never]");
        } else {
            long us = snapshot.epochUs(neighbor.heardNs());
            lines.put("last seen", "%d.%06d".formatted(us / 1_000_000, us % 1_000_000));
        }
    }

    private static String microseconds(long ns) {
        return ns / Nanos.PER_US + MICROSECONDS;
    }

    /** A diagnostic in capitals, as keepalived writes it. */
    private static String title(int diagnostic) {
        StringBuilder title = new StringBuilder();
        for (String word : Diagnostic.text(diagnostic).split(" ", -1)) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return title.toString();
    }
}
