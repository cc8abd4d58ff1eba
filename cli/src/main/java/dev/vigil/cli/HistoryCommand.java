package dev.vigil.cli;

import dev.vigil.daemon.control.HistoryEntry;
import dev.vigil.daemon.control.HistoryText;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil history}: the changes of state of the last days. */
@Command(
        name = "history",
        description = {
            "Show the changes of state of the last days with their causes, the oldest first, over restarts and crashes of the"
                    + " daemon.",
            "Where this node took over, it says for how long at most nobody had the addresses, as far as this node knows."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "3:no daemon is running",
            "4:the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class HistoryCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "INSTANCE", description = "Of this instance only.")
    private String instance = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Lasting.Span.class,
            description = "Not older than 90s, 30m, 12h or 2d.")
    private Optional<Long> sinceMs = Optional.empty();

    @Option(names = "--json", description = "Print JSON, one object in each line; its names are stable.")
    private boolean json;

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        long fromEpochMs = System.currentTimeMillis() - sinceMs.orElse(System.currentTimeMillis());
        List<HistoryEntry> entries = socket.history().stream()
                .filter(each -> instance.isEmpty() || each.instance().equals(instance))
                .filter(each -> each.atEpochMs() >= fromEpochMs)
                .toList();
        if (json) {
            entries.forEach(each -> spec.commandLine().getOut().println(each.line()));
        } else {
            spec.commandLine().getOut().print(HistoryText.table(entries, ZoneId.systemDefault()));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
