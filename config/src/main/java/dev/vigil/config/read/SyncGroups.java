package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code vrrp_sync_group} blocks, and takes from members what a group does not allow. */
final class SyncGroups {
    private final Trackers trackers;
    private final Problems problems;
    private final Registry<SyncGroup> groups = new Registry<>();
    private final Map<String, SyncGroup> byMember = new HashMap<>();

    SyncGroups(Trackers trackers, Problems problems) {
        this.trackers = trackers;
        this.problems = problems;
    }

    List<SyncGroup> list() {
        return groups.list();
    }

    /** Reads a block when all instances are known. */
    void read(Section section, Map<String, VrrpInstance> instances, VrrpDefaults defaults) {
        List<String> members = members(section, instances);
        if (members.isEmpty()) {
            problems.add(
                    ProblemCode.MISSING_KEYWORD,
                    false,
                    section.namePlace(),
                    "vrrp_sync_group " + section.name() + " has no members and is left out",
                    "Add: group { INSTANCE... }");
            return;
        }
        if (members.size() == 1) {
            problems.add(
                    ProblemCode.GROUP_OF_ONE,
                    section.namePlace(),
                    "vrrp_sync_group " + section.name() + " has one member only and synchronizes nothing",
                    "Add the other instances, or remove the group.");
        }
        boolean owner = members.stream().allMatch(name -> isOwner(instances.get(name)));
        SyncGroup group = new SyncGroup(
                section.name(),
                members,
                new TrackingReader(section, owner, "", trackers, problems).read(false),
                section.flag("sync_group_tracking_weight"),
                notifications(section, defaults),
                section.place());
        groups.add(section, group, ProblemCode.DUPLICATE_NAME, problems);
        for (String member : members) {
            byMember.put(member, group);
        }
    }

    private static boolean isOwner(@Nullable VrrpInstance instance) {
        return instance != null && instance.election().priority() == Tracks.PRIORITY_OWNER;
    }

    private List<String> members(Section section, Map<String, VrrpInstance> instances) {
        List<String> members = new ArrayList<>();
        for (Section.Listed word : section.listed("group")) {
            if (!instances.containsKey(word.text())) {
                problems.add(
                        ProblemCode.UNDEFINED_NAME,
                        false,
                        word.place(),
                        "there is no vrrp_instance " + word.text() + "; it is left out of the group",
                        "Define it, or remove the line.");
            } else if (members.contains(word.text()) || byMember.containsKey(word.text())) {
                problems.add(
                        ProblemCode.DUPLICATE_NAME,
                        false,
                        word.place(),
                        "vrrp_instance " + word.text() + " is a member of a group already; it is left out of this one",
                        "An instance belongs to one group.");
            } else {
                members.add(word.text());
            }
        }
        return List.copyOf(members);
    }

    private static Notifications notifications(Section section, VrrpDefaults defaults) {
        return new Notifications(
                section.command("notify_master"),
                section.command("notify_backup"),
                section.command("notify_fault"),
                section.command("notify_stop"),
                Optional.empty(),
                false,
                Optional.empty(),
                section.command("notify"),
                section.toggle("notify_priority_changes", defaults.notifyPriorityChanges()),
                section.toggle("smtp_alert", defaults.mail()));
    }

    /** The instance without the weights that its group does not allow. */
    VrrpInstance adapt(VrrpInstance instance) {
        SyncGroup group = byMember.get(instance.name());
        if (group == null || group.memberWeights() || !hasWeights(instance.tracking())) {
            return instance;
        }
        Tracking old = instance.tracking();
        return instance.withTracking(new Tracking(
                old.ownInterface(),
                weightless(old.interfaces(), group),
                faulting(old.scripts(), group),
                weightless(old.files(), group),
                old.processes(),
                faulting(old.bfdInstances(), group)));
    }

    private static boolean hasWeights(Tracking tracking) {
        return anyWeight(tracking.interfaces())
                || anyWeight(tracking.scripts())
                || anyWeight(tracking.files())
                || anyWeight(tracking.bfdInstances());
    }

    private static boolean anyWeight(List<Tracked> list) {
        return list.stream().anyMatch(tracked -> !tracked.weight().faults());
    }

    /** What is tracked all the same, as something whose loss is a fault. */
    private List<Tracked> weightless(List<Tracked> list, SyncGroup group) {
        List<Tracked> kept = new ArrayList<>();
        for (Tracked tracked : list) {
            if (!tracked.weight().faults()) {
                problems.add(
                        ProblemCode.TRACKING_WITHOUT_EFFECT,
                        tracked.place(),
                        "the weight of " + tracked.name() + " is ignored, and its loss is a fault of the whole group:"
                                + " members of vrrp_sync_group " + group.name() + " have one priority",
                        "Remove the weight, or add sync_group_tracking_weight to the group.");
            }
            Weight weight = new Weight(0, tracked.weight().reversed());
            kept.add(new Tracked(tracked.name(), weight, tracked.place()));
        }
        return List.copyOf(kept);
    }

    private List<Tracked> faulting(List<Tracked> list, SyncGroup group) {
        List<Tracked> kept = new ArrayList<>();
        for (Tracked tracked : list) {
            if (tracked.weight().faults()) {
                kept.add(tracked);
            } else {
                problems.add(
                        ProblemCode.TRACKING_WITHOUT_EFFECT,
                        tracked.place(),
                        tracked.name() + " has a weight and is not tracked: members of vrrp_sync_group " + group.name()
                                + " have one priority",
                        "Track it in the group, use weight 0, or add sync_group_tracking_weight to the group.");
            }
        }
        return List.copyOf(kept);
    }
}
