package dev.vigil.core.group;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.GroupOrder;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the members of a sync group leave their addresses to another node because an operator asked for it: none of them does
 * before the last one has a successor, and if one has none, all of them serve on.
 */
final class GroupSteering {
    private GroupSteering() {}

    /** What is to be done next; null if nothing is. Nothing is allocated where nobody asked for anything. */
    static @Nullable GroupStep next(List<VirtualRouter> members) {
        int leaving = -1;
        int waiting = -1;
        int serving = -1;
        int ready = -1;
        for (int index = 0; index < members.size(); index++) {
            VirtualRouter member = members.get(index);
            boolean leaves = member.stage().isLeaving();
            if (leaves) {
                leaving = index;
            } else if (member.state() == State.MASTER) {
                serving = index;
            }
            if (member.isReadyToLeave()) {
                ready = index;
            } else if (leaves) {
                waiting = index;
            }
        }
        if (leaving >= 0 && serving >= 0) {
            return new GroupStep(leaving, GroupOrder.SERVE, List.of(new Cause.Unsucceeded(name(members, serving))));
        }
        if (ready < 0 || waiting >= 0 || serving >= 0) {
            return null;
        }
        return new GroupStep(ready, GroupOrder.DRAIN, List.of(cause(members.get(ready))));
    }

    /** A FAULT of a member that was drained is no fault for those that are to be out with it. */
    static GroupOrder following(VirtualRouter faulty, VirtualRouter member) {
        boolean drained = member.stage().isDrain() && member.stage() != SteeringStage.LEAVING;
        boolean out = drained && faulty.stage() == SteeringStage.OUT;
        return out ? GroupOrder.DRAIN : GroupOrder.FAULT;
    }

    private static String name(List<VirtualRouter> members, int index) {
        return members.get(index).settings().name();
    }

    private static Cause cause(VirtualRouter member) {
        return member.steeredBy().orElseThrow();
    }
}
