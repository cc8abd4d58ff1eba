package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.model.BfdInstance;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Tracking;
import dev.vigil.config.model.Tracking.Tracked;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads what an instance or a sync group tracks. */
final class TrackingReader {
    private static final int WEIGHT_LIMIT = 254;

    private final Section section;
    private final boolean owner;
    private final String ownInterface;
    private final Trackers trackers;
    private final Problems problems;

    /**
     * @param owner whether the priority is 255, which no weight moves
     * @param ownInterface the interface that is tracked anyway; empty if there is none
     */
    TrackingReader(Section section, boolean owner, String ownInterface, Trackers trackers, Problems problems) {
        this.section = section;
        this.owner = owner;
        this.ownInterface = ownInterface;
        this.trackers = trackers;
        this.problems = problems;
    }

    /** Whether everything that a block tracks is declared before it. */
    static boolean isComplete(Section section, Trackers trackers) {
        return areKnown(section.entries("track_script"), trackers.scripts)
                && areKnown(section.entries("track_file"), trackers.files)
                && areKnown(section.entries("track_process"), trackers.processes)
                && areKnown(section.entries("track_bfd"), trackers.bfdInstances);
    }

    private static boolean areKnown(List<Node> entries, Registry<?> registry) {
        for (Node entry : entries) {
            if (!registry.has(entry.name())) {
                return false;
            }
        }
        return true;
    }

    Tracking read(boolean ownTracked) {
        return new Tracking(
                ownTracked,
                interfaces(),
                known("track_script", "vrrp_script", trackers.scripts, script -> script.weight()),
                known("track_file", "track_file", trackers.files, file -> file.weight()),
                known("track_process", "vrrp_track_process", trackers.processes, process -> process.weight()),
                known(
                        "track_bfd",
                        "bfd_instance",
                        trackers.bfdInstances.only(BfdInstance::forVrrp),
                        session -> session.weight()));
    }

    private List<Tracked> interfaces() {
        List<Tracked> tracked = new ArrayList<>();
        for (Node entry : section.entries("track_interface")) {
            if (entry.name().equals(ownInterface)) {
                ignored(entry, "the instance's own interface is tracked anyway; this line is ignored", "Remove it.");
            } else {
                add(tracked, entry, Weight.FAULT_ON_FAILURE);
            }
        }
        return List.copyOf(tracked);
    }

    private <T> List<Tracked> known(
            String keyword, String declaring, Registry<T> registry, Function<T, Weight> inherited) {
        List<Tracked> tracked = new ArrayList<>();
        for (Node entry : section.entries(keyword)) {
            Optional<T> declared = registry.find(entry.name());
            if (declared.isPresent()) {
                if (keyword.equals("track_script")) {
                    warnIfLater(entry, registry.place(entry.name()));
                }
                add(tracked, entry, inherited.apply(declared.get()));
            } else {
                problems.add(
                        ProblemCode.UNDEFINED_NAME,
                        false,
                        entry.place(),
                        "there is no " + declaring + " " + entry.name()
                                + "; the line is ignored and nothing is checked",
                        registry.similar(entry.name())
                                .map(meant -> "Did you mean " + meant + "?")
                                .orElse("Define it, or remove the line."));
            }
        }
        return List.copyOf(tracked);
    }

    private void warnIfLater(Node entry, SourcePlace declared) {
        boolean later = declared.file().equals(entry.line().file())
                && declared.line() > entry.line().number();
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
