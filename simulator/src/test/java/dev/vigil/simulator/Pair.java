package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.Advertisement;
import dev.vigil.core.packet.Authentication;
import dev.vigil.core.packet.ChecksumForm;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.Reception;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.List;

/** Two nodes with one virtual router in version 2, node-a with priority 150 and node-b with 100. */
final class Pair {
    static final long NS_PER_S = 1_000_000_000L;
    static final int A = 0;
    static final int B = 1;
    static final IpAddress VIRTUAL = IpAddress.of("10.77.0.100");

    private Pair() {}

    static List<NodePlan> nodes() {
        return nodes(1, 1);
    }

    /** Nodes with these intervals; if they differ, the nodes do not accept each other. */
    static List<NodePlan> nodes(int intervalA, int intervalB) {
        return List.of(node("node-a", member(150, 1, intervalA)), node("node-b", member(100, 2, intervalB)));
    }

    private static NodePlan node(String name, MemberPlan member) {
        return new NodePlan(
                name,
                List.of(new NodePlan.InterfacePlan("eth0", 0)),
                List.of(member),
                List.of(new NodePlan.ScriptPlan("check", 0, 1, 1)),
                0);
    }

    private static MemberPlan member(int priority, int host, int intervalS) {
        RouterSettings settings = new RouterSettings(
                "VI_1",
                51,
                IpAddress.ipv4(0x0a4d0000 + host),
                new RouterSettings.Rules(2, priority, intervalS * NS_PER_S, true, 0, 3, false, false),
                new RouterSettings.Announcements(5, 5 * NS_PER_S, 0, 1, 1, 5 * NS_PER_S));
        return new MemberPlan(
                settings,
                "eth0",
                List.of(
                        new Track(Track.Kind.INTERFACE, "eth0", Weight.FAULT_ON_FAILURE, Condition.UNKNOWN, ""),
                        new Track(Track.Kind.SCRIPT, "check", new Weight(-60, false), Condition.UNKNOWN, "")),
                new Reception.Expectation(
                        2,
                        Family.IPV4,
                        Authentication.NONE,
                        intervalS * NS_PER_S,
                        List.of(VIRTUAL),
                        Advertisement.GROUP_IPV4,
                        List.of(),
                        false,
                        false),
                new Advertisement(2, 51, 0, intervalS, Authentication.NONE, List.of(VIRTUAL)),
                ChecksumForm.PSEUDO_HEADER,
                Advertisement.TTL,
                List.of(VIRTUAL),
                List.of());
    }

    /** Both nodes start, and then these steps happen. */
    static Scenario scenario(List<NodePlan> nodes, Step... steps) {
        List<Step> all = new java.util.ArrayList<>(
                List.of(new Step(0, new Action.Boot(A)), new Step(NS_PER_S, new Action.Boot(B))));
        all.addAll(List.of(steps));
        return new Scenario(1, nodes, all, 300 * NS_PER_S, true);
    }

    static Step at(long seconds, Action action) {
        return new Step(seconds * NS_PER_S, action);
    }
}
