package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the {@code vrrp_instance} blocks and keeps them apart. An instance is read as soon as everything that it tracks is
 * declared, so that its text need not be kept; the others wait for the end of the file.
 */
final class Instances {
    private record Identity(String interfaceName, Family family, int vrid) {}

    /** A block that waits, and its place among the instances. */
    private record Waiting(int index, Section section, VrrpDefaults defaults) {}

    /** The instance that has an address. */
    private record Holder(String instance, String interfaceName, SourcePlace place) {}

    private final Map<IpAddress, Holder> holders = new HashMap<>();
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
        instance.ifPresent(this::checkAddresses);
        return instance;
    }

    /** Two instances with one address: whichever lets it go takes it from the other, or both answer for it. */
    private void checkAddresses(VrrpInstance instance) {
        Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .forEach(address -> {
                    Holder holder = new Holder(instance.name(), address.interfaceName(), address.place());
                    Holder other = holders.putIfAbsent(address.address(), holder);
                    boolean everywhere = address.address().isLinkLocal();
                    if (other != null
                            && !other.instance().equals(instance.name())
                            && (!everywhere || other.interfaceName().equals(address.interfaceName()))) {
                        problems.add(
                                ProblemCode.DUPLICATE_ADDRESS,
                                address.place(),
                                address.address() + " is an address of vrrp_instance " + other.instance()
                                        + " too, at " + other.place()
                                        + ": two masters can have it at once, and one takes"
                                        + " it from the other",
                                "Give each address to one instance.");
                    }
                });
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
