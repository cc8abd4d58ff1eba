package dev.vigil.cli;

import dev.vigil.daemon.control.ServerAnswer;
import io.avaje.json.JsonException;
import io.avaje.json.stream.JsonStream;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The parts of a command line that name one real server of a running daemon. */
final class OneServer {
    @Parameters(index = "0", paramLabel = "VIRTUAL", description = "The virtual server: its name, or ADDRESS:PORT.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "REAL", description = "The real server: its name, or ADDRESS:PORT.")
    private String server = "";

    @Option(names = "--json", description = "Print JSON; its names are stable.")
    private boolean json;

    @Mixin
    private DaemonSocket socket = new DaemonSocket();

    boolean json() {
        return json;
    }

    ServerAnswer show() throws DaemonSocket.NoAnswer {
        return ask("server_show", Map.of());
    }

    /** @param arguments what is wanted of it */
    ServerAnswer steer(Map<String, String> arguments) throws DaemonSocket.NoAnswer {
        return ask("server", arguments);
    }

    private ServerAnswer ask(String command, Map<String, String> more) throws DaemonSocket.NoAnswer {
        Map<String, String> arguments = new LinkedHashMap<>(more);
        arguments.put("service", service);
        arguments.put("server", server);
        try {
            return ServerAnswer.read(socket.ask(command, arguments));
        } catch (JsonException e) {
            throw new DaemonSocket.NoAnswer(
                    ExitCode.NO_ANSWER, "the answer is no state of a server: " + e.getMessage());
        }
    }

    static String json(ServerAnswer answer) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        answer.write(writer);
        return writer.result();
    }
}
