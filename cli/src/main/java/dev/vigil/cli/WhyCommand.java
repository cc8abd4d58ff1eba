package dev.vigil.cli;

import dev.vigil.daemon.control.ServiceText;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil why}: what holds the present state, and the chain of causes that led to it. */
@Command(
        name = "why",
        description = {
            "Show what holds each instance in its state, and how it came there, the nearest cause first.",
            "Of a virtual server it shows what its quorum lacks and which servers are out, of a real server which check"
                    + " fails, what the last answer was, and whether an operator took it out."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "3:no daemon is running",
            "4:there is no such instance or server, or the daemon did not answer",
            "64:wrong usage"
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Answer for this instance, virtual server or real server only: by its name, or as"
                    + " ADDRESS:PORT.")
    private String name = "";

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        StatusReport report = socket.status();
        Chosen chosen = Chosen.of(report, name);
        PrintWriter out = spec.commandLine().getOut();
        chosen.instances().forEach(each -> out.print(StatusText.why(report, each)));
        chosen.services().forEach(each -> out.print(ServiceText.why(report, each)));
        chosen.servers().forEach(each -> out.print(ServiceText.why(report, each)));
        out.flush();
        return ExitCode.OK;
    }
}
