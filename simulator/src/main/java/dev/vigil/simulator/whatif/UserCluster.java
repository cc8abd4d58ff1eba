package dev.vigil.simulator.whatif;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Track;
import dev.vigil.simulator.MemberPlan;
import dev.vigil.simulator.NodePlan;
import dev.vigil.simulator.NodePlan.InterfacePlan;
import dev.vigil.simulator.NodePlan.ScriptPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a user as the simulator takes them. */
public final class UserCluster {
    private final List<NodePlan> plans = new ArrayList<>();
    private final List<String> omissions = new ArrayList<>();
    private final Networks networks;

    /** @param together interfaces that are on one network whatever the configurations look like */
    public UserCluster(List<UserNode> nodes, List<Set<Port>> together) {
        Sources sources = new Sources(nodes);
        networks = Networks.of(nodes, sources, together);
        for (int node = 0; node < nodes.size(); node++) {
            plans.add(plan(nodes, node, sources));
            omissions(nodes.get(node));
        }
    }

    private NodePlan plan(List<UserNode> nodes, int node, Sources sources) {
        Config config = nodes.get(node).config();
        List<MemberPlan> members = new ArrayList<>();
        Set<String> interfaces = new LinkedHashSet<>();
        for (VrrpInstance instance : config.instances()) {
            MemberPlan member = MemberPlan.of(instance, config, sources.of(node, instance));
            members.add(member);
            interfaces.add(member.interfaceName());
            member.tracks().stream()
                    .filter(track -> track.kind() == Track.Kind.INTERFACE)
                    .forEach(track -> interfaces.add(track.name()));
        }
        List<ScriptPlan> scripts = config.scripts().stream()
                .map(script -> new ScriptPlan(script.name(), script.intervalNs(), script.rise(), script.fall()))
                .toList();
        String name = nodes.get(node).name();
        return new NodePlan(
                name,
                interfaces.stream()
                        .map(each -> new InterfacePlan(each, networks.number(new Port(name, each))))
                        .toList(),
                members,
                scripts,
                config.global().startupDelayNs());
    }

    /** What the configuration demands, and neither the daemon nor the simulator does yet. */
    private void omissions(UserNode node) {
        for (SyncGroup group : node.config().syncGroups()) {
            omit(node, "sync group " + group.name(), group.tracking());
        }
        for (VrrpInstance instance : node.config().instances()) {
            omit(node, instance.name(), instance.tracking());
        }
    }

    private void omit(UserNode node, String who, Tracking tracking) {
        String tracked = ", tracked by " + who + ", ";
        tracking.files()
                .forEach(file -> omissions.add(node.name() + ": file " + file.name() + tracked + "holds 0 here"));
        tracking.processes()
                .forEach(process -> omissions.add(node.name() + ": " + process.name() + tracked + "runs here"));
        tracking.bfdInstances()
                .forEach(session -> omissions.add(node.name() + ": " + session.name() + tracked + "is up here"));
    }

    public List<NodePlan> nodes() {
        return List.copyOf(plans);
    }

    /** Which node speaks from an address. */
    public Map<IpAddress, String> speakers() {
        Map<IpAddress, String> speakers = new LinkedHashMap<>();
        plans.forEach(node ->
                node.members().forEach(member -> speakers.put(member.settings().source(), node.name())));
        return speakers;
    }

    /** What the configurations demand and nothing does, one sentence each. */
    public List<String> omissions() {
        return List.copyOf(omissions);
    }

    /** The interfaces of each network. */
    public List<Set<Port>> networks() {
        return networks.all();
    }

    /** Every virtual address, in the order of the files. */
    public List<IpAddress> addresses() {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        plans.forEach(node -> node.members().forEach(member -> addresses.addAll(member.addresses())));
        return List.copyOf(addresses);
    }
}
