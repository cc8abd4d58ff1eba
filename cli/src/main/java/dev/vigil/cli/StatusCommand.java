package dev.vigil.cli;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.daemon.control.ServiceText;
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
        description = "Show which instances are master here, why, and with what priority, and which servers are alive.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:master; of a virtual server that is named: it has its quorum",
            "1:backup; of a virtual server: its sorry server serves",
            "2:fault, maintenance, or not decided yet; of a virtual server: it is down",
            "3:no daemon is running",
            "4:there is no such instance or server, or the daemon did not answer",
            "5:there is a second master, or a node that is configured differently, whatever the state is",
            "64:wrong usage"
        },
        footer = {"", "With several instances and no name, the highest of their codes."})
final class StatusCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Show this instance, virtual server or real server only: by its name, or as ADDRESS:PORT.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    @Option(
            names = "-o",
            paramLabel = "FORMAT",
            description = "wide: one line for each instance, with its why; json: as --json.")
    private Form form = Form.FULL;

    /** How instances are shown. */
    enum Form {
        FULL,
        WIDE,
        JSON
    }

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        StatusReport report = socket.status();
        Chosen chosen = Chosen.of(report, name);
        spec.commandLine().getOut().println(text(report, chosen).strip());
        return name.isEmpty() || !chosen.instances().isEmpty()
                ? exitCode(chosen.instances())
                : exitCodeOfServices(chosen.concerned());
    }

    private String text(StatusReport report, Chosen chosen) {
        if (json || form == Form.JSON) {
            var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
            StatusJson.write(report.with(chosen.instances(), chosen.concerned()), writer);
            return writer.result();
        }
        if (form == Form.WIDE) {
            return StatusText.wide(report.with(chosen.instances(), chosen.concerned()));
        }
        if (name.isEmpty()) {
            return StatusText.full(report, ZoneId.systemDefault());
        }
        StringBuilder out = new StringBuilder();
        chosen.instances().forEach(each -> out.append(StatusText.detail(report, each)));
        chosen.services().forEach(each -> out.append(ServiceText.detail(report, each)));
        chosen.servers().forEach(each -> out.append(ServiceText.why(report, each)));
        return out.toString();
    }

    /** 0 if each has its quorum, 1 if a sorry server serves, 2 if nobody does. */
    private static int exitCodeOfServices(List<ServiceView> services) {
        int highest = ExitCode.OK;
        for (ServiceView each : services) {
            boolean sorry = each.sorry().filter(ServiceView.Sorry::serves).isPresent();
            highest = Math.max(highest, each.up() ? 0 : sorry ? 1 : 2);
        }
        return highest;
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
