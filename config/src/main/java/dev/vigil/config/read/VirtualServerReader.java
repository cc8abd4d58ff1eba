package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.config.model.VirtualServer.Persistence;
import dev.vigil.config.model.VirtualServer.Protocol;
import dev.vigil.config.model.VirtualServer.SorryServer;
import dev.vigil.config.model.VirtualServer.Target;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one {@code virtual_server}. */
final class VirtualServerReader {
    private static final int PERSISTENCE_S = 360;
    private static final int FLAG_1 = 0x08;
    private static final int FLAG_2 = 0x10;
    private static final int FLAG_3 = 0x20;
    private static final String SCHEDULER = "wlc";

    private final Section server;
    private final GlobalDefs global;
    private final Trackers trackers;
    private final Problems problems;
    private final Target target;
    private final Optional<VirtualServerGroup> group;

    /** @param group what the target names, if it is one */
    VirtualServerReader(
            Section server,
            Target target,
            Optional<VirtualServerGroup> group,
            GlobalDefs global,
            Trackers trackers,
            Problems problems) {
        this.server = server;
        this.target = target;
        this.group = group;
        this.global = global;
        this.trackers = trackers;
        this.problems = problems;
    }

    VirtualServer read() {
        Forwarding forwarding = forwarding();
        Family family = family();
        Optional<Protocol> protocol = protocol();
        List<RealServer> realServers = realServers(forwarding, family);
        long quorum = quorum(realServers);
        return new VirtualServer(
                target,
                family,
                protocol,
                scheduler(),
                schedulerFlags(),
                onePacket(protocol),
                forwarding,
                persistence(family),
                server.text("persistence_engine"),
                server.flag("ha_suspend"),
                server.flag("alpha"),
                server.flag("omega"),
                server.toggle("smtp_alert", global.mail().checkerAlerts().orElse(false)),
                server.text("virtualhost"),
                server.text("snmp_name"),
                quorum,
                hysteresis(quorum),
                server.command("quorum_up"),
                server.command("quorum_down"),
                sorryServer(forwarding),
                realServers,
                server.place());
    }

    private String name() {
        return "virtual_server "
                + String.join(" ", server.headerWords().stream().map(Word::text).toList());
    }

    private void defaulted(String what, String hint) {
        problems.add(ProblemCode.SERVER_DEFAULT, server.place(), name() + " " + what, hint);
    }

    private Forwarding forwarding() {
        Optional<Forwarding> given = new ForwardingReader(problems).read(server, "lvs_method");
        if (given.isEmpty()) {
            defaulted("has no lvs_method: NAT holds", "Add: lvs_method NAT, DR or TUN");
        }
        return given.orElse(Forwarding.NAT);
    }

    private Family family() {
        Optional<Family> given = server.text("ip_family").map(text -> text.equals("inet6") ? Family.IPV6 : Family.IPV4);
        Optional<Family> ofTarget =
                target instanceof Target.Endpoint(IpAddress address, int _) ? Optional.of(address.family()) : given;
        return ofTarget.or(this::familyOfGroup).or(this::familyOfRealServer).orElse(Family.IPV4);
    }

    private Optional<Family> familyOfGroup() {
        return group.stream()
                .flatMap(each -> each.members().stream())
                .filter(member -> member instanceof VirtualServerGroup.Member.Addresses)
                .map(member -> member.family(Family.IPV4))
                .findFirst();
    }

    private Optional<Family> familyOfRealServer() {
        return server.sections("real_server").stream()
                .flatMap(section -> IpAddress.parse(section.name()).stream())
                .map(IpAddress::family)
                .findFirst();
    }

    private Optional<Protocol> protocol() {
        Optional<Protocol> given = server.text("protocol").map(text -> Protocol.valueOf(text.toUpperCase(Locale.ROOT)));
        if (target instanceof Target.Mark) {
            if (given.isPresent()) {
                defaulted("is found by its mark: its protocol is ignored", "Remove protocol.");
            }
            return Optional.empty();
        }
        if (given.isEmpty()) {
            defaulted("has no protocol: UDP holds", "Add: protocol TCP");
            return Optional.of(Protocol.UDP);
        }
        return given;
    }

    private String scheduler() {
        Optional<String> given = server.text("lvs_sched");
        if (given.isEmpty()) {
            defaulted("has no lvs_sched: wlc holds", "Add: lvs_sched NAME");
        }
        return given.orElse(SCHEDULER);
    }

    private int schedulerFlags() {
        int flags = 0;
        if (server.flag("flag-1") || server.flag("sh-fallback") || server.flag("mh-fallback")) {
            flags |= FLAG_1;
        }
        if (server.flag("flag-2") || server.flag("sh-port") || server.flag("mh-port")) {
            flags |= FLAG_2;
        }
        return server.flag("flag-3") ? flags | FLAG_3 : flags;
    }

    private boolean onePacket(Optional<Protocol> protocol) {
        boolean possible = protocol.isEmpty() || protocol.get() == Protocol.UDP;
        if (server.flag("ops") && !possible) {
            problems.add(
                    ProblemCode.OPTION_IGNORED,
                    server.last("ops").orElseThrow().place(),
                    "ops works with UDP only and is ignored",
                    "Remove it.");
        }
        return possible && server.flag("ops");
    }

    private Optional<Persistence> persistence(Family family) {
        int length = granularity(family);
        boolean anyPort = servesEveryPort();
        if (server.has("persistence_timeout")) {
            return Optional.of(new Persistence(server.integer("persistence_timeout", PERSISTENCE_S), length));
        }
        if (anyPort) {
            defaulted("serves every port, which needs persistence: 360 s hold", "Add: persistence_timeout 360");
            return Optional.of(new Persistence(PERSISTENCE_S, length));
        }
        return Optional.empty();
    }

    private boolean servesEveryPort() {
        return switch (target) {
            case Target.Endpoint(IpAddress _, int port) -> port == 0;
            case Target.Mark _ -> false;
            case Target.Group _ ->
                group.stream()
                        .flatMap(each -> each.members().stream())
                        .anyMatch(
                                member -> member instanceof VirtualServerGroup.Member.Addresses(var _, var _, int port)
                                        && port == 0);
        };
    }

    /** The length of a prefix, given as that or as an IPv4 mask. */
    private int granularity(Family family) {
        Optional<String> text = server.text("persistence_granularity");
        if (text.isEmpty()) {
            return family.prefixMax();
        }
        OptionalLong number = Digits.decimal(text.get());
        OptionalInt mask = IpAddress.parse(text.get())
                .filter(address -> family == Family.IPV4 && address.family() == Family.IPV4)
                .map(address -> maskLength(address.ipv4Bits()))
                .orElse(OptionalInt.empty());
        if (number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= family.prefixMax()) {
            return (int) number.getAsLong();
        }
        if (mask.isPresent()) {
            return mask.getAsInt();
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                false,
                server.last("persistence_granularity").orElseThrow().argumentPlace(),
                "\"" + text.get() + "\" is no mask; each client counts alone",
                "Write a mask such as 255.255.255.0, or the length of a prefix.");
        return family.prefixMax();
    }

    private static OptionalInt maskLength(int bits) {
        int length = Integer.numberOfLeadingZeros(~bits);
        boolean solid = length == 32 || bits << length == 0;
        return solid && length > 0 ? OptionalInt.of(length) : OptionalInt.empty();
    }

    private List<RealServer> realServers(Forwarding forwarding, Family family) {
        RealServerReader reader = new RealServerReader(server, target, forwarding, global, trackers, problems);
        List<RealServer> realServers = new ArrayList<>();
        Set<Endpoint> known = new HashSet<>();
        for (Section section : server.sections("real_server")) {
            Optional<RealServer> realServer = reader.read(section, family);
            if (realServer.isPresent()) {
                Endpoint endpoint = new Endpoint(
                        realServer.get().address(), realServer.get().port());
                if (known.add(endpoint)) {
                    realServers.add(realServer.get());
                } else {
                    reportTwin(section);
                }
            }
        }
        return List.copyOf(realServers);
    }

    private void reportTwin(Section section) {
        problems.add(
                ProblemCode.DUPLICATE_SERVER,
                section.namePlace(),
                "real_server " + section.name() + " is listed twice; the second one is left out",
                "Remove one of the two.");
    }

    private long quorum(List<RealServer> realServers) {
        long quorum = server.number("quorum", 1);
        long sum = 0;
        for (RealServer realServer : realServers) {
            sum += realServer.weight();
        }
        if (quorum <= sum || realServers.isEmpty()) {
            return quorum;
        }
        adjusted("quorum", "the quorum " + quorum + " is more than all weights together; " + sum + " holds");
        return sum;
    }

    private void adjusted(String keyword, String what) {
        SourcePlace place =
                server.last(keyword).map(statement -> statement.argumentPlace()).orElse(server.place());
        problems.add(ProblemCode.QUORUM_ADJUSTED, place, what, "Check the weights and the quorum.");
    }

    private long hysteresis(long quorum) {
        long hysteresis = server.number("hysteresis", 0);
        if (hysteresis < quorum || hysteresis == 0) {
            return hysteresis;
        }
        long most = Math.max(0, quorum - 1);
        adjusted("hysteresis", "the hysteresis must be less than the quorum; " + most + " holds");
        return most;
    }

    private Optional<SorryServer> sorryServer(Forwarding forwarding) {
        if (!server.has("sorry_server")) {
            return Optional.empty();
        }
        Optional<Endpoint> endpoint = Endpoint.parse(
                server.last("sorry_server").orElseThrow().node(), server.words("sorry_server"), problems);
        Forwarding own = new ForwardingReader(problems)
                .read(server, "sorry_server_lvs_method")
                .orElse(forwarding);
        return endpoint.map(sorry -> new SorryServer(
                sorry.address(),
                RealServerReader.port(sorry.port(), target, own),
                own,
                server.flag("sorry_server_inhibit")));
    }
}
