package dev.vigil.daemon.control;

import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns the line of a client into its answer: one JSON object, whatever the line holds, or the lines that it asks for. */
final class Answers {
    /** Sends an answer of many lines while it is made. */
    interface LineSender {
        void send(Handler.Lines lines) throws IOException;
    }

    private final Handler handler;
    private final EventLog log;
    private final JsonStream json = JsonStream.builder().serializeEmpty(true).build();

    Answers(Handler handler, EventLog log) {
        this.handler = handler;
        this.log = log;
    }

    /**
     * The answer to a request, which may be an error.
     *
     * @return what is left to be sent: nothing if the answer was one of many lines
     */
    byte[] to(byte[] line, String peer, Access access, LineSender sender) throws IOException {
        try {
            Request request = RequestJson.parse(json, line, peer);
            if (!access.allows(request.command())) {
                throw notAllowed(request);
            }
            if (Access.changes(request.command())) {
                log.put(new ControlEvent.Requested(request.peer(), request.command()));
            }
            Optional<Handler.Lines> lines = handler.lines(request);
            if (lines.isPresent()) {
                sender.send(lines.get());
                return new byte[0];
            }
            var writer = json.bufferedWriterAsBytes();
            handler.handle(request, writer);
            return writer.result();
        } catch (RequestRefused refused) {
            return refusal(refused.code(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException e) {
            // A defect in a handler must not end the thread that serves the socket: it is told like any defect.
            log.put(new DaemonEvent.Defect("the control socket", e));
            return refusal(RequestRefused.Code.INTERNAL, "a defect of the daemon, see its log: " + e);
        }
    }

    private RequestRefused notAllowed(Request request) {
        log.put(new ControlEvent.Refused(request.peer(), "a member of the reading group may only ask"));
        return new RequestRefused(
                RequestRefused.Code.NOT_ALLOWED, "members of the reading group may ask, not " + request.command());
    }

    /** An error as an answer. What UTF-8 cannot express is a question mark in it. */
    byte[] refusal(RequestRefused.Code code, String message) {
        var writer = json.bufferedWriterAsBytes();
        writer.beginObject();
        writer.name("error");
        writer.beginObject();
        writer.name("code");
        writer.value(code.word());
        writer.name("message");
        writer.value(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        writer.endObject();
        writer.endObject();
        return writer.result();
    }
}
