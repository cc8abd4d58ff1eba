package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Checker;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.RealServer;
import dev.vigil.config.model.VirtualServer.Forwarding;
import dev.vigil.config.model.VirtualServer.Forwarding.Method;
import dev.vigil.config.model.VirtualServer.Target;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** Reads the {@code real_server} blocks of one virtual server. */
final class RealServerReader {
    private final Section server;
    private final Target target;
    private final Forwarding inherited;
    private final GlobalDefs global;
    private final Trackers trackers;
    private final Problems problems;

    RealServerReader(
            Section server,
            Target target,
            Forwarding inherited,
            GlobalDefs global,
            Trackers trackers,
            Problems problems) {
        this.server = server;
        this.target = target;
        this.inherited = inherited;
        this.global = global;
        this.trackers = trackers;
        this.problems = problems;
    }

    Optional<RealServer> read(Section section, Family family) {
        Optional<Endpoint> endpoint = Endpoint.parse(section.header(), section.headerWords(), problems);
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        Forwarding forwarding =
                new ForwardingReader(problems).read(section, "lvs_method").orElse(inherited);
        IpAddress address = endpoint.get().address();
        if (address.family() != family && forwarding.method() != Method.TUNNEL) {
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    section.namePlace(),
                    address + " is not of the family of its virtual server and is left out",
                    "Only tunnels lead to another family.");
            return Optional.empty();
        }
        int port = port(endpoint.get().port(), target, forwarding);
        if (endpoint.get().port() != 0 && port != endpoint.get().port()) {
            problems.add(
                    ProblemCode.PORT_REPLACED,
                    section.namePlace(),
                    "packets reach this server at port " + port + ": only NAT can change ports",
                    "Write the port of the virtual server.");
        }
        return Optional.of(
                realServer(section, new Endpoint(address, port), endpoint.get().port(), forwarding));
    }

    /** The port that packets go to: only translation changes it, and 0 means no change. */
    static int port(int written, Target target, Forwarding forwarding) {
        boolean translated = forwarding.method() == Method.NAT;
        return switch (target) {
            case Target.Endpoint(IpAddress _, int port) -> translated && written != 0 ? written : port;
            case Target.Mark _ -> translated ? written : 0;
            case Target.Group _ -> written;
        };
    }

    private RealServer realServer(Section section, Endpoint endpoint, int written, Forwarding forwarding) {
        CheckerReader checkers = new CheckerReader(server, section, endpoint, written, global, trackers, problems);
        List<Checker> read = checkers.read();
        if (read.isEmpty() && section.statements().stream().noneMatch(CheckerReader::isChecker)) {
            problems.add(
                    ProblemCode.UNCHECKED_SERVER,
                    section.namePlace(),
                    "real_server " + section.name() + " has no check: it gets work even when it is dead",
                    "Add a check, for example TCP_CHECK { }.");
        }
        return new RealServer(
                endpoint.address(),
                endpoint.port(),
                written == 0 ? endpoint.port() : written,
                section.integer("weight", server.integer("weight", 1)),
                forwarding,
                section.number("uthreshold", 0),
                section.number("lthreshold", 0),
                section.toggle("inhibit_on_failure", server.flag("inhibit_on_failure")),
                section.toggle("alpha", server.flag("alpha")),
                section.command("notify_up"),
                section.command("notify_down"),
                section.toggle("smtp_alert", global.mail().checkerAlerts().orElse(true)),
                section.text("virtualhost").or(() -> server.text("virtualhost")),
                section.text("snmp_name"),
                read,
                section.place());
    }
}
