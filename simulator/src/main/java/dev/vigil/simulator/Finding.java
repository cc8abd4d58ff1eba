package dev.vigil.simulator;

import dev.vigil.recording.RecordingWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broken rule with what it takes to break it.
 *
 * @param smallest the scenario with nothing in it that is not needed
 * @param steps how many steps the original had
 */
public record Finding(long seed, Scenario smallest, int steps, BrokenRule broken) {
    /** Shrinks a scenario that breaks a rule. */
    public static Finding of(Scenario scenario, BrokenRule first) {
        Scenario smallest = Shrinker.shrink(scenario);
        return new Finding(
                scenario.seed(),
                smallest,
                scenario.steps().size(),
                Shrinker.breaks(smallest).orElse(first));
    }

    /** Everything that a person needs to begin with. */
    public String text() {
        StringBuilder text = new StringBuilder("seed " + seed + ": " + broken.text() + "\n");
        text.append("It takes ")
                .append(smallest.steps().size())
                .append(" of ")
                .append(steps)
                .append(" steps:\n");
        for (Step step : smallest.steps()) {
            text.append("  ")
                    .append(Times.text(step.atNs()))
                    .append("  ")
                    .append(step.action())
                    .append('\n');
        }
        return text.toString();
    }

    /** Writes what every virtual router was told, to be replayed step by step. */
    public void record(Path file) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            RecordingWriter writer = new RecordingWriter(out);
            writer.header("seed " + seed + ": " + broken.text());
            try {
                Simulation.Outcome _ = new Simulation(smallest, new RecordingWitness(smallest, writer)).run();
            } catch (BrokenRule again) {
                writer.note(again.atNs(), again.text());
            }
            writer.end();
        }
    }
}
