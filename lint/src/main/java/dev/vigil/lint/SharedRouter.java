package dev.vigil.lint;

import dev.vigil.config.Words;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A virtual router on all nodes that take part in it: they share its VRID and elect one master.
 *
 * @param members each of another node, in the order of the nodes
 */
public record SharedRouter(int vrid, Family family, List<Member> members) {
    public SharedRouter {
        members = List.copyOf(members);
    }

    /** The router as only these nodes make it; it may have no members. */
    SharedRouter among(Set<NodeFile> nodes) {
        return new SharedRouter(
                vrid,
                family,
                members.stream()
                        .filter(member -> nodes.contains(member.node().source()))
                        .toList());
    }

    public boolean isShared() {
        return members.size() > 1;
    }

    /** How findings call it. */
    public String title() {
        return "VRID " + vrid + (family == Family.IPV6 ? " (IPv6)" : "");
    }

    /** Members by what they say; one entry means that all agree. */
    public <V> Map<V, List<Member>> by(Function<Member, V> value) {
        Map<V, List<Member>> groups = new LinkedHashMap<>();
        for (Member member : members) {
            groups.computeIfAbsent(value.apply(member), _ -> new ArrayList<>()).add(member);
        }
        return groups;
    }

    /** What each group of members says, for a message: {@code 1 s on alpha, 2 s on beta and gamma}. */
    public static <V> String words(Map<V, List<Member>> groups, Function<V, String> words) {
        return groups.entrySet().stream()
                .map(group -> words.apply(group.getKey()) + " on " + names(group.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The names of nodes, for a message: {@code alpha, beta and gamma}. */
    public static String names(List<Member> members) {
        return Words.list(members.stream().map(Member::name).toList());
    }
}
