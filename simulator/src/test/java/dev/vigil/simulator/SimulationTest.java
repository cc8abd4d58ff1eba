package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static Simulation.Outcome run(Scenario scenario) {
        return new Simulation(scenario, Witness.NONE).run();
    }

    @Test
    void oneSeedIsOneRunBitForBit() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(run(RandomScenario.of(seed))).as("seed %d", seed).isEqualTo(run(RandomScenario.of(seed)));
        }
    }

    @Test
    void everySeedIsAnotherRun() {
        Set<Long> digests = LongStream.rangeClosed(1, 20)
                .map(seed -> run(RandomScenario.of(seed)).digest())
                .boxed()
                .collect(Collectors.toSet());
        assertThat(digests).hasSize(20);
    }

    @Test
    void whoWatchesChangesNothing() {
        Witness curious = new Witness() {
            @Override
            public boolean wantsInputs() {
                return true;
            }
        };
        Scenario scenario = RandomScenario.of(7);
        assertThat(new Simulation(scenario, curious).run()).isEqualTo(run(scenario));
    }

    @Test
    void theChanceOfTheNetworkIsPartOfTheSeed() {
        Scenario scenario = RandomScenario.of(3);
        Scenario other = new Scenario(4, scenario.nodes(), scenario.steps(), scenario.durationNs(), true);
        assertThat(run(other).digest()).isNotEqualTo(run(scenario).digest());
    }
}
