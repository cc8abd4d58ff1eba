package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.model.BfdInstance;
import dev.vigil.config.model.Command;
import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackFile.InitialContent;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.TrackProcess.ArgumentMatch;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the blocks that declare what can be tracked. */
final class Trackers {
    private static final int BFD_NAME_MAX = 31;
    private static final int BFD_MULTIPLIER = 5;
    private static final int TTL_MAX = 255;
    private static final int HOP_LIMIT = 64;
    private static final int PROCESS_NAME_MAX = 15;

    final Registry<VrrpScript> scripts = new Registry<>();
    final Registry<TrackFile> files = new Registry<>();
    final Registry<TrackProcess> processes = new Registry<>();
    final Registry<BfdInstance> bfdInstances = new Registry<>();
    private final Problems problems;

    Trackers(Problems problems) {
        this.problems = problems;
    }

    void script(Section section) {
        Optional<Command> command = section.command("script");
        if (command.isEmpty()) {
            incomplete(section, "script", "script \"/path/to/program arguments\"");
            return;
        }
        long intervalNs = section.nanos("interval", Nanos.PER_S);
        if (intervalNs == 0) {
            problems.add(
                    ProblemCode.VALUE_ADJUSTED,
                    section.last("interval").orElseThrow().argumentPlace(),
                    "interval 0 counts as 1 second",
                    "Write the interval that you want.");
            intervalNs = Nanos.PER_S;
        }
        long timeoutNs = section.nanos("timeout", 0);
        VrrpScript script = new VrrpScript(
                section.name(),
                new Command(
                        command.get().arguments(),
                        section.user("user"),
                        command.get().place()),
                intervalNs,
                timeoutNs == 0 ? intervalNs : timeoutNs,
                scriptWeight(section),
                section.integer("rise", 1),
                section.integer("fall", 1),
                section.flag("init_fail"),
                section.place());
        scripts.add(section, script, ProblemCode.DUPLICATE_SCRIPT, problems);
    }

    /** The last weight, which counts the other way round if any line said so: {@code noreverse} does not take that back. */
    private static Weight scriptWeight(Section section) {
        Weight weight = Weight.FAULT_ON_FAILURE;
        for (Statement statement : section.all("weight")) {
            if (statement.value() instanceof Value.Weighted(Weight given)) {
                weight = new Weight(given.value(), given.reversed() || weight.reversed());
            }
        }
        return weight;
    }

    private void incomplete(Section section, String keyword, String example) {
        problems.add(
                ProblemCode.MISSING_KEYWORD,
                false,
                section.namePlace(),
                section.header().name() + " " + section.name() + " has no " + keyword + "; it is left out",
                "Add: " + example);
    }

    void file(Section section) {
        Optional<String> path = section.text("file");
        if (path.isEmpty()) {
            incomplete(section, "file", "file /path/to/file");
            return;
        }
        Weight weight = section.weight("weight").orElse(new Weight(1, false));
        TrackFile file = new TrackFile(section.name(), path.get(), weight, initialContent(section), section.place());
        files.add(section, file, ProblemCode.DUPLICATE_NAME, problems);
    }

    private Optional<InitialContent> initialContent(Section section) {
        Optional<Statement> statement = section.last("init_file");
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        long value = 0;
        boolean overwrite = false;
        for (Word word : section.words("init_file")) {
            OptionalLong number = Digits.decimal(word.text());
            if (number.isPresent()) {
                value = number.getAsLong();
            } else if (word.text().equals("overwrite")) {
                overwrite = true;
            } else {
                problems.add(
                        ProblemCode.UNKNOWN_OPTION,
                        false,
                        statement.get().node().place(word),
                        "\"" + word.text() + "\" is neither a number nor overwrite and is ignored",
                        "Write init_file [VALUE] [overwrite].");
            }
        }
        return Optional.of(new InitialContent(value, overwrite));
    }

    void process(Section section) {
        List<String> command = section.words("process").stream().map(Word::text).toList();
        if (command.isEmpty()) {
            incomplete(section, "process", "process NAME");
            return;
        }
        boolean full = section.flag("full_command") || command.size() > 1 || section.has("param_match");
        if (!full && command.getFirst().length() > PROCESS_NAME_MAX) {
            problems.add(
                    ProblemCode.TOO_LONG,
                    false,
                    section.last("process").orElseThrow().argumentPlace(),
                    "the kernel cuts names of processes at 15 characters, so this one is never found",
                    "Write its first 15 characters, or add full_command and write its whole command line.");
        }
        long delayNs = section.nanos("delay", 0);
        int quorum = section.integer("quorum", 1);
        TrackProcess process = new TrackProcess(
                section.name(),
                command,
                match(section, command.size() > 1),
                full,
                section.weight("weight").orElse(Weight.FAULT_ON_FAILURE),
                quorum,
                quorumMax(section, quorum),
                section.nanos("terminate_delay", delayNs),
                section.nanos("fork_delay", delayNs),
                section.place());
        processes.add(section, process, ProblemCode.DUPLICATE_NAME, problems);
    }

    private ArgumentMatch match(Section section, boolean hasArguments) {
        if (!section.has("param_match")) {
            return hasArguments ? ArgumentMatch.EXACT : ArgumentMatch.NONE;
        }
        ArgumentMatch match = ArgumentMatch.EXACT;
        for (Word word : section.words("param_match")) {
            switch (word.text()) {
                case "initial" -> match = ArgumentMatch.INITIAL;
                case "partial" -> match = ArgumentMatch.PARTIAL;
                default ->
                    problems.add(
                            ProblemCode.NOT_A_CHOICE,
                            false,
                            section.last("param_match").orElseThrow().node().place(word),
                            "\"" + word.text() + "\" is neither initial nor partial and is ignored",
                            "Write one of the two.");
            }
        }
        return match;
    }

    private int quorumMax(Section section, int quorum) {
        int max = section.integer("quorum_max", Integer.MAX_VALUE);
        if (max >= quorum) {
            return max;
        }
        problems.add(
                ProblemCode.VALUE_ADJUSTED,
                section.last("quorum_max").orElseThrow().argumentPlace(),
                "quorum_max " + max + " is less than quorum " + quorum + " and is ignored",
                "Choose a larger number.");
        return Integer.MAX_VALUE;
    }

    void bfd(Section section) {
        Optional<IpAddress> neighbor = section.address("neighbor_ip");
        if (neighbor.isEmpty()) {
            incomplete(section, "neighbor_ip", "neighbor_ip ADDRESS");
            return;
        }
        if (section.name().length() > BFD_NAME_MAX) {
            problems.add(
                    ProblemCode.TOO_LONG,
                    false,
                    section.namePlace(),
                    "the name of a bfd_instance has at most 31 characters; this one is left out",
                    "Choose a shorter name.");
            return;
        }
        if (isTaken(section, neighbor.get())) {
            return;
        }
        boolean ipv4 = neighbor.get().family() == Family.IPV4;
        boolean everybody = !section.flag("vrrp") && !section.flag("checker");
        BfdInstance session = new BfdInstance(
                section.name(),
                neighbor.get(),
                bfdSource(section, neighbor.get()),
                section.nanos("min_rx", 10 * Nanos.PER_MS),
                section.nanos("min_tx", 10 * Nanos.PER_MS),
                section.nanos("idle_tx", Nanos.PER_S),
                section.integer("multiplier", BFD_MULTIPLIER),
                section.flag("passive"),
                section.integer("ttl", ipv4 ? TTL_MAX : HOP_LIMIT),
                section.integer("max_hops", 0),
                section.toggle("multihop", false),
                section.weight("weight").orElse(Weight.FAULT_ON_FAILURE),
                everybody || section.flag("vrrp"),
                everybody || section.flag("checker"),
                section.place());
        bfdInstances.add(section, session, ProblemCode.DUPLICATE_NAME, problems);
    }

    /** Whether another session is with the neighbour already, by the same port. */
    private boolean isTaken(Section section, IpAddress neighbor) {
        boolean multihop = section.toggle("multihop", false);
        Optional<BfdInstance> other = bfdInstances.list().stream()
                .filter(known -> known.neighbor().equals(neighbor) && known.multihop() == multihop)
                .filter(known -> !known.name().equals(section.name()))
                .findFirst();
        other.ifPresent(known -> problems.add(
                ProblemCode.DUPLICATE_NAME,
                section.last("neighbor_ip").orElseThrow().argumentPlace(),
                "bfd_instance " + known.name() + " is with " + neighbor + " already; bfd_instance " + section.name()
                        + " is left out",
                "Track that one, or give this one another neighbour."));
        return other.isPresent();
    }

    private Optional<IpAddress> bfdSource(Section section, IpAddress neighbor) {
        Optional<IpAddress> source = section.address("source_ip");
        if (source.isPresent() && source.get().family() != neighbor.family()) {
            problems.add(
                    ProblemCode.FAMILY_MISMATCH,
                    section.last("source_ip").orElseThrow().argumentPlace(),
                    "the source address is not of the neighbour's family and is ignored",
                    "Give an address of the same family.");
            return Optional.empty();
        }
        return source;
    }
}
