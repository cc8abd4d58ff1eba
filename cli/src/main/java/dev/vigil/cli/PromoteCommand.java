package dev.vigil.cli;

import dev.vigil.core.vrrp.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil promote}: this node takes the addresses. */
@Command(
        name = "promote",
        description = {
            "Make an instance MASTER here, with priority 254 and in spite of nopreempt, until it loses that role, or until"
                    + " `vigil resume`.",
            "Another master that has priority 254 or more, or is an address owner, would not yield: drain it there instead."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:given up, because a stronger master is heard; nothing has changed",
            "2:refused: the instance is in FAULT or MAINTENANCE, the other master would not yield, or it cannot be stored",
            "3:no daemon is running",
            "4:there is no such instance, the daemon did not answer, or you may not ask it",
            "64:wrong usage"
        })
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    private Steering steering = new Steering();

    @Mixin
    private Lasting lasting = new Lasting();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws DaemonSocket.NoAnswer {
        return steering.run(
                "promote",
                lasting.arguments(),
                new Steering.Goal(each -> each.state() == State.MASTER, "MASTER, with the highest priority"),
                spec);
    }
}
