package dev.vigil.daemon.track;

import dev.vigil.config.model.TrackProcess;
import java.util.List;

/** Whether a process is one of those that a {@code vrrp_track_process} means, as keepalived 2.2.7 was seen to decide. */
final class ProcessMatch {
    private ProcessMatch() {}

    static boolean matches(TrackProcess definition, ProcFiles.Seen seen) {
        List<String> wanted = definition.command();
        if (!definition.fullCommand()) {
            return seen.name().equals(wanted.getFirst());
        }
        List<String> actual = seen.arguments();
        if (actual.isEmpty() || !actual.getFirst().equals(wanted.getFirst())) {
            return false;
        }
        return switch (definition.match()) {
            case NONE -> true;
            case EXACT -> actual.equals(wanted);
            case PARTIAL ->
                actual.size() >= wanted.size()
                        && actual.subList(0, wanted.size()).equals(wanted);
            case INITIAL -> isInitial(wanted, actual);
        };
    }

    private static boolean isInitial(List<String> wanted, List<String> actual) {
        int last = wanted.size() - 1;
        if (last == 0) {
            return true;
        }
        return actual.size() > last
                && actual.subList(0, last).equals(wanted.subList(0, last))
                && actual.get(last).startsWith(wanted.get(last));
    }
}
