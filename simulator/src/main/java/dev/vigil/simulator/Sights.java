package dev.vigil.simulator;

import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tracked files, processes and BFD sessions of one node, as they are now; sessions are always up. */
final class Sights {
    private static final String SEEN = "seen";

    /** So long after the start of the daemon all of them were looked at for the first time. */
    private static final long FIRST_LOOK_NS = 2_000_000L;

    private final Simulation simulation;
    private final Node node;
    private final Map<String, Integer> files = new TreeMap<>();
    private final Map<String, Boolean> processes = new TreeMap<>();
    private final Set<String> sessions = new TreeSet<>();

    Sights(Simulation simulation, Node node) {
        this.simulation = simulation;
        this.node = node;
        for (MemberPlan member : node.plan().members()) {
            for (Track track : member.tracks()) {
                if (track.kind() == Track.Kind.FILE) {
                    files.put(track.name(), 0);
                } else if (track.kind() == Track.Kind.PROCESS) {
                    processes.put(track.name(), true);
                } else if (track.kind() == Track.Kind.BFD) {
                    sessions.add(track.name());
                }
            }
        }
    }

    /** The daemon has started. */
    void begin() {
        int incarnation = node.incarnation();
        if (!files.isEmpty() || !processes.isEmpty() || !sessions.isEmpty()) {
            simulation.agenda.happen(simulation.nowNs() + FIRST_LOOK_NS, () -> {
                if (node.incarnation() == incarnation) {
                    tellAgain();
                }
            });
        }
    }

    void file(String name, int value) {
        files.put(name, value);
        node.tell(member -> member.read(name, value, SEEN));
    }

    void process(String name, boolean running) {
        processes.put(name, running);
        tellProcess(name, running);
    }

    private void tellProcess(String name, boolean running) {
        Condition condition = running ? Condition.UP : Condition.DOWN;
        node.tell(member -> member.count(name, condition, SEEN));
    }

    void tellAgain() {
        files.forEach((name, value) -> node.tell(member -> member.read(name, value, SEEN)));
        processes.forEach(this::tellProcess);
        for (String name : sessions) {
            node.tell(member -> member.turn(() -> member.placed().onBfd(name, Condition.UP, SEEN, member.nowNs())));
        }
    }
}
