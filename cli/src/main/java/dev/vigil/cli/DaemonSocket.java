package dev.vigil.cli;

import dev.vigil.daemon.control.ControlClient;
import dev.vigil.daemon.control.ControlServer;
import dev.vigil.daemon.control.HistoryEntry;
import dev.vigil.daemon.control.ReloadAnswer;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.StatusJson;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.SteeringAnswer;
import io.avaje.json.JsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** The options by which a command reaches a running daemon, and the questions that it asks there. */
final class DaemonSocket {
    @Mixin
    private SocketPath path = new SocketPath();

    /** No answer: a message for people, and the exit code. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;
        final int exitCode;

        NoAnswer(int exitCode, String message) {
            super(message, null, false, false);
            this.exitCode = exitCode;
        }
    }

    StatusReport status() throws NoAnswer {
        try {
            return StatusJson.read(ask("status"));
        } catch (JsonException e) {
            throw new NoAnswer(ExitCode.NO_ANSWER, "the answer on " + path + " is no status: " + e.getMessage());
        }
    }

    /** Makes the daemon read its configuration again, and waits for what becomes of it. */
    ReloadAnswer reload(Map<String, String> arguments) throws NoAnswer {
        String answer =
                answer(() -> ControlClient.request(path.get(), "reload", arguments, ControlServer.RELOAD_TIMEOUT_MS));
        try {
            return ReloadAnswer.read(answer);
        } catch (JsonException e) {
            throw new NoAnswer(ExitCode.NO_ANSWER, "the answer on " + path + " reports no reload: " + e.getMessage());
        }
    }

    /** The daemon refuses to do it; for people and for the exit code. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final RequestRefused.Code code;

        Refused(RequestRefused.Code code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    /** Asks for instances to be drained, promoted or resumed, or how far they have come with that. */
    SteeringAnswer steering(String command, Map<String, String> arguments) throws NoAnswer, Refused {
        Question<Object> question = () -> {
            try {
                return ControlClient.request(path.get(), command, arguments);
            } catch (RequestRefused refused) {
                return refused;
            }
        };
        Object answer = answer(question);
        if (answer instanceof RequestRefused refused) {
            throw new Refused(refused.code(), String.valueOf(refused.getMessage()));
        }
        try {
            return SteeringAnswer.read(String.valueOf(answer));
        } catch (JsonException e) {
            throw new NoAnswer(ExitCode.NO_ANSWER, "the answer on " + path + " cannot be read: " + e.getMessage());
        }
    }

    /** The changes of state that the daemon knows, the oldest first. */
    List<HistoryEntry> history() throws NoAnswer {
        List<HistoryEntry> entries = new ArrayList<>();
        try {
            lines("history", line -> entries.add(HistoryEntry.read(line)));
        } catch (JsonException e) {
            throw new NoAnswer(ExitCode.NO_ANSWER, "the answer on " + path + " is no history: " + e.getMessage());
        }
        return entries;
    }

    /** Asks for an answer of many lines, which are handed over as they come. */
    void lines(String command, Consumer<String> lines) throws NoAnswer {
        long _ = answer(() -> ControlClient.lines(path.get(), command, lines));
    }

    private String ask(String command) throws NoAnswer {
        return ask(command, Map.of());
    }

    String ask(String command, Map<String, String> arguments) throws NoAnswer {
        return answer(() -> ControlClient.request(path.get(), command, arguments));
    }

    /** A question on the control socket. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, RequestRefused;
    }

    private <T> T answer(Question<T> question) throws NoAnswer {
        try {
            return question.ask();
        } catch (NoSuchFileException | ConnectException e) {
            throw new NoAnswer(ExitCode.NOT_RUNNING, "no daemon answers on " + path + "; is it running?");
        } catch (AccessDeniedException e) {
            throw new NoAnswer(
                    ExitCode.NO_ANSWER, "you may not ask the daemon on " + path + "; ask as root or as its user");
        } catch (IOException e) {
            throw new NoAnswer(ExitCode.NO_ANSWER, "no answer on " + path + ": " + e.getMessage());
        } catch (RequestRefused e) {
            boolean unsafe = e.code() == RequestRefused.Code.UNSAFE;
            throw new NoAnswer(unsafe ? ExitCode.UNSAFE : ExitCode.NO_ANSWER, String.valueOf(e.getMessage()));
        }
    }
}
