package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code vrrp_instance} blocks and keeps them apart. */
final class Instances {
    private record Identity(String interfaceName, Family family, int vrid) {}

    private final Map<String, VrrpInstance> byName = new HashMap<>();
    private final Map<Identity, VrrpInstance> byIdentity = new HashMap<>();
    private final List<VrrpInstance> list = new ArrayList<>();
    private final Scripts scripts;
    private final Problems problems;
    private boolean any;

    Instances(Scripts scripts, Problems problems) {
        this.scripts = scripts;
        this.problems = problems;
    }

    /** Whether a block has been seen. */
    boolean any() {
        return any;
    }

    List<VrrpInstance> list() {
        return List.copyOf(list);
    }

    void read(Section section, VrrpDefaults defaults) {
        any = true;
        VrrpInstance known = byName.get(section.name());
        if (known != null) {
            problems.add(
                    ProblemCode.DUPLICATE_NAME,
                    section.namePlace(),
                    "vrrp_instance " + section.name() + " is defined before, at " + known.place()
                            + "; this block is left out",
                    "Give every instance a name of its own.");
            return;
        }
        Optional<VrrpInstance> instance = new InstanceReader(section, defaults, scripts, problems).read();
        instance.ifPresent(read -> add(section, read));
    }

    private void add(Section section, VrrpInstance instance) {
        Identity identity = new Identity(instance.transport().interfaceName(), instance.family(), instance.vrid());
        VrrpInstance twin = byIdentity.putIfAbsent(identity, instance);
        if (twin != null) {
            problems.add(
                    ProblemCode.DUPLICATE_VRID,
                    section.last("virtual_router_id").orElseThrow().argumentPlace(),
                    "VRID " + instance.vrid() + " is used by vrrp_instance " + twin.name()
                            + " on the same interface, at " + twin.place(),
                    "Every virtual router of an interface and family needs a VRID of its own.");
        }
        byName.put(instance.name(), instance);
        list.add(instance);
    }
}
