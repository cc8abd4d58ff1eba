package dev.vigil.cli;

import dev.vigil.daemon.control.HistoryEntry;
import dev.vigil.daemon.control.HistoryText;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusText;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil describe}: everything about one instance. */
@Command(
        name = "describe",
        description =
                "Show everything about one instance: state and why, priority, addresses, counters, who asked for what, and"
                        + " its last changes of state.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "3:no daemon is running",
            "4:there is no such instance, the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class DescribeCommand implements Callable<Integer> {
    private static final int CHANGES_MAX = 10;

    @Parameters(arity = "1", paramLabel = "INSTANCE", description = "The instance.")
    private String instance = "";

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        StatusReport report = socket.status();
        PrintWriter out = spec.commandLine().getOut();
        for (StatusReport.Instance each : Chosen.of(report, instance).instances()) {
            out.print(StatusText.detail(report, each));
            List<HistoryEntry> changes = socket.history().stream()
                    .filter(entry -> entry.instance().equals(each.name()))
                    .toList();
            out.println();
            out.print(HistoryText.table(
                    changes.subList(Math.max(0, changes.size() - CHANGES_MAX), changes.size()),
                    ZoneId.systemDefault()));
        }
        out.flush();
        return ExitCode.OK;
    }
}
