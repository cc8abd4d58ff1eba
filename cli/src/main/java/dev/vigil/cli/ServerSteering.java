package dev.vigil.cli;

import dev.vigil.daemon.control.ServerAnswer;
import dev.vigil.daemon.control.ServiceText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that steer a real server have in common. */
abstract class ServerSteering implements Callable<Integer> {
    @Mixin
    private OneServer server = new OneServer();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Prints what has become of the server. */
    int print(ServerAnswer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (server.json()) {
            out.println(OneServer.json(answer));
        } else {
            out.print(ServiceText.why(answer));
        }
        out.flush();
        return ExitCode.OK;
    }

    OneServer server() {
        return server;
    }

    /** Says something to people. */
    void say(String line) {
        if (!server.json()) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    /** How an intent is to be stored. */
    static final class Wish {
        @Option(names = "--keep", description = "It holds after a restart of the daemon as well.")
        private boolean keep;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look later.")
        private String reason = "";

        @Option(names = "--force", description = "Do it although the virtual server loses its quorum by it.")
        private boolean force;

        Map<String, String> arguments(String action) {
            Map<String, String> arguments = new LinkedHashMap<>();
            arguments.put("action", action);
            arguments.put("keep", keep ? "yes" : "no");
            arguments.put("force", force ? "yes" : "no");
            arguments.put("reason", reason);
            return arguments;
        }
    }

    /** {@code vigil server drain}. */
    @Command(
            name = "drain",
            description = {
                "Give a real server no new connections, and wait until those that it has have ended.",
                "It keeps them also if its virtual server loses the quorum by it. It drains until `vigil server enable`."
            })
    static final class Drain extends ServerSteering {
        private static final long LOOK_EVERY_MS = 250;

        @Mixin
        private Wish wish = new Wish();

        @Option(
                names = "--wait",
                paramLabel = "TIME",
                converter = Patience.class,
                defaultValue = "30s",
                description =
                        "How long to wait for the connections to end; 0 for not at all. Default: ${DEFAULT-VALUE}.")
        private Duration patience = Duration.ZERO;

        @Override
        public Integer call() throws DaemonSocket.NoAnswer, InterruptedException {
            ServerAnswer answer = server().steer(wish.arguments("drain"));
            say(ServiceText.why(answer).strip());
            long untilNs = System.nanoTime() + patience.toNanos();
            long told = left(answer);
            while (left(answer) > 0 && System.nanoTime() < untilNs) {
                Thread.sleep(LOOK_EVERY_MS);
                answer = server().show();
                if (left(answer) != told) {
                    told = left(answer);
                    say("  " + ServiceText.connections(answer));
                }
            }
            if (server().json()) {
                int _ = print(answer);
            }
            if (left(answer) > 0) {
                say("Connections are left; the server goes on draining");
                return ExitCode.FAILED;
            }
            say(answer.connections().isPresent() ? "Drained" : "It gets no new connections");
            return ExitCode.OK;
        }

        private static long left(ServerAnswer answer) {
            return answer.connections().map(each -> each.active()).orElse(0L);
        }
    }

    /** {@code vigil server weight}. */
    @Command(
            name = "weight",
            description = "Give a real server another weight, whatever the configuration and its checks say.")
    static final class Weight extends ServerSteering {
        @Parameters(index = "2", paramLabel = "WEIGHT", description = "From 0 to 65535.")
        private int weight;

        @Mixin
        private Wish wish = new Wish();

        @Override
        public Integer call() throws DaemonSocket.NoAnswer {
            Map<String, String> arguments = wish.arguments("weight");
            arguments.put("weight", Integer.toString(weight));
            return print(server().steer(arguments));
        }
    }

    /** {@code vigil server disable}. */
    @Command(name = "disable", description = "Take a real server out, as if a check of it had failed.")
    static final class Disable extends ServerSteering {
        @Mixin
        private Wish wish = new Wish();

        @Override
        public Integer call() throws DaemonSocket.NoAnswer {
            return print(server().steer(wish.arguments("disable")));
        }
    }

    /** {@code vigil server enable}. */
    @Command(
            name = "enable",
            description =
                    "End what was wanted of a real server: it is what its configuration and its checks say again.")
    static final class Enable extends ServerSteering {
        @Override
        public Integer call() throws DaemonSocket.NoAnswer {
            return print(server().steer(Map.of("action", "enable")));
        }
    }

    /** {@code vigil server show}. */
    @Command(
            name = "show",
            description = "Show one real server: its checks, its connections, and what is wanted of it.")
    static final class Show extends ServerSteering {
        @Override
        public Integer call() throws DaemonSocket.NoAnswer {
            return print(server().show());
        }
    }
}
