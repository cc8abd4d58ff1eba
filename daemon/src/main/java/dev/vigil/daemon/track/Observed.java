package dev.vigil.daemon.track;

import java.util.Map;
import java.util.Optional;

/**
 * What tracked files and processes were when they were looked at last.
 *
 * @param files the number in each, by the names of the blocks
 * @param processes by the names of the blocks
 */
public record Observed(Map<String, Integer> files, Map<String, Count> processes) {
    public static final Observed NOTHING = new Observed(Map.of(), Map.of());

    /**
     * The processes of one block.
     *
     * @param enough whether they count as enough, and not too many
     * @param changing whether they are otherwise by now, which does not count yet
     */
    public record Count(int running, boolean enough, boolean changing) {
        static final Count NONE = new Count(0, false, false);

        /** Whether there are enough again, for less than the time after which that counts. */
        public boolean gaining() {
            return changing && !enough;
        }

        /** The same of too few, or too many. */
        public boolean losing() {
            return changing && enough;
        }
    }

    public int file(String name) {
        return files.getOrDefault(name, 0);
    }

    public Count processes(String name) {
        return Optional.ofNullable(processes.get(name)).orElse(Count.NONE);
    }
}
