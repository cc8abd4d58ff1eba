package dev.vigil.daemon.options;

import dev.vigil.config.ConfigLoader;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the words of the daemon's command line ask for. */
public sealed interface CommandLine {
    /** Start with these options. */
    record Start(DaemonOptions options) implements CommandLine {}

    /** Print this on standard output and end with exit code 0. */
    record Answer(String text) implements CommandLine {}

    /** Print the version and end with exit code 0. */
    record ShowVersion() implements CommandLine {}

    /** Print {@link #helpText} and end with exit code 0. */
    record ShowHelp() implements CommandLine {}

    /** Continue as genhash with these arguments. */
    record Genhash(List<String> arguments) implements CommandLine {}

    /** Print this on standard error and end with exit code 1. */
    record Refusal(String message) implements CommandLine {}

    /**
     * Reads the command line. As with getopt, the options take effect in their order: what stands behind
     * {@code --version} is not looked at.
     */
    static CommandLine read(List<String> arguments) {
        if (!arguments.isEmpty()
                && (arguments.getFirst().equals("-T") || arguments.getFirst().equals("--genhash"))) {
            return new Genhash(arguments.subList(1, arguments.size()));
        }
        var split = GetOpt.split(arguments);
        for (var use : split.uses()) {
            CommandLine answer = immediateAnswer(use);
            if (answer != null) {
                return answer;
            }
        }
        String mistake = split.mistake();
        if (mistake != null) {
            return new Refusal(mistake);
        }
        return new Start(new OptionsReader(split).options());
    }

    /** The options, one a line, for the program of the given name. */
    static String helpText(String program) {
        var text = new StringBuilder("Usage: ").append(program).append(" [OPTION]...\n\n");
        for (Flag flag : Flag.values()) {
            if (!flag.meaning.isEmpty()) {
                text.append(String.format("  %-34s %s%n", flag.synopsis(), flag.meaning));
            }
        }
        return text.append("\nWithout -f the configuration is ")
                .append(DaemonOptions.DEFAULT_CONFIG_FILE)
                .append(".\nVigil's own settings are in ")
                .append(ConfigLoader.OWN_FILE_NAME)
                .append(" if there is such a file; options go before it.\n")
                .toString();
    }

    private static @Nullable CommandLine immediateAnswer(GetOpt.Use use) {
        if (use.flag() == Flag.VERSION) {
            return new ShowVersion();
        }
        if (use.flag() == Flag.HELP) {
            return new ShowHelp();
        }
        if (use.flag() != Flag.SIGNUM) {
            return null;
        }
        OptionalInt number = SignalWord.number(use.value());
        return number.isPresent()
                ? new Answer(Integer.toString(number.getAsInt()))
                : new Refusal("Unknown sigfunc " + use.value());
    }
}
