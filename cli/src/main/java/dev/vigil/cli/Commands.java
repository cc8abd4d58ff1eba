package dev.vigil.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of {@code vigil} other than {@code run}. This is the only class that {@link Main} reaches picocli through. */
@Command(
        name = "vigil",
        description = "Keeps virtual IP addresses alive; compatible with keepalived.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 64 wrong usage, 70 a defect of Vigil.",
            "The --help of each command lists more where there are more.",
            "Manual: vigil(8)."
        },
        subcommands = {
            Commands.Run.class,
            StatusCommand.class,
            WhyCommand.class,
            DescribeCommand.class,
            HistoryCommand.class,
            ServerCommand.class,
            ReloadCommand.class,
            DrainCommand.class,
            ResumeCommand.class,
            PromoteCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            CheckCommand.class,
            LintCommand.class,
            SimulateCommand.class,
            ExplainCommand.class,
            KeywordsCommand.class,
            CleanupCommand.class,
            Commands.ShowVersion.class,
            AutoComplete.GenerateCompletion.class
        })
final class Commands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commands = line().setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((e, line, _) -> {
            line.getErr().println("vigil " + line.getCommandName() + ": " + e.getMessage());
            return e instanceof DaemonSocket.NoAnswer noAnswer ? noAnswer.exitCode : ExitCode.DEFECT;
        });
        int exitCode = commands.execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** All commands with what each of them has. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Commands());
        everyLevel(line);
        return line;
    }

    private static void everyLevel(CommandLine line) {
        line.getCommandSpec()
                .exitCodeOnInvalidInput(ExitCode.USAGE)
                .mixinStandardHelpOptions(true)
                .version(Version.text());
        line.getSubcommands().values().forEach(Commands::everyLevel);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** Only listed here; {@link Main} starts the daemon before picocli is loaded. */
    @Command(
            name = "run",
            description = "Run the daemon. Takes keepalived's options; `vigil run --help` lists them.",
            helpCommand = true)
    static final class Run implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("the daemon is started before the commands are read");
        }
    }

    @Command(name = "version", description = "Print the version.")
    static final class ShowVersion implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().println(Version.text());
        }
    }
}
