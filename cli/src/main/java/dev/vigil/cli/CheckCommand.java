package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil check}: reads configurations without touching the machine and prints every finding. */
@Command(
        name = "check",
        description = "Check configurations offline; every finding comes with file:line:column.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:errors, or warnings with --strict", "64:wrong usage"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The configurations, each on its own.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "The name that @ lines are compared with.")
    private Optional<String> configId = Optional.empty();

    @Option(
            names = {"-e", "--all-config"},
            description = "Treat a missing included file as an error.")
    private boolean allIncludes;

    @Option(names = "--strict", description = "Treat warnings as errors.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean good = true;
        for (Path file : files) {
            List<Problem> problems = ConfigLoader.standard()
                    .load(file, new ConfigLoader.Options(configId, allIncludes))
                    .problems();
            problems.forEach(out::println);
            out.println(file + ": " + summary(problems));
            good &= isGood(problems);
        }
        out.flush();
        return good ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean isGood(List<Problem> problems) {
        Severity worstAllowed = strict ? Severity.INFO : Severity.WARNING;
        return problems.stream().allMatch(problem -> problem.severity().compareTo(worstAllowed) <= 0);
    }

    private static String summary(List<Problem> problems) {
        return problems.isEmpty()
                ? "nothing to complain about"
                : count(problems, Severity.ERROR, "error") + ", " + count(problems, Severity.WARNING, "warning");
    }

    private static String count(List<Problem> problems, Severity severity, String word) {
        long count = problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
