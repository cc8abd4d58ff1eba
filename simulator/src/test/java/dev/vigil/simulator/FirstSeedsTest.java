package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The first seeds, the same each time, so that what fails here is what was changed; {@code ./run simulate} searches others.
 * {@code -Dvigil.seed=N} repeats a single one.
 */
class FirstSeedsTest {
    private static final long SEEDS = 600;
    private static final long TIME_MAX_NS = TimeUnit.MINUTES.toNanos(10);

    @Test
    void noSeedBreaksARule() throws IOException, InterruptedException {
        Long only = Long.getLong("vigil.seed");
        long first = only == null ? 1 : only;
        long seeds = only == null ? SEEDS : 1;
        Campaign campaign = new Campaign(new Campaign.Extent(first, seeds, 0, System.nanoTime() + TIME_MAX_NS));
        campaign.run(1);
        System.out.println("simulator: seeds " + first + " to " + (campaign.nextSeed() - 1) + ", "
                + campaign.figures().line());
        Optional<Finding> finding = campaign.finding();
        if (finding.isPresent()) {
            long seed = finding.get().seed();
            Path file = Path.of("target", "simulator", "seed-" + seed + ".jsonl");
            finding.get().record(file);
            fail(
                    "%s%nrecorded in %s; repeat it with -Dvigil.seed=%d",
                    finding.get().text(), file, seed);
        }
    }
}
