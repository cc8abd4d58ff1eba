package dev.vigil.config.model;

import java.util.List;

/**
 * What exists while the daemon runs, whoever is master.
 *
 * @param trackGroups the instances that a lost static object puts into a fault
 */
public record Statics(
        List<VirtualAddress> addresses, List<Route> routes, List<Rule> rules, List<TrackGroup> trackGroups) {
    public static final Statics NONE = new Statics(List.of(), List.of(), List.of(), List.of());

    /** A {@code track_group} block. */
    public record TrackGroup(String name, List<String> instances, SourcePlace place) {}
}
