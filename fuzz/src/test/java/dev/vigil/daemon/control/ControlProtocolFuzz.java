package dev.vigil.daemon.control;

import dev.vigil.daemon.log.ControlEvent;
import dev.vigil.daemon.log.Event;
import dev.vigil.fuzz.Property;
import dev.vigil.fuzz.StrictJson;
import io.avaje.json.JsonException;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Both ends of the control socket. The input is a line that a client sent, and for the client what a daemon answered.
 *
 * <ul>
 *   <li>Nothing throws on the daemon's side, no line is a defect, and every answer is one JSON object.
 *   <li>The answer is a function of the line.
 *   <li>A line that is refused as malformed reaches no handler; any other reaches it once, with a bounded request.
 *   <li>A request that was understood is understood alike when Vigil's own client writes it.
 *   <li>A client takes what it gets for a status report, or says that it is none; a report survives writing and reading.
 * </ul>
 */
public final class ControlProtocolFuzz {
    private static final JsonStream JSON =
            JsonStream.builder().serializeEmpty(true).build();
    private static final String PEER = "user root";
    private static final String MALFORMED = "{\"error\":{\"code\":\"malformed\"";

    private ControlProtocolFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length <= ControlServer.REQUEST_MAX) {
            byte[] answer = answer(input);
            Property.equal(text(answer), text(answer(input)), "the answer is a function of the line");
        }
        readAsClient(text(input));
    }

    private static byte[] answer(byte[] line) {
        List<Request> handled = new ArrayList<>();
        List<Event> told = new ArrayList<>();
        byte[] answer;
        try {
            answer = new Answers((request, json) -> echo(request, json, handled), told::add)
                    .to(
                            line,
                            PEER,
                            Access.WRITE,
                            lines -> Property.holds(false, "no request of this handler is one for lines"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Property.holds(StrictJson.isObject(answer), "an answer is one JSON object: " + text(answer));
        told.removeIf(ControlEvent.Requested.class::isInstance);
        Property.equal(List.of(), told, "no line is a defect");
        boolean malformed = text(answer).startsWith(MALFORMED);
        Property.equal(malformed ? 0 : 1, handled.size(), "a handler is reached by what is well-formed alone");
        handled.forEach(ControlProtocolFuzz::assertUnderstoodAgain);
        return answer;
    }

    private static void echo(Request request, JsonWriter json, List<Request> handled) throws RequestRefused {
        handled.add(request);
        if (request.argument("refuse").isPresent()) {
            json.beginObject();
            json.name("half");
            throw new RequestRefused(RequestRefused.Code.NOT_FOUND, request.command());
        }
        json.beginObject();
        json.name(request.command());
        json.beginArray();
        request.arguments().forEach((name, value) -> {
            json.value(name);
            json.value(value);
        });
        json.endArray();
        json.endObject();
    }

    private static void assertUnderstoodAgain(Request request) {
        Property.holds(request.arguments().size() < RequestJson.NAMES_MAX, "the number of arguments is bounded");
        var writer = JSON.bufferedWriterAsBytes();
        RequestJson.write(request.command(), request.arguments(), writer);
        byte[] written = writer.result();
        try {
            Property.equal(request, RequestJson.parse(JSON, written, PEER), "what is written is read alike");
        } catch (RequestRefused refused) {
            throw new AssertionError("refused: " + text(written), refused);
        }
    }

    private static void readAsClient(String answer) {
        StatusReport report;
        try {
            report = StatusJson.read(answer);
        } catch (JsonException notAReport) {
            return;
        }
        var writer = JSON.bufferedWriter();
        StatusJson.write(report, writer);
        String written = writer.result();
        Property.holds(StrictJson.isObject(written), "a report is one JSON object");
        Property.equal(report, StatusJson.read(written), "a report survives writing and reading");
        Property.holds(!StatusText.full(report, ZoneOffset.UTC).isEmpty(), "a report has a text");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
