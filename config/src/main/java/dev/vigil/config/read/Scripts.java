package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code vrrp_script} blocks. */
final class Scripts {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Map<String, VrrpScript> byName = new HashMap<>();
    private final List<VrrpScript> list = new ArrayList<>();
    private final Problems problems;

    Scripts(List<Section> sections, Problems problems) {
        this.problems = problems;
        for (Section section : sections) {
            if (section.block() == Block.VRRP_SCRIPT) {
                read(section);
            }
        }
    }

    List<VrrpScript> list() {
        return List.copyOf(list);
    }

    Optional<VrrpScript> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The name of a script that somebody may have meant. */
    Optional<String> similar(String name) {
        return Suggestions.nearest(name, byName.keySet());
    }

    private void read(Section section) {
        String name = section.name();
        Optional<Command> command = section.command("script");
        if (byName.containsKey(name)) {
            problems.add(
                    ProblemCode.DUPLICATE_SCRIPT,
                    section.namePlace(),
                    "vrrp_script " + name + " is defined before, at "
                            + byName.get(name).place() + "; this definition is ignored",
                    "Give it another name, or remove one of the two.");
            return;
        }
        if (command.isEmpty()) {
            problems.add(
                    ProblemCode.MISSING_KEYWORD,
                    section.namePlace(),
                    "vrrp_script " + name + " has no script line; it is left out",
                    "Add: script \"/path/to/program arguments\"");
            return;
        }
        VrrpScript script = script(section, command.get());
        byName.put(name, script);
        list.add(script);
    }

    private VrrpScript script(Section section, Command command) {
        long intervalNs = section.nanos("interval", SECOND_NS);
        if (intervalNs == 0) {
            problems.add(
                    ProblemCode.VALUE_ADJUSTED,
                    section.last("interval").orElseThrow().argumentPlace(),
                    "interval 0 counts as 1 second",
                    "Write the interval that you want.");
            intervalNs = SECOND_NS;
        }
        long timeoutNs = section.nanos("timeout", 0);
        Command run = new Command(command.arguments(), section.user("user"), command.place());
        return new VrrpScript(
                section.name(),
                run,
                intervalNs,
                timeoutNs == 0 ? intervalNs : timeoutNs,
                section.weight("weight").orElse(Weight.FAULT_ON_FAILURE),
                section.integer("rise", 1),
                section.integer("fall", 1),
                section.flag("init_fail"),
                section.place());
    }
}
