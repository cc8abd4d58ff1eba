package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VirtualInterface;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.syntax.Node;
import dev.vigil.core.track.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one {@code vrrp_instance}. */
final class InstanceReader {
    private static final int ADVERTISED_MAX = 255;

    private final Section instance;
    private final VrrpDefaults defaults;
    private final Trackers trackers;
    private final Problems problems;
    private final Kind kind;

    InstanceReader(Section instance, VrrpDefaults defaults, Trackers trackers, Problems problems) {
        this.instance = instance;
        this.defaults = defaults;
        this.trackers = trackers;
        this.problems = problems;
        this.kind = Kind.of(instance, defaults, problems);
    }

    /** The instance; empty if it has no VRID, without which it is nothing. */
    Optional<VrrpInstance> read() {
        Election election = new ElectionReader(instance, defaults, kind, problems).read();
        List<VirtualAddress> advertised = new ArrayList<>();
        List<VirtualAddress> excluded = new ArrayList<>();
        addresses(election, advertised, excluded);
        Transport transport = new TransportReader(instance, defaults, kind, election.strict(), problems)
                .read(election.advertIntervalNs());
        boolean unicast = !transport.peers().isEmpty();
        Optional<VirtualInterface> link =
                new VirtualInterfaceReader(instance, unicast, election.strict(), problems).read();
        VrrpInstance read = new VrrpInstance(
                instance.name(),
                kind.family(),
                instance.integer("virtual_router_id", 0),
                election,
                speaking(transport, link),
                List.copyOf(advertised),
                List.copyOf(excluded),
                accept(election),
                routes(),
                new RuleList(problems).read(instance.entries("virtual_rules")),
                link,
                instance.flag("use_vmac_addr"),
                instance.flag("promote_secondaries"),
                instance.flag("linkbeat_use_polling"),
                instance.text("lvs_sync_daemon_interface"),
                instance.has("debug") ? OptionalInt.of(instance.integer("debug", 0)) : OptionalInt.empty(),
                tracking(election),
                GarpReader.read(instance, defaults.garp(), election.strict(), problems),
                notifications(),
                instance.place());
        if (instance.has("virtual_router_id")) {
            Nonsense.find(read, instance, election.priority() == Tracks.PRIORITY_OWNER, problems);
            return Optional.of(read);
        }
        problems.add(
                ProblemCode.MISSING_KEYWORD,
                instance.namePlace(),
                "vrrp_instance " + instance.name() + " has no virtual_router_id and is left out",
                "Add: virtual_router_id N, from 1 to 255, the same on every node.");
        return Optional.empty();
    }

    /** The address of an ipvlan interface is the one that advertisements bear, unless another one is asked for. */
    private static Transport speaking(Transport transport, Optional<VirtualInterface> link) {
        return link.filter(VirtualInterface.Ipvlan.class::isInstance)
                .flatMap(ipvlan -> ((VirtualInterface.Ipvlan) ipvlan).source())
                .filter(_ -> transport.source().isEmpty())
                .map(transport::from)
                .orElse(transport);
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Node entry : instance.entries("virtual_routes")) {
            RouteReader.read(entry, problems).ifPresent(routes::add);
        }
        return List.copyOf(routes);
    }

    private Tracking tracking(Election election) {
        boolean ownTracked = !instance.flag("dont_track_primary");
        boolean owner = election.priority() == Tracks.PRIORITY_OWNER;
        String own = ownTracked ? instance.text("interface").orElse("") : "";
        return new TrackingReader(instance, owner, own, trackers, problems).read(ownTracked);
    }

    private void addresses(Election election, List<VirtualAddress> advertised, List<VirtualAddress> excluded) {
        String own = instance.has("use_vmac")
                ? VirtualLinkNames.awaited(instance.name())
                : instance.text("interface").orElse("");
        Addresses reader = new Addresses(problems);
        for (Node entry : instance.entries("virtual_ipaddress")) {
            reader.read(entry, own).ifPresent(address -> advertise(address, entry, advertised, excluded));
        }
        for (Node entry : instance.entries("virtual_ipaddress_excluded")) {
            reader.read(entry, own).ifPresent(excluded::add);
        }
        if (advertised.isEmpty() && !instance.flag("no_virtual_ipaddress")) {
            reportNoAddress(election);
        }
    }

    private void advertise(
            VirtualAddress address, Node entry, List<VirtualAddress> advertised, List<VirtualAddress> excluded) {
        if (address.address().family() != kind.family()) {
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    entry.place(),
                    address.address() + " is not of the family of this instance, which is "
                            + TransportReader.nameOf(kind.family()) + "; it is left out",
                    "Put it into virtual_ipaddress_excluded, or into an instance of its own.");
        } else if (advertised.size() == ADVERTISED_MAX) {
            problems.add(
                    ProblemCode.TOO_MANY_ADDRESSES,
                    entry.place(),
                    "an advertisement lists 255 addresses at most; this one counts as excluded",
                    "Put it into virtual_ipaddress_excluded on every node.");
            excluded.add(address);
        } else {
            advertised.add(address);
        }
    }

    private void reportNoAddress(Election election) {
        String name = "vrrp_instance " + instance.name();
        if (election.strict() || kind.version() == 3) {
            problems.add(
                    ProblemCode.ADDRESSES_REQUIRED,
                    instance.namePlace(),
                    name + " has no virtual address, which " + (election.strict() ? "strict mode" : "VRRPv3")
                            + " forbids",
                    "Add virtual_ipaddress { }, or no_virtual_ipaddress if that is meant.");
        } else {
            problems.add(
                    ProblemCode.NO_ADDRESSES,
                    instance.namePlace(),
                    name + " has no virtual address: it elects a master that moves nothing",
                    "Add virtual_ipaddress { }, or no_virtual_ipaddress if that is meant.");
        }
    }

    /** Strict mode: a master that is not the owner drops packets, unless VRRPv3 is told to accept them. */
    private boolean accept(Election election) {
        boolean owner = election.priority() == Tracks.PRIORITY_OWNER;
        Optional<Statement> last = instance.lastOf("accept", "no_accept");
        if (election.strict() && !owner && (last.isEmpty() || kind.version() == 2)) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    instance.namePlace(),
                    "in strict mode a master drops all packets to the addresses, so nobody reaches a service on them",
                    "Remove vrrp_strict if the addresses are to be used, as they nearly always are.");
            return false;
        }
        return last.map(statement -> statement.keyword().name().equals("accept"))
                .orElse(true);
    }

    private Notifications notifications() {
        return new Notifications(
                instance.command("notify_master"),
                instance.command("notify_backup"),
                instance.command("notify_fault"),
                instance.command("notify_stop"),
                instance.command("notify_deleted"),
                instance.has("notify_deleted"),
                instance.command("notify_master_rx_lower_pri"),
                instance.command("notify"),
                instance.toggle("notify_priority_changes", defaults.notifyPriorityChanges()),
                instance.toggle("smtp_alert", defaults.mail()));
    }
}
