package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the {@code vrrp_instance} blocks and keeps them apart. An instance is read as soon as everything that it tracks is
 * declared, so that its text need not be kept; the others wait for the end of the file.
 */
final class Instances {
    private record Identity(String interfaceName, Family family, int vrid) {}

    /** A block that waits, and its place among the instances. */
    private record Waiting(int index, Section section, VrrpDefaults defaults) {}

    private final Set<String> names = new HashSet<>();
    private final Map<Identity, VrrpInstance> byIdentity = new HashMap<>();
    private final List<Optional<VrrpInstance>> list = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Trackers trackers;
    private final Problems problems;

    Instances(Trackers trackers, Problems problems) {
        this.trackers = trackers;
        this.problems = problems;
    }

    /** Whether a block has been seen. */
    boolean any() {
        return !names.isEmpty();
    }

    void add(Section section, VrrpDefaults defaults) {
        if (!names.add(section.name())) {
            problems.add(
                    ProblemCode.DUPLICATE_NAME,
                    section.namePlace(),
                    "vrrp_instance " + section.name() + " is defined before; this block is left out",
                    "Give every instance a name of its own.");
        } else if (TrackingReader.isComplete(section, trackers)) {
            list.add(read(section, defaults));
        } else {
            waiting.add(new Waiting(list.size(), section, defaults));
            list.add(Optional.empty());
        }
    }

    /** All instances in the order of the file. */
    List<VrrpInstance> finish() {
        for (Waiting late : waiting) {
            list.set(late.index(), read(late.section(), late.defaults()));
        }
        List<VrrpInstance> instances = new ArrayList<>(list.size());
        for (Optional<VrrpInstance> instance : list) {
            instance.ifPresent(instances::add);
        }
        return instances;
    }

    private Optional<VrrpInstance> read(Section section, VrrpDefaults defaults) {
        Optional<VrrpInstance> instance = new InstanceReader(section, defaults, trackers, problems).read();
        instance.ifPresent(read -> checkVrid(section, read));
        return instance;
    }

    private void checkVrid(Section section, VrrpInstance instance) {
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
    }
}
