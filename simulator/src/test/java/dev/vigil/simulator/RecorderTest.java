package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.recording.Excerpt;
import dev.vigil.recording.Recorder;
import dev.vigil.recording.Replay;
import dev.vigil.recording.RouterInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Recorders with small rings, one for each node of random clusters: what they tell is replayed without a difference. */
class RecorderTest {
    private static final long SEEDS = 20;
    private static final int ENTRIES = 200;

    /** One node's process: its recorder and its virtual routers. */
    private static final class NodeProcess {
        final Recorder recorder = new Recorder(ENTRIES);
        final Map<String, Mirror> mirrors = new HashMap<>();
    }

    /** Feeds the mirrors, and cuts and replays at random. */
    private static final class Audience implements Witness {
        final RandomGenerator chance;
        final Map<Integer, NodeProcess> processes = new HashMap<>();
        long replayed;
        long transitions;

        Audience(long seed) {
            chance = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        }

        @Override
        public boolean wantsInputs() {
            return true;
        }

        @Override
        public void input(long nowNs, int node, String router, RouterInput input) {
            NodeProcess process = processes.computeIfAbsent(node, _ -> new NodeProcess());
            if (input instanceof RouterInput.Created created) {
                if (process.mirrors.containsKey(router)) {
                    process = new NodeProcess();
                    processes.put(node, process);
                }
                process.mirrors.put(router, new Mirror(created, process.recorder, nowNs));
                return;
            }
            Mirror mirror = process.mirrors.get(router);
            assertThat(mirror).isNotNull();
            if (mirror != null) {
                if (chance.nextInt(50) == 0) {
                    mirror.cut();
                }
                mirror.take(input, nowNs);
            }
            if (chance.nextInt(200) == 0) {
                replay(process.recorder);
            }
        }

        private void replay(Recorder recorder) {
            Replay replay = new Replay();
            List<Replay.Step> steps = new ArrayList<>();
            for (String line : lines(recorder)) {
                replay.line(line).ifPresent(steps::add);
            }
            steps.addAll(replay.finish());
            assertThat(steps).allMatch(step -> step.difference().isEmpty());
            assertThat(steps).flatExtracting(Replay.Step::did).noneMatch(did -> did.startsWith("break"));
            assertThat(replay.isComplete()).isTrue();
            replayed++;
            transitions += replay.transitions();
        }
    }

    private static List<String> lines(Recorder recorder) {
        StringBuilder text = new StringBuilder();
        recorder.excerpt(1).write(new Excerpt.Label("node", "a test", "vigil", 2), text);
        return text.toString().lines().toList();
    }

    @Test
    void whatARecorderTellsIsReplayedFromAnyMomentWithoutADifference() {
        long replayed = 0;
        long transitions = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Audience audience = new Audience(seed);
            try {
                Simulation.Outcome _ = new Simulation(RandomScenario.of(seed), audience).run();
                audience.processes.values().forEach(process -> audience.replay(process.recorder));
            } catch (AssertionError difference) {
                throw new AssertionError("seed " + seed, difference);
            }
            replayed += audience.replayed;
            transitions += audience.transitions;
        }
        assertThat(replayed).isGreaterThan(10 * SEEDS);
        assertThat(transitions).isGreaterThan(10 * SEEDS);
    }
}
