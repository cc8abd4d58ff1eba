package dev.vigil.cli;

import dev.vigil.core.time.Nanos;
import dev.vigil.recording.Replay;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a replay and its result, for people or for programs. */
sealed interface ReplayOutput {
    /** @param sinceNs since the first input */
    void step(Replay.Step step, long sinceNs);

    void result(Replay replay, Optional<Replay.Step> firstDifference);

    /** Lines for people. */
    record Text(PrintWriter out) implements ReplayOutput {
        private static final String INDENT = " ".repeat(17);

        @Override
        public void step(Replay.Step step, long sinceNs) {
            String subject = step.isNote() ? "" : printable(step.node() + " " + step.router()) + "  ";
            String state = step.state().map(each -> "  [" + each + "]").orElse("");
            out.println(time(sinceNs) + "  " + subject + printable(step.input()) + state);
            step.did().forEach(did -> out.println(INDENT + printable(did)));
            step.difference().ifPresent(difference -> out.println(INDENT + "DIFFERENT: " + printable(difference)));
        }

        private static String time(long ns) {
            long us = ns / Nanos.PER_US;
            String text = us / 1_000_000 + "."
                    + Long.toString(1_000_000 + us % 1_000_000).substring(1) + " s";
            return " ".repeat(Math.max(0, INDENT.length() - 2 - text.length())) + text;
        }

        /** Texts in a recording may come from anywhere; a terminal must not obey them. */
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }

        @Override
        public void result(Replay replay, Optional<Replay.Step> firstDifference) {
            replay.taken()
                    .ifPresent(taken -> out.println("Recorded by " + printable(taken.program()) + " at "
                            + Instant.ofEpochMilli(taken.epochMs()) + ", which is "
                            + time(taken.atNs() - replay.beginNs()).strip() + " here."));
            String counts = replay.inputs() + " inputs, " + replay.transitions() + " transitions: ";
            out.println(firstDifference
                    .map(step -> counts + "different at "
                            + time(step.atNs() - replay.beginNs()).strip() + ", " + printable(step.node()) + " "
                            + printable(step.router()) + ": "
                            + printable(step.difference().orElse("")))
                    .orElse(counts + "all transitions as recorded."));
        }
    }

    /** One object on each line. */
    record Json(PrintWriter out) implements ReplayOutput {
        private static final JsonStream JSON =
                JsonStream.builder().serializeEmpty(true).build();

        @Override
        public void step(Replay.Step step, long sinceNs) {
            line(json -> {
                json.name("at_ns");
                json.value(step.atNs());
                json.name("since_ns");
                json.value(sinceNs);
                json.name("node");
                json.value(step.node());
                json.name("router");
                json.value(step.router());
                json.name(step.isNote() ? "note" : "input");
                json.value(step.input());
                json.name("did");
                json.beginArray();
                step.did().forEach(json::value);
                json.endArray();
                step.state().ifPresent(state -> {
                    json.name("state");
                    json.value(state.name());
                });
                difference(step, json);
            });
        }

        @Override
        public void result(Replay replay, Optional<Replay.Step> firstDifference) {
            line(json -> {
                json.name("inputs");
                json.value(replay.inputs());
                json.name("transitions");
                json.value(replay.transitions());
                json.name("complete");
                json.value(replay.isComplete());
                json.name("same");
                json.value(firstDifference.isEmpty());
                firstDifference.ifPresent(step -> difference(step, json));
            });
        }

        private static void difference(Replay.Step step, JsonWriter json) {
            step.difference().ifPresent(difference -> {
                json.name("difference");
                json.value(difference);
            });
        }

        private void line(Consumer<JsonWriter> members) {
            var writer = JSON.bufferedWriter();
            writer.beginObject();
            members.accept(writer);
            writer.endObject();
            out.println(writer.result());
        }
    }
}
