package dev.vigil.cli;

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
            "Exit codes: 0 done, 1 failed, 64 wrong usage. `vigil status --help` and `vigil check --help` name their own.",
            "Manual: vigil(8)."
        },
        subcommands = {Commands.Run.class, Commands.ShowVersion.class, AutoComplete.GenerateCompletion.class})
final class Commands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    static int run(String[] arguments) {
        var commands = new CommandLine(new Commands());
        commands.setExecutionExceptionHandler((e, line, _) -> {
            line.getErr().println("vigil " + line.getCommandName() + ": " + e.getMessage());
            return ExitCode.FAILED;
        });
        commands.setCommandName("vigil");
        everyLevel(commands);
        return commands.execute(arguments);
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
        @Override
        @SuppressWarnings("SystemOut")
        public void run() {
            System.out.println(Version.text());
        }
    }
}
