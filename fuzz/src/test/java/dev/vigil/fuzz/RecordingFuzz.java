package dev.vigil.fuzz;

import dev.vigil.recording.Replay;
import io.avaje.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recording that is replayed. The input is a file, one JSON object a line; lines that are refused are left out.
 *
 * <ul>
 *   <li>A line is replayed or refused with a {@link JsonException}; nothing else is thrown.
 *   <li>The replay is a function of the file.
 *   <li>A line leads to one step at most, and a step to a bounded number of actions.
 * </ul>
 */
public final class RecordingFuzz {
    private static final int ACTIONS_MAX = 16;

    private RecordingFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
        Property.equal(replay(lines), replay(lines), "the replay is a function of the file");
    }

    private static List<Replay.Step> replay(List<String> lines) {
        Replay replay = new Replay();
        List<Replay.Step> steps = new ArrayList<>();
        for (String line : lines) {
            Optional<Replay.Step> step;
            try {
                step = replay.line(line);
            } catch (JsonException refused) {
                continue;
            }
            step.ifPresent(each -> {
                Property.holds(each.did().size() <= ACTIONS_MAX, "an input leads to few actions: " + each);
                steps.add(each);
            });
        }
        steps.addAll(replay.finish());
        return steps;
    }
}
