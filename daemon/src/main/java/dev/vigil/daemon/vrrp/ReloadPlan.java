package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a new configuration changes, by the names of the instances. */
public record ReloadPlan(List<String> added, List<String> removed, List<String> changed, List<String> unchanged) {

    /** Compares two configurations. */
    public static ReloadPlan between(Config old, Config next) {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (VrrpInstance instance : next.instances()) {
            Optional<VrrpInstance> before = same(old, instance);
            if (before.isEmpty()) {
                added.add(instance.name());
            } else if (isEqual(before.get(), instance)) {
                unchanged.add(instance.name());
            } else {
                changed.add(instance.name());
            }
        }
        for (VrrpInstance instance : old.instances()) {
            if (same(next, instance).isEmpty()) {
                removed.add(instance.name());
            }
        }
        return new ReloadPlan(List.copyOf(added), List.copyOf(removed), List.copyOf(changed), List.copyOf(unchanged));
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

    /** The instance of a configuration that continues another one: the same virtual router on the same segment. */
    static Optional<VrrpInstance> same(Config config, VrrpInstance instance) {
        return config.instances().stream()
                .filter(other -> isSameRouter(instance, other))
                .findFirst();
    }

    static boolean isSameRouter(VrrpInstance one, VrrpInstance other) {
        return one.name().equals(other.name())
                && one.vrid() == other.vrid()
                && one.family() == other.family()
                && one.election().version() == other.election().version()
                && one.transport().interfaceName().equals(other.transport().interfaceName());
    }

    /** Equal but for the places in the file. */
    private static boolean isEqual(VrrpInstance one, VrrpInstance other) {
        return one.election().equals(other.election())
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
