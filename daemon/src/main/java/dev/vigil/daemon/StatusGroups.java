package dev.vigil.daemon;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sync groups of a {@link StatusReport}, as their members show them. */
final class StatusGroups {
    private StatusGroups() {}

    static List<StatusReport.Group> of(Config config, List<StatusReport.Instance> instances) {
        return config.syncGroups().stream().map(group -> of(group, instances)).toList();
    }

    private static StatusReport.Group of(SyncGroup group, List<StatusReport.Instance> instances) {
        List<StatusReport.Instance> members = instances.stream()
                .filter(instance -> group.members().contains(instance.name()))
                .toList();
        List<State> states = members.stream().map(StatusReport.Instance::state).toList();
        State state = List.of(State.FAULT, State.INIT, State.MASTER).stream()
                .filter(states::contains)
                .findFirst()
                .orElse(State.BACKUP);
        return new StatusReport.Group(group.name(), state, group.members(), trackers(group, members));
    }

    /** Every member has what its group tracks, so that the first one shows it. */
    private static List<StatusReport.Part> trackers(SyncGroup group, List<StatusReport.Instance> members) {
        Set<String> shared = new HashSet<>();
        add(shared, Track.Kind.INTERFACE, group.tracking().interfaces());
        add(shared, Track.Kind.SCRIPT, group.tracking().scripts());
        add(shared, Track.Kind.FILE, group.tracking().files());
        add(shared, Track.Kind.PROCESS, group.tracking().processes());
        add(shared, Track.Kind.BFD, group.tracking().bfdInstances());
        Optional<StatusReport.Instance> first = members.stream().findFirst();
        return first.map(member -> member.priority().parts().stream()
                        .filter(part -> shared.contains(key(part.kind(), part.name())))
                        .toList())
                .orElse(List.of());
    }

    private static void add(Set<String> shared, Track.Kind kind, List<Tracked> tracked) {
        tracked.forEach(each -> shared.add(key(kind.word(), each.name())));
    }

    private static String key(String kind, String name) {
        return kind + " " + name;
    }
}
