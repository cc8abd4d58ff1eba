package dev.vigil.cli;

import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.SteeringAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code drain}, {@code promote} and {@code resume} have in common: whom they mean, and that they wait for the outcome. */
final class Steering {
    private static final long LOOK_MS = 50;

    /** Whom it is about. */
    static final class Target {
        @Parameters(
                arity = "1",
                paramLabel = "NAME",
                description = "An instance or a sync group; a sync group moves as one, whichever member is named.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--all", required = true, description = "All instances.")
        private boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the log, status and history.")
    private String reason = "";

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    /** How one command looks at an instance: whether it has what was asked for, and how that is called. */
    record Goal(Predicate<SteeringAnswer.Standing> reached, String done) {}

    /** Has the daemon do it, waits until all instances have done it or given it up, and prints a line for each. */
    int run(String command, Map<String, String> more, Goal goal, CommandSpec spec) throws DaemonSocket.NoAnswer {
        Map<String, String> arguments = new LinkedHashMap<>(more);
        target.name.ifPresent(name -> arguments.put("name", name));
        if (target.all) {
            arguments.put("all", "yes");
        }
        if (!reason.isEmpty()) {
            arguments.put("reason", reason);
        }
        SteeringAnswer answer;
        try {
            answer = socket.steering(command, arguments);
        } catch (DaemonSocket.Refused refused) {
            spec.commandLine().getErr().println("vigil " + command + ": " + refused.getMessage());
            return refused.code == RequestRefused.Code.NOT_NOW ? ExitCode.REFUSED : ExitCode.NO_ANSWER;
        }
        return tell(await(answer, goal), goal, spec);
    }

    private SteeringAnswer await(SteeringAnswer first, Goal goal) throws DaemonSocket.NoAnswer {
        SteeringAnswer answer = first;
        List<String> names =
                first.instances().stream().map(SteeringAnswer.Standing::name).toList();
        long waitMs = first.instances().stream()
                .mapToLong(SteeringAnswer.Standing::waitMs)
                .max()
                .orElse(0);
        long untilNs = System.nanoTime() + Duration.ofMillis(waitMs).toNanos();
        while (answer.instances().stream().anyMatch(each -> isOpen(each, goal)) && System.nanoTime() < untilNs) {
            pause();
            answer = progress(names);
        }
        return answer;
    }

    private static boolean isOpen(SteeringAnswer.Standing standing, Goal goal) {
        return !goal.reached.test(standing) && standing.ended().isEmpty();
    }

    private SteeringAnswer progress(List<String> names) throws DaemonSocket.NoAnswer {
        try {
            return socket.steering("steering", Map.of("names", String.join("\n", names)));
        } catch (DaemonSocket.Refused refused) {
            throw new DaemonSocket.NoAnswer(ExitCode.NO_ANSWER, String.valueOf(refused.getMessage()));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int tell(SteeringAnswer answer, Goal goal, CommandSpec spec) {
        int code = ExitCode.OK;
        for (SteeringAnswer.Standing each : answer.instances()) {
            if (goal.reached.test(each)) {
                spec.commandLine().getOut().println(each.name() + ": " + goal.done);
            } else {
                String why = each.ended()
                        .orElse("it is " + each.state() + " and waits, see `vigil why " + each.name() + "`");
                spec.commandLine().getErr().println(each.name() + ": not done: " + why);
                code = ExitCode.FAILED;
            }
        }
        return code;
    }
}
