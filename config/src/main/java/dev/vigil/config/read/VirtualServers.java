package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.bind.Value;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Protocol;
import dev.vigil.config.model.VirtualServer.Target;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the {@code virtual_server} and {@code virtual_server_group} blocks. */
final class VirtualServers {
    private static final long MARK_MAX = 0xffff_ffffL;

    private record Identity(Target target, Optional<Protocol> protocol) {}

    private final Map<String, VirtualServerGroup> groups = new LinkedHashMap<>();
    private final Set<Identity> known = new HashSet<>();
    private final Problems problems;

    VirtualServers(Section root, Problems problems) {
        this.problems = problems;
        for (Statement statement : root.all("virtual_server_group")) {
            if (statement.value() instanceof Value.Entries(List<Node> entries)) {
                group(statement, entries);
            }
        }
    }

    private void group(Statement statement, List<Node> entries) {
        String name = statement.node().words().get(1).text();
        VirtualServerGroup group =
                new VirtualServerGroup(name, new ServerGroupReader(problems).read(entries), statement.place());
        VirtualServerGroup twin = groups.putIfAbsent(name, group);
        if (twin != null) {
            problems.add(
                    ProblemCode.DUPLICATE_NAME,
                    statement.argumentPlace(),
                    "virtual_server_group " + name + " is defined before, at " + twin.place()
                            + "; this one is left out",
                    "Give every group a name of its own.");
        }
    }

    List<VirtualServerGroup> groups() {
        return List.copyOf(groups.values());
    }

    List<VirtualServer> read(List<Section> sections, GlobalDefs global, Trackers trackers) {
        List<VirtualServer> servers = new ArrayList<>();
        for (Section section : sections) {
            Optional<Target> target = target(section);
            if (target.isPresent()) {
                VirtualServer server = new VirtualServerReader(
                                section, target.get(), group(target.get()), global, trackers, problems)
                        .read();
                if (isUseful(section, server)) {
                    servers.add(server);
                }
            }
        }
        return List.copyOf(servers);
    }

    private boolean isUseful(Section section, VirtualServer server) {
        if (server.realServers().isEmpty()) {
            problems.add(
                    ProblemCode.NO_REAL_SERVERS,
                    section.place(),
                    "the virtual_server has no real servers and is left out",
                    "Add real_server IP PORT { }.");
            return false;
        }
        if (isMixed(server) && !isTunnelled(server)) {
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    section.namePlace(),
                    "the group has addresses of both families, and not every server is reached through a tunnel; the"
                            + " virtual_server is left out",
                    "Only tunnels lead to another family: make two groups of it.");
            return false;
        }
        if (!known.add(new Identity(server.target(), server.protocol()))) {
            problems.add(
                    ProblemCode.DUPLICATE_NAME,
                    section.namePlace(),
                    "there is a virtual_server for this already; this one is left out",
                    "Put all real servers into one block.");
            return false;
        }
        return true;
    }

    private boolean isMixed(VirtualServer server) {
        return group(server.target()).stream()
                        .flatMap(group -> group.members().stream())
                        .map(member -> member.family(server.family()))
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean isTunnelled(VirtualServer server) {
        return server.realServers().stream()
                .allMatch(each -> each.forwarding().method() == VirtualServer.Forwarding.Method.TUNNEL);
    }

    private Optional<Target> target(Section section) {
        List<Word> words = section.headerWords();
        return switch (section.name()) {
            case "fwmark" -> words.size() < 2 ? missing(section, "a mark") : mark(section, words.get(1));
            case "group" -> words.size() < 2 ? missing(section, "the name of a group") : group(section, words.get(1));
            default ->
                Endpoint.parse(section.header(), words, problems)
                        .map(endpoint -> new Target.Endpoint(endpoint.address(), endpoint.port()));
        };
    }

    private Optional<VirtualServerGroup> group(Target target) {
        return target instanceof Target.Group(String name) ? Optional.ofNullable(groups.get(name)) : Optional.empty();
    }

    private Optional<Target> missing(Section section, String what) {
        problems.add(
                ProblemCode.MISSING_ARGUMENT,
                section.header().endPlace(),
                "virtual_server " + section.name() + " needs " + what + "; it is left out",
                "Add it.");
        return Optional.empty();
    }

    private Optional<Target> mark(Section section, Word word) {
        OptionalLong mark = Digits.anyBase(word.text());
        if (mark.isPresent() && mark.getAsLong() >= 1 && mark.getAsLong() <= MARK_MAX) {
            return Optional.of(new Target.Mark(mark.getAsLong()));
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                section.header().place(word),
                "\"" + word.text() + "\" is no firewall mark; the virtual_server is left out",
                "Choose a number from 1 to 4294967295.");
        return Optional.empty();
    }

    private Optional<Target> group(Section section, Word word) {
        if (groups.containsKey(word.text())) {
            return Optional.of(new Target.Group(word.text()));
        }
        problems.add(
                ProblemCode.UNDEFINED_NAME,
                section.header().place(word),
                "there is no virtual_server_group " + word.text() + "; the virtual_server is left out",
                Suggestions.nearest(word.text(), groups.keySet())
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Define it."));
        return Optional.empty();
    }
}
