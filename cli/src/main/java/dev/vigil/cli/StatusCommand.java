package dev.vigil.cli;

import dev.vigil.daemon.control.StatusJson;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusText;
import io.avaje.json.stream.JsonStream;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil status}: what the daemon knows about its instances, and an exit code for scripts. */
@Command(
        name = "status",
        description = "Show which instances are master here, why, and with what priority.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:master",
            "1:backup",
            "2:fault, or not decided yet",
            "3:no daemon is running",
            "4:there is no such instance, or the daemon did not answer",
            "5:there is a second master, or a node that is configured differently, whatever the state is",
            "64:wrong usage"
        },
        footer = {"", "With several instances and no name, the highest of their codes."})
final class StatusCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "INSTANCE", description = "Show this instance only.")
    private String instance = "";

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
        List<StatusReport.Instance> chosen = DaemonSocket.chosen(report, instance);
        spec.commandLine().getOut().println(text(report, chosen).strip());
        return exitCode(chosen);
    }

    private String text(StatusReport report, List<StatusReport.Instance> chosen) {
        if (json) {
            var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
            StatusJson.write(
                    new StatusReport(
                            report.takenEpochMs(),
                            report.takenNs(),
                            report.daemon(),
                            chosen,
                            report.groups(),
                            report.scripts(),
                            report.strays()),
                    writer);
            return writer.result();
        }
        return instance.isEmpty()
                ? StatusText.full(report, ZoneId.systemDefault())
                : StatusText.detail(report, chosen.getFirst());
    }

    /** The highest code of the given instances; 0 if there is none. */
    static int exitCode(List<StatusReport.Instance> instances) {
        int highest = ExitCode.OK;
        for (StatusReport.Instance each : instances) {
            int code = each.rivals().isEmpty() ? ExitCode.of(each.state()) : ExitCode.RIVAL;
            highest = Math.max(highest, code);
        }
        return highest;
    }
}
