package dev.vigil.recording;

import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.VirtualRouter;
import io.avaje.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands the inputs of a recording to virtual routers of this program, line by line. It knows no file and no clock, and
 * whatever the lines are, each takes bounded room and time.
 */
public final class Replay {
    /** The longest line, in characters. */
    public static final int LINE_MAX = JsonLine.LENGTH_MAX;

    /** The most virtual routers of one recording. */
    static final int ROUTERS_MAX = 65_536;

    /**
     * What one line amounted to.
     *
     * @param atNs as in the recording
     * @param node the node, empty for a note
     * @param router the virtual router, empty for a note
     * @param input the input in words, or the note
     * @param did what the virtual router did, in order
     * @param state its state afterwards, if the line is an input
     * @param difference how this program differs from what was recorded
     */
    public record Step(
            long atNs,
            String node,
            String router,
            String input,
            List<String> did,
            Optional<State> state,
            Optional<String> difference) {
        /** Whether the line was one for people. */
        public boolean isNote() {
            return router.isEmpty();
        }
    }

    private record Subject(String node, String router) {}

    private final Map<Subject, Replayed> routers = new LinkedHashMap<>();
    private Optional<RecordingWriter.Taken> taken = Optional.empty();
    private boolean headed;
    private boolean complete;
    private long lines;
    private long inputs;
    private long transitions;
    private long beginNs = -1;
    private long lastNs;

    /** A replay before the first line. */
    public Replay() {}

    /**
     * Replays one line.
     *
     * @return what happened; empty for a header without a note, the end, and an output that is as recorded
     * @throws JsonException if the line is not one of a recording
     */
    public Optional<Step> line(String text) {
        JsonLine line = JsonLine.parse(text);
        if (complete) {
            throw new JsonException("the recording has ended before this line");
        }
        lines++;
        if (!headed) {
            return header(line);
        }
        if (line.has("lines_before")) {
            end(line.number("lines_before", 0, Long.MAX_VALUE));
            return Optional.empty();
        }
        lastNs = line.number("at_ns", 0, InputJson.TIME_MAX_NS);
        if (beginNs < 0) {
            beginNs = lastNs;
        }
        if (line.has("note")) {
            return Optional.of(note(line.text("note")));
        }
        return line.has("input") ? Optional.of(input(line)) : output(line);
    }

    private Optional<Step> header(JsonLine line) {
        int version = line.integer("vigil_recording", 0, Integer.MAX_VALUE);
        if (version != RecordingWriter.VERSION) {
            throw new JsonException(
                    "a recording of version " + version + "; this program reads version " + RecordingWriter.VERSION);
        }
        headed = true;
        if (line.has("taken_ns")) {
            taken = Optional.of(new RecordingWriter.Taken(
                    line.text("program"),
                    line.number("taken_ns", 0, InputJson.TIME_MAX_NS),
                    line.number("taken_epoch_ms", 0, InputJson.TIME_MAX_NS)));
        }
        return line.has("note") ? Optional.of(note(line.text("note"))) : Optional.empty();
    }

    private void end(long before) {
        if (before != lines - 1) {
            throw new JsonException("the recording has " + (lines - 1) + " lines instead of " + before);
        }
        complete = true;
    }

    private Step note(String note) {
        return new Step(lastNs, "", "", note, List.of(), Optional.empty(), Optional.empty());
    }

    private Step input(JsonLine line) {
        Subject subject = subject(line);
        RouterInput input = InputJson.read(line);
        Optional<String> difference = unmet(subject);
        inputs++;
        Replayed replayed;
        if (input instanceof RouterInput.Created created) {
            replayed = add(subject, new VirtualRouter(created.settings(), new Tracks(created.tracks())));
        } else if (input instanceof RouterInput.Restored restored) {
            replayed = add(subject, restored.snapshot().restore());
        } else {
            replayed = replayed(subject);
            replayed.take(input, lastNs);
        }
        return new Step(
                lastNs,
                subject.node,
                subject.router,
                InputText.of(input),
                replayed.did(),
                Optional.of(replayed.state()),
                difference);
    }

    private Replayed add(Subject subject, VirtualRouter router) {
        if (routers.size() == ROUTERS_MAX && !routers.containsKey(subject)) {
            throw new JsonException("more than " + ROUTERS_MAX + " virtual routers");
        }
        Replayed replayed = new Replayed(router);
        routers.put(subject, replayed);
        return replayed;
    }

    private static Subject subject(JsonLine line) {
        return new Subject(line.text("node"), line.text("router"));
    }

    private Replayed replayed(Subject subject) {
        Replayed replayed = routers.get(subject);
        if (replayed == null) {
            throw new JsonException(subject.router + " of " + subject.node + " was not created before this line");
        }
        return replayed;
    }

    /** A transition of this program that the recording has no line for. */
    private Optional<String> unmet(Subject subject) {
        Replayed replayed = routers.get(subject);
        if (replayed == null || replayed.transitions().isEmpty()) {
            return Optional.empty();
        }
        Replayed.Told more = replayed.transitions().remove();
        replayed.transitions().clear();
        return Optional.of("this program went " + more.text() + "; the recording does not");
    }

    private Optional<Step> output(JsonLine line) {
        if (!line.has("output") || !line.text("output").equals("transition")) {
            return Optional.empty();
        }
        Subject subject = subject(line);
        Replayed.Told recorded = new Replayed.Told(
                line.constant("from", State.class),
                line.constant("to", State.class),
                line.integer("priority", 0, InputJson.PRIORITY_MAX),
                line.texts("why"));
        Replayed.Told replayed = replayed(subject).transitions().poll();
        transitions++;
        if (recorded.equals(replayed)) {
            return Optional.empty();
        }
        String text = "the recording goes " + recorded.text() + "; this program "
                + (replayed == null ? "does not" : "goes " + replayed.text());
        return Optional.of(new Step(
                lastNs, subject.node, subject.router, "transition", List.of(), Optional.empty(), Optional.of(text)));
    }

    /** After the last line: transitions of this program that the recording has no line for. */
    public List<Step> finish() {
        List<Step> more = new ArrayList<>();
        for (Subject subject : routers.keySet()) {
            unmet(subject)
                    .ifPresent(text -> more.add(new Step(
                            lastNs,
                            subject.node,
                            subject.router,
                            "the end",
                            List.of(),
                            Optional.empty(),
                            Optional.of(text))));
        }
        return more;
    }

    // What is known of the recording so far

    /** When and by what it was made, if a daemon made it. */
    public Optional<RecordingWriter.Taken> taken() {
        return taken;
    }

    /** Whether the last line was the end, so that nothing is missing. */
    public boolean isComplete() {
        return complete;
    }

    /** The time of the first line after the header; 0 before that. */
    public long beginNs() {
        return Math.max(0, beginNs);
    }

    public long inputs() {
        return inputs;
    }

    /** The transitions of the recording. */
    public long transitions() {
        return transitions;
    }
}
