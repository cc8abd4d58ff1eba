package dev.vigil.cli;

import dev.vigil.daemon.control.ReloadAnswer;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil reload}: the daemon reads its configuration again, and this command tells what became of it. */
@Command(
        name = "reload",
        description = {
            "Make the daemon read its configuration again, wait until that is done or refused, and report what changed and"
                    + " what it cost.",
            "A configuration that is refused changes nothing: the old one stays in force."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:reloaded; with --dry-run: it would be",
            "1:refused, and the old configuration stays in force; with --dry-run: it would be refused",
            "3:no daemon is running",
            "4:the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class ReloadCommand implements Callable<Integer> {
    @Option(
            names = "--dry-run",
            description =
                    "Show what would change and what it would cost, and change nothing: the daemon reads, checks and"
                            + " prepares everything as for a reload, and gives it up.")
    private boolean dryRun;

    @Option(
            names = "--allow-empty",
            description =
                    "Take a configuration without any vrrp_instance although there are some now; every address goes.")
    private boolean allowEmpty;

    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        ReloadAnswer answer = socket.reload(arguments());
        if (json) {
            var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
            answer.write(writer);
            spec.commandLine().getOut().println(writer.result());
        } else if (answer.accepted()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println((answer.dryRun() ? "Would reload: " : "Reloaded: ") + answer.summary());
            answer.changes().forEach(change -> out.println(line(change)));
        } else {
            PrintWriter err = spec.commandLine().getErr();
            answer.errors().forEach(err::println);
            err.println((answer.dryRun() ? "Would be refused: " : "Refused, the old configuration stays in force: ")
                    + answer.summary());
        }
        return answer.accepted() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (dryRun) {
            arguments.put("dry_run", "yes");
        }
        if (allowEmpty) {
            arguments.put("allow_empty", "yes");
        }
        return arguments;
    }

    private static String line(ReloadAnswer.Change change) {
        return "  " + (change.instance().isEmpty() ? "" : change.instance() + ": ") + change.text();
    }
}
