package dev.vigil.simulator;

import java.util.List;

/**
 * One machine and the daemon on it.
 *
 * @param startupDelayNs how long the daemon waits before its virtual routers take part
 */
public record NodePlan(
        String name,
        List<InterfacePlan> interfaces,
        List<MemberPlan> members,
        List<ScriptPlan> scripts,
        long startupDelayNs) {
    /** An interface and the segment that it is plugged into. */
    public record InterfacePlan(String name, int segment) {}

    /**
     * A tracked script.
     *
     * @param intervalNs between two runs; 0 if each change of what it watches is seen at once
     * @param rise successes in a row until it counts as up
     * @param fall failures in a row until it counts as down
     */
    public record ScriptPlan(String name, long intervalNs, int rise, int fall) {}

    public NodePlan {
        interfaces = List.copyOf(interfaces);
        members = List.copyOf(members);
        scripts = List.copyOf(scripts);
    }

    /** The position of an interface, or -1 if the node has none of that name. */
    int interfaceIndex(String interfaceName) {
        for (int index = 0; index < interfaces.size(); index++) {
            if (interfaces.get(index).name().equals(interfaceName)) {
                return index;
            }
        }
        return -1;
    }
}
