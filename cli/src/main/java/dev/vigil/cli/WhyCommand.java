package dev.vigil.cli;

import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil why}: what holds the present state, and the chain of causes that led to it. */
@Command(
        name = "why",
        description = "Show what holds each instance in its state, and how it came there, the nearest cause first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "3:no daemon is running",
            "4:there is no such instance, or the daemon did not answer",
            "64:wrong usage"
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "INSTANCE", description = "Answer for this instance only.")
    private String instance = "";

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        StatusReport report = socket.status();
        for (StatusReport.Instance each : DaemonSocket.chosen(report, instance)) {
            spec.commandLine().getOut().print(StatusText.why(report, each));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
