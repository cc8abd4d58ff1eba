package dev.vigil.daemon;

import dev.vigil.daemon.control.RequestRefused;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the VRRP loop for what it has of each instance, few at a time, so that what is due between two questions is done in
 * time.
 */
public final class Slices {
    /** What the loop shows in one turn: a few milliseconds of work even where nothing of it is warm. */
    static final int INSTANCES_MAX = 64;

    /** How often it may begin again because another configuration came into force meanwhile. */
    static final int ATTEMPTS = 5;

    /**
     * What was asked for of some instances, one after the other.
     *
     * @param adoptions while that stays, the instances that follow belong to these
     * @param total how many instances there are
     */
    public record Slice<T>(long adoptions, int total, List<T> list) {}

    /** The loop. */
    public interface Source<T> {
        Slice<T> slice(int from, int countMax) throws RequestRefused;
    }

    private Slices() {}

    /** That of all instances of one configuration. */
    public static <T> List<T> all(Source<T> source) throws RequestRefused {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Slice<T> first = source.slice(0, INSTANCES_MAX);
            List<T> all = new ArrayList<>(first.list());
            boolean same = true;
            while (same && all.size() < first.total()) {
                Slice<T> next = source.slice(all.size(), INSTANCES_MAX);
                same = next.adoptions() == first.adoptions();
                all.addAll(next.list());
            }
            if (same) {
                return all;
            }
        }
        throw new RequestRefused(
                RequestRefused.Code.NOT_NOW, "the configuration keeps changing; look at `vigil status` later");
    }
}
