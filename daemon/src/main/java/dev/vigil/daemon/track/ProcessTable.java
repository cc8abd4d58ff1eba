package dev.vigil.daemon.track;

import dev.vigil.config.model.TrackProcess;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which processes are those that somebody tracks. It notes events and looks at a process only when it has become another
 * one and still lives: a process that comes and goes between two looks costs nothing.
 */
final class ProcessTable {
    private final ProcFiles files;
    private final List<TrackProcess> definitions;
    private final boolean withArguments;

    /** The processes that match any definition, with the numbers of those. */
    private final Map<Integer, BitSet> matching = new HashMap<>();

    private final Set<Integer> pending = new LinkedHashSet<>();
    private final int[] counts;

    ProcessTable(ProcFiles files, List<TrackProcess> definitions) {
        this.files = files;
        this.definitions = definitions;
        withArguments = definitions.stream().anyMatch(TrackProcess::fullCommand);
        counts = new int[definitions.size()];
    }

    int count(int definition) {
        return counts[definition];
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    // Events

    void forked(int parent, int child) {
        BitSet same = matching.get(parent);
        if (pending.contains(parent)) {
            pending.add(child);
        } else if (same != null) {
            // Until it becomes another program, a child is what its parent is.
            set(child, same);
        }
    }

    void changed(int process) {
        pending.add(process);
    }

    void exited(int process) {
        pending.remove(process);
        set(process, new BitSet());
    }

    // Looks

    /** Looks at processes that have changed, so many at most. */
    void lookAtPending(int countMax) {
        List<Integer> some = pending.stream().limit(countMax).toList();
        some.forEach(pending::remove);
        some.forEach(this::look);
    }

    /** Looks at everything. */
    void lookAtAll() {
        pending.clear();
        Set<Integer> living = new LinkedHashSet<>();
        for (int process : files.all()) {
            living.add(process);
            look(process);
        }
        keepOnly(living);
    }

    /** Forgets processes that are not among those. */
    void keepOnly(Set<Integer> living) {
        for (int process : List.copyOf(matching.keySet())) {
            if (!living.contains(process)) {
                exited(process);
            }
        }
    }

    boolean isMatching(int process) {
        return matching.containsKey(process);
    }

    void look(int process) {
        Optional<ProcFiles.Seen> seen = files.look(process, withArguments);
        BitSet matches = new BitSet();
        for (int index = 0; seen.isPresent() && index < definitions.size(); index++) {
            matches.set(index, ProcessMatch.matches(definitions.get(index), seen.get()));
        }
        set(process, matches);
    }

    private void set(int process, BitSet matches) {
        BitSet before = matches.isEmpty() ? matching.remove(process) : matching.put(process, matches);
        if (before != null) {
            before.stream().forEach(index -> counts[index]--);
        }
        matches.stream().forEach(index -> counts[index]++);
    }
}
