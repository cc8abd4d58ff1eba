package dev.vigil.daemon.dump;

import dev.vigil.config.assemble.Balancing;
import dev.vigil.config.model.Checker;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.core.address.Family;
import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.balance.Steering;
import dev.vigil.daemon.control.ServiceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The dump of virtual servers on SIGUSR1: the settings of each and of its real servers with what they are now, then the
 * checks. Settings that checks have inherited stand there alone.
 */
final class BalancerText {
    /** A flag of a scheduler: what keepalived calls it, and its bit. */
    private record Flag(String name, int bit) {}

    /** Schedulers that name their flags. */
    private static final Map<String, List<Flag>> FLAGS = Map.of(
            "sh", List.of(new Flag("sh-port", 0x10), new Flag("sh-fallback", 0x08)),
            "mh", List.of(new Flag("mh-port", 0x10), new Flag("mh-fallback", 0x08)));

    private static final List<Flag> NAMELESS =
            List.of(new Flag("flag-1", 0x08), new Flag("flag-2", 0x10), new Flag("flag-3", 0x20));

    private static final int IPV4_BITS = 32;

    private final Snapshot snapshot;
    private final ServiceReport report;
    private final Owners owners;
    private final Lines lines = new Lines();

    private BalancerText(Snapshot snapshot, ServiceReport report) {
        this.snapshot = snapshot;
        this.report = report;
        owners = new Owners(snapshot.config().global());
    }

    static String of(Snapshot snapshot, ServiceReport report) {
        BalancerText text = new BalancerText(snapshot, report);
        GlobalText.write(snapshot.config().global(), text.owners, text.lines);
        text.lines.section("LVS Topology");
        text.groups();
        snapshot.config().virtualServers().forEach(text::service);
        new CheckersText(snapshot, report, text.owners, text.lines).write();
        return text.lines.toString();
    }

    // Groups

    private void groups() {
        if (snapshot.config().virtualServerGroups().isEmpty()) {
            return;
        }
        lines.inner("Virtual server group");
        for (VirtualServerGroup group : snapshot.config().virtualServerGroups()) {
            List<VirtualServer> users = snapshot.config().virtualServers().stream()
                    .filter(server -> server.target().equals(new VirtualServer.Target.Group(group.name())))
                    .toList();
            lines.global(
                    "Virtual Server Group",
                    group.name() + ", IPv4 = " + Lines.yes(has(group, users, Family.IPV4)) + ", IPv6 = "
                            + Lines.yes(has(group, users, Family.IPV6)));
            group.members().forEach(member -> member(member, users));
        }
    }

    private static boolean has(VirtualServerGroup group, List<VirtualServer> users, Family family) {
        return group.members().stream().anyMatch(member -> switch (member) {
            case VirtualServerGroup.Member.Addresses addresses ->
                addresses.first().family() == family;
            case VirtualServerGroup.Member.Mark mark ->
                users.stream().anyMatch(server -> mark.family(server.family()) == family);
        });
    }

    private void member(VirtualServerGroup.Member member, List<VirtualServer> users) {
        switch (member) {
            case VirtualServerGroup.Member.Addresses some -> {
                boolean one = some.first().equals(some.last());
                lines.put(
                        one ? "VIP" : "VIP Range",
                        some.first() + (one ? "" : "-" + some.last()) + ", VPORT = " + some.port());
                lines.entries(List.of("Alive: " + count(users, VirtualServer.Protocol.TCP) + " tcp, "
                        + count(users, VirtualServer.Protocol.UDP) + " udp, "
                        + count(users, VirtualServer.Protocol.SCTP) + " sctp"));
            }
            case VirtualServerGroup.Member.Mark mark -> {
                long four = users.stream()
                        .filter(server -> mark.family(server.family()) == Family.IPV4)
                        .count();
                lines.put("FWMARK", mark.value());
                lines.entries(List.of("Alive: " + four + " IPv4, " + (users.size() - four) + " IPv6"));
            }
        }
        lines.entries(List.of("reloaded = False"));
    }

    private static long count(List<VirtualServer> users, VirtualServer.Protocol protocol) {
        return users.stream()
                .filter(server -> server.protocol().filter(protocol::equals).isPresent())
                .count();
    }

    // Virtual servers

    private void service(VirtualServer server) {
        String name = Balancing.name(server).shown();
        Optional<ServiceView> view = CheckersText.view(report, server);
        lines.inner("Virtual server");
        switch (server.target()) {
            case VirtualServer.Target.Endpoint place ->
                lines.global("VS VIP", place.address() + ", VPORT = " + place.port());
            case VirtualServer.Target.Mark mark -> lines.global("VS FWMARK", mark.value());
            case VirtualServer.Target.Group _ -> lines.global("VS GROUP", name);
        }
        server.virtualHost().ifPresent(host -> lines.put("VirtualHost", host));
        server.snmpName().ifPresent(snmp -> lines.put("SNMP name", "'" + snmp + "'"));
        lines.put("Address family", server.family() == Family.IPV6 ? "inet6" : "inet");
        scheduling(server);
        lines.put("alpha is " + on(server.startDown()));
        lines.put("omega is " + on(server.notifyAtStop()));
        boolean inhibits =
                !server.realServers().isEmpty() && server.realServers().stream().allMatch(RealServer::inhibitOnFailure);
        lines.put("Inhibit on failure is " + on(inhibits));
        lines.put("quorum", server.quorum() + ", hysteresis = " + server.hysteresis());
        program("Quorum up notify script", server.quorumUp(), "");
        program("Quorum down notify script", server.quorumDown(), "");
        if (server.suspendWithoutAddress()) {
            lines.put("Using HA suspend");
        }
        lines.put("Using smtp notification", Lines.yes(server.mail()));
        lines.put("default forwarding method", forwarding(server.forwarding()));
        server.sorryServer().ifPresent(sorry -> {
            lines.put("sorry server", "[" + sorry.address() + "]:" + protocol(server) + ":" + sorry.port());
            lines.entries(List.of(
                    "forwarding method = " + forwarding(sorry.forwarding()),
                    "Inhibit on failure is " + on(sorry.inhibit())));
        });
        lines.put("alive", 1);
        lines.put("quorum_state_up", number(view.filter(ServiceView::up).isPresent()));
        lines.put("reloaded", 0);
        server.realServers().forEach(each -> server(server, each, view));
    }

    private void scheduling(VirtualServer server) {
        lines.put("lvs_sched", server.scheduler());
        lines.put("Hashed", "disabled");
        FLAGS.getOrDefault(server.scheduler(), NAMELESS)
                .forEach(flag -> lines.put(flag.name, Lines.enabled((server.schedulerFlags() & flag.bit) != 0)));
        lines.put("One packet scheduling", Lines.enabled(server.onePacket()));
        server.persistence().ifPresent(persistence -> {
            lines.put("persistence timeout", persistence.timeoutS());
            if (persistence.prefixLength() < server.family().prefixMax()) {
                lines.put("persistence granularity", granularity(server.family(), persistence.prefixLength()));
            }
        });
        lines.put("protocol", server.protocol().map(Enum::name).orElse("none"));
    }

    private static String granularity(Family family, int length) {
        if (family == Family.IPV6) {
            return Integer.toString(length);
        }
        int mask = length == 0 ? 0 : -1 << (IPV4_BITS - length);
        return (mask >>> 24) + "." + (mask >>> 16 & 0xff) + "." + (mask >>> 8 & 0xff) + "." + (mask & 0xff);
    }

    private static String protocol(VirtualServer server) {
        return server.protocol()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .orElse("none");
    }

    private static String forwarding(Forwarding forwarding) {
        return switch (forwarding.method()) {
            case NAT -> "NAT";
            case DIRECT_ROUTING -> "DR";
            case TUNNEL -> "TUN, type = " + forwarding.tunnel().type() + tunnel(forwarding.tunnel());
        };
    }

    private static String tunnel(Forwarding.Tunnel tunnel) {
        if (tunnel.type() == Forwarding.Tunnel.Type.IPIP) {
            return "";
        }
        String port = tunnel.type() == Forwarding.Tunnel.Type.GUE ? ", port = " + tunnel.port() : "";
        return port
                + switch (tunnel.checksum()) {
                    case NONE -> ", no checksum";
                    case CHECKSUM -> ", checksum";
                    case REMOTE -> ", remote checksum";
                };
    }

    // Real servers

    private void server(VirtualServer of, RealServer server, Optional<ServiceView> service) {
        Optional<ServiceView.Server> view = service.flatMap(one -> CheckersText.view(one, of, server));
        long weight = view.map(ServiceView.Server::weight).orElse((long) server.weight());
        long unbounded = view.map(BalancerText::unbounded).orElse(weight);
        boolean alive = view.filter(ServiceView.Server::alive).isPresent();
        lines.innermost("Real server");
        lines.put(
                "RIP",
                server.address() + ", RPORT = " + server.port() + ", WEIGHT = " + weight + " EFF WEIGHT = "
                        + unbounded);
        lines.put("forwarding method", forwarding(server.forwarding()));
        lines.put("Alpha is " + on(server.startDown()));
        lines.put("connection limit range", server.lowerThreshold() + " -> " + server.upperThreshold());
        lines.put("Inhibit on failure is " + on(server.inhibitOnFailure()));
        program("RS up notify script", server.notifyUp(), "  ");
        program("RS down notify script", server.notifyDown(), "  ");
        server.virtualHost()
                .filter(host -> !of.virtualHost().equals(Optional.of(host)))
                .ifPresent(host -> lines.put(" VirtualHost", "'" + host + "'"));
        lines.put("Using smtp notification", Lines.yes(server.mail()));
        lines.put("initial weight", server.weight());
        lines.put("effective weight", unbounded);
        lines.put("previous effective_weight", 0);
        lines.put("alive", number(alive));
        lines.put("num failed checkers", view.map(BalancerText::failed).orElse(0L));
        lines.put("RS set", number(isSet(server, view, service)));
        lines.put("reloaded", 0);
        tracked(server);
    }

    /** The weight with what checks make of it, which may be below 0; the one that an operator wants if there is one. */
    private static long unbounded(ServiceView.Server server) {
        return server.steering().isPresent()
                ? server.weight()
                : server.configuredWeight()
                        + server.checks().stream()
                                .mapToLong(ServiceView.OneCheck::weightChange)
                                .sum();
    }

    private static long failed(ServiceView.Server server) {
        return server.checks().stream()
                .filter(check -> !check.belief().passes())
                .count();
    }

    /** Whether the kernel's table has it. */
    private static boolean isSet(RealServer server, Optional<ServiceView.Server> view, Optional<ServiceView> service) {
        boolean drains = view.flatMap(ServiceView.Server::steering)
                .filter(Steering.Drain.class::isInstance)
                .isPresent();
        boolean sorry = service.flatMap(ServiceView::sorry)
                .filter(ServiceView.Sorry::serves)
                .isPresent();
        boolean alive = view.filter(ServiceView.Server::alive).isPresent();
        return server.inhibitOnFailure() || (alive && (drains || !sorry));
    }

    private void tracked(RealServer server) {
        List<String> files = new ArrayList<>();
        List<String> sessions = new ArrayList<>();
        for (Checker checker : server.checkers()) {
            switch (checker) {
                case Checker.File file -> files.add(file.trackFile() + ", weight " + Snapshot.weight(file.weight()));
                case Checker.Bfd bfd -> sessions.add(bfd.session());
                default -> {}
            }
        }
        lines.list("Tracked Files", files);
        lines.list("Tracked BFDs", sessions);
    }

    private void program(String occasion, Optional<Command> command, String indent) {
        command.ifPresent(
                program -> lines.put(indent + occasion, Owners.words(program) + ", uid:gid " + owners.of(program)));
    }

    private static String on(boolean value) {
        return value ? "ON" : "OFF";
    }

    private static int number(boolean value) {
        return value ? 1 : 0;
    }
}
