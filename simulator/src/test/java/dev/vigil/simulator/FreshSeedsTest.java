package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Other seeds each time, for as long as a unit test may take; {@code -Dvigil.seed=N} repeats a single one. */
class FreshSeedsTest {
    private static final long TIME_NS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void noSeedBreaksARule() throws IOException {
        Long only = Long.getLong("vigil.seed");
        if (only != null) {
            run(only);
            return;
        }
        long first = System.currentTimeMillis() * 1000;
        long endNs = System.nanoTime() + TIME_NS;
        long seed = first;
        double hours = 0;
        while (System.nanoTime() < endNs) {
            hours += run(seed++);
        }
        System.out.printf("simulator: seeds %d to %d, %.0f node-hours%n", first, seed - 1, hours);
    }

    private static double run(long seed) throws IOException {
        Scenario scenario = RandomScenario.of(seed);
        try {
            Simulation.Outcome _ = new Simulation(scenario, Witness.NONE).run();
        } catch (BrokenRule broken) {
            Finding finding = Finding.of(scenario, broken);
            Path file = Path.of("target", "simulator", "seed-" + seed + ".jsonl");
            finding.record(file);
            fail("%s%nrecorded in %s; repeat it with -Dvigil.seed=%d", finding.text(), file, seed);
        }
        return scenario.durationNs() / 3.6e12 * scenario.nodes().size();
    }
}
