package dev.vigil.daemon.dump;

import dev.vigil.config.model.Election;
import dev.vigil.config.model.GarpSettings;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.Authentication;
import dev.vigil.config.model.VirtualInterface.Ipvlan;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One instance in the dump on SIGUSR1, from its name to its addresses. */
final class InstanceText {
    private static final IpAddress NO_SOURCE = IpAddress.ipv4(0);
    private static final long US_PER_S = 1_000_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss.SSSSSS yyyy", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private InstanceText() {}

    static void write(InstanceDump instance, Snapshot snapshot, Lines lines) {
        VrrpInstance config = instance.config();
        lines.global("VRRP Instance", instance.name());
        lines.put("VRRP Version", config.election().version());
        if (config.family() == Family.IPV6) {
            lines.put("Using Native IPv6");
        }
        snapshot.group(instance).ifPresent(group -> lines.put("Sync group", group.name()));
        state(instance, lines);
        moments(instance, snapshot, lines);
        place(config, instance, lines);
        place(instance, lines);
        garp(config.garp(), lines);
        election(instance, lines);
        authentication(config, lines);
        lines.list("Virtual IP (" + config.addresses().size() + "):", instance.addresses());
        lines.list("Virtual IP Excluded :", instance.excludedAddresses());
        peers(config, lines);
    }

    private static void place(VrrpInstance config, InstanceDump instance, Lines lines) {
        String base = config.transport().interfaceName();
        if (config.ipvlan().isPresent()) {
            ipvlan(config, config.ipvlan().get(), instance, lines);
            return;
        }
        if (config.macvlan().isEmpty()) {
            lines.put("Interface", base);
            return;
        }
        String own = config.ownInterface();
        boolean onBase = config.speakingInterface().equals(base);
        lines.put("Use VMAC, i/f name " + own + ", is_up = " + instance.carried() + ", xmit_base = " + onBase);
        lines.put("Interface", own + ", vmac on " + base + (onBase ? ", xmit base i/f" : ""));
    }

    private static void ipvlan(VrrpInstance config, Ipvlan ipvlan, InstanceDump instance, Lines lines) {
        String own = config.sourceInterface();
        String length =
                ipvlan.prefixLength().isPresent() ? "/" + ipvlan.prefixLength().getAsInt() : "";
        String address = ipvlan.source()
                .map(source -> ", i/f address = " + source + length)
                .orElse("");
        String type = ipvlan.mode().name().toLowerCase(Locale.ROOT);
        lines.put("Use IPVLAN, i/f " + own + ", is_up = " + instance.carried() + address + ", type " + type);
        lines.put("Interface", own + ", ipvlan on " + config.transport().interfaceName());
    }

    private static void state(InstanceDump instance, Lines lines) {
        lines.put("State", instance.state());
        if (instance.state() == State.BACKUP) {
            lines.put(
                    "Master router", instance.master().map(IpAddress::toString).orElse("0.0.0.0"));
            lines.put("Master priority", instance.masterPriority());
            if (instance.config().election().version() > 2) {
                BigDecimal seconds = BigDecimal.valueOf(instance.masterIntervalNs(), 9);
                lines.put("Master advert int", seconds.setScale(2, RoundingMode.HALF_UP) + " sec");
            }
        }
        boolean unicast = !instance.config().transport().peers().isEmpty();
        boolean flagged = unicast || instance.config().virtualInterface().isPresent();
        lines.put(flagged ? "Flags:" : "Flags: none");
        if (unicast) {
            lines.put("  Using unicast");
        }
        lines.put("Wantstate", instance.wanted());
        lines.put("Number of config faults", 0);
        lines.put("Number of interface and track script faults", instance.faults());
        lines.put("Number of track scripts init", instance.awaited());
    }

    private static void moments(InstanceDump instance, Snapshot snapshot, Lines lines) {
        lines.put("Last transition", moment(snapshot.epochUs(instance.sinceNs())));
        lines.put(
                "Read timeout",
                instance.dueNs() == VirtualRouter.NEVER ? "DISABLED" : moment(snapshot.epochUs(instance.dueNs())));
        lines.put("Master down timer", Lines.microseconds(instance.masterDownNs()) + " usecs");
    }

    static String moment(long epochUs) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(epochUs, US_PER_S), Math.floorMod(epochUs, US_PER_S) * Nanos.PER_US);
        return BigDecimal.valueOf(epochUs, 6) + " (" + MOMENT.format(instant) + ")";
    }

    private static void place(InstanceDump instance, Lines lines) {
        Transport transport = instance.config().transport();
        if (!instance.config().tracking().ownInterface()) {
            lines.put("VRRP interface tracking disabled");
        }
        if (transport.skipCheckAddresses()) {
            lines.put("Skip checking advert IP addresses");
        }
        if (instance.config().election().strict()) {
            lines.put("Enforcing strict VRRP compliance");
        }
        String source = instance.source().equals(NO_SOURCE)
                ? "(none)"
                : instance.source().toString();
        lines.put(
                "Using src_ip",
                transport.source().map(given -> given + " (from configuration)").orElse(source));
        if (transport.peers().isEmpty()) {
            lines.put("Multicast address " + transport.group());
        }
    }

    private static void garp(GarpSettings garp, Lines lines) {
        lines.put("Gratuitous ARP delay", Lines.seconds(garp.delayNs()));
        lines.put("Gratuitous ARP repeat", garp.repeat());
        lines.put("Gratuitous ARP refresh", Lines.seconds(garp.refreshNs()));
        lines.put("Gratuitous ARP refresh repeat", garp.refreshRepeat());
        lines.put("Gratuitous ARP lower priority delay", Lines.seconds(garp.lowerPriorityDelayNs()));
        lines.put("Gratuitous ARP lower priority repeat", garp.lowerPriorityRepeat());
    }

    private static void election(InstanceDump instance, Lines lines) {
        VrrpInstance config = instance.config();
        Election election = config.election();
        lines.put("Down timer adverts", election.downTimerAdverts());
        lines.put("Send advert after receive lower priority advert", !election.lowerPriorityNoAdvert());
        lines.put("Send advert after receive higher priority advert", election.higherPrioritySendAdvert());
        lines.put("Virtual Router ID", config.vrid());
        lines.put("Priority", election.priority());
        lines.put("Effective priority", instance.priority());
        lines.put("Total priority", instance.priority());
        lines.put("Advert interval", interval(election.version(), election.advertIntervalNs()));
        if (instance.state() == State.BACKUP && election.version() > 2) {
            lines.put("Master advert interval", interval(election.version(), instance.masterIntervalNs()));
        }
        lines.put("Accept", Lines.enabled(config.accept()));
        lines.put("Preempt", Lines.enabled(election.preempt()));
        if (election.preemptDelayNs() > 0) {
            lines.put("Preempt delay", Lines.seconds(election.preemptDelayNs()) + " secs");
        }
        lines.put("Promote_secondaries", Lines.enabled(config.promoteSecondaries()));
    }

    private static String interval(int version, long intervalNs) {
        return version == 2
                ? intervalNs / Nanos.PER_S + " sec"
                : Lines.seconds(intervalNs * (Nanos.PER_S / Nanos.PER_MS)) + " milli-sec";
    }

    /** VRRPv3 has none. The secret is never written. */
    private static void authentication(VrrpInstance config, Lines lines) {
        if (config.election().version() > 2) {
            return;
        }
        switch (config.transport().authentication()) {
            case Authentication.None _ -> lines.put("Authentication type", "none");
            case Authentication.Password _ -> {
                lines.put("Authentication type", "SIMPLE_PASSWORD");
                lines.put("Password", HIDDEN);
            }
            case Authentication.Header _ -> lines.put("Authentication type", "IPSEC_AH");
        }
    }

    /** What stands for a secret, whatever its length. */
    static final String HIDDEN = "********";

    private static void peers(VrrpInstance config, Lines lines) {
        Transport transport = config.transport();
        if (transport.peers().isEmpty()) {
            return;
        }
        List<String> peers = transport.peers().stream()
                .map(peer -> peer.address() + " min_ttl " + peer.ttlMin() + " max_ttl " + peer.ttlMax())
                .toList();
        lines.put("Unicast TTL", transport.unicastTtl());
        lines.put("Check unicast src : " + Lines.yes(transport.checkUnicastSource()));
        lines.list("Unicast Peer :", peers);
        boolean old = transport.checksum() == Transport.ChecksumMode.OLD_UNICAST;
        lines.put("Unicast checksum compatibility", Lines.yes(old));
    }
}
