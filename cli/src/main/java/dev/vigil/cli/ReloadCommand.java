package dev.vigil.cli;

import dev.vigil.daemon.control.ReloadAnswer;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
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
            "Make the daemon read its configuration again, wait until that is done or refused, and tell which.",
            "A configuration that is refused changes nothing: the old one stays in force."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:reloaded",
            "1:refused; the old configuration stays in force",
            "3:no daemon is running",
            "4:the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class ReloadCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        ReloadAnswer answer = socket.reload();
        if (json) {
            var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
            answer.write(writer);
            spec.commandLine().getOut().println(writer.result());
        } else if (answer.accepted()) {
            spec.commandLine().getOut().println("Reloaded: " + answer.summary());
        } else {
            PrintWriter err = spec.commandLine().getErr();
            answer.errors().forEach(err::println);
            err.println("Refused, the old configuration stays in force: " + answer.summary());
        }
        return answer.accepted() ? ExitCode.OK : ExitCode.FAILED;
    }
}
