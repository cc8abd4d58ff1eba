package dev.vigil.core.place;

import dev.vigil.core.group.GroupStep;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.group.SyncGroup;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.SteeringOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sync groups of a node: after every input of a member its group is asked what the others do, and each of them does it at
 * once, as an input of its own.
 */
public final class Groups {
    /** Runs an input of a router; a defect in it ends in the FAULT of that one. */
    public interface Runner {
        void step(PlacedRouter router, Runnable input);
    }

    /** More steps than that after one input are a defect: a member may fall into FAULT on its way to another state. */
    private static final int STEPS_PER_MEMBER_MAX = 8;

    /** A sync group and its members at their places, in the order of the group. */
    private record Placed(SyncGroup group, List<PlacedRouter> members) {}

    private final Story story;
    private final Runner runner;
    private final IdentityHashMap<PlacedRouter, Placed> byMember = new IdentityHashMap<>();
    private Map<String, Placed> byName = Map.of();
    private boolean settling;

    public Groups(Story story, Runner runner) {
        this.story = story;
        this.runner = runner;
    }

    /** These virtual routers run from now on; a group whose name stays goes on as it is. */
    public void adopt(List<PlacedRouter> routers, long nowNs) {
        Map<String, List<PlacedRouter>> members = new LinkedHashMap<>();
        for (PlacedRouter router : routers) {
            if (router.router().settings().isGrouped()) {
                members.computeIfAbsent(router.router().settings().group(), _ -> new ArrayList<>())
                        .add(router);
            }
        }
        Map<String, Placed> next = new LinkedHashMap<>();
        byMember.clear();
        members.forEach((name, placed) -> {
            Placed old = byName.get(name);
            SyncGroup group = old == null ? new SyncGroup(name) : old.group();
            group.adopt(placed.stream().map(PlacedRouter::router).toList());
            Placed adopted = new Placed(group, List.copyOf(placed));
            next.put(name, adopted);
            placed.forEach(router -> byMember.put(router, adopted));
        });
        byName = next;
        next.values().forEach(each -> settle(each.members().getFirst(), nowNs));
    }

    /** A router had an input: its group brings the others in line. In the steady state nothing is allocated. */
    public void settle(PlacedRouter touched, long nowNs) {
        if (settling || byMember.isEmpty()) {
            return;
        }
        Placed placed = byMember.get(touched);
        if (placed == null) {
            boolean _ = touched.takeContest();
            return;
        }
        settling = true;
        try {
            contest(placed, touched, nowNs);
            bringInLine(placed, touched, nowNs);
        } finally {
            settling = false;
        }
    }

    /** What an operator asked for is for all of these at once, which may be members of sync groups. */
    public void steer(List<PlacedRouter> routers, SteeringOrder order, Cause why, long nowNs) {
        settling = true;
        try {
            routers.forEach(router -> runner.step(router, () -> router.onSteering(order, why, nowNs)));
        } finally {
            settling = false;
        }
        routers.forEach(router -> settle(router, nowNs));
    }

    private void bringInLine(Placed placed, PlacedRouter touched, long nowNs) {
        int stepsMax = STEPS_PER_MEMBER_MAX * placed.members().size();
        for (int taken = 0; ; taken++) {
            GroupStep step = placed.group().next(touched.router(), nowNs);
            tell(placed.group());
            if (step == null) {
                return;
            }
            if (taken == stepsMax) {
                throw new IllegalStateException("sync group " + placed.group().name() + " does not come to agree");
            }
            take(placed, step, nowNs);
        }
    }

    private void contest(Placed placed, PlacedRouter touched, long nowNs) {
        if (touched.takeContest()) {
            placed.group().contested(touched.router()).forEach(step -> take(placed, step, nowNs));
        }
    }

    private void take(Placed placed, GroupStep step, long nowNs) {
        PlacedRouter member = placed.members().get(step.member());
        runner.step(member, () -> member.onGroup(step.order(), step.why(), nowNs));
    }

    /** The daemon ends; its virtual routers have. */
    public void stop(Cause cause, long nowNs) {
        for (Placed placed : byName.values()) {
            placed.group().stop(cause, nowNs);
            tell(placed.group());
        }
    }

    private void tell(SyncGroup group) {
        GroupTransition news = group.takeNews();
        if (news != null) {
            story.group(news);
        }
    }
}
