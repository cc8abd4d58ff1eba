package dev.vigil.cli;

import dev.vigil.daemon.Cleanup;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil cleanup}: removes what a killed daemon left behind. */
@Command(
        name = "cleanup",
        description = {
            "Remove the addresses and the table of nftables that a killed daemon left behind, and nothing else.",
            "Acts in the network namespace in which it is run; does nothing while a daemon runs."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is left behind",
            "1:something is still there, or could not be looked at",
            "5:a daemon runs, and nothing was touched",
            "64:wrong usage"
        },
        footer = {
            "",
            "An address is removed only if the daemon's journal lists it and it bears the daemon's mark",
            "(protocol keepalived in `ip addr`; kernels before 5.18 keep no mark, there the journal decides).",
            "The table of nftables that balances virtual servers is removed as well, if its comment names this daemon's",
            "control socket; what IPVS balances stays."
        })
final class CleanupCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    /** The journal is beside the control socket of the dead daemon. */
    @Mixin
    private SocketPath socket = new SocketPath();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Cleanup.Result result = Cleanup.run(socket.get());
        if (json) {
            spec.commandLine().getOut().println(json(result));
        } else {
            tell(result, spec.commandLine().getOut(), spec.commandLine().getErr());
        }
        return switch (result) {
            case Cleanup.Result.Running _ -> ExitCode.DAEMON_RUNS;
            case Cleanup.Result.Failed _ -> ExitCode.FAILED;
            case Cleanup.Result.Done done -> done.refused().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        };
    }

    private static void tell(Cleanup.Result result, PrintWriter out, PrintWriter err) {
        switch (result) {
            case Cleanup.Result.Running running ->
                err.println("vigil cleanup: a daemon runs, nothing was touched: " + running.who());
            case Cleanup.Result.Failed failed -> err.println("vigil cleanup: " + failed.why());
            case Cleanup.Result.Done done -> {
                done.removed().forEach(address -> out.println("removed " + address));
                done.foreign().forEach(address -> out.println("left alone, not ours: " + address));
                done.refused().forEach(address -> err.println("vigil cleanup: still there: " + address));
                if (done.removed().isEmpty() && done.refused().isEmpty()) {
                    out.println("nothing was left behind");
                }
            }
        }
    }

    private static String json(Cleanup.Result result) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        writer.beginObject();
        switch (result) {
            case Cleanup.Result.Running running -> {
                writer.name("running");
                writer.value(running.who());
            }
            case Cleanup.Result.Failed failed -> {
                writer.name("failed");
                writer.value(failed.why());
            }
            case Cleanup.Result.Done done -> {
                list("removed", done.removed(), writer);
                list("foreign", done.foreign(), writer);
                list("refused", done.refused(), writer);
            }
        }
        writer.endObject();
        return writer.result();
    }

    private static void list(String name, List<String> values, JsonWriter writer) {
        writer.name(name);
        writer.beginArray();
        values.forEach(writer::value);
        writer.endArray();
    }
}
