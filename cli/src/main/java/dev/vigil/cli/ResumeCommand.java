package dev.vigil.cli;

import dev.vigil.core.vrrp.SteeringStage;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil resume}: what was drained or promoted goes on as its configuration says. */
@Command(
        name = "resume",
        description = {
            "End what `vigil drain` or `vigil promote` asked for: the instance does again what its configuration says."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or there was nothing to end",
            "2:refused, because it cannot be stored",
            "3:no daemon is running",
            "4:there is no such instance, the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private Steering steering = new Steering();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        return steering.run(
                "resume",
                Map.of(),
                new Steering.Goal(each -> each.stage() == SteeringStage.NONE, "as configured again"),
                spec);
    }
}
