package dev.vigil.cli;

import dev.vigil.core.vrrp.SteeringStage;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil drain}: another node takes the addresses, and this one stays out of service. */
@Command(
        name = "drain",
        description = {
            "Take an instance out of service: another node takes its addresses, and this one is in MAINTENANCE until"
                    + " `vigil resume`, over reloads and restarts.",
            "A master resigns and keeps its addresses until it hears its successor. If it hears none it serves on, and the"
                    + " command fails."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:given up, because no other node took over; nothing has changed",
            "2:refused, because nothing is known of another node that could take over (see --force), or it cannot be stored",
            "3:no daemon is running",
            "4:there is no such instance, the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class DrainCommand implements Callable<Integer> {
    @Mixin
    private Steering steering = new Steering();

    @Mixin
    private Lasting lasting = new Lasting();

    @Option(
            names = "--force",
            description = "Try it although nothing is known of a node that could take over, which is usual beside"
                    + " keepalived: backups are silent.")
    private boolean force;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        Map<String, String> arguments = lasting.arguments();
        if (force) {
            arguments.put("force", "yes");
        }
        return steering.run(
                "drain",
                arguments,
                new Steering.Goal(each -> each.stage() == SteeringStage.OUT, "out of service, in MAINTENANCE"),
                spec);
    }
}
