package dev.vigil.simulator;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.SteeringStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What operators asked of the members of one node, on its disk: it outlives the daemon and the machine. */
final class Intents {
    private final Node node;
    private final Map<Member, SteeringOrder> stored = new HashMap<>();

    Intents(Node node) {
        this.node = node;
    }

    /** Stored at once, and done when the daemon has time. */
    void ask(Member member, SteeringOrder order) {
        if (!node.isRunning()) {
            return;
        }
        List<Member> moved =
                member.router().settings().isGrouped() ? node.companions().of(member) : List.of(member);
        for (Member each : moved) {
            if (order == SteeringOrder.RESUME) {
                stored.remove(each);
            } else {
                stored.put(each, order);
            }
        }
        node.tell(told -> {
            if (told == member) {
                node.steer(moved, order, cause(order));
            }
        });
    }

    private static Cause cause(SteeringOrder order) {
        return new Cause.Steered(order, "the simulator", "", 0);
    }

    /** A new process knows what was stored. */
    void repeat(Member member) {
        SteeringOrder order = stored.get(member);
        if (order != null) {
            member.steer(order, cause(order));
        }
    }

    void reports(Member member, SteeringStage from, SteeringStage to) {
        boolean drained = stored.get(member) == SteeringOrder.DRAIN || stored.get(member) == SteeringOrder.STAY_OUT;
        if (to == SteeringStage.OUT && drained) {
            stored.put(member, SteeringOrder.STAY_OUT);
        } else if (to == SteeringStage.NONE && drained == from.isDrain()) {
            stored.remove(member);
        }
    }
}
