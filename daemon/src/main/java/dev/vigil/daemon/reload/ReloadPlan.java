package dev.vigil.daemon.reload;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.track.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How the configuration in force becomes another one. It compares what the core would be given, not the text. Every end
 * comes before the first beginning: two instances may have exchanged their VRIDs.
 *
 * @param inForce the configuration of the instances that run
 * @param steps one for each instance, in the order of the new configuration; at the end those that are removed
 * @param globals what changes beside the instances
 * @param later what differs and has no effect before the next start
 * @param forgotten tracked objects of which what was seen says nothing: they are gone or new, or others have their name
 */
public record ReloadPlan(
        Config inForce,
        Config next,
        List<Step> steps,
        List<ValueChange> globals,
        List<ValueChange> later,
        Set<Track.Id> forgotten) {
    public ReloadPlan {
        steps = List.copyOf(steps);
        globals = List.copyOf(globals);
        later = List.copyOf(later);
        forgotten = Set.copyOf(forgotten);
    }

    /** What makes two instances the same virtual router on the same segment, so that one continues the other. */
    public record Identity(String name, int vrid, Family family, int version, String interfaceName) {
        public static Identity of(VrrpInstance instance) {
            return new Identity(
                    instance.name(),
                    instance.vrid(),
                    instance.family(),
                    instance.election().version(),
                    instance.transport().interfaceName());
        }
    }

    /** What other nodes see of an instance: it is replaced where only its name is another one. */
    private record OnTheWire(int vrid, Family family, String interfaceName) {
        static OnTheWire of(VrrpInstance instance) {
            return new OnTheWire(
                    instance.vrid(), instance.family(), instance.transport().interfaceName());
        }
    }

    /** Compares two configurations. */
    public static ReloadPlan between(Config inForce, Config next) {
        Set<VrrpInstance> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(inForce.instances());
        IdentityHashMap<VrrpInstance, VrrpInstance> origins = origins(inForce, next, left);
        // What an instance is comes from its block, its group, the scripts, the packet filter and what holds for all
        // interfaces; nothing of a file that has not changed
        // differs.
        boolean sameAround = inForce.syncGroups().equals(next.syncGroups())
                && inForce.scripts().equals(next.scripts())
                && inForce.links().equals(next.links())
                && inForce.statics().equals(next.statics())
                && inForce.global().firewall().equals(next.global().firewall())
                && inForce.global().interfaces().equals(next.global().interfaces());
        List<Step> steps = new ArrayList<>();
        for (VrrpInstance instance : next.instances()) {
            VrrpInstance old = origins.get(instance);
            if (old == null) {
                steps.add(new Step.Add(instance));
            } else if (sameAround && old.equals(instance)) {
                steps.add(new Step.Keep(old, instance));
            } else {
                steps.add(step(old, inForce, instance, next));
            }
        }
        inForce.instances().stream().filter(left::contains).forEach(old -> steps.add(new Step.Remove(old)));
        return new ReloadPlan(
                inForce,
                next,
                steps,
                GlobalValues.changes(inForce, next),
                GlobalValues.changesLater(inForce, next),
                Forgotten.between(inForce, next));
    }

    /** Which old instance each new one comes from: the same one, or one of its name, or one with its VRID. */
    private static IdentityHashMap<VrrpInstance, VrrpInstance> origins(
            Config inForce, Config next, Set<VrrpInstance> left) {
        IdentityHashMap<VrrpInstance, VrrpInstance> origins = new IdentityHashMap<>();
        List<Function<VrrpInstance, Object>> keys = List.of(Identity::of, VrrpInstance::name, OnTheWire::of);
        for (Function<VrrpInstance, Object> key : keys) {
            Map<Object, VrrpInstance> byKey = new HashMap<>();
            inForce.instances().stream()
                    .filter(left::contains)
                    .forEach(instance -> byKey.putIfAbsent(key.apply(instance), instance));
            for (VrrpInstance instance : next.instances()) {
                VrrpInstance found = origins.containsKey(instance) ? null : byKey.remove(key.apply(instance));
                if (found != null) {
                    origins.put(instance, found);
                    left.remove(found);
                }
            }
        }
        return origins;
    }

    private static Step step(VrrpInstance old, Config inForce, VrrpInstance instance, Config next) {
        boolean continues = Identity.of(old).equals(Identity.of(instance));
        if (continues && Assemble.whole(old, inForce).equals(Assemble.whole(instance, next))) {
            return new Step.Keep(old, instance);
        }
        List<ValueChange> changes =
                InstanceValues.changes(InstanceValues.of(old, inForce), InstanceValues.of(instance, next));
        if (changes.isEmpty()) {
            // Advertisements list the addresses in their order, so that one counts, too.
            changes = List.of(ValueChange.secret("the order of a list"));
        }
        return continues
                ? new Step.Change(old, instance, changes)
                : new Step.Replace(old, instance, changes, Cost.away(instance));
    }

    /** The names of instances with which that is done. */
    public List<String> names(Class<? extends Step> kind) {
        return steps.stream().filter(kind::isInstance).map(Step::name).toList();
    }

    /** What changes, in one line for people. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        list("added", names(Step.Add.class), parts);
        list("removed", names(Step.Remove.class), parts);
        list("replaced", names(Step.Replace.class), parts);
        list("changed", names(Step.Change.class), parts);
        parts.add(names(Step.Keep.class).size() + " unchanged");
        return String.join("; ", parts);
    }

    private static void list(String what, List<String> names, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(what + " " + String.join(", ", names));
        }
    }
}
