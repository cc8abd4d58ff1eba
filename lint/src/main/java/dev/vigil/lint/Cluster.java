package dev.vigil.lint;

import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes that share virtual routers. */
public final class Cluster {
    private final List<ClusterNode> nodes;
    private final List<SharedRouter> routers;

    /** What a router is called on the wire of one network. */
    private record Identity(Family family, int vrid) {}

    public Cluster(List<ClusterNode> nodes) {
        this.nodes = List.copyOf(nodes);
        this.routers = matched(this.nodes);
    }

    public List<ClusterNode> nodes() {
        return nodes;
    }

    /** Every virtual router of the cluster, in the order of the files. */
    public List<SharedRouter> routers() {
        return routers;
    }

    /** Instances belong together if they have the same VRID; where a node uses one twice, addresses and names decide. */
    private static List<SharedRouter> matched(List<ClusterNode> nodes) {
        Map<Identity, List<List<Member>>> groups = new LinkedHashMap<>();
        for (ClusterNode node : nodes) {
            for (VrrpInstance instance : node.config().instances()) {
                Identity identity = new Identity(instance.family(), instance.vrid());
                List<List<Member>> candidates = groups.computeIfAbsent(identity, _ -> new ArrayList<>());
                Member member = new Member(node, instance);
                place(member, candidates);
            }
        }
        List<SharedRouter> routers = new ArrayList<>();
        groups.forEach((identity, candidates) -> candidates.forEach(
                members -> routers.add(new SharedRouter(identity.vrid(), identity.family(), members))));
        return List.copyOf(routers);
    }

    private static void place(Member member, List<List<Member>> candidates) {
        Optional<List<Member>> best = Optional.empty();
        int bestLikeness = -1;
        for (List<Member> group : candidates) {
            boolean taken = group.stream().anyMatch(other -> other.isOn(member.node()));
            int likeness = likeness(group.getFirst(), member);
            if (!taken && likeness > bestLikeness) {
                best = Optional.of(group);
                bestLikeness = likeness;
            }
        }
        best.orElseGet(() -> {
                    List<Member> group = new ArrayList<>();
                    candidates.add(group);
                    return group;
                })
                .add(member);
    }

    /** How likely two instances of one VRID are meant as one router. */
    private static int likeness(Member one, Member other) {
        int shared = (int)
                one.advertised().stream().filter(other.advertised()::contains).count();
        boolean sameInterface = one.instance()
                .transport()
                .interfaceName()
                .equals(other.instance().transport().interfaceName());
        boolean sameName = one.instance().name().equals(other.instance().name());
        return 4 * Math.min(shared, 8) + (sameInterface ? 2 : 0) + (sameName ? 1 : 0);
    }
}
