package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Tracks;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import io.avaje.json.JsonException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands the inputs of a recording to virtual routers of this program, line by line. */
public final class Replay {
    /**
     * What one line amounted to.
     *
     * @param atNs as in the recording
     * @param subject node and router, or empty
     * @param input the input, or the note
     * @param did what the virtual router did, in order
     * @param state its state afterwards, if the line is an input
     * @param difference how this program differs from what was recorded
     */
    public record Step(
            long atNs,
            String subject,
            String input,
            List<String> did,
            Optional<State> state,
            Optional<String> difference) {}

    private record Expected(State from, State to) {}

    private static final class Replayed implements Effects {
        final VirtualRouter router;
        final Deque<Expected> transitions = new ArrayDeque<>();
        List<String> did = new ArrayList<>();

        Replayed(VirtualRouter router) {
            this.router = router;
        }

        @Override
        public void sendAdvertisement(int priority) {
            did.add("advertise priority " + priority);
        }

        @Override
        public void addAddresses() {
            did.add("add addresses");
        }

        @Override
        public void removeAddresses() {
            did.add("remove addresses");
        }

        @Override
        public void announceAddresses(int rounds) {
            did.add("announce addresses " + rounds + " times");
        }

        @Override
        public void reportTransition(Transition transition) {
            transitions.add(new Expected(transition.from(), transition.to()));
            List<String> why = transition.why().stream().map(Cause::text).toList();
            did.add(transition.from() + " to " + transition.to() + ": " + String.join(", because ", why));
        }

        @Override
        public void reportPriority(int from, int to, State state, Cause why) {
            did.add("priority " + from + " to " + to + ": " + why.text());
        }

        @Override
        public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
            did.add("notice " + other + " with lower priority " + theirPriority);
        }
    }

    private final Map<String, Replayed> routers = new HashMap<>();

    /** A replay before the first line. */
    public Replay() {}

    /**
     * Replays one line.
     *
     * @return what happened; empty for the header, and for an output that is as recorded
     * @throws JsonException if the line is not one of a recording
     */
    public Optional<Step> line(String text) {
        JsonLine line = JsonLine.parse(text);
        if (line.has("vigil_recording")) {
            if (line.integer("vigil_recording") != RecordingWriter.VERSION) {
                throw new JsonException("a recording of version " + line.integer("vigil_recording")
                        + "; this program reads version " + RecordingWriter.VERSION);
            }
            return line.has("note") ? Optional.of(note(0, line.text("note"))) : Optional.empty();
        }
        if (line.has("note")) {
            return Optional.of(note(line.number("at_ns"), line.text("note")));
        }
        return line.has("input") ? Optional.of(input(line)) : output(line);
    }

    private static Step note(long atNs, String note) {
        return new Step(atNs, "", note, List.of(), Optional.empty(), Optional.empty());
    }

    private Step input(JsonLine line) {
        String subject = line.text("node") + " " + line.text("router");
        long atNs = line.number("at_ns");
        RouterInput input = InputJson.read(line);
        Optional<String> difference = unmet(subject);
        Replayed replayed;
        if (input instanceof RouterInput.Created created) {
            replayed = new Replayed(new VirtualRouter(created.settings(), new Tracks(created.tracks())));
            routers.put(subject, replayed);
        } else {
            replayed = replayed(subject);
            replayed.did = new ArrayList<>();
            input.apply(replayed.router, atNs, replayed);
        }
        return new Step(
                atNs, subject, input.toString(), replayed.did, Optional.of(replayed.router.state()), difference);
    }

    private Replayed replayed(String subject) {
        Replayed replayed = routers.get(subject);
        if (replayed == null) {
            throw new JsonException(subject + " was not created before this line");
        }
        return replayed;
    }

    /** A transition of this program that the recording has no line for. */
    private Optional<String> unmet(String subject) {
        Replayed replayed = routers.get(subject);
        if (replayed == null || replayed.transitions.isEmpty()) {
            return Optional.empty();
        }
        Expected more = replayed.transitions.remove();
        replayed.transitions.clear();
        return Optional.of(
                "this program went from " + more.from + " to " + more.to + " before; the recording does not");
    }

    private Optional<Step> output(JsonLine line) {
        if (!line.has("output") || !line.text("output").equals("transition")) {
            return Optional.empty();
        }
        String subject = line.text("node") + " " + line.text("router");
        Expected recorded = new Expected(line.constant("from", State.class), line.constant("to", State.class));
        Expected replayed = replayed(subject).transitions.poll();
        if (recorded.equals(replayed)) {
            return Optional.empty();
        }
        String text = "the recording goes from " + recorded.from + " to " + recorded.to + "; this program "
                + (replayed == null ? "does not" : "goes from " + replayed.from + " to " + replayed.to);
        return Optional.of(
                new Step(line.number("at_ns"), subject, "transition", List.of(), Optional.empty(), Optional.of(text)));
    }
}
