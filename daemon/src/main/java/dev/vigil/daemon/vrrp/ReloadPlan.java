package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a new configuration changes, by the names of the instances. */
public record ReloadPlan(List<String> added, List<String> removed, List<String> changed, List<String> unchanged) {

    /** What makes two instances the same virtual router on the same segment, so that one continues the other. */
    record Identity(String name, int vrid, Family family, int version, String interfaceName) {
        static Identity of(VrrpInstance instance) {
            return new Identity(
                    instance.name(),
                    instance.vrid(),
                    instance.family(),
                    instance.election().version(),
                    instance.transport().interfaceName());
        }
    }

    /** Compares two configurations. */
    public static ReloadPlan between(Config old, Config next) {
        Map<Identity, VrrpInstance> before = new LinkedHashMap<>();
        old.instances().forEach(instance -> before.put(Identity.of(instance), instance));
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (VrrpInstance instance : next.instances()) {
            VrrpInstance continued = before.remove(Identity.of(instance));
            if (continued == null) {
                added.add(instance.name());
            } else if (isEqual(continued, instance)) {
                unchanged.add(instance.name());
            } else {
                changed.add(instance.name());
            }
        }
        List<String> removed = before.values().stream().map(VrrpInstance::name).toList();
        return new ReloadPlan(List.copyOf(added), removed, List.copyOf(changed), List.copyOf(unchanged));
    }

    /** What changes, in one line for people. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        tell("added", added, parts);
        tell("removed", removed, parts);
        tell("changed", changed, parts);
        parts.add(unchanged.size() + " unchanged");
        return String.join("; ", parts);
    }

    private static void tell(String what, List<String> names, List<String> parts) {
        if (!names.isEmpty()) {
            parts.add(what + " " + String.join(", ", names));
        }
    }

    /** Equal but for the places in the file. */
    private static boolean isEqual(VrrpInstance one, VrrpInstance other) {
        return one.election().equals(other.election())
                && one.accept() == other.accept()
                && one.transport().equals(other.transport())
                && one.garp().equals(other.garp())
                && withoutPlaces(one).equals(withoutPlaces(other));
    }

    private static List<Object> withoutPlaces(VrrpInstance instance) {
        List<Object> facts = new ArrayList<>();
        instance.addresses().forEach(address -> facts.add(address.withoutPlace()));
        facts.add("excluded");
        instance.excludedAddresses().forEach(address -> facts.add(address.withoutPlace()));
        facts.add(instance.tracking().ownInterface());
        instance.tracking().interfaces().forEach(tracked -> facts.add(List.of(tracked.name(), tracked.weight())));
        facts.add("scripts");
        instance.tracking().scripts().forEach(tracked -> facts.add(List.of(tracked.name(), tracked.weight())));
        facts.add(instance.notifications().withoutPlaces());
        return facts;
    }
}
