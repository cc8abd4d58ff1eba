package dev.vigil.simulator;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.RouterSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Sync groups by chance: in half of all clusters with several virtual routers some of them are in one, which tracks a
 * script, a file and processes. What is drawn here is drawn apart from everything else.
 */
final class RandomGroups {
    static final String FILE = "ff";
    static final String PROCESS = "pp";

    private static final String GROUP = "SG";
    private static final long SALT = 0x5347_0000_0000_0001L;
    private static final int FILE_MAX = 30;

    /** The first seeds are drawn without sync groups and proofs, as they were before there were any. */
    static final long PLAIN_SEEDS = 100;

    private final RandomGenerator chance;
    private final boolean plain;
    private final Set<Integer> vrids = new TreeSet<>();
    private final List<Track> tracks = new ArrayList<>();

    /** Whether every virtual router tracks what the group tracks, as with global_tracking. */
    private boolean everywhere;

    RandomGroups(long seed) {
        chance = new SplittableRandom(seed ^ SALT);
        plain = seed <= PLAIN_SEEDS;
    }

    RandomGenerator chance() {
        return chance;
    }

    boolean isDrawn() {
        return !vrids.isEmpty();
    }

    /** The nodes with some of their virtual routers in a sync group, or as they are. */
    List<NodePlan> grouped(List<NodePlan> nodes) {
        draw(nodes);
        return isDrawn() ? nodes.stream().map(this::grouped).toList() : nodes;
    }

    private void draw(List<NodePlan> nodes) {
        Set<Integer> known = new TreeSet<>();
        nodes.forEach(node ->
                node.members().forEach(member -> known.add(member.settings().vrid())));
        if (plain || known.size() < 2 || chance.nextInt(2) == 0) {
            return;
        }
        vrids.addAll(known);
        if (known.size() > 2 && chance.nextInt(3) == 0) {
            vrids.remove(known.stream()
                    .skip(chance.nextInt(known.size()))
                    .findFirst()
                    .orElseThrow());
        }
        everywhere = chance.nextInt(4) == 0;
        if (chance.nextInt(3) == 0) {
            tracks.add(track(Track.Kind.SCRIPT, RandomCluster.CHECK, 254));
        }
        if (chance.nextInt(3) == 0) {
            tracks.add(track(Track.Kind.FILE, FILE, 5));
        }
        if (chance.nextInt(3) == 0) {
            tracks.add(track(Track.Kind.PROCESS, PROCESS, 254));
        }
    }

    private Track track(Track.Kind kind, String name, int weightMax) {
        int weight = chance.nextInt(3) == 0 ? 0 : chance.nextInt(1 - weightMax, weightMax);
        return new Track(kind, name, new Weight(weight, chance.nextInt(5) == 0), Condition.UNKNOWN, "");
    }

    private NodePlan grouped(NodePlan node) {
        // Most people give all members of a group one priority.
        boolean alike = chance.nextInt(4) > 0;
        Map<Integer, Integer> priorities = new TreeMap<>();
        List<MemberPlan> members = new ArrayList<>();
        for (MemberPlan plan : node.members()) {
            int own = plan.settings().rules().priority();
            boolean joins = vrids.contains(plan.settings().vrid());
            boolean led = joins && alike && !plan.settings().isOwner();
            int priority = led ? priorities.computeIfAbsent(0, _ -> own) : own;
            members.add(member(withPriority(plan, priority), joins));
        }
        return new NodePlan(node.name(), node.interfaces(), members, node.scripts(), node.startupDelayNs());
    }

    private static MemberPlan withPriority(MemberPlan plan, int priority) {
        RouterSettings old = plan.settings();
        RouterSettings.Rules rules = old.rules();
        return plan.with(
                new RouterSettings(
                        old.name(),
                        old.vrid(),
                        old.source(),
                        new RouterSettings.Rules(
                                rules.version(),
                                priority,
                                rules.intervalNs(),
                                rules.preempt(),
                                rules.preemptDelayNs(),
                                rules.downTimerAdverts(),
                                rules.lowerPriorityNoAdvert(),
                                rules.higherPrioritySendAdvert()),
                        old.announcements(),
                        old.group()),
                plan.tracks());
    }

    /** The same virtual router as a member of the group, or as none. */
    MemberPlan member(MemberPlan plan, boolean joins) {
        List<Track> all = new ArrayList<>();
        Set<Track.Id> shared = new HashSet<>();
        tracks.forEach(track -> shared.add(new Track.Id(track.kind(), track.name())));
        plan.tracks().stream()
                .filter(track -> !shared.contains(new Track.Id(track.kind(), track.name())))
                .forEach(all::add);
        if (joins || everywhere) {
            all.addAll(tracks);
        }
        return plan.with(plan.settings().in(joins ? GROUP : ""), all);
    }

    /** What a reload made of a member that is in the group or not, and stays so. */
    MemberPlan keeping(MemberPlan old, MemberPlan changed) {
        return isDrawn() ? member(changed, old.settings().isGrouped()) : changed;
    }

    /** Something of what groups track changes. */
    Action trouble(int node) {
        return chance.nextBoolean()
                ? new Action.File(node, FILE, chance.nextInt(-FILE_MAX, FILE_MAX))
                : new Action.Processes(node, PROCESS, chance.nextInt(3) == 0);
    }

    /** What ends these troubles. */
    List<Action> recovery(int node) {
        return List.of(new Action.File(node, FILE, 0), new Action.Processes(node, PROCESS, true));
    }
}
