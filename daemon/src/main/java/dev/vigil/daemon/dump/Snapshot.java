package dev.vigil.daemon.dump;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Weight;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.track.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that the dumps are made of.
 *
 * @param takenEpochUs when, by the wall clock
 * @param takenNs the same moment on the monotonic clock
 * @param scripts what is known of tracked scripts
 * @param bfd the BFD sessions
 * @param observed what tracked files and processes are
 * @param staticAddresses those that are there
 */
record Snapshot(
        long takenEpochUs,
        long takenNs,
        Config config,
        List<InstanceDump> instances,
        List<StatusReport.Script> scripts,
        List<BfdDump> bfd,
        Observed observed,
        Set<VirtualAddress> staticAddresses) {
    /** A moment of the monotonic clock by the wall clock. */
    long epochUs(long atNs) {
        return takenEpochUs - Math.floorDiv(takenNs - atNs, Nanos.PER_US);
    }

    Optional<SyncGroup> group(InstanceDump instance) {
        return config.syncGroups().stream()
                .filter(group -> group.members().contains(instance.name()))
                .findFirst();
    }

    /** The state of a group: that of its members, or of the one that keeps the others from theirs. */
    State state(SyncGroup group) {
        List<State> members = instances.stream()
                .filter(instance -> group.members().contains(instance.name()))
                .map(InstanceDump::state)
                .toList();
        return List.of(State.FAULT, State.INIT, State.MASTER).stream()
                .filter(members::contains)
                .findFirst()
                .orElse(State.BACKUP);
    }

    /** How many members of a group are in a state. */
    long count(SyncGroup group, State state) {
        return instances.stream()
                .filter(instance -> instance.state() == state && group.members().contains(instance.name()))
                .count();
    }

    Optional<StatusReport.Script> script(String name) {
        return scripts.stream().filter(script -> script.name().equals(name)).findFirst();
    }

    /** The instances that track something, by themselves or for their group. */
    List<String> trackers(String name, Function<Tracking, List<Tracked>> kind) {
        Function<Tracking, Optional<Tracked>> find = tracking -> kind.apply(tracking).stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        List<String> trackers = new ArrayList<>();
        for (InstanceDump instance : instances) {
            find.apply(instance.config().tracking())
                    .or(() -> group(instance).flatMap(group -> find.apply(group.tracking())))
                    .ifPresent(one -> trackers.add(instance.name() + ", weight " + weight(one.weight())));
        }
        return trackers;
    }

    static String weight(Weight weight) {
        return weight.value() + (weight.reversed() ? " reverse" : "");
    }
}
