package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the loop does with its first idle moments: it plays take-overs until their code is compiled, since the first real one
 * comes after months and must be as quick as any. What arrives or is due ends a slice of it at once. Afterwards it plays just
 * before a real take-over alone.
 */
final class Practice {
    private final Machine machine;
    private final LongSupplier clock;
    private final List<Sample> samples;
    private final PracticePlan plan;
    private final List<Understudy> cast = new ArrayList<>();
    private @Nullable Machine nowhere;
    private int turn;

    Practice(Config config, Machine machine, LongSupplier clock) {
        this.machine = machine;
        this.clock = clock;
        Set<Sample> kinds = Sample.of(config);
        samples = List.copyOf(kinds);
        plan = new PracticePlan(samples.size(), clock.getAsLong());
    }

    boolean isTime(long nearestNs, long nowNs) {
        return plan.isTime(nearestNs, nowNs);
    }

    /** When to wake for it; NEVER for no reason. */
    long wakeNs(long nearestNs, long nowNs) {
        return plan.wakeNs(nearestNs, nowNs);
    }

    /**
     * Practises for a moment.
     *
     * @param arrived how much waits for the loop
     * @return that, after which the loop goes on
     */
    int slice(IntSupplier arrived) {
        boolean sound = false;
        try {
            int ready = playUntil(arrived);
            sound = true;
            return ready;
        } finally {
            if (!sound) {
                end();
            }
        }
    }

    /**
     * Plays shortly before a real take-over, once practice is over: after months of silence its code is compiled, but in no
     * cache of the processor any more.
     */
    void warmUp(long nowNs) {
        if (cast.isEmpty() || !plan.isToWarmUp(nowNs)) {
            return;
        }
        boolean sound = false;
        try {
            for (int play = 0; play < PracticePlan.WARM_UP_PLAYS; play++) {
                cast.get(turn).play();
            }
            turn = (turn + 1) % cast.size();
            plan.pause(clock.getAsLong());
            sound = true;
        } finally {
            if (!sound) {
                end();
            }
        }
    }

    private int playUntil(IntSupplier arrived) {
        long begunNs = clock.getAsLong();
        int ready = arrived.getAsInt();
        if (ready == 0 && nowhere == null) {
            open(begunNs);
        }
        while (ready == 0 && plan.goesOn(begunNs, clock.getAsLong())) {
            cast.get(turn).play();
            turn = (turn + 1) % cast.size();
            plan.played();
            ready = arrived.getAsInt();
        }
        plan.pause(clock.getAsLong());
        return ready;
    }

    private void open(long nowNs) {
        try {
            Machine opened = machine.nowhere();
            nowhere = opened;
            if (opened == null) {
                plan.end();
                return;
            }
            samples.forEach(sample -> cast.add(new Understudy(sample, opened, nowNs)));
        } catch (LinuxException refusal) {
            // Whoever cannot practise serves all the same.
            end();
        }
    }

    /** Gives everything back; nothing of it happens again. */
    void end() {
        plan.end();
        cast.forEach(Understudy::close);
        cast.clear();
        Machine opened = nowhere;
        nowhere = null;
        if (opened != null) {
            opened.close();
        }
    }
}
