package dev.vigil.daemon.dump;

import dev.vigil.config.model.Statics;
import dev.vigil.config.model.VirtualAddress;
import java.util.List;
import java.util.Set;

/** What is there whoever is master, in the dump on SIGUSR1. */
final class StaticsText {
    private StaticsText() {}

    /** @param set the addresses that are there */
    static void write(Statics statics, Set<VirtualAddress> set, Lines lines) {
        section(
                "Static Addresses",
                statics.addresses().stream()
                        .map(address -> AddressText.of(address) + (set.contains(address) ? " set" : ""))
                        .toList(),
                lines);
        section("Static Routes", statics.routes().stream().map(RouteText::of).toList(), lines);
        section("Static Rules", statics.rules().stream().map(RuleText::of).toList(), lines);
        if (!statics.trackGroups().isEmpty()) {
            lines.section("Static Track groups");
            for (Statics.TrackGroup group : statics.trackGroups()) {
                lines.global("Static Track Group", group.name());
                lines.list("VRRP member instances :", group.instances());
            }
        }
    }

    private static void section(String title, List<String> entries, Lines lines) {
        if (!entries.isEmpty()) {
            lines.section(title);
            lines.entries(entries);
        }
    }
}
