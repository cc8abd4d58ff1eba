package dev.vigil.daemon;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.Rule;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Statics;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a configuration names interfaces that this machine does not have, unless it says that they may come later. */
final class MissingInterfaces {
    private final Set<String> present;
    private final List<Problem> found = new ArrayList<>();

    private MissingInterfaces(Set<String> present) {
        this.present = present;
    }

    static List<Problem> of(Config config, Set<String> present) {
        if (config.global().interfaces().dynamic()) {
            return List.of();
        }
        Set<String> there = new HashSet<>(present);
        VirtualLinks.of(config).forEach(link -> there.add(link.name()));
        MissingInterfaces missing = new MissingInterfaces(there);
        config.instances().forEach(missing::look);
        config.syncGroups().forEach(group -> missing.tracked(group.tracking().interfaces()));
        missing.look(config.statics());
        return missing.found;
    }

    private void look(Statics statics) {
        statics.addresses().forEach(address -> look(address.interfaceName(), address.place()));
        statics.routes().forEach(route -> route.hop().interfaceName().ifPresent(name -> look(name, route.place())));
        for (Rule rule : statics.rules()) {
            rule.selector().inputInterface().ifPresent(name -> look(name, rule.place()));
            rule.selector().outputInterface().ifPresent(name -> look(name, rule.place()));
        }
    }

    private void look(VrrpInstance instance) {
        String own = instance.transport().interfaceName();
        look(own, instance.place());
        tracked(instance.tracking().interfaces());
        for (List<VirtualAddress> list : List.of(instance.addresses(), instance.excludedAddresses())) {
            list.stream()
                    .filter(address -> !address.interfaceName().equals(own))
                    .forEach(address -> look(address.interfaceName(), address.place()));
        }
    }

    private void tracked(List<Tracked> interfaces) {
        interfaces.forEach(each -> look(each.name(), each.place()));
    }

    private void look(String name, SourcePlace place) {
        if (!name.isEmpty() && !present.contains(name)) {
            found.add(new Problem(
                    Severity.ERROR,
                    Readiness.INTERFACE_MISSING,
                    place,
                    "this machine has no interface " + name,
                    Optional.of("Correct the name (ip link lists them), or create the interface first.")));
        }
    }
}
