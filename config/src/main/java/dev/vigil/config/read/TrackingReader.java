package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.Election;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what an instance tracks. */
final class TrackingReader {
    private static final int WEIGHT_LIMIT = 254;

    private final Section instance;
    private final Election election;
    private final Scripts scripts;
    private final Problems problems;

    TrackingReader(Section instance, Election election, Scripts scripts, Problems problems) {
        this.instance = instance;
        this.election = election;
        this.scripts = scripts;
        this.problems = problems;
    }

    Tracking read() {
        return new Tracking(!instance.flag("dont_track_primary"), interfaces(), trackedScripts());
    }

    private List<Tracked> interfaces() {
        String own = instance.text("interface").orElse("");
        List<Tracked> tracked = new ArrayList<>();
        for (Node entry : instance.entries("track_interface")) {
            if (entry.name().equals(own) && !instance.flag("dont_track_primary")) {
                ignored(entry, "the instance's own interface is tracked anyway; this line is ignored", "Remove it.");
            } else {
                add(tracked, entry, Weight.FAULT_ON_FAILURE);
            }
        }
        return List.copyOf(tracked);
    }

    private List<Tracked> trackedScripts() {
        List<Tracked> tracked = new ArrayList<>();
        for (Node entry : instance.entries("track_script")) {
            Optional<VrrpScript> script = scripts.find(entry.name());
            if (script.isEmpty()) {
                problems.add(
                        ProblemCode.UNDEFINED_NAME,
                        entry.place(),
                        "there is no vrrp_script " + entry.name() + "; the line is ignored and nothing is checked",
                        scripts.similar(entry.name())
                                .map(meant -> "Did you mean " + meant + "?")
                                .orElse("Define the script, or remove the line."));
                continue;
            }
            warnIfLater(entry, script.get());
            add(tracked, entry, script.get().weight());
        }
        return List.copyOf(tracked);
    }

    private void warnIfLater(Node entry, VrrpScript script) {
        boolean later = script.place().file().equals(entry.line().file())
                && script.place().line() > entry.line().number();
        if (later) {
            problems.add(
                    ProblemCode.DEFINED_LATER,
                    entry.place(),
                    "script " + entry.name() + " is defined after this line; it is tracked here, but keepalived would"
                            + " ignore it",
                    "Define scripts before the instances that track them.");
        }
    }

    /** Adds an entry unless its weight cannot count. */
    private void add(List<Tracked> tracked, Node entry, Weight inherited) {
        Weight weight = weight(entry, inherited);
        boolean owner = election.priority() == ElectionReader.OWNER;
        if (owner && !weight.faults()) {
            ignored(
                    entry,
                    "priority 255 never changes: " + entry.name() + " is not tracked, as it has a weight",
                    "Choose a priority below 255, or weight 0.");
            return;
        }
        if (tracked.stream().anyMatch(known -> known.name().equals(entry.name()))) {
            ignored(entry, entry.name() + " is tracked already; this line is ignored", "Remove one of the two lines.");
            return;
        }
        tracked.add(new Tracked(entry.name(), weight, entry.place()));
    }

    private void ignored(Node entry, String message, String hint) {
        problems.add(ProblemCode.TRACKING_WITHOUT_EFFECT, entry.place(), message, hint);
    }

    private Weight weight(Node entry, Weight inherited) {
        Weight weight = inherited;
        Options options = new Options(entry, problems);
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "weight" -> weight = value(option, options, weight);
                case "reverse" -> weight = new Weight(weight.value(), true);
                case "noreverse" -> weight = new Weight(weight.value(), false);
                default -> options.unknown(option, "Write one name a line, with weight N [reverse] after it.");
            }
        }
        return weight;
    }

    private Weight value(Word option, Options options, Weight inherited) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return inherited;
        }
        OptionalLong number = Digits.decimal(value.get().text());
        if (number.isEmpty() || Math.abs(number.getAsLong()) > WEIGHT_LIMIT) {
            problems.add(
                    ProblemCode.OUT_OF_RANGE,
                    options.place(value.get()),
                    "weight " + value.get().text() + " is no number of -254..254 and is ignored",
                    "Choose a weight from -254 to 254.");
            return inherited;
        }
        return new Weight((int) number.getAsLong(), inherited.reversed());
    }
}
