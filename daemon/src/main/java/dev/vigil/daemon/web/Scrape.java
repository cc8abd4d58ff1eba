package dev.vigil.daemon.web;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.watch.Histogram;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What metrics are made of.
 *
 * @param lateness how late the VRRP loop did what was due
 * @param excluded for each instance the addresses that its advertisements leave out, as the report writes them
 */
record Scrape(StatusReport report, Map<String, Set<String>> excluded, Histogram.Counts lateness) {
    static Scrape of(StatusReport report, Config config, Histogram.Counts lateness) {
        Map<String, Set<String>> excluded = new HashMap<>();
        for (VrrpInstance instance : config.instances()) {
            Set<String> texts = new HashSet<>();
            for (VirtualAddress address : instance.excludedAddresses()) {
                texts.add(address.address() + "/" + address.prefixLength());
            }
            excluded.put(instance.name(), texts);
        }
        return new Scrape(report, excluded, lateness);
    }

    List<StatusReport.Instance> instances() {
        return report.instances();
    }

    boolean isExcluded(StatusReport.Instance instance, StatusReport.Address address) {
        return excluded.getOrDefault(instance.name(), Set.of()).contains(address.text());
    }
}
