package dev.vigil.daemon.track;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds what has become of processes by looking at /proc now and then: those that are tracked and those that are new at
 * each round, the others, which seldom become another program, in turn.
 */
final class ProcessPolling {
    /** How many rounds a process counts as new. */
    private static final int NEW_ROUNDS = 3;

    /** After so many rounds every process was looked at. */
    private static final int ROUNDS_OF_ALL = 16;

    private final ProcFiles files;
    private Map<Integer, Integer> ages = new HashMap<>();
    private int round;

    ProcessPolling(ProcFiles files) {
        this.files = files;
    }

    void round(ProcessTable table) {
        round++;
        Map<Integer, Integer> next = new HashMap<>();
        Set<Integer> living = new HashSet<>();
        for (int process : files.all()) {
            int age = ages.getOrDefault(process, 0);
            boolean turn = (process + round) % ROUNDS_OF_ALL == 0;
            if (age < NEW_ROUNDS || turn || table.isMatching(process)) {
                table.look(process);
            }
            next.put(process, Math.min(age + 1, NEW_ROUNDS));
            living.add(process);
        }
        ages = next;
        table.keepOnly(living);
    }
}
