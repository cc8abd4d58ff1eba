package dev.vigil.cli;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.daemon.control.ServiceText;
import dev.vigil.daemon.control.StatusJson;
import dev.vigil.daemon.control.StatusReport;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil server}: real servers of a running daemon are shown and steered. */
@Command(
        name = "server",
        description = {
            "Show and steer the real servers of virtual servers while the daemon runs.",
            "What is asked for is stored before it is done. It holds over reloads, with --keep over restarts as well,"
                    + " until `vigil server enable` ends it; `vigil status` and `vigil why` show who asked for it, when"
                    + " and why."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; of drain: no connection is left",
            "1:of drain: connections are left when the time is over, and the server goes on draining",
            "3:no daemon is running",
            "4:there is no such server, or several may be meant, or the daemon did not answer",
            "5:refused: the virtual server would lose its quorum by it, and there is no --force",
            "64:wrong usage"
        },
        subcommands = {
            ServerCommand.Overview.class,
            ServerSteering.Show.class,
            ServerSteering.Drain.class,
            ServerSteering.Weight.class,
            ServerSteering.Disable.class,
            ServerSteering.Enable.class
        })
final class ServerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list, show, drain, weight, disable, enable.");
    }

    /** {@code vigil server list}. */
    @Command(name = "list", description = "List the virtual servers with their real servers.")
    static final class Overview implements Callable<Integer> {
        @Parameters(
                arity = "0..1",
                paramLabel = "VIRTUAL",
                description = "Only those of this virtual server: its name, or ADDRESS:PORT.")
        private String name = "";

        @Option(names = "--steered", description = "Only those that an operator steers.")
        private boolean steered;

        @Option(names = "--json", description = "Print JSON; its names are stable.")
        private boolean json;

        @Mixin
        private DaemonSocket socket = new DaemonSocket();

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws DaemonSocket.NoAnswer {
            StatusReport report = socket.status();
            List<ServiceView> services = name.isEmpty()
                    ? report.balancing().services()
                    : report.balancing().named(name);
            if (services.isEmpty() && !name.isEmpty()) {
                throw new DaemonSocket.NoAnswer(ExitCode.NO_ANSWER, "there is no virtual server '" + name + "'");
            }
            if (steered) {
                services = services.stream()
                        .map(service -> service.with(service.servers().stream()
                                .filter(server -> server.steering().isPresent())
                                .toList()))
                        .filter(service -> !service.servers().isEmpty())
                        .toList();
            }
            print(report.with(List.of(), services));
            return ExitCode.OK;
        }

        private void print(StatusReport report) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
                StatusJson.write(report, writer);
                out.println(writer.result());
            } else {
                out.print(ServiceText.table(report));
            }
            out.flush();
        }
    }
}
