package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Severity;
import dev.vigil.core.time.Nanos;
import dev.vigil.lint.Finding;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import dev.vigil.lint.Verdict;
import dev.vigil.lint.report.TextReport;
import dev.vigil.simulator.Step;
import dev.vigil.simulator.whatif.Amounts;
import dev.vigil.simulator.whatif.BadFault;
import dev.vigil.simulator.whatif.FaultForm;
import dev.vigil.simulator.whatif.Faults;
import dev.vigil.simulator.whatif.Port;
import dev.vigil.simulator.whatif.SingleFaults;
import dev.vigil.simulator.whatif.Timeline;
import dev.vigil.simulator.whatif.UserCluster;
import dev.vigil.simulator.whatif.UserNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil simulate}: lets the state machines of a cluster's nodes run in a simulation, with faults. */
@Command(
        name = "simulate",
        description = {
            "Run the files of a cluster's nodes in a simulation and report second by second what would happen, and why."
                    + " Reads files only, and prints their findings first; it ends with a file that vigil run would not start"
                    + " with.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:at the end every virtual address is on exactly one node",
            "1:one is on none, or on several; with --all-single-faults: a fault leaves one on none",
            "2:a node would not start with its file",
            "64:wrong usage"
        },
        footerHeading = "%nFaults:%n")
final class SimulateCommand implements Callable<Integer> {
    private static final String NOTES = """

            A node is a file, NAME=FILE, or a directory with a copy of the node's files.
            Without NAME it is called like its file: node-a.conf is node-a. Interfaces
            are on one network if instances on them have the same VRID, list each other
            as unicast peers, or hold the same address; --segment puts them together
            otherwise. All nodes start at 0s. Overlaps and gaps below a millisecond
            are not told.

            vigil simulate node-a.conf node-b.conf --fault "node-a dies at 10s"
            """;

    /** How long a simulation goes on after the last fault, at least, and how long it takes altogether, at least. */
    private static final long AFTER_NS = 30 * Nanos.PER_S;

    private static final long DURATION_MIN_NS = 60 * Nanos.PER_S;
    private static final long DURATION_MAX_NS = 30 * 24 * 3600 * Nanos.PER_S;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The configurations, one for each node.")
    private List<String> nodes = new ArrayList<>();

    @Option(names = "--fault", paramLabel = "FAULT", description = "Something that goes wrong; may be repeated.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long: 90s, 5m (default: 60s, or 30s after the last fault).")
    private Optional<String> duration = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides what happens by chance; the same seed gives the same run (default: 1).")
    private long seed = 1;

    @Option(
            names = "--segment",
            paramLabel = "NODE:INTERFACE...",
            description = "Interfaces that are on one network, in one argument; may be repeated.")
    private List<String> segments = new ArrayList<>();

    @Option(
            names = "--all-single-faults",
            description = "Try every fault alone: one table of which moves which address where, and for how long nobody"
                    + " has it.")
    private boolean allSingleFaults;

    @Option(
            names = "--lenient",
            description =
                    "Simulate what vigil run --lenient does: nodes start without what is wrong in their files and without"
                            + " what Vigil cannot do yet.")
    private boolean lenient;

    @Mixin
    private OwnFiles own = new OwnFiles();

    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Every form of a fault is in the help. */
    @Spec
    void describe(CommandSpec itsSpec) {
        spec = itsSpec;
        List<String> lines = new ArrayList<>();
        for (FaultForm form : FaultForm.values()) {
            // A percent sign would be taken for a format.
            lines.add("  " + form.sentence() + "%n      " + form.meaning());
        }
        lines.addAll(NOTES.lines().toList());
        spec.usageMessage().footer(lines.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<NodeFile> files = own.beside(NodeFile.of(nodes), spec);
        if (!tellFindings(files, json ? spec.commandLine().getErr() : out)) {
            return ExitCode.ERRORS;
        }
        UserCluster cluster =
                new UserCluster(files.stream().map(SimulateCommand::read).toList(), together());
        try {
            int exitCode = allSingleFaults ? tryAll(cluster, out) : tryOnce(cluster, out);
            out.flush();
            return exitCode;
        } catch (BadFault bad) {
            spec.commandLine().getErr().println("vigil simulate: --fault " + bad.getMessage());
            return ExitCode.USAGE;
        }
    }

    /** Prints what is wrong with the files; false if the daemon would not start with one of them. */
    private boolean tellFindings(List<NodeFile> files, PrintWriter out) {
        LintReport report = Lint.cluster(files);
        for (Finding finding : report.findings()) {
            if (finding.severity() != Severity.INFO) {
                out.println(finding.place() + ": " + finding.severity().name().toLowerCase(Locale.ROOT) + ": "
                        + finding.message() + " [" + finding.code() + "]");
            }
        }
        if (report.worst() != Severity.INFO) {
            out.println(TextReport.summary(report));
            out.println();
        }
        for (Verdict verdict : report.verdicts()) {
            if (!verdict.starts()) {
                out.println(verdict.node().name() + ": " + verdict.text()
                        + (starts(verdict) ? "; with --lenient it starts without what is wrong" : ""));
            }
        }
        return report.verdicts().stream().allMatch(this::starts);
    }

    private boolean starts(Verdict verdict) {
        return verdict.starts()
                || (lenient && ConfigLoader.obstacle(verdict.node().file()).isEmpty());
    }

    private static UserNode read(NodeFile file) {
        return new UserNode(
                file.name(),
                ConfigLoader.standard().load(file.file(), file.options()).draft());
    }

    private List<Set<Port>> together() {
        List<Set<Port>> together = new ArrayList<>();
        for (String segment : segments) {
            Set<Port> ports = new LinkedHashSet<>();
            for (String word : segment.strip().split("\\s+", -1)) {
                int colon = word.indexOf(':');
                if (colon < 1) {
                    throw new ParameterException(
                            spec.commandLine(), "--segment: expected NODE:INTERFACE instead of '" + word + "'");
                }
                ports.add(new Port(word.substring(0, colon), word.substring(colon + 1)));
            }
            together.add(ports);
        }
        return together;
    }

    private int tryAll(UserCluster cluster, PrintWriter out) {
        if (!faults.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--fault and --all-single-faults exclude each other");
        }
        SingleFaults all = new SingleFaults(cluster, seed);
        List<SingleFaults.Row> rows = all.run();
        if (json) {
            out.println(SimulationJson.of(rows));
        } else {
            out.print(SimulationText.cluster(cluster));
            out.print(SingleFaultsText.of(rows));
        }
        boolean lost = rows.stream()
                .flatMap(row -> row.after().holdings().values().stream())
                .anyMatch(holding -> holding.last().nodes().isEmpty());
        return lost ? ExitCode.FAILED : ExitCode.OK;
    }

    private int tryOnce(UserCluster cluster, PrintWriter out) throws BadFault {
        List<Step> steps = steps(cluster);
        Timeline timeline = Timeline.of(cluster, steps, durationNs(steps), seed);
        if (json) {
            out.println(SimulationJson.of(cluster, timeline));
        } else {
            out.print(SimulationText.cluster(cluster));
            out.print(SimulationText.of(cluster, timeline));
        }
        return timeline.misplaced().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Step> steps(UserCluster cluster) throws BadFault {
        Faults all = new Faults(cluster.nodes());
        for (String fault : faults) {
            all.add(fault);
        }
        return all.steps();
    }

    private long durationNs(List<Step> steps) {
        long lastNs = steps.stream().mapToLong(Step::atNs).max().orElse(0);
        if (duration.isEmpty()) {
            return Math.max(DURATION_MIN_NS, lastNs + AFTER_NS);
        }
        return duration.flatMap(Amounts::time)
                .filter(ns -> ns > 0 && ns <= DURATION_MAX_NS)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--for: expected a time such as 90s or 5m, of at most 30 days, instead of '" + duration.get()
                                + "'"));
    }
}
