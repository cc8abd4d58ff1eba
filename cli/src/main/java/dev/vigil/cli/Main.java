package dev.vigil.cli;

import dev.vigil.daemon.Daemon;
import dev.vigil.daemon.genhash.Genhash;
import dev.vigil.daemon.options.CommandLine;
import dev.vigil.daemon.options.DaemonOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Where every program starts. The launcher tells by {@code vigil.program} under which name it was called; the daemon is
 * started without loading anything that only the other commands need.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getProperty("vigil.program", "vigil"), arguments));
    }

    private static int run(String program, String[] arguments) {
        return switch (program) {
            case "keepalived" -> daemon(program, Arrays.asList(arguments), Arrays.asList(arguments));
            case "genhash" -> genhash(Arrays.asList(arguments));
            default ->
                arguments.length > 0 && arguments[0].equals("run")
                        ? daemon(
                                "vigil run",
                                Arrays.asList(arguments),
                                Arrays.asList(arguments).subList(1, arguments.length))
                        : Commands.run(arguments, writer(System.out), writer(System.err));
        };
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Screen.charset(stream.charset(), System.getenv())), true);
    }

    private static int daemon(String program, List<String> arguments, List<String> options) {
        return switch (CommandLine.read(options)) {
            case CommandLine.Start start ->
                switch (start.options().mode()) {
                    case DaemonOptions.Mode.Check check -> ConfigTest.run(start.options(), check.reportFile());
                    case DaemonOptions.Mode.Serve _
                    when "check".equals(System.getProperty("vigil.role")) -> mistaken(program);
                    case DaemonOptions.Mode.Serve _, DaemonOptions.Mode.Rehearse _ ->
                        Daemon.run(start.options(), arguments);
                };
            case CommandLine.Genhash genhash -> genhash(genhash.arguments());
            case CommandLine.Answer answer -> {
                System.out.println(answer.text());
                yield ExitCode.OK;
            }
            case CommandLine.ShowVersion _ -> {
                System.err.println(Version.keepalivedText());
                yield ExitCode.OK;
            }
            case CommandLine.ShowHelp _ -> {
                System.err.print(CommandLine.helpText(program));
                yield ExitCode.OK;
            }
            case CommandLine.Refusal refusal -> {
                System.err.println(refusal.message());
                yield ExitCode.FAILED;
            }
        };
    }

    /** A daemon needs what the launcher sets up for it, and does not for a test. */
    private static int mistaken(String program) {
        System.err.println(program + ": is this a test (-t) or a start? Name -t before everything else, or not at all");
        return ExitCode.FAILED;
    }

    private static int genhash(List<String> arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        return Genhash.run(arguments, out, System.err);
    }
}
